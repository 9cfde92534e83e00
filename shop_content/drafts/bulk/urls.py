from django.urls import path

from shop_content.drafts.bulk import views

BULKS = "shops/<int:shop_id>/drafts/bulks/"

urlpatterns = [
    path(BULKS, views.bulk_list, name="bulk_list"),
    path(BULKS + "new/", views.bulk_create, name="bulk_create"),
    path(BULKS + "<int:pk>/", views.bulk_detail, name="bulk_detail"),
    path(BULKS + "<int:pk>/<slug:step>/", views.bulk_steer, name="bulk_steer"),
]
