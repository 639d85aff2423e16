"""Bounds on time that hold on any machine: processor time is told in seconds of a machine of a known speed.

They are for what must not grow out of hand on input made for that, and minutes apart from what would; how fast the
product is stands in ``benchmarks/``.
"""

import time

YARDSTICK = 0.025  # seconds that the loop below takes on the machine whose seconds are told


class Watch:
    """Begins with its making."""

    def __init__(self) -> None:
        self._begun = time.process_time()

    def seconds(self) -> float:
        """Processor time of this process since then, in seconds of that machine; a faster one's are as they are."""
        return told(time.process_time() - self._begun)


def told(spent: float) -> float:
    """Seconds of processor time that were spent on this machine just now, in those of that machine."""
    return spent / max(1.0, min(_loop() for _ in range(3)) / YARDSTICK)


def _loop() -> float:
    begun = time.process_time()
    sum(number * number for number in range(300_000))
    return time.process_time() - begun
