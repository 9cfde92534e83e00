"""Addresses of the catalogue."""

from django.urls import URLPattern, URLResolver, include, path

from shop_content.catalogue.views import brand, facts, listing, masks, photos, product, variants

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "shops/<int:shop_id>/products/",
        include(
            [
                path("", listing.product_list, name="product_list"),
                path("new/", product.product_create, name="product_create"),
                path("delete/", listing.product_archive, name="product_archive"),
                path("restore/", listing.product_restore, name="product_restore"),
                path("<int:pk>/", product.product_detail, name="product_detail"),
                path("<int:pk>/fields/<slug:group>/", product.product_field, name="product_field"),
                path("<int:pk>/facts/", facts.fact_add, name="fact_add"),
                path("<int:pk>/facts/order/", facts.fact_reorder, name="fact_reorder"),
                path("<int:pk>/facts/<slug:fact_id>/", facts.fact_edit, name="fact_edit"),
                path("<int:pk>/facts/<slug:fact_id>/remove/", facts.fact_remove, name="fact_remove"),
                path("<int:pk>/facts/<slug:fact_id>/restore/", facts.fact_restore, name="fact_restore"),
                path("<int:pk>/photos/", photos.photo_add, name="photo_add"),
                path("<int:pk>/photos/order/", photos.photo_reorder, name="photo_reorder"),
                path("<int:pk>/photos/<int:photo_pk>/remove/", photos.photo_remove, name="photo_remove"),
                path("<int:pk>/photos/restore/<int:image_pk>/", photos.photo_restore, name="photo_restore"),
                path("<int:pk>/variants/", variants.variant_table, name="variant_table"),
            ]
        ),
    ),
    path("shops/<int:shop_id>/brand/", brand.brand_kit, name="brand_kit"),
    path("shops/<int:shop_id>/images/<int:pk>/file", photos.photo_file, name="photo_file"),
    path("shops/<int:shop_id>/images/<int:pk>/thumbnail", photos.photo_thumbnail, name="photo_thumbnail"),
    path("shops/<int:shop_id>/images/<int:pk>/mask/", masks.mask_edit, name="mask_edit"),
    path("shops/<int:shop_id>/images/<int:pk>/mask/save/", masks.mask_save, name="mask_save"),
    path("shops/<int:shop_id>/images/<int:pk>/mask/drop/", masks.mask_drop, name="mask_drop"),
    path("", include("shop_content.catalogue.imports.urls")),
    path("", include("shop_content.catalogue.looking.urls")),
    path("", include("shop_content.catalogue.reading.urls")),
]
