"""A process manager: starts programs, starts them again when they die, and ends them all together.

honcho was looked at: it ends everything when one program dies, and its programs outlive it when it is killed.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tracker import embedded
from tracker.watchdog import signal_group

LOOK_SECONDS = 0.1
FIRST_DELAY, LONGEST_DELAY = 0.25, 15.0
STEADY_SECONDS = 20.0  # a program that ran this long has earned a quick restart
GRACE_SECONDS = 20.0  # to finish what is in hand
LAST_SECONDS = 6.0  # after SIGQUIT, before SIGKILL


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: Sequence[str]


@dataclass(slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = 0.0


@dataclass
class Supervisor:
    """Runs `programs` until a signal comes. `state` is a file that says which processes run; `say` prints a line."""

    programs: Sequence[Program]
    folder: Path
    state: Path
    address: str
    database_folder: Path | None
    say: Callable[[str], None]
    _stop: threading.Event = field(default_factory=threading.Event)
    _signals: int = 0
    _watchdog: subprocess.Popen[bytes] | None = None

    def catch_signals(self) -> None:
        """From here on Ctrl-C, SIGTERM and SIGHUP end everything in order; a second one ends it at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self._signals += 1
        self._stop.set()

    def run(self, *, announce: Callable[[], bool]) -> None:
        """Start all, keep them running, return when all have ended. `announce` is asked until it answers True."""
        running = [_Running(program) for program in self.programs]
        announced = False
        try:
            while not self._stop.is_set():
                self._keep_watchdog(running)
                for one in running:
                    self._keep(one, running)
                announced = announced or announce()
                self._stop.wait(LOOK_SECONDS)
        finally:
            self._end(running)

    def _keep(self, one: _Running, running: Sequence[_Running]) -> None:
        now = time.monotonic()
        if one.process is not None:
            code = one.process.poll()
            if code is None:
                return
            self._bury(one)
            one.failures = 0 if now - one.started > STEADY_SECONDS else one.failures + 1
            delay = 0.0 if not one.failures else min(FIRST_DELAY * 2 ** (one.failures - 1), LONGEST_DELAY)
            one.not_before = now + delay
            self.say(f"{one.program.name} ended ({_told(code)}); starting it again in {delay:g} s.")
        if now >= one.not_before:
            one.process = subprocess.Popen(
                one.program.command, cwd=self.folder, stdin=subprocess.DEVNULL, process_group=0
            )
            one.started = now
            self._tell_watchdog(f"+{one.process.pid}")
            self._write_state(running)

    def _bury(self, one: _Running) -> None:
        """What a dead program leaves behind in its group would hold its port or its messages."""
        if one.process is not None:
            signal_group(one.process.pid, signal.SIGKILL)
            self._tell_watchdog(f"-{one.process.pid}")
            one.process = None

    def _end(self, running: Sequence[_Running]) -> None:
        left = [one for one in running if one.process is not None]
        for number, seconds in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGQUIT, LAST_SECONDS)):
            for one in left:
                if one.process is not None and one.process.poll() is None:
                    one.process.send_signal(number)
            deadline = time.monotonic() + seconds
            while left and time.monotonic() < deadline and self._signals < 2:
                left = [one for one in left if one.process is not None and one.process.poll() is None]
                time.sleep(LOOK_SECONDS / 2)
        for one in running:
            process = one.process
            self._bury(one)
            if process is not None:
                process.wait()
        if self.database_folder is not None:
            embedded.leave(self.database_folder)
        if self._watchdog is not None and self._watchdog.stdin is not None:
            with suppress(BrokenPipeError):  # it died, and what it was to be told cannot be told any more
                self._watchdog.stdin.close()
            self._watchdog.wait()  # it is the last to use the database, and stops it
        self.state.unlink(missing_ok=True)

    def _keep_watchdog(self, running: Sequence[_Running]) -> None:
        if self._watchdog is not None and self._watchdog.poll() is None:
            return
        command = [sys.executable, "-m", "tracker.watchdog"]
        if self.database_folder is not None:
            command.append(str(self.database_folder))
        self._watchdog = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.PIPE, start_new_session=True)
        for one in running:
            if one.process is not None:
                self._tell_watchdog(f"+{one.process.pid}")
        self._write_state(running)

    def _tell_watchdog(self, line: str) -> None:
        if self._watchdog is not None and self._watchdog.stdin is not None:
            try:
                self._watchdog.stdin.write(f"{line}\n".encode())
                self._watchdog.stdin.flush()
            except BrokenPipeError:
                pass  # it died; the next round starts another and tells it everything

    def _write_state(self, running: Sequence[_Running]) -> None:
        processes = {one.program.name: one.process.pid for one in running if one.process is not None}
        if self._watchdog is not None:
            processes["watchdog"] = self._watchdog.pid
        draft = self.state.with_suffix(".draft")
        draft.write_text(json.dumps({"pid": os.getpid(), "address": self.address, "processes": processes}))
        draft.replace(self.state)


def _told(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"status {code}"
