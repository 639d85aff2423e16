"""A bulk import whose command is killed in the middle, more than once: every item comes in once. Real processes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from tests.house.site import ROOT, clean_environment, manage, wait_until
from tracker import embedded

pytestmark = pytest.mark.processes

NUMBER = 200
WORDS = "The weather in Klow stayed as it was on day {0}, the harbour office said in its report number {0}. " * 3
COUNT = """
    SELECT (SELECT count(*) FROM negotiations_bulkimport) AS imports,
           (SELECT sum(position)::int FROM negotiations_bulkimport) AS position,
           (SELECT count(*) FROM negotiations_intake) AS intakes,
           (SELECT count(*) FROM negotiations_intake WHERE state = 'done' AND outcome = 'new') AS done,
           (SELECT count(*) FROM negotiations_article) AS articles,
           (SELECT count(DISTINCT text_sha256) FROM negotiations_snapshot) AS texts
"""
# Leases are as long as a task may take; a test that waits for them to run out would take minutes.
RELEASE = "UPDATE negotiations_{} SET lease_until = now() - interval '1 day' WHERE state = 'running'"


@contextmanager
def database(var: Path) -> Iterator[RealDictCursor]:
    """The embedded database, which a killed command leaves running."""
    connection = psycopg2.connect(host=embedded.database_entry(var)["HOST"], user="parley", dbname="parley")
    connection.autocommit = True
    try:
        with connection.cursor(cursor_factory=RealDictCursor) as cursor:
            yield cursor
    finally:
        connection.close()


def counts(var: Path) -> dict[str, int]:
    with database(var) as cursor:
        cursor.execute(COUNT)
        return dict(cursor.fetchone())


def is_in(var: Path, number: int) -> bool:
    try:
        return counts(var)["done"] >= number
    except psycopg2.OperationalError:  # the command has not started it yet
        return False


def test_import_that_is_killed_again_and_again_brings_every_item_once(room: Path) -> None:
    var, path = room / "var", room / "days.jsonl"
    path.write_text("".join(json.dumps({"text": WORDS.format(n)}) + "\n" for n in range(NUMBER)))
    assert manage(var, "migrate", "--verbosity", "0").returncode == 0
    for wanted in (30, 100):
        with (room / "import.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "bulk_import", str(path)],
                cwd=ROOT,
                env=clean_environment(var),
                stdout=log,
                stderr=log,
            )
        try:
            wait_until(partial(is_in, var, wanted), seconds=120, what=f"{wanted} are in")
            assert process.poll() is None, (room / "import.log").read_text()
        finally:
            process.kill()
            process.wait(timeout=10)
        assert counts(var)["done"] < NUMBER
        with database(var) as cursor:
            for name in ("bulkimport", "intake", "reading"):
                cursor.execute(RELEASE.format(name))
    done = manage(var, "bulk_import", str(path))
    assert done.returncode == 0, done.stderr
    assert "Going on with import 1" in done.stdout
    assert f"{NUMBER} new" in done.stdout
    embedded.ensure_running(var / "postgres")
    try:
        found = counts(var)
    finally:
        embedded.leave(var / "postgres")
    assert found == {
        "imports": 1,
        "position": NUMBER,
        "intakes": NUMBER,
        "done": NUMBER,
        "articles": NUMBER,
        "texts": NUMBER,
    }
