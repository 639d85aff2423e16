"""Single faults with real processes: a broker that is away, a full disk, an end in the middle of work, old tables."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from negotiations.data.dispatches import dispatches
from tests.house.redis import Redis, redis_or_skip
from tests.house.site import Site, manage, query, wait_until

pytestmark = pytest.mark.processes

REPORT = "The delegations of Norway and Iceland met in Oslo on 4 March 2024 and spoke about the fish of the north."
ADD_EDITOR = """
from django.contrib.auth.models import User
User.objects.create_superuser("ann", password="a long password of words")
"""
ADD_WITHOUT_A_MESSAGE = """
from django.utils import timezone
from negotiations.ingest.submitting import submit_text
from negotiations.models import Door
submit_text(body={body!r}.encode(), filename="text.txt", door=Door.COMMAND, now=timezone.now())
"""


DONE = "reading WHERE state = 'done'"


@pytest.fixture(scope="module")
def var(shared_room: Path) -> Path:
    """One folder for most tests here, since making the tables takes longest; each counts from what it finds."""
    folder = shared_room / "var"
    assert manage(folder, "migrate", "-v0").returncode == 0
    return folder


def run_code(var: Path, code: str) -> str:
    done = manage(var, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def number(var: Path, what: str) -> int:
    """How many rows a FROM clause gives; -1 while the database is down."""
    rows = query(var, f"SELECT count(*) FROM negotiations_{what}")  # noqa: S608 -- our own words
    return int(rows[0][0]) if rows else -1


class Browser:
    """Just enough of one to sign in and to send a form."""

    def __init__(self, site: Site) -> None:
        self._site = f"http://127.0.0.1:{site.port}"
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def sign_in(self) -> None:
        self.send("/account/sign-in/", username="ann", password="a long password of words")

    def paste(self, text: str) -> int:
        return self.send("/articles/add/", **{"way": "paste", "paste-text": text})

    def send(self, path: str, **values: str) -> int:
        """Fill in the form of a page; gives the status after redirects."""
        page = self._opener.open(self._site + path, timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, page[:500]
        data = urlencode({**values, "csrfmiddlewaretoken": token[1]}).encode()
        request = Request(self._site + path, data=data, headers={"Referer": self._site + path})  # noqa: S310 -- our own
        with self._opener.open(request, timeout=30) as answer:
            return int(answer.status)


def test_text_sent_while_the_broker_is_away_is_kept_and_read_when_it_is_back(var: Path) -> None:
    with Redis(redis_or_skip()) as redis, Site(var, REDIS_URL=redis.url) as site:
        before = number(var, DONE)
        run_code(var, ADD_EDITOR)
        browser = Browser(site)
        browser.sign_in()
        redis.kill()
        assert browser.paste(REPORT) == 200
        assert number(var, "intake WHERE state = 'waiting'") == 1
        redis.start()  # empty: no message about the text was ever sent
        wait_until(lambda: number(var, DONE) == before + 1, seconds=90, what="the sweep found it")


def test_text_whose_message_was_never_sent_is_found_by_the_sweep(var: Path) -> None:
    """As if the process had died between its commit and its message."""
    with Site(var):
        before = number(var, DONE)
        run_code(var, ADD_WITHOUT_A_MESSAGE.format(body=f"{REPORT} The cod were counted."))
        wait_until(lambda: number(var, DONE) == before + 1, seconds=90, what="the sweep found it")


def test_site_told_to_end_in_the_middle_of_work_gives_back_what_it_cannot_finish(var: Path) -> None:
    with Site(var) as site:
        before = number(var, DONE)
        expected = before + len(dispatches())
        for command in (("load_starter",), ("load_demonstration", "--queue-only")):
            assert manage(var, *command).returncode == 0
        wait_until(lambda: number(var, DONE) > before, seconds=90, what="work has begun")
        assert site.end() == 0
        assert "SIGKILL" not in site.said()
        assert "Traceback" not in site.said()
    with Site(var):
        wait_until(lambda: number(var, DONE) == expected, seconds=200, what="the next start does the rest")
        assert number(var, "article") == expected
        assert number(var, "intake WHERE state = 'failed'") == number(var, "reading WHERE state = 'failed'") == 0


@pytest.fixture
def small_disk(room: Path) -> Iterator[Path]:
    """A file system of its own with room for the database and little else."""
    if os.getuid() != 0:
        pytest.skip("only root can mount a small file system")
    folder = room / "var"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Write until the disk is full."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def test_full_disk_loses_nothing_and_work_goes_on_once_there_is_room(small_disk: Path) -> None:
    with Site(small_disk, DEBUG="1") as site:
        run_code(small_disk, ADD_EDITOR)
        browser = Browser(site)
        browser.sign_in()
        assert browser.paste(REPORT) == 200
        wait_until(lambda: number(small_disk, DONE) == 1, seconds=90, what="it is read")
        ballast = fill(small_disk)
        wait_until(site.answers, seconds=30, what="pages are still shown")
        body = " ".join(f"{REPORT} {n}" for n in range(20_000))  # more than the database has room for
        told = manage(
            small_disk, "shell", "--no-imports", "--command", ADD_WITHOUT_A_MESSAGE.format(body=body[:90_000])
        )
        ballast.unlink()
        wait_until(site.answers, seconds=60, what="the site answers again")
        kept = 2 if told.returncode == 0 else 1
        assert browser.paste(f"{REPORT} They met again on Friday.") == 200
        wait_until(lambda: number(small_disk, DONE) == kept + 1, seconds=120, what="work goes on")
        assert number(small_disk, "article") == kept + 1
        site.kill(signal.SIGTERM)


def test_migrations_over_rows_that_are_there_keep_them_and_can_be_repeated(room: Path) -> None:
    var = room / "var"
    for command in (("migrate", "-v0"), ("load_starter",), ("load_demonstration",)):
        assert manage(var, *command).returncode == 0
    look = """
from negotiations.models import Article, Evidence, Reading, Suggestion, Position
print([model.objects.count() for model in (Article, Reading, Suggestion, Evidence, Position)])
"""
    before = run_code(var, look)
    assert before.startswith(f"[{len(dispatches())}, ")
    for where in (["negotiations", "0002"], [], []):
        done = manage(var, "migrate", "-v0", *where)
        assert done.returncode == 0, done.stderr
    assert run_code(var, look) == before
    assert "No migrations to apply" in manage(var, "migrate").stdout
