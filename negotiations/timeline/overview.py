"""All negotiations at a glance: the last round of each, its activity, and the latest changes of stance over all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Q

from negotiations.models import Negotiation, TalkRound
from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.talks import Talks, load_seats, make_benches


@dataclass(frozen=True, slots=True)
class Change:
    """A holder's stance that became another one by one position, on each of ``issues``."""

    negotiation: str
    holder: Named
    issues: tuple[Named, ...]
    before: str
    after: str
    day: date
    precision: str
    position: int
    reviewed: bool
    outlets: int


_CHANGES = """
WITH last_of_day AS (
  SELECT DISTINCT ON (p.negotiation_id, p.holder_id, pi.issue_id, p.said_on)
         p.id, p.negotiation_id, p.holder_id, pi.issue_id, p.stance, p.said_on, p.said_precision, p.standing
  FROM negotiations_position p JOIN negotiations_positionissue pi ON pi.position_id = p.id
  WHERE p.standing = ANY(%(standings)s) AND p.modality IN ('actual', 'future') AND p.said_on IS NOT NULL
  ORDER BY p.negotiation_id, p.holder_id, pi.issue_id, p.said_on, p.id DESC
), line AS (
  SELECT *, lag(stance) OVER (PARTITION BY negotiation_id, holder_id, issue_id ORDER BY said_on) AS before
  FROM last_of_day
), change AS (
  SELECT line.*, rank() OVER (PARTITION BY negotiation_id ORDER BY said_on DESC, id DESC) AS age,
         rank() OVER (ORDER BY said_on DESC, id DESC) AS rank
  FROM line WHERE before IS NOT NULL AND before <> stance
)
SELECT n.slug, h.name, h.slug, i.name, i.code, c.before, c.stance, c.said_on, c.said_precision, c.id,
       c.standing = 'reviewed', (
         SELECT count(DISTINCT a.source_id) FROM negotiations_evidence e
         JOIN negotiations_snapshot s ON s.id = e.snapshot_id JOIN negotiations_article a ON a.id = s.article_id
         WHERE e.position_id = c.id AND e.retracted_at IS NULL
       )
FROM change c JOIN negotiations_negotiation n ON n.id = c.negotiation_id
JOIN negotiations_actor h ON h.id = c.holder_id JOIN negotiations_issue i ON i.id = c.issue_id
WHERE c.age = 1 OR c.rank <= %(limit)s ORDER BY c.said_on DESC, c.id DESC, i.name
"""


def load_changes(*, reviewed_only: bool = False, limit: int = 12) -> list[Change]:
    """The latest changes of stance over all negotiations, newest first, and at least the latest of each: one query.

    Of several stances that one holder took on one issue on one day the last recorded counts.
    """
    standings = ["reviewed"] if reviewed_only else ["reviewed", "unreviewed"]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, {"standings": standings, "limit": limit})
        rows = cursor.fetchall()
    issues: dict[tuple[int, str], list[Named]] = defaultdict(list)
    for row in rows:
        issues[row[9], row[5]].append(Named(*row[3:5]))
    firsts = {(row[9], row[5]): row for row in reversed(rows)}
    return [
        Change(row[0], Named(*row[1:3]), tuple(issues[key]), *row[5:])
        for key, row in sorted(firsts.items(), key=lambda item: (item[1][7], item[0][0]), reverse=True)
    ]


_ACTIVITY = """
WITH entry AS (
  SELECT negotiation_id, said_on AS day FROM negotiations_position
   WHERE standing = ANY(%(standings)s) AND modality IN ('actual', 'future')
  UNION ALL SELECT negotiation_id, starts FROM negotiations_talkround WHERE standing = ANY(%(standings)s)
  UNION ALL SELECT negotiation_id, tabled_on FROM negotiations_proposal WHERE standing = ANY(%(standings)s)
  UNION ALL SELECT p.negotiation_id, r.given_on FROM negotiations_reaction r
   JOIN negotiations_proposal p ON p.id = r.proposal_id
   WHERE r.standing = ANY(%(standings)s) AND p.standing = ANY(%(standings)s)
), span AS (SELECT negotiation_id, min(day) AS first, max(day) AS last, count(*) AS entries FROM entry GROUP BY 1)
SELECT s.negotiation_id, s.first, s.last, s.entries, (s.last - e.day) / 7 AS weeks, count(*)
FROM entry e JOIN span s USING (negotiation_id) WHERE e.day > s.last - 364 GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Activity:
    """Entries of a negotiation: first and last day, how many as its timeline counts them, and how many in each week.

    ``entries`` counts the undated too; the weeks are those of the year that ends with the latest dated one.
    """

    first: date
    last: date
    entries: int
    weeks: tuple[int, ...]  # 52 numbers, oldest first; the last week ends with ``last``


def load_activity(*, reviewed_only: bool = False) -> dict[int, Activity]:
    """Activity by the negotiation's id; without dated entries it is absent: one query."""
    standings = ["reviewed"] if reviewed_only else ["reviewed", "unreviewed"]
    weeks: dict[int, list[int]] = defaultdict(lambda: [0] * 52)
    spans: dict[int, tuple[date, date, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVITY, {"standings": standings})
        for negotiation, first, last, entries, week, count in cursor.fetchall():
            spans[negotiation] = (first, last, entries)
            weeks[negotiation][51 - week] = count
    return {negotiation: Activity(*span, tuple(weeks[negotiation])) for negotiation, span in spans.items()}


@dataclass(frozen=True, slots=True)
class Listed:
    """A negotiation as a row of the list."""

    talks: Talks
    last_round: Entry | None
    rounds: int
    change: Change | None
    activity: Activity | None


def load_list(changes: Sequence[Change], *, reviewed_only: bool = False) -> list[Listed]:
    """Every negotiation, the one with the newest entry first; ``changes`` come from load_changes: four queries."""
    seats = load_seats(Q(), reviewed_only=reviewed_only)
    activity = load_activity(reviewed_only=reviewed_only)
    rounds = _load_last_rounds(reviewed_only=reviewed_only)
    newest: dict[str, Change] = {}
    for change in changes:
        newest.setdefault(change.negotiation, change)
    listed = []
    for row in Negotiation.objects.order_by("name").values_list("pk", "slug", "name", "subject", "stage"):
        talks = Talks(*row, benches=make_benches(seats[row[0]]))
        last, number = rounds.get(row[0], (None, 0))
        listed.append(Listed(talks, last, number, newest.get(talks.slug), activity.get(row[0])))
    return sorted(listed, key=lambda item: item.activity.last if item.activity else date.min, reverse=True)


def _load_last_rounds(*, reviewed_only: bool) -> dict[int, tuple[Entry, int]]:
    found: dict[int, tuple[Entry, int]] = {}
    rows = TalkRound.objects.visible(reviewed_only=reviewed_only).order_by(
        "negotiation", F("starts").asc(nulls_first=True), "number"
    )
    for negotiation, pk, number, venue, starts, ends, precision, status, outcome, standing in rows.values_list(
        "negotiation_id", "pk", "number", "venue", "starts", "ends", "precision", "status", "outcome", "standing"
    ):
        entry = Entry(
            EntryKind.ROUND,
            pk,
            starts,
            precision,
            (),
            outcome,
            venue,
            standing == "reviewed",
            until=ends,
            round_number=number,
            status=status,
        )
        found[negotiation] = (entry, found[negotiation][1] + 1 if negotiation in found else 1)
    return found
