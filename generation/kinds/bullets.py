"""Bullet points: five at most, for Amazon (250 characters, no emoji) and Google's product_highlight (150 characters)."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="bullets",
    medium="text",
    fields=(
        FieldSpec(
            "bullets",
            {
                "": Limit(max_chars=150, min_items=2, max_items=5, forbidden="™®©"),
                "google": Limit(max_chars=150, min_items=2, max_items=100),
                "amazon": Limit(max_chars=250, min_items=1, max_items=5, forbidden="™®©"),
            },
            is_list=True,
        ),
    ),
    instructions={
        "en": "Write two to five bullet points. Each states one fact and, where the facts allow it, what it means in use.",
        "zh-Hans": "撰写两到五条卖点。每条陈述一项事实，并在事实允许时说明使用时的意义。",
    },
    examples={
        "en": (
            ("title: Kettle; capacity: 1.5 l; material: steel", '{"bullets":["Holds 1.5 l","Body made of steel"]}'),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"bullets":["Merino wool in navy","180 cm long","Wash by hand"]}',
            ),
        ),
        "zh-Hans": (
            ("title: 水壶; capacity: 1.5 l; material: 不锈钢", '{"bullets":["容量 1.5 升","不锈钢壶身"]}'),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"bullets":["美利奴羊毛，藏青色","长 180 厘米","手洗"]}',
            ),
        ),
    },
    expected_tokens=110,
)
