"""Product title. Limits: Google Merchant 150, Amazon 200 without ornaments, Shopify 255, Meta 200."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="title",
    medium="text",
    fields=(
        FieldSpec(
            "title",
            {
                "": Limit(max_chars=150, forbidden="!$?_{}^¬¦"),
                "google": Limit(max_chars=150),
                "amazon": Limit(max_chars=200, forbidden="!$?_{}^¬¦"),
                "shopify": Limit(max_chars=255),
                "meta": Limit(max_chars=200),
            },
        ),
    ),
    instructions={
        "en": "Write the product's title: what it is, its brand and the one or two facts a shopper searches for. No praise.",
        "zh-Hans": "撰写商品标题：写明品牌、品类以及顾客最常搜索的一两项事实。不使用夸赞词。",
    },
    examples={
        "en": (
            ("title: Kettle; brand: Norra; capacity: 1.5 l; material: steel", '{"title":"Norra Steel Kettle, 1.5 l"}'),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"title":"Oda Merino Wool Scarf in Navy, 180 cm"}',
            ),
        ),
        "zh-Hans": (
            ("title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢", '{"title":"Norra 不锈钢水壶 1.5 升"}'),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"title":"Oda 藏青色美利奴羊毛围巾 180 厘米"}',
            ),
        ),
    },
    expected_tokens=30,
)
