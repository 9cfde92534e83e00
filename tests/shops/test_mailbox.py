"""In the demonstration, the mails that would have been sent can be read in the browser; elsewhere never."""

from __future__ import annotations

import os

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def test_it_does_not_exist_outside_the_demonstration(client, settings, files):
    settings.DEMO = False
    EmailMessage("Secret", "https://example.com/reset", to=["lin@example.com"]).send()
    assert client.get(reverse("mailbox")).status_code == 404


def test_the_newest_comes_first_with_links_and_nothing_of_it_is_markup(client, settings, files):
    settings.DEMO = True
    for number, (subject, text) in enumerate(
        [("First 你好", "一"), ("<b>Second</b>", "go to https://example.com/verify/a=b <script>")]
    ):
        EmailMessage(subject, text, to=["lin@example.com"]).send()
        newest = max(files.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, ns=(number * 10**9, number * 10**9))
    page = client.get(reverse("mailbox")).content.decode()
    assert page.index("&lt;b&gt;Second") < page.index("First 你好")
    assert 'href="https://example.com/verify/a=b"' in page
    assert "<script>" not in page.split("mail-text")[1].split("</details>")[0]


def test_an_empty_one_says_what_to_do(client, settings, files):
    settings.DEMO = True
    assert "No mails yet" in client.get(reverse("mailbox")).content.decode()
