"""`manage.py load_sample`: a shop to look at, with ten products, their photos, and drafts in every state."""

from __future__ import annotations

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from shop_content.moderation import sample


class Command(BaseCommand):
    help = (
        "Loads the sample shop: a merchant and a moderator, ten products with facts and photos, drafts in every state "
        "and a feed. Runs again without changing anything; what people changed or deleted since stays so."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for person in ("merchant", "moderator"):
            parser.add_argument(f"--{person}", default=f"{person}@norra-finch.example", help="e-mail address")
            parser.add_argument(
                f"--{person}-password",
                default=os.environ.get("SAMPLE_PASSWORD", ""),
                help="for a new account only (or SAMPLE_PASSWORD, for both)",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        people = [sample.Person(options[person], options[f"{person}_password"]) for person in ("merchant", "moderator")]
        for person in people:
            try:
                validate_email(person.email)
            except ValidationError:
                raise CommandError(f"{person.email!r} is not an e-mail address.") from None
        try:
            loaded = sample.load(*people)
        except sample.PasswordNeeded as error:
            raise CommandError(
                f"There is no account {error} yet. Give its password by --merchant-password and --moderator-password, "
                "or one for both in SAMPLE_PASSWORD."
            ) from None
        self.stdout.write(f"Sample shop {loaded.shop_id}: {loaded.products} products and {loaded.drafts} drafts added.")
