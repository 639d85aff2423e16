"""A whole site as real processes, on a var folder and a port of its own, for tests that kill its parts."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import psutil
import psycopg2

from tracker import embedded

ROOT = Path(__file__).resolve().parent.parent.parent
READY_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(var: Path, **more: str) -> dict[str, str]:
    """An environment with nothing set but the folder: what a first-time visitor has."""
    return {"PATH": os.environ["PATH"], "PARLEY_VAR": str(var), **more}


def manage(var: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean_environment(var, **environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def wait_until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)


class Site:
    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.port = free_port()
        self.log = var / "serve.log"
        self._environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        self._said_before = 0

    def start(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._said_before = log.tell()
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--bare"],
                cwd=ROOT,
                env=clean_environment(self.var, PORT=str(self.port), **self._environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_until(self._ready_or_dead, seconds=READY_SECONDS, what="the site is ready")
            assert self.process.poll() is None, self.log.read_text()
        except AssertionError:
            self.end()
            raise

    def said(self) -> str:
        """What its parts have logged since it was last started; the file also holds what was said before."""
        return self.log.read_bytes()[self._said_before :].decode()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _ready_or_dead(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None or (self.answers() and len(self.parts()) == 4)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=3) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def parts(self) -> dict[str, int]:
        """Process ids of web, worker, beat and watchdog, as the site itself states them."""
        try:
            told: dict[str, int] = json.loads((self.var / "serve.json").read_text())["processes"]
        except (OSError, ValueError):
            return {}
        return told

    def family(self) -> list[psutil.Process]:
        """Every process of the site but the embedded database, with the children of children."""
        assert self.process is not None
        family: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return family

    def kill(self, number: int = signal.SIGKILL) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def end(self) -> int:
        """SIGTERM, and the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=60)


def postmaster(var: Path) -> int | None:
    """The embedded database's process, None when it does not run."""
    try:
        pid = int((var / "postgres" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if alive(pid) else None


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def query(var: Path, statement: str) -> list[tuple[Any, ...]] | None:
    """Rows straight from the embedded database, which this does not start; None while it is down."""
    host = embedded.database_entry(var)["HOST"]
    try:
        connection = psycopg2.connect(host=host, user="parley", dbname="parley", connect_timeout=2)
    except psycopg2.OperationalError:
        return None
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    except psycopg2.Error:
        return None
    finally:
        connection.close()
