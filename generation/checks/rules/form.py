"""Rules of how a text is written: lengths, characters, wording, grammar, leaks, its language."""

from __future__ import annotations

from generation.checks.rules.rule import Rule

RULES = (
    # length.py
    Rule("length.missing_field", "error", (), "This field is missing. Write it, or ask for new content."),
    Rule("length.empty", "error", (), "This text is empty. Write it, or ask for new content."),
    Rule(
        "length.too_short",
        "error",
        ("length", "limit"),
        "%(length)s characters are fewer than the minimum of %(limit)s. Add what the facts allow.",
    ),
    Rule(
        "length.too_long",
        "error",
        ("length", "limit", "channel"),
        "%(length)s characters are more than the %(limit)s that fit. Shorten the underlined end.",
    ),
    Rule(
        "length.too_few_items",
        "error",
        ("count", "limit"),
        "%(count)s points are fewer than the minimum of %(limit)s. Add another one.",
    ),
    Rule(
        "length.too_many_items",
        "error",
        ("count", "limit", "channel"),
        "%(count)s points are more than the %(limit)s that fit. Remove the weakest.",
    ),
    # characters.py
    Rule(
        "characters.forbidden",
        "error",
        ("character", "channel"),
        "“%(character)s” is refused by a sales channel. Remove it.",
    ),
    Rule("characters.control", "error", ("code",), "An invisible character (%(code)s) is in the text. Remove it."),
    Rule("characters.broken", "error", ("text",), "“%(text)s” looks like broken encoding. Type it anew."),
    Rule("characters.emoji", "error", ("character",), "Emoji are refused by sales channels. Remove “%(character)s”."),
    Rule(
        "characters.markup",
        "error",
        ("markup",),
        "“%(markup)s” is markup; this field is plain text. Remove it.",
    ),
    Rule(
        "characters.placeholder",
        "error",
        ("placeholder",),
        "“%(placeholder)s” is a placeholder that was never filled in. Replace it with a fact, or remove it.",
    ),
    Rule(
        "characters.contact",
        "error",
        ("text",),
        "“%(text)s” is an address or a telephone number; sales channels refuse them in product texts. Remove it.",
    ),
    # wording.py
    Rule("wording.repeated_word", "error", ("word",), "“%(word)s” stands twice in a row. Remove one."),
    Rule("wording.repeated_sentence", "error", ("text",), "This was said before: “%(text)s”. Remove one of the two."),
    Rule(
        "wording.overused_word",
        "warning",
        ("word", "count", "limit"),
        "“%(word)s” stands %(count)s times; Amazon accepts a word at most %(limit)s times in a title. Vary it.",
    ),
    Rule("wording.shouting", "warning", ("text",), "“%(text)s” is all in capitals. Use normal case."),
    Rule("wording.punctuation", "warning", ("text",), "“%(text)s” is too much punctuation. Use one mark."),
    # repetition.py
    Rule(
        "wording.repeated_phrase",
        "warning",
        ("text",),
        "“%(text)s” was said in these words before. Say it once, or vary it.",
    ),
    Rule(
        "wording.near_duplicate",
        "warning",
        ("product", "share", "draft"),
        "This is nearly the text of “%(product)s”: %(share)s %% of it stands there too. Say what sets this product apart.",
    ),
    Rule(
        "wording.same_openings",
        "warning",
        ("text", "count"),
        "%(count)s sentences in a row begin with “%(text)s”. Vary the beginnings.",
    ),
    # grammar.py
    Rule("grammar.article", "warning", ("text", "right"), "“%(text)s” should be “%(right)s”."),
    Rule("grammar.agreement", "warning", ("text",), "In “%(text)s” the verb does not agree with its subject."),
    Rule("grammar.doubled", "warning", ("text",), "“%(text)s” is doubled by mistake. Remove one."),
    Rule(
        "grammar.half_width",
        "warning",
        ("mark", "right"),
        "“%(mark)s” is a half-width mark; between Chinese characters it is “%(right)s”.",
    ),
    # spelling.py
    Rule("wording.misspelt", "warning", ("word", "right"), "“%(word)s” looks misspelt. Was “%(right)s” meant?"),
    # leaks.py
    Rule("leaks.refusal", "error", ("text",), "“%(text)s” is a language model speaking of itself. Ask for a new text."),
    Rule(
        "leaks.preamble",
        "error",
        ("text",),
        "“%(text)s” speaks to whoever asked for the text, not to a shopper. Remove it.",
    ),
    Rule("leaks.data", "error", ("text",), "“%(text)s” is raw data or markup of a language model. Remove it."),
    Rule(
        "leaks.instruction",
        "error",
        ("text",),
        "“%(text)s” is an instruction to a language model. Remove it, here and from the product's data.",
    ),
    Rule("leaks.prompt", "error", ("text",), "“%(text)s” is part of the task that the model was given. Remove it."),
    # language.py
    Rule(
        "language.wrong",
        "error",
        ("locale",),
        "This text is not in the language that was asked for (%(locale)s). Translate it, or ask for new content.",
    ),
    Rule(
        "language.traditional",
        "warning",
        ("character", "simplified"),
        "“%(character)s” is a traditional character; Simplified Chinese writes “%(simplified)s”.",
    ),
)
