"""`/healthz`: the process lives. `/readyz`: it can serve; says what is missing."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from redis import Redis, RedisError


@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """503 without Postgres. Without Redis the product still serves: workers find their work on their own, only later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping()
        redis = "ok"
    except RedisError:
        redis = "away"
    return JsonResponse({"postgres": "ok", "redis": redis})
