"""Search result: SEO title (about 60 characters are shown), meta description (about 155), and the keywords that the page is about."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="seo",
    medium="text",
    fields=(
        FieldSpec("seo_title", {"": Limit(max_chars=60), "shopify": Limit(max_chars=70)}),
        FieldSpec("meta_description", {"": Limit(min_chars=10, max_chars=155), "shopify": Limit(max_chars=320)}),
        FieldSpec(
            "keywords",
            {"": Limit(min_chars=2, max_chars=40, min_items=3, max_items=10, forbidden=",，;；")},
            is_list=True,
        ),
    ),
    instructions={
        "en": "Write what a search engine shows: a title of at most 60 characters and a meta description of at most 155; and three to ten keywords, words that shoppers type to find this product and that the facts carry.",
        "zh-Hans": "撰写搜索结果中的标题（不超过 60 个字符）和描述（不超过 155 个字符），并给出三到十个关键词：顾客会用来搜索该商品、且有事实依据的词。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"seo_title":"Norra Kettle, 1.5 l, Steel","meta_description":"The Norra kettle in steel holds 1.5 l.","keywords":["kettle","steel kettle","Norra kettle"]}',
            ),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash",
                '{"seo_title":"Merino Wool Scarf in Navy, 180 cm | Oda","meta_description":"The Oda scarf is made of navy merino wool, 180 cm long, and washed by hand.","keywords":["scarf","merino wool scarf","navy scarf","Oda scarf"]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"seo_title":"Norra 不锈钢水壶 1.5 升","meta_description":"Norra 水壶采用不锈钢制成，容量为 1.5 升。","keywords":["水壶","不锈钢水壶","Norra 水壶"]}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗",
                '{"seo_title":"美利奴羊毛围巾 藏青色 180 厘米 | Oda","meta_description":"Oda 围巾采用藏青色美利奴羊毛，长 180 厘米，手洗。","keywords":["围巾","羊毛围巾","美利奴羊毛围巾","Oda 围巾"]}',
            ),
        ),
    },
    expected_tokens=90,
)
