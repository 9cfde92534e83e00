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
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"description":"Navy merino wool, 180 cm long: this is the scarf by Oda.\\n\\nIt is washed by hand."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"description":"Norra 水壶容量为 1.5 升。\\n\\n壶身采用不锈钢制成。"}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"description":"Oda 围巾采用美利奴羊毛织成，藏青色，长 180 厘米。\\n\\n清洗时请手洗。"}',
            ),
        ),
    },
    expected_tokens=180,
)
