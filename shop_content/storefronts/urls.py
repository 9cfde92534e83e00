from django.urls import URLPattern, URLResolver, path

from shop_content.storefronts import outside, views
from shop_content.storefronts.renditions import views as renditions

urlpatterns: list[URLPattern | URLResolver] = [
    path("shops/<int:shop_id>/storefronts/", views.storefront_list, name="storefront_list"),
    path("shops/<int:shop_id>/storefronts/new/", views.storefront_create, name="storefront_create"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/", views.storefront_edit, name="storefront_edit"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/contents/", views.storefront_contents, name="storefront_contents"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/download/", views.storefront_download, name="storefront_download"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/rotate/", views.storefront_rotate, name="storefront_rotate"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/revoke/", views.storefront_revoke, name="storefront_revoke"),
    path("shops/<int:shop_id>/storefronts/<int:pk>/delete/", views.storefront_delete, name="storefront_delete"),
    path("shops/<int:shop_id>/versions/<int:pk>/renditions/", renditions.rendition_list, name="rendition_list"),
    path("shops/<int:shop_id>/drafts/<int:pk>/where/", views.draft_where, name="draft_where"),
    path(
        "shops/<int:shop_id>/versions/<int:pk>/renditions/<slug:market>/",
        renditions.rendition_file,
        name="rendition_file",
    ),
    path("feeds/<slug:token>.<slug:extension>", outside.feed, name="feed"),
    path("feeds/<slug:token>/images/<slug:sha256>.<slug:extension>", outside.feed_image, name="feed_image"),
]
