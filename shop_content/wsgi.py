"""The web process: `gunicorn shop_content.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_content.settings")
application = get_wsgi_application()
