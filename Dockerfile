# syntax=docker/dockerfile:1.7
# One image for every process: web, workers and the one-shot migration differ only in their command (see compose.yaml).
# On a machine of one's own `make demo` needs none of it.

FROM python:3.11.11-slim-bookworm AS build
# The default index's Linux wheel of torch carries CUDA (several GB). Machines without a GPU name PyTorch's CPU index here.
ARG TORCH_INDEX=
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY requirements.txt ./
RUN grep '^torch==' requirements.txt > torch.txt \
    && pip install ${TORCH_INDEX:+--index-url "${TORCH_INDEX}"} --requirement torch.txt \
    && pip install --requirement requirements.txt
COPY manage.py ./
COPY generation ./generation
COPY shop_content ./shop_content
COPY templates ./templates
COPY static ./static
RUN python -m babel.messages.frontend --quiet compile \
        -i shop_content/locale/zh_Hans/LC_MESSAGES/django.po \
        -o shop_content/locale/zh_Hans/LC_MESSAGES/django.mo -l zh_Hans \
    && SECRET_KEY=build STATIC_MANIFEST=1 python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11.11-slim-bookworm AS run
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin shop \
    && install --directory --owner=shop --group=shop --mode=0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=shop_content.settings \
    STATIC_MANIFEST=1 \
    SHOP_DATA=/data \
    HF_HOME=/data/models
WORKDIR /app
USER shop
VOLUME /data
EXPOSE 8000
# Rate limits and locks live in Postgres, so any number of web processes may run side by side.
CMD ["gunicorn", "shop_content.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "gthread", \
     "--threads", "8", "--timeout", "120", "--no-control-socket"]
