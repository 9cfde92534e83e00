from django.urls import URLPattern, URLResolver, include, path

from shop_content.drafts import views

SHOP = "shops/<int:shop_id>/"
DRAFT = SHOP + "drafts/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shop_content.drafts.bulk.urls")),
    path("", include("shop_content.drafts.guests.urls")),
    path(SHOP + "drafts/samples/", views.sample_create, name="sample_create"),
    path(SHOP + "drafts/samples/all/", views.sample_list, name="sample_list"),
    path(SHOP + "drafts/samples/<int:pk>/", views.sample_detail, name="sample_detail"),
    path(SHOP + "drafts/", views.draft_list, name="draft_list"),
    path(SHOP + "drafts/arrivals/", views.draft_arrivals, name="draft_arrivals"),
    path(SHOP + "drafts/views/save/", views.view_save, name="view_save"),
    path(SHOP + "drafts/views/<int:pk>/remove/", views.view_remove, name="view_remove"),
    path(SHOP + "review-settings/", views.review_settings, name="review_settings"),
    path(SHOP + "review-settings/rules/", views.rule_add, name="rule_add"),
    path(SHOP + "review-settings/rules/<int:pk>/remove/", views.rule_remove, name="rule_remove"),
    path(SHOP + "versions/<int:pk>/elsewhere/", views.fix_create, name="fix_create"),
    path(SHOP + "versions/<int:pk>/previews/", views.version_previews, name="version_previews"),
    path(SHOP + "drafts/counts/", views.draft_counts, name="draft_counts"),
    path(SHOP + "drafts/next/", views.draft_next, name="draft_next"),
    path(DRAFT, views.draft_detail, name="draft_detail"),
    path(DRAFT + "claim/", views.draft_claim, name="draft_claim"),
    path(DRAFT + "assign/", views.draft_assign, name="draft_assign"),
    path(DRAFT + "comments/", views.draft_comments, name="draft_comments"),
    path(SHOP + "comments/<int:pk>/settle/", views.comment_settle, name="comment_settle"),
    path(SHOP + "mentions/", views.mention_list, name="mention_list"),
    path(DRAFT + "news/", views.draft_news, name="draft_news"),
    path(DRAFT + "compare/", views.draft_compare, name="draft_compare"),
    path(DRAFT + "edit/", views.draft_edit, name="draft_edit"),
    path(DRAFT + "restore/", views.draft_restore, name="draft_restore"),
    path(DRAFT + "check-again/", views.draft_check_again, name="draft_check_again"),
    path(DRAFT + "approve/", views.draft_approve, name="draft_approve"),
    path(DRAFT + "changes/", views.draft_request_changes, name="draft_request_changes"),
    path(DRAFT + "reject/", views.draft_reject, name="draft_reject"),
    path(DRAFT + "reopen/", views.draft_reopen, name="draft_reopen"),
    path(SHOP + "findings/<int:pk>/support/", views.finding_support, name="finding_support"),
    path(SHOP + "findings/<int:pk>/waive/", views.finding_waive, name="finding_waive"),
    path(SHOP + "products/<int:pk>/drafts/", views.product_drafts, name="product_drafts"),
    path(SHOP + "voice/<slug:locale>/examples/", views.voice_examples, name="voice_examples"),
]
