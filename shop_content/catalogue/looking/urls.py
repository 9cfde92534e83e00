"""Addresses of what was seen in photos."""

from django.urls import URLPattern, path

from shop_content.catalogue.looking import views

_PRODUCT = "shops/<int:shop_id>/products/<int:pk>/sights"

urlpatterns: list[URLPattern] = [
    path(f"{_PRODUCT}/", views.sights, name="sights"),
    path(f"{_PRODUCT}/again/", views.sights_again, name="sights_again"),
    path(f"{_PRODUCT}/<int:photo_pk>/colour/", views.sights_colour, name="sights_colour"),
]
