"""The fact that a finding misses, added from the desk with its source."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop_content.catalogue.actions.facts import LIMITS, LONGEST_SOURCE
from shop_content.catalogue.errors import FactError, ProductGone
from shop_content.drafts import actions
from shop_content.drafts.errors import BadField, DraftError
from shop_content.drafts.models import Finding
from shop_content.drafts.queue import Filter
from shop_content.drafts.stating import statement_of
from shop_content.drafts.views.answers import done, refused
from shop_content.drafts.views.places import draft_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def finding_support(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment: the fact as its passage states it, to be completed. POST adds it and has the text judged by it."""
    finding = access.get(request.member, Finding, pk, "version__draft__product")
    wanted = Filter.read(request.GET)
    if request.method == "GET":
        said = statement_of(finding, finding.version.draft.product)
        context = {"finding": finding, "said": said, "limits": LIMITS, "longest": LONGEST_SOURCE, "query": wanted.query}
        return render(request, "drafts/stating.html", context)
    draft = finding.version.draft
    here = draft_url(draft.shop_id, draft.pk, wanted)
    form = request.POST
    try:
        version = actions.support(
            request.member, finding.pk, *(form.get(name, "") for name in ("key", "value", "unit", "stated"))
        )
    except (FactError, ProductGone) as error:
        return refused(request, BadField("value", str(error)), here, field="value")
    except BadField as error:
        return refused(request, error, here, field=error.field)
    except DraftError as error:
        return refused(request, error, here)
    if any(row.place == finding.place for row in version.findings.all()):
        kept = _("The fact is kept, but it does not bear out what the text says: the finding is still open.")
        return done(request, kept, here, tone="warn")
    return done(request, _("The fact is kept with its source, and the text was checked by it."), here)
