"""People as the sign-in pages know them."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from shop_content.shops.models import User
from tests.factories import UserFactory

PASSWORD = "correct horse battery"


def known(email: str, **columns: Any) -> User:
    """A person whose address is verified."""
    user = UserFactory(email=email, **columns)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
