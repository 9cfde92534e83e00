"""Every rule that a check may name: its severity, the params that fill its wording, and that wording in English.

The wording is a `%`-format: `rule.wording % finding.params` says what was found, why it matters and what to do.
Callers that speak other languages translate by `rule.id`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generation.contract import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """`severity` is the usual one; a finding's own severity is what counts (policy terms bring theirs).

    `final`: nobody may let it pass.
    """

    id: str
    severity: Severity
    params: tuple[str, ...]
    wording: str
    final: bool = False


_ALL = (
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
    # numbers.py
    Rule(
        "numbers.unsupported",
        "error",
        ("quantity",),
        "No fact says “%(quantity)s”. Add the fact to the product if it is true; else remove the number.",
    ),
    Rule(
        "numbers.wrong_thing",
        "error",
        ("quantity",),
        "The facts state “%(quantity)s”, but of something else. Say what it is the measure of, or take the right number.",
    ),
    Rule(
        "numbers.overstated",
        "error",
        ("quantity",),
        "The facts give “%(quantity)s” as a limit the other way round: “up to” is not “at least”. Say it as they do.",
    ),
    # counts.py
    Rule(
        "counts.wrong",
        "error",
        ("text",),
        "The facts count differently: “%(text)s”. Take their number, or correct the fact.",
    ),
    # prices.py
    Rule(
        "prices.unsupported",
        "error",
        ("amount",),
        "“%(amount)s” is not the product's price. Remove it: a price in the text goes stale and must be a fact.",
    ),
    Rule(
        "prices.discount",
        "error",
        ("text",),
        "“%(text)s” promises an offer that no fact states. Remove it, or add the offer as a fact.",
    ),
    # brands.py
    Rule(
        "brands.foreign",
        "error",
        ("brand",),
        "“%(brand)s” is another company's brand and in none of the facts. Remove it.",
    ),
    Rule(
        "brands.unknown_name",
        "warning",
        ("name",),
        "“%(name)s” reads like a name that no fact mentions. Check it.",
    ),
    # materials.py, colours.py, origins.py
    Rule(
        "materials.unsupported",
        "error",
        ("material",),
        "No fact says “%(material)s”. Add the material to the facts if it is true; else remove it.",
    ),
    Rule(
        "colours.unsupported",
        "error",
        ("colour",),
        "No fact says “%(colour)s”. Add the colour to the facts if it is true; else remove it.",
    ),
    # sights.py
    Rule(
        "sights.colour",
        "error",
        ("colour", "seen"),
        "The text says “%(colour)s”, but the photos show %(seen)s. Correct it, or add a photo that shows it.",
    ),
    Rule(
        "sights.colour_of_fact",
        "error",
        ("colour", "seen"),
        "The facts say “%(colour)s”, but the photos show %(seen)s. Correct the facts, or replace the photos.",
    ),
    Rule(
        "sights.amount",
        "warning",
        ("quantity", "read"),
        "The text says “%(quantity)s”, but “%(read)s” is printed on the product in the photo. Correct the one that is wrong.",
    ),
    Rule(
        "sights.other_kind",
        "warning",
        ("kind", "seen"),
        "The text says “%(kind)s”, but the photos are recognised as %(seen)s. Correct the one that is wrong.",
    ),
    # drafts/consistency, once the version is stored
    Rule(
        "consistency.low",
        "warning",
        ("percent", "limit", "text"),
        "By a model that compares both, words and picture belong together by %(percent)s %%, less than %(limit)s %%.",
    ),
    Rule(
        "origins.unsupported",
        "error",
        ("text",),
        "No fact states this origin: “%(text)s”. Add it to the facts if it is true; else remove it.",
    ),
    Rule(
        "materials.wrong_part",
        "error",
        ("material",),
        "The facts say that this part is of another material than “%(material)s”. Name the right one.",
    ),
    # features.py
    Rule(
        "features.unsupported",
        "error",
        ("text",),
        "No fact says that the product has, does or is “%(text)s”. Add the fact if it is true; else remove it.",
    ),
    Rule(
        "claims.contradicted",
        "error",
        ("text",),
        "The facts say otherwise about “%(text)s”. Say what they say, or correct the fact.",
    ),
    # attestations.py
    Rule(
        "attestations.unsupported",
        "error",
        ("term", "topic"),
        "“%(term)s” is a protected claim (%(topic)s) and needs a fact. Add the evidence to the facts, or remove it.",
    ),
    # compatibility.py
    Rule(
        "compatibility.unsupported",
        "error",
        ("text",),
        "No fact says that the product fits or works with “%(text)s”. Name what the facts name, or add it to them.",
    ),
    # promises.py
    Rule(
        "awards.unsupported",
        "error",
        ("text",),
        "No fact tells of this prize: “%(text)s”. Add it to the facts if it was won; else remove it.",
    ),
    Rule(
        "superlatives.unsupported",
        "error",
        ("text",),
        "“%(text)s” claims to be the best or the only one, which the law lets stand only with proof. Say what the facts say.",
    ),
    # proof.py
    Rule(
        "proof.missing",
        "warning",
        ("term", "topic"),
        "A fact says “%(term)s”, but no evidence is on file (%(topic)s). Add the certificate or the test report, or leave it out.",
    ),
    # testimonials.py
    Rule(
        "testimonials.invented",
        "error",
        ("text",),
        "“%(text)s” speaks for customers. Invented reviews are forbidden by law; remove it, or quote a real review.",
    ),
    # claims.py
    Rule(
        "claims.unsupported",
        "error",
        ("text", "word"),
        "No fact supports this, and “%(word)s” is praise or a promise. Remove it, or add the fact behind it.",
    ),
    Rule("claims.uncited", "warning", ("text",), "No fact supports this sentence. Check it, or remove it."),
    Rule(
        "claims.bad_span",
        "error",
        (),
        "What this version says of its sources does not fit its text. Ask for new content.",
    ),
    # policy.py
    Rule(
        "policy.term",
        "error",
        ("term_id", "text", "reason"),
        "“%(text)s” is against the content policy: %(reason)s. Put it differently.",
    ),
    Rule(
        "policy.term_in_fact",
        "warning",
        ("term_id", "text", "reason", "fact_id"),
        "“%(text)s” is a policy term (%(reason)s), yet stands in the product's facts. Keep it only if it is an official"
        " name or can be proved.",
    ),
    Rule(
        "policy.unusable",
        "warning",
        ("term_id", "problem"),
        "The policy term %(term_id)s could not be applied (%(problem)s). Tell a moderator; check this text by eye.",
    ),
    # voice.py
    Rule(
        "voice.banned",
        "warning",
        ("text",),
        "The shop's voice never says “%(text)s”. Put it differently.",
    ),
    Rule(
        "voice.avoided",
        "warning",
        ("text", "instead"),
        "The shop's voice says “%(instead)s” instead of “%(text)s”. Replace it.",
    ),
    Rule(
        "voice.glossary",
        "warning",
        ("text", "written"),
        "The shop's glossary writes “%(written)s”, not “%(text)s”. Write it so.",
    ),
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
    # picture.py
    Rule("picture.missing", "error", (), "There is no picture. Ask for a new one."),
    Rule(
        "picture.too_small",
        "error",
        ("width", "height", "limit"),
        "%(width)s x %(height)s px is smaller than the %(limit)s px that shops ask for. Upload a larger photo.",
    ),
    Rule("picture.not_square", "error", ("width", "height"), "%(width)s x %(height)s px is not square."),
    Rule(
        "picture.wrong_shape",
        "error",
        ("width", "height", "wanted"),
        "%(width)s x %(height)s px is not of the shape %(wanted)s that was asked for. Ask for a new picture.",
    ),
    Rule(
        "picture.channel_refuses",
        "error",
        ("width", "height", "megabytes", "channel"),
        "%(channel)s refuses a file of %(width)s x %(height)s px and %(megabytes)s MB. Ask for another shape or format.",
    ),
    Rule(
        "picture.product_too_small",
        "error",
        ("fill", "limit"),
        "The product fills %(fill)s %% of the frame; main images need %(limit)s %%. Ask for a tighter crop.",
    ),
    Rule(
        "picture.unreadable",
        "error",
        (),
        "The picture file cannot be opened. Ask for a new one.",
    ),
    Rule(
        "picture.ground_not_white",
        "error",
        ("share",),
        "Only %(share)s %% of the frame's border is pure white; main images need all of it. Ask for a packshot on white.",
    ),
    Rule(
        "picture.cutout_doubtful",
        "error",
        ("confidence",),
        "The product could not be told from its surroundings for sure (%(confidence)s %%). Upload a photo of the whole"
        " product before a plain background, or waive this if every edge is right.",
    ),
    Rule(
        "picture.cutout_uncertain",
        "warning",
        ("confidence",),
        "The outline of the product is uncertain in places (%(confidence)s %%). Look at its edges before you approve.",
    ),
    Rule(
        "picture.enlarged",
        "warning",
        ("scale",),
        "The product is small in its photo and was enlarged %(scale)s times, so it looks soft. Upload a larger photo.",
    ),
    Rule(
        "picture.repainted",
        "error",
        ("mean", "worst", "structure"),
        "The product differs from its photo (colour difference %(mean)s on average, %(worst)s at worst, structure"
        " %(structure)s %%). It must stay as photographed. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.product_covered",
        "error",
        ("share",),
        "%(share)s %% of the product is covered or missing. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.label_differs",
        "error",
        ("share",),
        "%(share)s %% of what is printed on the product in its photo cannot be read in the picture. Compare the labels, and"
        " ask for a new picture; waive this if they are the same.",
    ),
    Rule(
        "picture.not_compared",
        "error",
        (),
        "The product could not be compared with its photo. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.undeclared_source",
        "error",
        (),
        "The picture does not say how it was made (IPTC digital source type). Ask for a new one.",
    ),
    # poster.py
    Rule(
        "poster.size",
        "error",
        ("width", "height", "wanted"),
        "%(width)s x %(height)s px is not the %(wanted)s of its place. Ask for a new poster.",
    ),
    Rule(
        "poster.contrast",
        "error",
        ("share",),
        "A text is hard to read where it stands: its contrast is %(share)s %% of what it should be. Choose another layout.",
    ),
    Rule(
        "poster.covers_product",
        "error",
        ("pixels",),
        "A text or the price covers %(pixels)s pixels of the product. Choose another layout.",
        final=True,
    ),
    Rule(
        "poster.outside",
        "error",
        ("pixels",),
        "A text leaves the safe area of its place by %(pixels)s px. Choose another layout, or shorten the text.",
    ),
    Rule(
        "poster.words",
        "error",
        ("said", "wanted"),
        "“%(said)s” is not the approved text “%(wanted)s”. Ask for a new poster.",
        final=True,
    ),
    Rule(
        "poster.price",
        "error",
        ("said", "wanted"),
        "“%(said)s” is not the product's price, “%(wanted)s”. Ask for a new poster.",
        final=True,
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}


def final(rule_id: str) -> bool:
    """Whether nobody may let a finding of this rule pass; rules of earlier releases may be unknown."""
    return rule_id in RULES and RULES[rule_id].final


def finding(
    rule_id: str,
    field: str = "",
    index: int = 0,
    start: int = 0,
    end: int = 0,
    *,
    severity: Severity | None = None,
    **params: object,
) -> Finding:
    """A finding of a known rule with exactly its params. Raises KeyError or ValueError when a check is miswritten."""
    rule = RULES[rule_id]
    if set(params) != set(rule.params):
        raise ValueError(f"{rule_id} takes {sorted(rule.params)}, got {sorted(params)}")
    return Finding(rule_id, severity or rule.severity, field, index, start, end, params)
