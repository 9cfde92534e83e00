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
        ),
        "zh-Hans": (
            (
                "title: 水壶; review 1 (5): 烧水快; review 2 (5): 烧水快，好看; review 3 (4): 好看; review 4 (2): 盖子卡; review 5 (5): 烧水快",
                '{"summary":"五条评价中，三条提到烧水快，两条喜欢外观。一条为差评，指出盖子发卡。"}',
            ),
        ),
    },
    expected_tokens=130,
    reads=frozenset({"reviews"}),
)
