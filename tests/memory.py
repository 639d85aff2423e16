"""How much memory a process has held."""

import resource
import sys
from pathlib import Path

MEGABYTE = 1_000_000
STATUS = Path("/proc/self/status")


def peak() -> float:
    """The most memory that this process has held so far, in megabytes.

    Linux hands the figure of ``getrusage`` down to a process from the one that started it, so there the system is asked
    for this program's own.
    """
    if STATUS.exists():
        (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024 / MEGABYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / MEGABYTE
