"""Summary of a product's customer reviews: every sentence cites reviews, and the share of the negative ones is the true one.

Summaries of few reviews mislead, so there is a minimum (FTC 16 CFR 465 forbids misrepresenting what customers said).
"""

from generation.kinds.base import FieldSpec, Kind, Limit

MIN_REVIEWS = 5

KIND = Kind(
    name="review_summary",
    medium="text",
    fields=(FieldSpec("summary", {"": Limit(min_chars=20, max_chars=800)}, paragraphs=True),),
    instructions={
        "en": (
            "Summarise what the reviews say: what most of them praise, what some of them criticise, and how many are negative."
            " Every sentence must rest on reviews; the negative ones get the share that they have. Quote no one by name."
        ),
        "zh-Hans": "概括评价的内容：多数顾客称赞什么，部分顾客批评什么，其中有多少条差评。每句话都须有评价依据，差评所占篇幅与其比例相符。不提及任何姓名。",
    },
    examples={
        "en": (
            (
                "title: Kettle; review 1 (5): boils fast; review 2 (5): boils fast, looks good; review 3 (4): looks good;"
                " review 4 (2): the lid sticks; review 5 (5): boils fast",
                '{"summary":"Three of five reviewers say that the kettle boils fast, and two like its looks. One of five is critical: the lid sticks."}',
            ),
            (
                "title: Scarf; brand: Oda; material: merino wool; length: 180 cm; colour: navy; care: hand wash; review 1 (5): so soft; review 2 (5): soft, lovely navy; review 3 (4): soft and long; review 4 (5): the colour!; review 5 (4): soft",
                '{"summary":"All five reviews are positive, and none is critical. Four speak of how soft the scarf is, and two of its colour."}',
            ),
        ),
        "zh-Hans": (
            (
                "title: 水壶; review 1 (5): 烧水快; review 2 (5): 烧水快，好看; review 3 (4): 好看; review 4 (2): 盖子卡; review 5 (5): 烧水快",
                '{"summary":"五条评价中，三条提到烧水快，两条喜欢外观。一条为差评，指出盖子发卡。"}',
            ),
            (
                "title: 围巾; brand: Oda; 材质: 美利奴羊毛; 长度: 180 cm; 颜色: 藏青色; 洗护说明: 手洗; review 1 (5): 很柔软; review 2 (5): 柔软，颜色好看; review 3 (4): 柔软又长; review 4 (5): 颜色正; review 5 (4): 柔软",
                '{"summary":"五条评价均为好评，没有差评。其中四条提到围巾柔软，两条提到颜色。"}',
            ),
        ),
    },
    expected_tokens=130,
    reads=frozenset({"reviews"}),
)
