"""Reply to a shopper's question, in the tone of service. What the facts do not hold is said to be unknown, and a person takes over."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="answer",
    medium="text",
    fields=(FieldSpec("reply", {"": Limit(min_chars=10, max_chars=800)}, paragraphs=True),),
    instructions={
        "en": (
            "Answer the shopper's question politely and directly, from the facts alone. Where the facts do not hold the answer, say that you"
            " will ask a colleague and that the shopper will hear from the shop; guess nothing."
        ),
        "zh-Hans": "仅依据事实，礼貌而直接地回答顾客的问题。事实中没有答案时，说明会请同事确认后回复顾客；不作任何猜测。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; question: How much water does it hold?",
                '{"reply":"Thank you for your question. The Norra kettle holds 1.5 l."}',
            ),
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; question: Does it work on induction?",
                '{"reply":"Thank you for your question. Our product information does not say whether the kettle works on induction. A colleague will'
                ' check and reply to you."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; question: 能装多少水？",
                '{"reply":"感谢您的提问。Norra 水壶的容量为 1.5 升。"}',
            ),
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; question: 电磁炉能用吗？",
                '{"reply":"感谢您的提问。我们的商品资料没有说明是否适用于电磁炉，同事确认后会回复您。"}',
            ),
        ),
    },
    expected_tokens=110,
    subject="question",
)
