from django.urls import path

from shop_content.drafts.guests import outside, views

GUESTS = "shops/<int:shop_id>/drafts/guests/"
DOOR = "guest/<slug:token>/"

urlpatterns = [
    path(GUESTS, views.guest_list, name="guest_list"),
    path(GUESTS + "new/", views.guest_create, name="guest_create"),
    path(GUESTS + "<int:pk>/revoke/", views.guest_revoke, name="guest_revoke"),
    path(DOOR, outside.guest_review, name="guest_review"),
    path(DOOR + "say/", outside.guest_say, name="guest_say"),
    path(DOOR + "images/<int:pk>", outside.guest_image, name="guest_image"),
]
