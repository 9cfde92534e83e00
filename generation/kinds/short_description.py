"""Short description: the one or two sentences beside the price, as WooCommerce and most themes show them."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="short_description",
    medium="text",
    fields=(FieldSpec("short_description", {"": Limit(min_chars=10, max_chars=300)}),),
    instructions={
        "en": "Write one or two sentences, at most 300 characters, that say what the product is and what sets it apart.",
        "zh-Hans": "用一两句话（不超过 300 个字符）写明这是什么商品、与同类有何不同。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel; boil-dry protection: yes",
                '{"short_description":"A steel kettle by Norra that holds 1.5 l, with boil-dry protection."}',
            ),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"short_description":"A navy scarf by Oda, 180 cm of merino wool. Wash it by hand."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢; 防干烧: 是",
                '{"short_description":"Norra 不锈钢水壶，容量 1.5 升，带防干烧保护。"}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"short_description":"Oda 藏青色围巾，美利奴羊毛材质，长 180 厘米，手洗即可。"}',
            ),
        ),
    },
    expected_tokens=70,
)
