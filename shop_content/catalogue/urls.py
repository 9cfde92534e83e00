# PLACEHOLDER so that the navigation resolves: the room's helper replaces this whole file
from django.http import HttpResponse
from django.urls import path


def _later(request, **_):
    return HttpResponse('later')


urlpatterns = [
    path('shops/<int:shop_id>/products/', _later, name='product_list'),
    path('shops/<int:shop_id>/products/new/', _later, name='product_create'),
    path('shops/<int:shop_id>/products/<int:pk>/', _later, name='product_detail'),
    path('shops/<int:shop_id>/imports/', _later, name='import_list'),
    path('shops/<int:shop_id>/images/<int:pk>/thumbnail', _later, name='photo_thumbnail'),
    path('shops/<int:shop_id>/images/<int:pk>/file', _later, name='photo_file'),
]
