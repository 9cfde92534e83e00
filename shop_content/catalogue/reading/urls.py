"""Addresses of reading."""

from django.urls import include, path

from shop_content.catalogue.reading import views

urlpatterns = [
    path(
        "shops/<int:shop_id>/products/<int:pk>/reading/",
        include(
            [
                path("", views.reading_panel, name="reading_panel"),
                path("ask/", views.reading_ask, name="reading_ask"),
                path("accept/", views.reading_accept_sure, name="reading_accept_sure"),
            ]
        ),
    ),
    path(
        "shops/<int:shop_id>/proposals/<int:pk>/",
        include(
            [
                path("accept/", views.proposal_accept, name="proposal_accept"),
                path("refuse/", views.proposal_refuse, name="proposal_refuse"),
                path("reconsider/", views.proposal_reconsider, name="proposal_reconsider"),
            ]
        ),
    ),
]
