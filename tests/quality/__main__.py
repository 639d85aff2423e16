"""``python -m tests.quality``: every figure of the extraction beside its floor. Exit status 1 if one is below it."""

import sys

from tests.quality.floors import DATA, FLOORS
from tests.quality.measuring import ABSENT


def report() -> int:
    """Print the figures; gives the number of those below their floors."""
    below = 0
    for heading, data in DATA.items():
        print(f"{heading} ({data.file.name})")
        if not data.file.exists():
            print(f"  not measured: {ABSENT}")
            continue
        floors = FLOORS[heading]
        for name, figure in data.figures().items():
            floor = floors.get(name)
            short = floor is not None and figure < floor.floor
            below += short
            print(
                f"  {name:<56}{figure:>7.1f}"
                + (f"   floor {floor.floor:g}" if floor else "")
                + (f" (once {floor.highest:g}: {floor.why})" if floor and floor.why else "")
                + ("  BELOW" if short else "")
            )
    return below


sys.exit(1 if report() else 0)
