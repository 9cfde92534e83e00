"""Of a picture: what was measured, how it was made, what is printed on a poster."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from generation.kinds import KINDS
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.sheet.names import FIELD_NAMES


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """What stands on a poster, and the approved version that it was copied from; `source` says where else it is from."""

    label: str
    text: str
    source: str = ""
    draft: int = 0
    version: int = 0
    kind: str = ""
    number: int = 0


PRINTED_FROM = {"price": gettext_lazy("the product's price"), "legal": gettext_lazy("the brand kit")}


def printed_lines(version: DraftVersion) -> list[PrintedLine]:
    """Of a poster; one query."""
    named: dict[str, str] = version.provenance.get("sampling", {}).get("copy", {})
    rows = DraftVersion.objects.filter(pk__in=version.copied).select_related("draft")
    copied = {str(row.pk): row for row in rows}
    lines = []
    for name in (spec.name for spec in KINDS["poster"].fields if spec.name in version.fields):
        text = version.fields[name]
        label, source = str(FIELD_NAMES.get(name, name)), copied.get(named.get(name, ""))
        if source is None:
            lines.append(PrintedLine(label, text, str(PRINTED_FROM.get(name, ""))))
        else:
            kind = str(source.draft.get_kind_display())
            lines.append(PrintedLine(label, text, "", source.draft_id, source.pk, kind, source.number))
    return lines


SOURCE_TYPES = {
    "trainedAlgorithmicMedia": gettext_lazy("all of it generated, no real product"),
    "compositeWithTrainedAlgorithmicMedia": gettext_lazy("real product, generated surroundings"),
    "compositeCapture": gettext_lazy("composed of photographs"),
    "algorithmicMedia": gettext_lazy("drawn by an algorithm"),
    "digitalCapture": gettext_lazy("a photograph"),
}

MEASURES = {
    "fill": (gettext_lazy("Product in frame"), "{:.0%}"),
    "confidence": (gettext_lazy("Sureness of the outline"), "{:.0%}"),
    "colour_mean": (gettext_lazy("Colour difference from the photo, mean"), "{:.2f} ΔE"),
    "colour_worst": (gettext_lazy("The same, 99th percentile"), "{:.2f} ΔE"),
    "silhouette": (gettext_lazy("Silhouette shown"), "{:.1%}"),
    "structure": (gettext_lazy("Structure alike"), "{:.1%}"),
    "turned": (gettext_lazy("Set upright by"), "{:+.1f}°"),
    "upscaled": (gettext_lazy("Enlarged by a model"), "{:.0f} ×"),
    "unsafe": (gettext_lazy("Unfit to be shown, by the safety model"), "{:.0%}"),
    "label_text": (gettext_lazy("Label text alike"), "{:.0%}"),
}


def consistency(version: DraftVersion) -> float | None:
    """Of words and picture, where a model has compared them."""
    kept = getattr(version, "consistency", None)
    return kept.score if kept else None


def measures(version: DraftVersion) -> list[tuple[str, str]]:
    """What is known of a picture, worded: size, shares as per cent, how it was made."""
    if version.image is None:
        return []
    found = [(gettext("Size"), f"{version.image.width} × {version.image.height} px")]
    for name, value in version.picture.get("measures", {}).items():
        if name in MEASURES:
            label, form = MEASURES[name]
            found.append((str(label), form.format(value)))
    if version.picture.get("measures", {}).get("by_person"):
        found.append((gettext("Outline"), gettext("drawn by a person")))
    if (together := consistency(version)) is not None:
        found.append((gettext("Fits the approved title"), f"{together:.0%}"))
    if "seed" in version.provenance:
        found.append((gettext("Seed"), str(version.provenance["seed"])))
    source = version.picture.get("digital_source_type", "")
    if source:
        found.append((gettext("Declared as"), str(SOURCE_TYPES.get(source, source))))
    return found
