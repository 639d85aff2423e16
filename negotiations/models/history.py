"""The history of a table: an entry for each row that comes and each that changes, whoever writes to it."""

from typing import Any

import pghistory
import pgtrigger


def keep_history(*, of_deletions: bool = False, **options: Any) -> Any:
    """Decorator that keeps the history of a table; ``options`` as for ``pghistory.track``.

    That of new rows is written once for each statement. That of changed rows is not: their old ones would have to be
    found, in a way that a connection keeps from its first statement, and which for thousands of rows takes the square
    of their number if the first changed but one.
    """
    trackers = [pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent(level=pgtrigger.Row)]
    if of_deletions:
        trackers.append(pghistory.DeleteEvent(level=pgtrigger.Statement))
    return pghistory.track(*trackers, **options)
