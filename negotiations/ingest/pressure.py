"""Back-pressure: nothing more is fetched while too many texts wait to be read."""

from negotiations.models.readings import BY_MODEL
from negotiations.models.statements import ask

_WAITING = """
    SELECT count(*) FROM (
        (SELECT FROM negotiations_intake
         WHERE stage = 'read' AND state IN ('waiting', 'running') LIMIT %(most)s)
        UNION ALL
        (SELECT FROM negotiations_reading
         WHERE state IN ('waiting', 'running') AND NOT is_again AND NOT starts_with(rules, %(by_model)s) LIMIT %(most)s)
    ) AS waiting
"""


def texts_waiting(*, most: int) -> int:
    """How many texts wait to be read or entered, counted up to ``most``; those that are read again do not count."""
    ((found,),) = ask(_WAITING, most=most, by_model=BY_MODEL)
    return min(most, int(found))
