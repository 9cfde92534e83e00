"""The sample shop, made by the same actions that people use. Running it again adds only what is missing.

Products and drafts that are there, deleted ones included, are left as they are: whatever a person did to them stays done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from generation import pipeline
from generation.contract import Brief, Control, Request, Sampling
from generation.engines.registry import engine_for
from generation.kinds import KINDS
from shop_content.audit.actor import Actor, acting
from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.facts import facts_of, photos_of
from shop_content.catalogue.models import Product
from shop_content.catalogue.pictures import keep_all
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import Draft, DraftVersion, Status
from shop_content.policy.actions import terms
from shop_content.shops.actions.shops import create_shop
from shop_content.shops.models import Member, User
from shop_content.storefronts import actions as storefronts
from shop_content.storefronts.models import Storefront

FOLDER = Path(__file__).resolve().parent.parent / "catalogue" / "sample"
ENGINES = {"text": "composer:", "image": "studio:"}


@dataclass(frozen=True, slots=True)
class Person:
    email: str
    password: str  # used only when the account is made


@dataclass(frozen=True, slots=True)
class Loaded:
    shop_id: int
    products: int  # added now
    drafts: int  # added now


class PasswordNeeded(Exception):
    """An account has to be made and no password was given."""


def load(merchant: Person, moderator: Person) -> Loaded:
    """Raises `PasswordNeeded` before anything is written."""
    for person in (merchant, moderator):
        if not person.password and not User.objects.filter(email__iexact=person.email).exists():
            raise PasswordNeeded(person.email)
    data = json.loads((FOLDER / "products.json").read_text("utf-8"))
    owner, judge = _user(merchant), _user(moderator, is_staff=True, is_superuser=True)
    with acting(Actor(owner.pk, owner.email)):
        member = _member(owner, data["shop"])
        added = sum(_product(member, entry) for entry in data["products"])
        written = sum(_draft(member, judge, entry, data["reasons"]) for entry in data["drafts"])
        if not member.shop.storefronts.exists():
            storefronts.create(
                member.shop, {"name": "Google, English", "format": Storefront.Format.GOOGLE, "locale": "en"}
            )
    return Loaded(member.shop_id, added, written)


@transaction.atomic
def _user(person: Person, **roles: bool) -> User:
    user = User.objects.filter(email__iexact=person.email).first()
    if user is None:
        user = User.objects.create_user(person.email, person.password, **roles)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _member(user: User, shop: Mapping[str, str]) -> Member:
    found = Member.objects.select_related("shop", "user").filter(user=user, shop__name=shop["name"]).first()
    return found or create_shop(user, **shop)


def _product(member: Member, entry: Mapping[str, Any]) -> bool:
    """False if it was there before."""
    if Product.everything.filter(shop_id=member.shop_id, sku=entry["sku"]).exists():
        return False
    columns = {name: entry[name] for name in _columns(entry)}
    with transaction.atomic():
        product = catalogue.create_product(member, {**columns, "price": Decimal(entry["price"])})
        for fact in entry["facts"]:
            catalogue.add_fact(member, product.pk, fact["key"], fact["value"], fact["unit"], source="import")
        rows = [_variant(variant) for variant in entry.get("variants", ())]
        if rows:
            catalogue.set_variants(member, product.pk, rows)
        added = catalogue.add_photos(member, product.pk, [(path.name, path.read_bytes()) for path in photos(entry)])
    if added.refused:
        raise added.refused[0]
    return True


def photos(entry: Mapping[str, Any]) -> list[Path]:
    """`mug-1-moss.jpg`, `mug-2-oat.jpg` … of an entry whose `photos` is "mug", the hero first."""
    return sorted((FOLDER / "photos").glob(f"{entry['photos']}-*.jpg"))


def _columns(entry: Mapping[str, Any]) -> list[str]:
    return [name for name in entry if name not in ("facts", "variants", "photos", "price")]


def _variant(entry: Mapping[str, Any]) -> catalogue.VariantRow:
    price = Decimal(entry["price"]) if "price" in entry else None
    return catalogue.VariantRow(sku=entry["sku"], gtin=entry["gtin"], options=entry["options"], price=price)


def _draft(member: Member, judge: User, entry: Mapping[str, str], reasons: Mapping[str, str]) -> bool:
    """Ask for one piece of content, and move it into its state. False if it, or its product, is not to be touched."""
    kind, locale, state = entry["kind"], entry["locale"], entry["state"]
    product = Product.objects.filter(shop_id=member.shop_id, sku=entry["sku"]).first()
    if product is None or Draft.objects.filter(product=product, kind=kind, locale=locale).exists():
        return False
    brief = _brief(product, kind, locale)
    outcome = None if state == Status.WRITING else _outcome(brief)
    asset = outcome.result.content.asset if outcome else None
    stored = keep_all(member.shop_id, asset) if asset else {}
    with transaction.atomic():
        draft = drafts.open_draft(member.shop_id, product.pk, kind, locale)
        if outcome:
            result = outcome.result
            version = drafts.add_version(
                draft.pk,
                fields=result.content.fields,
                claims=result.claims,
                findings=outcome.findings,
                provenance=result.provenance,
                scores=outcome.scores,
                facts=brief.facts,
                source_hash=brief.source_hash(),
                asset=asset,
                **stored,
            )
            _decide(member, judge, version, state, reasons.get(state, ""))
    return True


def _brief(product: Product, kind: str, locale: str) -> Brief:
    """The same that a job of this product would have."""
    pictures = KINDS[kind].medium == "image"
    shown = photos_of(product) if pictures else ()
    return Brief(kind, locale, facts_of(product), photos=shown, policy=terms(locale) if locale else ())


def _outcome(brief: Brief) -> pipeline.Outcome:
    engine = engine_for(ENGINES[KINDS[brief.kind].medium])
    [outcome] = pipeline.run([Request(brief, Sampling(seed=1))], engine, Control())
    if not isinstance(outcome, pipeline.Outcome):
        raise outcome
    return outcome


def _decide(member: Member, judge: User, version: DraftVersion, state: str, reason: str) -> None:
    draft_id = version.draft_id
    if state == Status.APPROVED:
        drafts.approve(member, draft_id, version.pk)
    elif state == Status.CHANGES_REQUESTED:
        drafts.request_changes(member, draft_id, version.pk, reason)
    elif state == Status.REJECTED:
        drafts.reject(member, draft_id, version.pk, reason)
    elif state == Status.HELD:
        with acting(Actor(judge.pk, judge.email)):
            drafts.hold(judge, draft_id, reason)
