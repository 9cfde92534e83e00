"""Meta ad: primary text (125 characters are shown before "more"), headline (40) and link description (30)."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="social_ad",
    medium="text",
    fields=(
        FieldSpec("primary_text", {"": Limit(min_chars=10, max_chars=125)}),
        FieldSpec("headline", {"": Limit(min_chars=2, max_chars=40)}),
        FieldSpec("link_description", {"": Limit(min_chars=2, max_chars=30)}),
    ),
    instructions={
        "en": (
            "Write an ad for Facebook and Instagram: a primary text that opens with what matters to the reader, a headline, and a"
            " description of the link."
        ),
        "zh-Hans": "为 Facebook 和 Instagram 撰写广告：正文开头先说读者最关心的内容，另写一条标题和一条链接说明。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"primary_text":"Tea for the whole table: the Norra kettle holds 1.5 l.","headline":"Norra Steel Kettle, 1.5 l",'
                '"link_description":"Made of steel"}',
            ),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"primary_text":"180 cm of merino wool, in navy: the scarf by Oda.","headline":"Oda Merino Wool Scarf","link_description":"In navy"}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"primary_text":"一壶 1.5 升，够一桌人喝茶：Norra 不锈钢水壶。","headline":"Norra 不锈钢水壶 1.5 升","link_description":"不锈钢壶身"}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"primary_text":"180 厘米长的美利奴羊毛，藏青色：Oda 围巾。","headline":"Oda 美利奴羊毛围巾","link_description":"藏青色"}',
            ),
        ),
    },
    expected_tokens=90,
    subject="occasion",
)
