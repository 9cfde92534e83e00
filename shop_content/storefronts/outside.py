"""What anyone who has the secret address may fetch: the feed, and the pictures that it names."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from shop_content.catalogue.models import Image
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import ContentKind
from shop_content.storefronts import actions
from shop_content.storefronts.feeds import FORMATS, Feed, ready, stream
from shop_content.storefronts.models import Storefront
from shop_content.storefronts.renditions.actions import rendition_of
from shop_content.storefronts.renditions.errors import RenditionRefused
from shop_content.storefronts.renditions.seal import seal


def address(storefront: Storefront) -> str:
    """The absolute secret address, or "" while it is revoked."""
    if not storefront.token:
        return ""
    return settings.PUBLIC_URL + reverse("feed", args=[storefront.token, FORMATS[storefront.format].extension])


def find(token: str) -> Storefront:
    """The storefront behind a token. An unknown, old or revoked one, or one of a suspended shop, does not exist."""
    wanted = Storefront.objects.select_related("shop").filter(
        token_hash=actions.token_hash(token), shop__suspended_at=None
    )
    storefront = wanted.first()
    if storefront is None:
        raise Http404
    return storefront


@require_safe
def feed(request: HttpRequest, token: str, extension: str) -> HttpResponseBase:
    storefront = find(token)
    if extension != FORMATS[storefront.format].extension:
        raise Http404
    return answer(request, storefront)


def answer(request: HttpRequest, storefront: Storefront) -> HttpResponseBase:
    """304 when the caller has it already; else the feed as a stream, gzipped for who takes that; headers alone for HEAD."""
    mark = ready.fingerprint(storefront, settings.PUBLIC_URL)
    storefront = actions.note_fetch(storefront, mark)
    form = FORMATS[storefront.format]
    changed = int(storefront.changed_at.timestamp())
    headers = {
        "ETag": f'W/"{mark[:32]}"',  # weak: plain and gzipped bytes share it
        "Last-Modified": http_date(changed),
        "Cache-Control": "private, no-cache",  # ask again every time: what is held must stop at once
        "X-Robots-Tag": "noindex",
    }
    early = get_conditional_response(request, headers["ETag"], changed)
    if early is not None:
        return early
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    if request.method == "HEAD":
        response: HttpResponse | StreamingHttpResponse = HttpResponse(content_type=form.media_type, headers=headers)
    else:
        content = stream(Feed(storefront, settings.PUBLIC_URL))
        response = StreamingHttpResponse(
            gzip(content) if zipped else content, content_type=form.media_type, headers=headers
        )
    if zipped:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Level 3: most of the gain, and still faster than any line it is sent over."""
    press = zlib.compressobj(3, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for piece in pieces:
        if pressed := press.compress(piece):
            yield pressed
    yield press.flush()


@require_safe
def feed_image(request: HttpRequest, token: str, sha256: str, extension: str) -> HttpResponseBase:
    """A product photo or an approved packshot of the feed's shop; nothing else of it."""
    storefront = find(token)
    image = Image.objects.filter(shop_id=storefront.shop_id, sha256=sha256).first()
    if image is None or not _published(image) or not image.file.name.endswith(f".{extension}"):
        raise Http404
    image = _for_market(storefront, image)
    etag = f'"{image.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=3600", "X-Robots-Tag": "noindex"}
    early = get_conditional_response(request, etag)
    if early is not None:
        return early
    try:
        return FileResponse(image.file.open("rb"), content_type=image.media_type, headers=headers)
    except FileNotFoundError:
        raise Http404 from None


def _for_market(storefront: Storefront, image: Image) -> Image:
    """The picture as the storefront's market wants it, signed where there is a certificate; what cannot be made so does not leave."""
    if not storefront.market and not seal():
        return image
    version = live_versions().select_related("draft__shop", "image").filter(image=image).first()
    if version is None:
        return image
    try:
        return rendition_of(version, storefront.market or "original")
    except RenditionRefused as error:
        raise Http404 from error


def _published(image: Image) -> bool:
    packshots = live_versions().filter(image=image, draft__kind=ContentKind.PACKSHOT, draft__product__archived_at=None)
    return image.photos.filter(product__archived_at=None).exists() or packshots.exists()
