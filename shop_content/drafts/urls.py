from django.urls import path

from shop_content.drafts import views

SHOP = "shops/<int:shop_id>/"
DRAFT = SHOP + "drafts/<int:pk>/"

urlpatterns = [
    path(SHOP + "drafts/", views.draft_list, name="draft_list"),
    path(SHOP + "drafts/approve/", views.draft_approve_clean, name="draft_approve_clean"),
    path(SHOP + "drafts/counts/", views.draft_counts, name="draft_counts"),
    path(SHOP + "drafts/next/", views.draft_next, name="draft_next"),
    path(DRAFT, views.draft_detail, name="draft_detail"),
    path(DRAFT + "news/", views.draft_news, name="draft_news"),
    path(DRAFT + "compare/", views.draft_compare, name="draft_compare"),
    path(DRAFT + "edit/", views.draft_edit, name="draft_edit"),
    path(DRAFT + "restore/", views.draft_restore, name="draft_restore"),
    path(DRAFT + "check-again/", views.draft_check_again, name="draft_check_again"),
    path(DRAFT + "approve/", views.draft_approve, name="draft_approve"),
    path(DRAFT + "changes/", views.draft_request_changes, name="draft_request_changes"),
    path(DRAFT + "reject/", views.draft_reject, name="draft_reject"),
    path(DRAFT + "reopen/", views.draft_reopen, name="draft_reopen"),
    path(SHOP + "findings/<int:pk>/waive/", views.finding_waive, name="finding_waive"),
    path(SHOP + "products/<int:pk>/drafts/", views.product_drafts, name="product_drafts"),
]
