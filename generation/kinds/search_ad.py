"""Google responsive search ad: 3 to 15 headlines of 30 and 2 to 4 descriptions of 90; a Chinese character counts twice."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="search_ad",
    medium="text",
    fields=(
        FieldSpec(
            "headlines",
            {"": Limit(min_chars=2, max_chars=30, min_items=3, max_items=15, forbidden="!", double_width=True)},
            is_list=True,
        ),
        FieldSpec(
            "descriptions",
            {"": Limit(min_chars=10, max_chars=90, min_items=2, max_items=4, double_width=True)},
            is_list=True,
        ),
    ),
    instructions={
        "en": (
            "Write a responsive search ad: as many different headlines as the facts carry, 3 to 15 of at most 30 characters, and 2 to 4"
            " descriptions of at most 90. Google shows them in any order and number, so each must stand alone and none may repeat another."
            " No exclamation mark in a headline."
        ),
        "zh-Hans": (
            "撰写自适应搜索广告：在事实允许的范围内写 3 到 15 条互不重复的标题（每条不超过 15 个汉字），以及 2 到 4 条描述（每条不超过 45 个汉字）。"
            "Google 会任意组合它们，因此每条都必须独立成立。标题中不用感叹号。"
        ),
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"headlines":["Norra Steel Kettle","Kettle for 1.5 l","A Kettle Made of Steel"],'
                '"descriptions":["The Norra kettle is made of steel and holds 1.5 l.","1.5 l in one go: the steel kettle by Norra."]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"headlines":["Norra 不锈钢水壶","1.5 升水壶","不锈钢壶身"],'
                '"descriptions":["Norra 水壶，不锈钢壶身，容量 1.5 升。","一次可烧 1.5 升水的不锈钢水壶。"]}',
            ),
        ),
    },
    expected_tokens=220,
    subject="occasion",
)
