"""The mails that would have been sent, for a machine without a mail server. Only where `DEMO` is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

MOST = 30  # mails on the page
_BETWEEN = b"-" * 79  # what Django's file backend writes after each mail


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    at: datetime | None
    text: str


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return render(request, "shops/mailbox.html", {"mails": newest(Path(settings.EMAIL_FILE_PATH or ""), MOST)})


def newest(folder: Path, count: int) -> list[Mail]:
    """The latest mails below `folder`, newest first."""
    mails: list[Mail] = []
    for file in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        mails += reversed(list(_mails(file)))
        if len(mails) >= count:
            break
    return mails[:count]


def _mails(file: Path) -> Iterator[Mail]:
    for data in file.read_bytes().split(_BETWEEN):
        if not data.strip():
            continue
        message = BytesParser(policy=policy.default).parsebytes(data.strip() + b"\n")
        body = message.get_body(("plain",))
        date = message["Date"]
        yield Mail(
            to=str(message["To"] or ""),
            subject=str(message["Subject"] or ""),
            at=parsedate_to_datetime(str(date)) if date else None,
            text=str(body.get_content()).strip() if body else "",
        )
