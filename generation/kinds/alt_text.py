"""Alternative text of the product's photos, one line a photo in their order. About 125 characters is what screen readers say in one breath."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="alt_text",
    medium="text",
    fields=(FieldSpec("alt_texts", {"": Limit(min_chars=2, max_chars=125, min_items=1, max_items=20)}, is_list=True),),
    instructions={
        "en": (
            "Write one alternative text for each photo, in their order: what a person who cannot see it needs to know."
            " Name the product and what tells this photo from the others. Do not begin with “image of”."
        ),
        "zh-Hans": "按顺序为每张照片写一条替代文本：告诉看不见图片的人需要知道什么。写明商品以及这张照片的特点，不以“图片”开头。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; material: steel; photos: 2",
                '{"alt_texts":["Norra steel kettle","Norra steel kettle, another view"]}',
            ),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash; photos: 1",
                '{"alt_texts":["Oda scarf in navy merino wool"]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; material: 不锈钢; photos: 2",
                '{"alt_texts":["Norra 不锈钢水壶","Norra 不锈钢水壶，另一角度"]}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗; photos: 1",
                '{"alt_texts":["Oda 藏青色美利奴羊毛围巾"]}',
            ),
        ),
    },
    expected_tokens=60,
    reads=frozenset({"photos"}),
)
