"""How a text is written: its length, characters, wording, language. What was found, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages.advice import REMOVE, REWRITE

WORDING: dict[str, tuple[Any, Any]] = {
    "length.missing_field": (_("This field is missing."), REWRITE),
    "length.empty": (_("This field is empty."), REWRITE),
    "length.too_short": (
        _("%(length)s characters: fewer than the minimum of %(limit)s."),
        _("Add what the facts allow."),
    ),
    "length.too_long": (
        _("%(length)s characters: more than the %(limit)s that %(channel)s accepts."),
        _("Shorten the text; the marked end does not fit."),
    ),
    "length.too_few_items": (
        _("%(count)s points: fewer than the minimum of %(limit)s."),
        _("Add another point."),
    ),
    "length.too_many_items": (
        _("%(count)s points: more than the %(limit)s that %(channel)s accepts."),
        _("Remove the weakest."),
    ),
    "characters.forbidden": (_("%(channel)s refuses the character “%(character)s”."), REMOVE),
    "characters.control": (
        _("An invisible character (%(code)s) is in the text."),
        _("Delete the marked place and type it anew."),
    ),
    "characters.broken": (_("“%(text)s” looks like broken encoding."), _("Type it anew.")),
    "characters.emoji": (_("Sales channels refuse emoji, such as “%(character)s”."), REMOVE),
    "characters.markup": (_("“%(markup)s” is markup, and this field is plain text."), REMOVE),
    "characters.placeholder": (
        _("“%(placeholder)s” is a placeholder that was never filled in."),
        _("Put a fact in its place, or remove it."),
    ),
    "characters.contact": (
        _("“%(text)s” is an address or a telephone number; sales channels refuse them in product texts."),
        REMOVE,
    ),
    "wording.repeated_word": (_("“%(word)s” stands twice in a row."), _("Remove one of them.")),
    "wording.repeated_sentence": (_("This was said before: “%(text)s”."), _("Remove one of the two.")),
    "wording.overused_word": (
        _("“%(word)s” stands %(count)s times; Amazon accepts a word at most %(limit)s times in a title."),
        _("Use another word, or leave it out."),
    ),
    "wording.shouting": (_("“%(text)s” is all in capitals."), _("Use normal case, unless it is a name.")),
    "wording.punctuation": (_("“%(text)s” is more punctuation than channels accept."), _("Use one mark.")),
    "wording.repeated_phrase": (_("“%(text)s” was said in these words before."), _("Say it once, or vary it.")),
    "wording.near_duplicate": (
        _("Nearly the text of “%(product)s”: %(share)s %% of it stands there too."),
        _("Search engines show one of two like pages. Say what sets this product apart."),
    ),
    "wording.same_openings": (
        _("%(count)s sentences in a row begin with “%(text)s”."),
        _("Vary the beginnings."),
    ),
    "grammar.article": (_("“%(text)s” should be “%(right)s”."), _("Correct it.")),
    "grammar.agreement": (_("In “%(text)s” the verb does not agree with its subject."), _("Correct it.")),
    "grammar.doubled": (_("“%(text)s” is doubled by mistake."), _("Remove one of them.")),
    "grammar.half_width": (
        _("“%(mark)s” is a half-width mark."),
        _("Between Chinese characters write “%(right)s”."),
    ),
    "wording.misspelt": (_("“%(word)s” looks misspelt."), _("Was “%(right)s” meant?")),
    "leaks.refusal": (_("“%(text)s” is a language model speaking of itself."), _("Ask for new content, or remove it.")),
    "leaks.preamble": (_("“%(text)s” speaks to whoever asked for the text, not to a shopper."), REMOVE),
    "leaks.data": (_("“%(text)s” is raw data or markup of a language model."), REMOVE),
    "leaks.instruction": (
        _("“%(text)s” is an instruction to a language model."),
        _("Remove it, here and from the product's data."),
    ),
    "leaks.prompt": (_("“%(text)s” is part of the task that the model was given."), REMOVE),
    "language.wrong": (
        _("This text is not in %(locale)s, which was asked for."),
        _("Translate it, or ask for new content."),
    ),
    "language.traditional": (
        _("“%(character)s” is a traditional character."),
        _("Simplified Chinese writes “%(simplified)s”."),
    ),
}
