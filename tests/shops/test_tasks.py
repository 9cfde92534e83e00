"""What the clock clears away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from shop_content.shops.tasks import forget_sessions


@pytest.mark.django_db
def test_sessions_that_have_run_out_are_forgotten_and_others_stay() -> None:
    old, new = SessionStore(), SessionStore()
    for session in (old, new):
        session.create()
    Session.objects.filter(pk=old.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_sessions()
    assert list(Session.objects.values_list("pk", flat=True)) == [new.session_key]
