from django.urls import path

from shop_content.notices import views

urlpatterns = [
    path("shops/<int:shop_id>/inbox/", views.inbox, name="inbox"),
    path("shops/<int:shop_id>/inbox/count/", views.inbox_count, name="inbox_count"),
    path("shops/<int:shop_id>/inbox/digest/", views.inbox_digest, name="inbox_digest"),
    path("digests/<str:token>/stop/", views.digest_stop, name="digest_stop"),
]
