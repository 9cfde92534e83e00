"""Rules of single kinds of content, and translations."""

from __future__ import annotations

from generation.checks.rules.rule import Rule

RULES = (
    # hashtags.py, headlines.py, pairs.py
    Rule(
        "hashtags.form",
        "error",
        ("tag",),
        "“%(tag)s” does not work as a hashtag: only letters and digits count, and no spaces. Write it as one word.",
    ),
    Rule("hashtags.repeated", "error", ("tag",), "The hashtag “%(tag)s” stands twice. Remove one."),
    Rule(
        "headlines.repeated",
        "error",
        ("text",),
        "“%(text)s” stands twice; the ad shows its texts in any order, so each must differ. Remove one.",
    ),
    Rule("headlines.mark", "error", ("mark",), "Google refuses “%(mark)s” in a headline. Remove it."),
    Rule(
        "pairs.answers",
        "error",
        ("count", "wanted"),
        "%(count)s answers to %(wanted)s questions. Every question needs its answer, in the same order.",
    ),
    Rule(
        "pairs.offers",
        "error",
        ("count", "wanted"),
        "%(count)s lines for %(wanted)s recommended products. Every product needs one line, in their order.",
    ),
    Rule(
        "pairs.photos",
        "error",
        ("count", "wanted"),
        "%(count)s alternative texts for %(wanted)s photos. Every photo needs one, in their order.",
    ),
    # translation.py
    Rule(
        "translation.number_missing",
        "error",
        ("quantity",),
        "The original says “%(quantity)s” here, the translation does not. Say it too.",
    ),
    Rule(
        "translation.number_added",
        "error",
        ("quantity", "original"),
        "“%(quantity)s” is not in the original, which says “%(original)s”. Take its number, or remove this one.",
    ),
    Rule(
        "translation.fact_missing",
        "warning",
        ("fact", "original"),
        "The original says “%(original)s” (%(fact)s), the translation does not seem to. Compare the two.",
    ),
    Rule(
        "translation.fact_added",
        "warning",
        ("fact", "original"),
        "This says “%(fact)s”, which the original does not: “%(original)s”. Compare the two.",
    ),
    Rule(
        "translation.sentence_missing",
        "error",
        ("original",),
        "Nothing here says what the original says: “%(original)s”. Translate it too.",
    ),
    Rule(
        "translation.sentence_added",
        "error",
        ("text",),
        "“%(text)s” translates nothing that the original says. Remove it.",
    ),
    Rule(
        "translation.term_lost",
        "error",
        ("term", "written"),
        "The original says “%(term)s” here, which is written “%(written)s” and must not be translated otherwise. Write it so.",
    ),
    Rule(
        "translation.untranslated",
        "error",
        ("text",),
        "“%(text)s” was left as it stands in the original. Translate it.",
    ),
    # review_share.py
    Rule(
        "reviews.share",
        "error",
        ("said", "critical", "total"),
        "“%(said)s” is not the number of critical reviews: it is %(critical)s of %(total)s. Correct it.",
    ),
    Rule(
        "reviews.share_missing",
        "error",
        ("critical", "total"),
        "The summary does not say how many reviews are critical: %(critical)s of %(total)s. Say so.",
    ),
    # deeds.py
    Rule(
        "deeds.claimed",
        "error",
        ("text",),
        "“%(text)s” says that something was or will be done, which nobody knows. Remove it.",
    ),
    # handover.py
    Rule(
        "answer.handover",
        "warning",
        (),
        "A person must reply: the facts do not hold the answer, or it is about health, safety or a complaint.",
    ),
)
