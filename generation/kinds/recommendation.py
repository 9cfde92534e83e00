"""Recommendation: why these products, for a segment of shoppers or for one; a line for each, in the order of the offers."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="recommendation",
    medium="text",
    fields=(
        FieldSpec("heading", {"": Limit(min_chars=4, max_chars=60)}),
        FieldSpec("lines", {"": Limit(min_chars=4, max_chars=160, min_items=1, max_items=6)}, is_list=True),
    ),
    instructions={
        "en": (
            "The shopper looked at or bought the product; the offers are what the shop recommends beside it. Write a heading, and one line for"
            " each offer in its order: its name and why it fits, from the facts alone. Never say what you know of the shopper."
        ),
        "zh-Hans": "顾客看过或买过该商品；offers 是店铺推荐的其他商品。写一个标题，并按顺序为每件推荐商品写一行：名称和适合的理由，仅依据事实。不得透露对顾客的了解。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; material: steel; offer 1: Norra Teapot, holds 1 l; offer 2: Norra Mug, holds 350 ml",
                '{"heading":"Goes with the Norra kettle","lines":["Norra Teapot: holds 1 l","Norra Mug: holds 350 ml"]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; material: 不锈钢; offer 1: Norra 茶壶，容量 1 升; offer 2: Norra 马克杯，容量 350 毫升",
                '{"heading":"与 Norra 水壶搭配","lines":["Norra 茶壶：容量 1 升","Norra 马克杯：容量 350 毫升"]}',
            ),
        ),
    },
    expected_tokens=160,
    subject="shopper",
    reads=frozenset({"offers"}),
)
