"""Every address. A room's pages live in its own `urls.py`; what belongs to a shop stands below `/shops/<id>/`."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from shop_content import health

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("shop_content.shops.urls")),
    path("", include("shop_content.policy.urls")),
    path("", include("shop_content.catalogue.urls")),
    path("", include("shop_content.drafts.urls")),
    path("", include("shop_content.jobs.urls")),
    path("", include("shop_content.insights.urls")),
    path("", include("shop_content.notices.urls")),
    path("", include("shop_content.storefronts.urls")),
]

handler400 = "shop_content.errors.bad_request"
handler403 = "shop_content.errors.forbidden"
handler404 = "shop_content.errors.not_found"
handler500 = "shop_content.errors.server_error"
