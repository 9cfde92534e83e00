from django.urls import URLPattern, URLResolver, include, path

from shop_content.jobs import again, alike, preview, rewrites, views, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("shops/<int:shop_id>/runs/", views.run_list, name="run_list"),
    path("shops/<int:shop_id>/runs/new/", views.run_create, name="run_create"),
    path("shops/<int:shop_id>/runs/again/", again.run_again, name="run_again"),
    path("shops/<int:shop_id>/runs/recent/", views.run_recent, name="run_recent"),
    path("shops/<int:shop_id>/runs/<int:pk>/", views.run_detail, name="run_detail"),
    path("shops/<int:shop_id>/runs/<int:pk>/rewrite/", rewrites.rewrite_progress, name="rewrite_progress"),
    path("shops/<int:shop_id>/runs/<int:pk>/<slug:step>/", views.run_steer, name="run_steer"),
    path("shops/<int:shop_id>/drafts/<int:pk>/rewrite/", rewrites.draft_rewrite, name="draft_rewrite"),
    path("shops/<int:shop_id>/drafts/<int:pk>/remake/", alike.draft_remake, name="draft_remake"),
    path("shops/<int:shop_id>/versions/<int:pk>/more/", alike.version_more, name="version_more"),
    path("shops/<int:shop_id>/drafts/<int:pk>/writing/", writing.draft_writing, name="draft_writing"),
    path("shops/<int:shop_id>/products/<int:pk>/runs/", views.product_runs, name="product_runs"),
    path("", include("shop_content.jobs.subjects.urls")),
    path("shops/<int:shop_id>/voice/<slug:locale>/preview/", preview.voice_preview, name="voice_preview"),
]
