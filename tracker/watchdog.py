"""Ends what the process manager started, should the process manager itself be killed.

Run as `python -m tracker.watchdog [folder of the embedded database]`. Standard input brings lines "+123" and "-123":
the process groups that live. When it closes, whoever wrote to it is gone: the groups left are ended, and then the
database. A pipe closes on every system and however its writer dies, and groups reach the children of children.

The database is kept running until then: were it stopped by the last of those that happen to use it just now, a process
of the pool that takes up its first task would start it again, and might be killed before it could stop it.
"""

import os
import signal
import sys
import time
from pathlib import Path

from tracker import embedded

POLITE_SECONDS = 2.5
GONE_SECONDS = 5.0  # for the kernel to take away what those held that were killed


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # it ends by the pipe alone, after everyone else
    database = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if database is not None:
        embedded.keep_running(database)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    end_groups(groups, polite_seconds=POLITE_SECONDS)
    if database is not None:
        _end_database(database)


def _end_database(folder: Path) -> None:
    """Stop the server on `folder`, unless someone outside the site uses it, who then stops it on leaving."""
    embedded.leave(folder)
    deadline = time.monotonic() + GONE_SECONDS
    while not embedded.stop_if_unused(folder) and time.monotonic() < deadline:
        time.sleep(0.05)


def end_groups(groups: set[int], *, polite_seconds: float) -> None:
    """SIGTERM to each process group, and SIGKILL to what is left of them after `polite_seconds`."""
    alive = {group for group in groups if signal_group(group, signal.SIGTERM)}
    deadline = time.monotonic() + polite_seconds
    while alive and time.monotonic() < deadline:
        time.sleep(0.05)
        alive = {group for group in alive if signal_group(group, 0)}
    for group in alive:
        signal_group(group, signal.SIGKILL)


def signal_group(group: int, number: int) -> bool:
    """Send signal `number` to a process group; whether there was anyone to receive it."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
