"""Everything in one command: the tables, the starter data, the web server, the worker and the scheduler."""

import argparse
import fcntl
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from tracker import embedded
from tracker.env import BASE_DIR
from tracker.supervisor import Program, Supervisor

PREPARATIONS = ("load_starter", "load_demonstration")  # each can be run again, and is skipped where it does not exist
WAIT_FOR_PORT_SECONDS = 8.0


class Command(BaseCommand):
    help = "Run Parley: web server, worker and scheduler, and the embedded services where none are set."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--bind", default=settings.SERVE_BIND, help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=settings.SERVE_PORT, help="port to listen on (%(default)s)")

        parser.add_argument("--bare", action="store_true", help="load no starter data and no demonstration")

    def handle(self, *, bind: str, port: int, bare: bool, **_options: Any) -> None:
        var: Path = settings.VAR
        state = var / "serve.json"
        var.mkdir(parents=True, exist_ok=True)
        lock = os.open(var / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"Parley already runs{_where(state)}. End that one first, or set PARLEY_VAR.") from None
        _await_port(bind, port, patience=WAIT_FOR_PORT_SECONDS if state.exists() else 0.0)
        address = f"http://{_host_for_people(bind)}:{port}/"
        try:
            self._prepare(load=() if bare else PREPARATIONS)
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was ready.") from None
        supervisor = Supervisor(
            programs=programs(bind=bind, port=port),
            folder=BASE_DIR,
            state=state,
            address=address,
            database_folder=_embedded_folder(),
            say=self._say,
        )
        supervisor.catch_signals()
        supervisor.run(announce=lambda: self._announce(address, bind=bind, port=port))
        self._say("Ended.")

    def _prepare(self, *, load: tuple[str, ...]) -> None:
        self._say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        for name in load:
            if name in get_commands():
                call_command(name)
        connections.close_all()

    def _announce(self, address: str, *, bind: str, port: int) -> bool:
        if not _answers(bind, port):
            return False
        self._say(f"Parley is ready: {address}")
        self._say("Ctrl-C ends it.")
        return True

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def programs(*, bind: str, port: int) -> list[Program]:
    """The three programs of the site, as command lines of this same Python."""
    python = sys.executable
    host = f"[{bind}]" if ":" in bind else bind
    web = [python, "-m", "gunicorn", "tracker.wsgi:application", "--bind", f"{host}:{port}"]
    web += ["--workers", str(settings.SERVE_WEB_WORKERS), "--worker-class", "gthread", "--threads", "4"]
    web += ["--timeout", "60", "--graceful-timeout", "10", "--max-requests", "5000", "--max-requests-jitter", "500"]
    web += ["--log-level", "warning", "--no-control-socket"]
    # Messages are JSON, so the danger of which Celery warns root (pickled messages) is not there.
    celery = [python, "-W", "ignore:You're running the worker with superuser", "-m", "celery", "--quiet"]
    celery += ["--app", "tracker.celery"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", str(settings.SERVE_TASK_WORKERS)]
    worker += ["--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]
    return [
        Program("web", web),
        Program("worker", worker),
        Program("beat", beat),
    ]


def _embedded_folder() -> Path | None:
    folder = settings.DATABASES["default"].get("OPTIONS", {}).get(embedded.FOLDER_OPTION)
    return Path(folder) if folder else None


def _where(state: Path) -> str:
    try:
        told = json.loads(state.read_text())
        return f" at {told['address']} (process {told['pid']})"
    except (OSError, ValueError, KeyError):
        return ""


def _host_for_people(bind: str) -> str:
    if bind in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return "localhost"
    return f"[{bind}]" if ":" in bind else bind


def _await_port(bind: str, port: int, *, patience: float) -> None:
    """Make sure that the port can be had; after a start that was killed, its web server may need a moment to go."""
    deadline = time.monotonic() + patience
    while True:
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
        except OSError as error:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"Cannot listen on {bind}, port {port} ({error.strerror or error}). "
                    f"Choose another port: make run PORT={port + 1}"
                ) from None
            time.sleep(0.2)
        else:
            return


def _answers(bind: str, port: int) -> bool:
    host = _host_for_people(bind)
    request = urllib.request.Request(f"http://{host}:{port}/health/", headers={"Host": _known_host()})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code != HTTPStatus.SERVICE_UNAVAILABLE  # it speaks, though not with this name of the host
    except OSError:
        return False


def _known_host() -> str:
    hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    return hosts[0] if hosts else "localhost"
