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
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"primary_text":"一壶 1.5 升，够一桌人喝茶：Norra 不锈钢水壶。","headline":"Norra 不锈钢水壶 1.5 升","link_description":"不锈钢壶身"}',
            ),
        ),
    },
    expected_tokens=90,
    subject="occasion",
)
