"""What people write: an edit is a new version, judged by the same checks as an engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from generation import claims as ledger
from generation import contract, scores
from generation.checks import run_all
from generation.checks.sources import with_sources
from generation.contract import Brief, Claim
from generation.kinds import KINDS, FieldSpec
from shop_content.audit.actions import record
from shop_content.catalogue.actions import add_fact
from shop_content.drafts import voices
from shop_content.drafts.actions.guards import may
from shop_content.drafts.actions.versions import findings_of, ledger_of, snapshot, to_review
from shop_content.drafts.carrying import carried
from shop_content.drafts.consistency.actions import ask
from shop_content.drafts.errors import BadField, NotEditable, NothingChanged, StaleVersion
from shop_content.drafts.ground import beside, brief_of, kept, photos_kept
from shop_content.drafts.likeness import content_of, near_duplicates
from shop_content.drafts.models import Draft, DraftVersion, Finding
from shop_content.drafts.originals import original_of, overtaken
from shop_content.drafts.siblings import are_siblings
from shop_content.drafts.staleness import outdated_claims
from shop_content.policy.actions import steady_terms, terms
from shop_content.shops.models import Member

MAX_CHARS = 20_000  # of one field; far above any channel's limit, so that a paste by mistake is refused, not stored
MAX_ITEMS = 100
SOURCE_MIN = 3  # characters


def save_edit(member: Member, draft_id: int, base_id: int | None, fields: Mapping[str, Any]) -> DraftVersion:
    """A new version by a person, made from `base_id` (None: nothing was written yet). Goes into review.

    `fields` by the kind's field names: a string, or a list of strings. Raises StaleVersion, which carries what was to
    be saved, when `base_id` is neither the newest version nor a variant that came with it; NothingChanged; BadField;
    NotEditable for pictures.
    """
    draft = Draft.objects.select_related("product__shop").get(pk=draft_id)
    may(member, "write", draft)
    return _store(member, draft, base_id, cleaned(draft.kind, fields), "draft.edit")


def restore(member: Member, draft_id: int, base_id: int | None, version_id: int) -> DraftVersion:
    """The text of an earlier version as a new one, judged anew by today's facts. Raises as `save_edit`."""
    draft = Draft.objects.select_related("product__shop").get(pk=draft_id)
    may(member, "write", draft)
    earlier = DraftVersion.objects.get(pk=version_id, draft=draft)
    return _store(member, draft, base_id, cleaned(draft.kind, earlier.fields), "draft.restore", earlier)


def check_again(member: Member, draft_id: int, version_id: int) -> DraftVersion:
    """The same text as a new version, judged by today's facts and original: for a version that is true though they changed.

    Raises StaleVersion, NotEditable, and NothingChanged when no fact that it rests on has changed.
    """
    draft = Draft.objects.select_related("product__shop").get(pk=draft_id)
    may(member, "write", draft)
    version = DraftVersion.objects.get(pk=version_id, draft=draft)
    brief = brief_of(draft, version)
    if not outdated_claims(version, brief.facts, beside(brief)) and not overtaken([version]):
        raise NothingChanged
    return _store(member, draft, version.pk, cleaned(draft.kind, version.fields), "draft.check_again", version)


@transaction.atomic
def support(member: Member, finding_id: int, key: str, value: str, unit: str, stated: str) -> DraftVersion:
    """Add the fact that a finding misses to the product, and judge the same text by it: a new version. What was waived stays waived.

    `stated`: where the person knows the fact from. Raises FactError or ProductGone, which are the catalogue's; BadField, StaleVersion,
    NotEditable.
    """
    finding = Finding.objects.select_related("version__draft__newest", "version__draft__product__shop").get(
        pk=finding_id
    )
    version, draft = finding.version, finding.version.draft
    may(member, "write", draft)
    if draft.newest is None or not are_siblings(version, draft.newest):
        raise StaleVersion(draft.newest or version)
    if len(stated.strip()) < SOURCE_MIN:
        raise BadField("stated", _("Say where this is known from, for example a data sheet or the supplier."))
    add_fact(member, draft.product_id, key, value, unit, stated=stated)
    draft.product.refresh_from_db(fields=["facts"])
    return _store(member, draft, version.pk, cleaned(draft.kind, version.fields), "draft.check_again", version)


def cleaned(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Exactly the kind's fields, line ends as `\\n`, no blank items. Raises BadField or NotEditable."""
    if KINDS[kind].medium != "text":
        raise NotEditable
    return {spec.name: _cleaned_field(spec, fields.get(spec.name, "")) for spec in KINDS[kind].fields}


def _cleaned_field(spec: FieldSpec, value: Any) -> str | list[str]:
    if not spec.is_list:
        return _cleaned_text(spec.name, value)
    items = [value] if isinstance(value, str) else list(value)
    if len(items) > MAX_ITEMS:
        raise BadField(spec.name, _("More than %(limit)s entries. Remove some.") % {"limit": MAX_ITEMS})
    return [text for item in items if (text := _cleaned_text(spec.name, item))]


def _cleaned_text(name: str, value: Any) -> str:
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BadField(name, _("The text holds characters that cannot be stored. Type the passage anew."))
    if len(text) > MAX_CHARS:
        raise BadField(name, _("The text is longer than %(limit)s characters. Shorten it.") % {"limit": MAX_CHARS})
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _store(
    member: Member,
    draft: Draft,
    base_id: int | None,
    fields: dict[str, Any],
    verb: str,
    source: DraftVersion | None = None,
) -> DraftVersion:
    like = source or DraftVersion.objects.filter(pk=base_id or 0, draft=draft).first()
    brief = _brief(draft, like)
    claims, findings = _judged(brief, fields, like)
    known = voices.known(draft.shop_id, [(draft.kind, draft.locale)])
    with transaction.atomic():
        if (policy := steady_terms(draft.locale)) != brief.policy:  # a term was saved meanwhile
            brief = replace(brief, policy=policy)
            claims, findings = _judged(brief, fields, like)
        draft = Draft.objects.select_for_update(of=("self",)).select_related("newest").get(pk=draft.pk)
        base = _base(draft, base_id, fields, same_text=source is not None and source.pk == base_id)
        version = DraftVersion.objects.create(
            draft=draft,
            number=draft.versions.count() + 1,
            author=member.user,
            base=base,
            original_id=int(brief.original.id) if brief.original else None,
            fields=fields,
            machine_made=any(row.machine_made for row in (base, source) if row is not None),
            claims=ledger_of(claims),
            facts=snapshot(brief.facts, (*kept(brief, claims), *photos_kept(like))),
            source_hash=brief.source_hash(),
            scores=dict(scores.judge(brief, content_of(fields), claims, findings, known)),
        )
        rows = findings_of(version, [*findings, *near_duplicates([(draft, version)]).get(version.pk, ())])
        if source is not None and source.fields == fields:
            _still_waived(source, rows)
        Finding.objects.bulk_create(rows)
        ask([(draft.kind, version.pk)])
        still = [row for row in rows if row.waived_at is None]
        draft.newest, draft.errors = version, sum(row.severity == Finding.Severity.ERROR for row in still)
        draft.warnings = len(still) - draft.errors
        to_review(draft)
        draft.save(update_fields=["newest", "approved", "errors", "warnings", "status", "held_from", "updated_at"])
        record(verb, draft, draft.shop_id, version=version.pk, number=version.number, base=base_id, errors=draft.errors)
    return version


def _still_waived(source: DraftVersion, rows: Sequence[Finding]) -> None:
    """What a person let pass in this very text stays so in its next version, under the same name and reason."""
    waived = {row.place: row for row in source.findings.exclude(waived_at=None)}
    for row in rows:
        if before := waived.get(row.place):
            row.waived_at, row.waived_by_id, row.waived_reason = (
                before.waived_at,
                before.waived_by_id,
                before.waived_reason,
            )


def _brief(draft: Draft, like: DraftVersion | None) -> Brief:
    """What an edit is judged by: today's facts, policy and voice, and what the engine's latest text was asked to be."""
    latest = draft.versions.exclude(provenance={}).order_by("-number").values_list("provenance", flat=True).first()
    asked = (latest or {}).get("asked", {})
    return replace(
        brief_of(draft, like),
        tone=asked.get("tone", "plain"),
        length=asked.get("length", "standard"),
        keywords=tuple(asked.get("keywords", ())),
        channel=asked.get("channel", ""),
        policy=tuple(terms(draft.locale)),
        voice=voices.voice(draft.shop_id, draft.kind, draft.locale),
        original=original_of(like),
    )


def _judged(
    brief: Brief, fields: Mapping[str, Any], like: DraftVersion | None
) -> tuple[Sequence[Claim], Sequence[contract.Finding]]:
    content = content_of(fields)
    known = carried(like, fields, brief.facts, beside(brief))
    places = {(claim.field, claim.index, claim.start, claim.end): claim for claim in known}
    # A sentence that was left as it was keeps what it cited.
    claims = [
        places.get((claim.field, claim.index, claim.start, claim.end), claim)
        for claim in ledger.attribute(content, with_sources(brief).facts, brief.locale, known)
    ]
    return claims, run_all(brief, content, claims)


def _base(draft: Draft, base_id: int | None, fields: dict[str, Any], same_text: bool) -> DraftVersion | None:
    """The version that was edited, on the locked draft. Raises StaleVersion or NothingChanged."""
    if draft.newest is None:
        return None
    base = DraftVersion.objects.filter(pk=base_id or 0, draft=draft).first()
    if base is None or not are_siblings(base, draft.newest):
        raise StaleVersion(draft.newest, fields)
    if base.fields == fields and not same_text:
        raise NothingChanged
    return base
