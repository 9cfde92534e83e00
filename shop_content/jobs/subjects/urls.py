"""Addresses of reviews, questions and shoppers."""

from django.urls import URLPattern, URLResolver, include, path

from shop_content.jobs.subjects import views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "shops/<int:shop_id>/",
        include(
            [
                path("reviews/", views.review_list, name="review_list"),
                path("reviews/replies/", views.review_ask, name="review_ask"),
                path("reviews/<int:pk>/visibility/", views.review_move, name="review_move"),
                path("questions/", views.question_list, name="question_list"),
                path("questions/answers/", views.question_ask, name="question_ask"),
                path("products/<int:pk>/customers/", views.product_customers, name="product_customers"),
                path("products/<int:pk>/summary/", views.review_summarise, name="review_summarise"),
                path("shoppers/", views.audience_list, name="audience_list"),
                path("shoppers/segments/", views.audience_create, name="audience_create"),
                path("shoppers/add/", views.shopper_add, name="shopper_add"),
                path("shoppers/forget/", views.shopper_forget, name="shopper_forget"),
                path("shoppers/recommendations/", views.audience_ask, name="audience_ask"),
                path("shoppers/<int:pk>/delete/", views.audience_delete, name="audience_delete"),
            ]
        ),
    ),
]
