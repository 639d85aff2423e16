"""How close the API's lists come to PostgreSQL itself: seconds a page against one bare json_agg statement.

Run with: python -m benchmarks.api [rounds, default 2000]. It makes a test database, fills it and drops it. Both sides
are measured in turns in one process, without HTTP: the API through Django's whole handler (middleware, filters,
paging, rendering), the bare statement through psycopg2. The bare statement is written by hand and builds the
same pages with the same nesting. A ratio of 1.0 would mean that the API costs nothing beside the database.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402

from negotiations.api.permissions import VisitorThrottle  # noqa: E402
from negotiations.models import (  # noqa: E402
    Attendance,
    Evidence,
    Position,
    PositionIssue,
    TalkRound,
)
from tests import factories as make  # noqa: E402

TURNS = 40
TEXT = "On Monday Arlandia demanded a full ceasefire in Klow, and Borduria rejected it. " * 50

EVIDENCE = """(SELECT coalesce(json_agg(json_build_object('id', e.id, 'aspect', e.aspect, 'quote', e.quote,
  'start', e.start, 'end', e."end", 'snapshot', e.snapshot_id,
  'reviewed', g.id IS NULL OR g.state IN ('accepted', 'amended'),
  'article', json_build_object('id', a.id, 'title', a.title, 'address', a.address, 'published', a.published,
  'published_precision', a.published_precision, 'source', json_build_object('slug', s.slug, 'name', s.name),
  'notice', s.notice)) ORDER BY a.id, e.start, e.id), '[]')
  FROM negotiations_evidence e LEFT JOIN negotiations_suggestion g ON g.id = e.suggestion_id
  JOIN negotiations_snapshot n ON n.id = e.snapshot_id
  JOIN negotiations_article a ON a.id = n.article_id JOIN negotiations_source s ON s.id = a.source_id
  WHERE e.retracted_at IS NULL AND e.{kind}_id = {row}.id)"""

# ruff: noqa: S608 - the statements are put together from the constants above alone
POSITIONS = f"""SELECT json_agg(j)::text FROM (SELECT json_build_object('id', p.id, 'standing', p.standing,
  'reviewed', p.standing = 'reviewed', 'recorded_at', p.recorded_at,
  'negotiation', json_build_object('slug', t.slug, 'name', t.name),
  'round', CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'number', r.number, 'venue', r.venue) END,
  'holder', json_build_object('slug', h.slug, 'name', h.name, 'kind', h.kind),
  'stance', p.stance, 'attribution', p.attribution, 'modality', p.modality, 'sentence', p.sentence,
  'said_on', p.said_on, 'said_precision', p.said_precision,
  'issues', (SELECT json_agg(json_build_object('code', i.code, 'name', i.name) ORDER BY i."order", i.code)
    FROM negotiations_positionissue l JOIN negotiations_issue i ON i.id = l.issue_id WHERE l.position_id = p.id),
  'conditions', (SELECT coalesce(json_agg(json_build_object('id', c.id)), '[]') FROM negotiations_condition c
    WHERE c.position_id = p.id AND c.standing <> 'retracted'),
  'evidence', {EVIDENCE.format(kind="position", row="p")}) AS j
  FROM (SELECT * FROM negotiations_position WHERE standing <> 'retracted'
    ORDER BY coalesce(said_on, '0001-01-01') DESC, id DESC LIMIT 50) p
  JOIN negotiations_negotiation t ON t.id = p.negotiation_id JOIN negotiations_actor h ON h.id = p.holder_id
  LEFT JOIN negotiations_talkround r ON r.id = p.round_id AND r.standing <> 'retracted') page"""

ROUNDS = f"""SELECT json_agg(j)::text FROM (SELECT json_build_object('id', r.id, 'standing', r.standing,
  'reviewed', r.standing = 'reviewed', 'recorded_at', r.recorded_at,
  'negotiation', json_build_object('slug', t.slug, 'name', t.name), 'number', r.number, 'venue', r.venue,
  'country', r.country, 'starts', r.starts, 'ends', r.ends, 'precision', r.precision, 'status', r.status,
  'outcome', r.outcome, 'format', r.format, 'initiated_by', r.initiated_by, 'strategy', r.strategy, 'level', r.level,
  'tone', r.tone, 'evidence', {EVIDENCE.format(kind="round", row="r")},
  'attendance', (SELECT coalesce(json_agg(json_build_object('id', w.id, 'standing', w.standing,
    'reviewed', w.standing = 'reviewed', 'recorded_at', w.recorded_at,
    'actor', json_build_object('slug', x.slug, 'name', x.name, 'kind', x.kind), 'title', w.title, 'rank', w.rank,
    'evidence', {EVIDENCE.format(kind="attendance", row="w")}) ORDER BY x.name, w.id), '[]')
    FROM negotiations_attendance w JOIN negotiations_actor x ON x.id = w.actor_id
    WHERE w.round_id = r.id AND w.standing <> 'retracted')) AS j
  FROM (SELECT * FROM negotiations_talkround WHERE standing <> 'retracted'
    ORDER BY coalesce(starts, '0001-01-01') DESC, id DESC LIMIT 50) r
  JOIN negotiations_negotiation t ON t.id = r.negotiation_id) page"""


@transaction.atomic
def fill(rounds: int) -> None:
    """``rounds`` rounds with three delegations each and ten positions a round, each with two quotes."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # made-up rows need no history
    actors = [make.make_actor(f"Arlandia {number}") for number in range(30)]
    issues = [make.make_issue(f"issue-{number}") for number in range(10)]
    talks = [make.make_negotiation(f"River {number}") for number in range(20)]
    snapshots = [make.make_snapshot(f"{number} {TEXT}", published=date(2025, 1, 1)) for number in range(200)]
    made = TalkRound.objects.bulk_create(
        TalkRound(
            negotiation=talks[number % 20],
            number=number // 20 + 1,
            venue="Klow",
            starts=date(2020, 1, 1) + timedelta(days=number % 2000),
            precision="day",
        )
        for number in range(rounds)
    )
    sat = Attendance.objects.bulk_create(
        Attendance(round=each, actor=actors[(each.number + n) % 30]) for each in made for n in range(3)
    )
    positions = Position.objects.bulk_create(
        Position(
            negotiation=each.negotiation,
            round=each,
            holder=actors[(each.number + n) % 30],
            stance="demands",
            attribution="reported",
            sentence="Arlandia demanded a full ceasefire in Klow",
            said_on=each.starts,
            said_precision="day",
        )
        for each in made
        for n in range(10)
    )
    PositionIssue.objects.bulk_create(PositionIssue(position=each, issue=issues[each.pk % 10]) for each in positions)
    for kind, rows in (("round", made), ("attendance", sat), ("position", positions)):
        Evidence.objects.bulk_create(
            Evidence(
                snapshot=snapshots[(row.pk * 7 + n) % 200], start=n, end=n + 40, quote=TEXT[n : n + 40], **{kind: row}
            )
            for row in rows
            for n in range(2)
        )


def once(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def bare(statement: str) -> Callable[[], object]:
    """The statement through psycopg2 alone; gives the text."""

    def run() -> object:
        with connection.connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    return run


def compare(name: str, statement: str) -> None:
    """Measure both sides in turns and print the ratio of their medians."""
    client = Client()

    def through_api() -> bytes:
        return bytes(client.get(f"/api/v1/{name}/").content)

    by_hand = bare(statement)
    for _ in range(5):
        size, other = len(through_api()), len(str(by_hand()))
    pairs = [(once(through_api), once(by_hand)) for _ in range(TURNS)]
    api, hand = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    slow = statistics.quantiles([pair[0] * 1000 for pair in pairs], n=20)[-1]
    print(f"{name}: {hand / api:.2f} of bare SQL")
    print(f"  API {api:.1f} ms, p95 {slow:.1f}, {size / 1000:.0f} kB; bare {hand:.1f} ms, {other / 1000:.0f} kB")


def main() -> None:
    """Fill a database of its own, compare, and drop it."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    VisitorThrottle.rate = "100000000/min"
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        fill(rounds)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{rounds} rounds, {rounds * 10} positions; median of {TURNS} pages of 50")
        compare("positions", POSITIONS)
        compare("rounds", ROUNDS)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
