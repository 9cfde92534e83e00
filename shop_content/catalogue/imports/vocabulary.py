"""What the columns of a file can mean, for one kind of file: fields, their headers in both languages, what else people call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from shop_content.catalogue.imports.headers import normal

FACT_PREFIXES = ("fact:", "fact：", "事实:", "事实：", "属性:", "属性：")
OPTION_PREFIXES = ("option:", "option：", "规格:", "规格：")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    header: str  # in the English template
    header_zh: str  # in the Chinese template
    label: Any  # in menus, translated
    help: Any  # in the template's guide, translated
    example: str
    example_zh: str
    synonyms: tuple[str, ...] = ()
    repeatable: bool = False  # several columns may feed it
    in_template: bool = True


@dataclass(frozen=True)
class Vocabulary:
    """`free`: a column may also become a fact or an option of its own name. `identity`: one of these fields must be there."""

    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    free: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)  # more words for a field
    of_layouts: Mapping[str, Any] = field(
        default_factory=dict
    )  # targets that only a recognised layout sets, and their names
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = ()  # (field, does this value look like it?)

    def __post_init__(self) -> None:
        shown = [each for each in self.fields if each.in_template]
        headers = {normal(header): each.name for each in shown for header in (each.header, each.header_zh)}
        words = {normal(word): each.name for each in self.fields for word in each.synonyms}
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})
        object.__setattr__(self, "headers", headers)
        object.__setattr__(self, "synonyms", {**words, **headers, **self.extra})

    by_name: Mapping[str, Field] = field(init=False)
    headers: Mapping[str, str] = field(init=False)
    synonyms: Mapping[str, str] = field(init=False)

    @property
    def in_template(self) -> list[Field]:
        return [each for each in self.fields if each.in_template]

    def prefixed(self, column: str) -> str:
        """ "fact:material" for "Fact: material", "option:Size" for "option:Size"; "" for any other header."""
        if not self.free:
            return ""
        for prefixes, target in ((FACT_PREFIXES, "fact:"), (OPTION_PREFIXES, "option:")):
            for prefix in prefixes:
                if column.lower().startswith(prefix) and (key := column[len(prefix) :].strip()):
                    return f"{target}{key}"
        return ""

    def is_target(self, target: str) -> bool:
        """May a mapping point there?"""
        if target in self.by_name or target in self.of_layouts:
            return True
        return self.free and target.startswith(("fact:", "option:")) and bool(target.partition(":")[2].strip())

    def repeatable(self, target: str) -> bool:
        return ":" in target or (target in self.by_name and self.by_name[target].repeatable)

    def target_name(self, target: str) -> str:
        """A mapping's target in words."""
        kind, _colon, name = target.partition(":")
        if kind == "fact":
            return gettext("Fact “%(name)s”") % {"name": name}
        if kind == "option":
            return gettext("Variant option “%(name)s”") % {"name": name}
        return str(self.by_name[target].label if target in self.by_name else self.of_layouts[target])
