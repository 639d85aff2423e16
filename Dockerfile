FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/parley

COPY requirements/base.txt requirements/base.txt
RUN pip install --no-deps --require-hashes -r requirements/base.txt

COPY LICENSE manage.py pyproject.toml ./
COPY tracker tracker
COPY negotiations negotiations
COPY templates templates
COPY static static

# The static files are part of the image; a key is needed to load the settings, and is thrown away.
RUN useradd --system --home-dir /srv/parley --shell /usr/sbin/nologin parley-web \
    && PARLEY_VAR=/srv/parley/var python manage.py collectstatic --no-input --verbosity 0 \
    && rm -f /srv/parley/var/secret-key \
    && chown -R parley-web /srv/parley/var
USER parley-web
ENV PARLEY_VAR=/srv/parley/var
EXPOSE 8000

CMD ["gunicorn", "tracker.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "gthread", "--threads", "4", "--timeout", "60", "--no-control-socket"]
