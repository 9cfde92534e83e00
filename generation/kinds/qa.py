"""Questions and answers for the product page: pairs, the answers in the order of the questions."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="qa",
    medium="text",
    fields=(
        FieldSpec("questions", {"": Limit(min_chars=4, max_chars=120, min_items=2, max_items=8)}, is_list=True),
        FieldSpec("answers", {"": Limit(min_chars=2, max_chars=400, min_items=2, max_items=8)}, is_list=True),
    ),
    instructions={
        "en": (
            "Write two to eight questions that a shopper would ask before buying and that the facts answer, and the answers in the same order."
            " Ask nothing that the facts leave open."
        ),
        "zh-Hans": "写出两到八个顾客购买前会问、且事实能够回答的问题，并按同样顺序写出答案。事实没有说明的，不要提问。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"questions":["How much does the kettle hold?","What is it made of?"],"answers":["It holds 1.5 l.","It is made of steel."]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"questions":["水壶能装多少水？","壶身是什么材质？"],"answers":["容量为 1.5 升。","壶身采用不锈钢制成。"]}',
            ),
        ),
    },
    expected_tokens=220,
)
