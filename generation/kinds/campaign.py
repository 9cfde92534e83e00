"""Campaign: the title and the slogan of a banner or a landing page, for an occasion or without one."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="campaign",
    medium="text",
    fields=(
        FieldSpec("campaign_title", {"": Limit(min_chars=2, max_chars=40)}),
        FieldSpec("slogan", {"": Limit(min_chars=4, max_chars=80)}),
    ),
    instructions={
        "en": (
            "Write the title and the slogan of a campaign for this product. Where an occasion is given, name it; promise no"
            " discount, gift or date that no fact states."
        ),
        "zh-Hans": "为该商品撰写活动标题和口号。若给出节日或活动，须点明；不得承诺事实中没有的折扣、赠品或日期。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel; occasion: Christmas",
                '{"campaign_title":"Christmas with Norra","slogan":"A steel kettle, and 1.5 l to pour from."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢; occasion: 圣诞节",
                '{"campaign_title":"圣诞节，Norra 相伴","slogan":"一把不锈钢水壶，1.5 升热茶。"}',
            ),
        ),
    },
    expected_tokens=50,
    subject="occasion",
)
