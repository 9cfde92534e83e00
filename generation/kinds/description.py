"""Product description: plain paragraphs, turned into HTML on its way out. Limits: Google 5000, Amazon 2000, Meta 9999."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="description",
    medium="text",
    fields=(
        FieldSpec(
            "description",
            {
                "": Limit(min_chars=10, max_chars=2000),
                "google": Limit(max_chars=5000),
                "amazon": Limit(max_chars=2000),
                "meta": Limit(max_chars=9999),
            },
            paragraphs=True,
        ),
    ),
    instructions={
        "en": (
            "Write the product's description in two or three short paragraphs. "
            "Say only what the facts say; every sentence must rest on a fact."
        ),
        "zh-Hans": "用两到三个短段落撰写商品描述。只陈述事实中已有的内容，每句话都须有事实依据。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"description":"The Norra kettle holds 1.5 l.\\n\\nIts body is made of steel."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"description":"Norra 水壶容量为 1.5 升。\\n\\n壶身采用不锈钢制成。"}',
            ),
        ),
    },
    expected_tokens=180,
)
