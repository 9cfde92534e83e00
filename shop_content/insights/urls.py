from django.urls import path

from shop_content.insights import views

urlpatterns = [
    path("shops/<int:shop_id>/insights/", views.insights, name="insights"),
    path("shops/<int:shop_id>/insights/<slug:table>.csv", views.insights_csv, name="insights_csv"),
]
