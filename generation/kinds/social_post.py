"""Social post: a short text for a feed, and up to five hashtags without their mark."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="social_post",
    medium="text",
    fields=(
        FieldSpec("post", {"": Limit(min_chars=10, max_chars=280)}, paragraphs=True),
        FieldSpec(
            "hashtags", {"": Limit(min_chars=2, max_chars=30, min_items=1, max_items=5, forbidden="# ")}, is_list=True
        ),
    ),
    instructions={
        "en": (
            "Write a post for the shop's own feed: a first line that makes one stop, then what the product is. Add one to five hashtags"
            " without the # mark and without spaces."
        ),
        "zh-Hans": "为店铺的社交账号撰写一条动态：首句抓住注意力，然后介绍商品。另附一到五个话题标签，不带 # 号和空格。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"post":"Who is putting the kettle on?\\n\\nThis one is made of steel, by Norra, and holds 1.5 l.","hashtags":["Norra","Kettle"]}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"post":"今天谁来烧水？\\n\\nNorra 不锈钢水壶，容量 1.5 升。","hashtags":["Norra","水壶"]}',
            ),
        ),
    },
    expected_tokens=120,
    subject="occasion",
)
