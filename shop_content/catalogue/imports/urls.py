"""Addresses of the imports."""

from django.urls import URLPattern, URLResolver, include, path

from shop_content.catalogue.imports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "shops/<int:shop_id>/imports/",
        include(
            [
                path("", views.import_list, name="import_list"),
                path("new/", views.import_create, name="import_create"),
                path("template/", views.import_template, name="import_template"),
                path("<int:pk>/", views.import_detail, name="import_detail"),
                path("<int:pk>/panel/", views.import_panel, name="import_panel"),
                path("<int:pk>/issues/", views.import_issues, name="import_issues"),
                path("<int:pk>/issues.csv", views.import_issues_csv, name="import_issues_csv"),
                path("<int:pk>/columns/", views.import_mapping, name="import_mapping"),
                path("<int:pk>/confirm/", views.import_confirm, name="import_confirm"),
                path("<int:pk>/cancel/", views.import_cancel, name="import_cancel"),
            ]
        ),
    ),
]
