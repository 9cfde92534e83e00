from django.urls import path

from shop_content.policy import views

EVIDENCE = "shops/<int:shop_id>/evidence/"

urlpatterns = [
    path(EVIDENCE, views.evidence_list, name="evidence_list"),
    path(EVIDENCE + "<int:pk>/", views.evidence_edit, name="evidence_edit"),
    path(EVIDENCE + "<int:pk>/retire/", views.evidence_retire, name="evidence_retire"),
]
