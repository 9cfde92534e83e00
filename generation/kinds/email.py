"""E-mail: subject (about 60 characters are shown), preview text (about 90) and body."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="email",
    medium="text",
    fields=(
        FieldSpec("subject", {"": Limit(min_chars=4, max_chars=60)}),
        FieldSpec("preview", {"": Limit(min_chars=4, max_chars=90)}),
        FieldSpec("body", {"": Limit(min_chars=40, max_chars=1500)}, paragraphs=True),
    ),
    instructions={
        "en": (
            "Write a product e-mail to a shop's subscribers: a subject, a preview text that goes on where the subject ends, and a body of two"
            " to four short paragraphs. No salutation with a name, no signature, no promise that no fact states."
        ),
        "zh-Hans": "为店铺的订阅者撰写商品邮件：主题、承接主题的预览文字，以及两到四个短段落的正文。不写称呼姓名和署名，不作事实之外的承诺。",
    },
    examples={
        "en": (
            (
                "title: Kettle; brand: Norra; capacity: 1.5 l; material: steel",
                '{"subject":"A kettle for the whole table","preview":"Made of steel, by Norra.",'
                '"body":"The Norra kettle holds 1.5 l.\\n\\nIts body is made of steel."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; brand: Norra; capacity: 1.5 l; material: 不锈钢",
                '{"subject":"一桌人的水壶","preview":"来自 Norra，不锈钢制成。","body":"这款 Norra 水壶容量为 1.5 升，一次就能烧好一整壶开水。\\n\\n壶身采用不锈钢制成，来自 Norra。"}',
            ),
        ),
    },
    expected_tokens=240,
    subject="occasion",
)
