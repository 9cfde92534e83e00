"""Reply to one customer review: thanks and answers, invents no action, and leaves health and safety to a person."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="review_reply",
    medium="text",
    fields=(FieldSpec("reply", {"": Limit(min_chars=10, max_chars=600)}, paragraphs=True),),
    instructions={
        "en": (
            "Reply to the review in the shop's name: thank, take up what was said, answer from the facts where they hold an answer. Never claim"
            " that something was done (a refund, a replacement, a call), and never doubt the customer."
        ),
        "zh-Hans": "以店铺名义回复这条评价：致谢，回应对方所说的内容，事实中有答案的予以说明。不得声称已采取任何措施（退款、换货、致电），也不得质疑顾客。",
    },
    examples={
        "en": (
            (
                "title: Kettle; capacity: 1.5 l; review (2): smaller than I thought",
                '{"reply":"Thank you for telling us, and we are sorry that the size disappointed you. The kettle holds 1.5 l. Please write to our'
                ' service if you would like help with your order."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; capacity: 1.5 l; review (2): 比想象的小",
                '{"reply":"感谢您的反馈，很抱歉尺寸没有达到您的预期。这款水壶的容量为 1.5 升。如需协助，请联系我们的客服。"}',
            ),
        ),
    },
    expected_tokens=110,
    subject="review",
    reads=frozenset({"reviews"}),
)
