"""Pages that come in together are stored together, and each is what it would have been by itself."""

import time
import uuid
from dataclasses import replace
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection

from negotiations import flow, taking_in
from negotiations.ingest.drafting import Read
from negotiations.ingest.hosts import Politeness
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Intake, Reading, Snapshot, Suggestion
from negotiations.suggestions.stage import Said
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

TALKS = "Talks between Israel and Lebanon opened in Cairo on 3 March. Egypt mediates. Israel demands a ceasefire."
BREAD = "Bread was cheap in Klow on Tuesday, and the weather was fine all day long, bakers said there in the evening."
FISH = "Fishermen of Klow sold their boats at the harbour on Friday because nobody had bought a herring since Easter."
LONG = " ".join(
    f"The {n}th lamp of the long bridge at Klow was lit by {name}." for n, name in enumerate("ABCDEFGH" * 3)
)


def page(words: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><p>{words}</p></article></body></html>"


PAGES = {"talks": page(TALKS), "bread": page(BREAD), "fish": page(FISH), "long": page(LONG)}


def queued(origin: Origin, pages: dict[str, str], *, site: str = "klow") -> dict[str, Intake]:
    """Pages that wait to be fetched, by name, each on a host of its own."""
    rows = {}
    for name, body in pages.items():
        origin.page(f"/{site}/{name}", body)
        address = f"http://{name}.{site}.example/{site}/{name}"
        rows[name] = submit_address(address=address, door=Door.ADDRESS, now=make.NOON)
    return rows


def outcomes(rows: dict[str, Intake]) -> dict[str, str]:
    return {name: Intake.objects.get(pk=row.pk).outcome for name, row in rows.items()}


def stands(intake: Intake) -> tuple[object, ...]:
    """All that came of a page but for its keys, times and address."""
    row = Intake.objects.select_related("snapshot__article").get(pk=intake.pk)
    assert row.snapshot is not None
    article, reading = row.snapshot.article, Reading.objects.get(snapshot=row.snapshot_id)
    return (
        *(row.state, row.stage, row.outcome, row.body, row.attempts, row.report["read"], row.finished_at is None),
        *(article.title, article.language, article.published, article.snapshot_id == row.snapshot_id),
        *(article.sketch, article.sketch_head, article.look_again_at is None),
        *(row.snapshot.text, row.snapshot.original, row.snapshot.body_sha256, row.snapshot.text_sha256),
        *(reading.state, reading.stage, reading.attempts, reading.report, reading.lexicon, reading.lease_token),
        *Suggestion.objects.filter(snapshot=row.snapshot_id).order_by("pk").values_list("kind", "rule", "is_shown"),
    )


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts were stored together each time."""
    sizes: list[int] = []
    real = taking_in.store_news  # type: ignore[attr-defined]

    def counted(**named: Any) -> set[int]:
        sizes.append(len(named["texts"]))
        return real(**named)

    monkeypatch.setattr(taking_in, "store_news", counted)
    return sizes


@pytest.mark.parametrize("way", ["at will", "politely"])
def test_pages_that_come_together_stand_as_each_would_by_itself(
    origin: Origin, tools: flow.Tools, polite: flow.Tools, batches: list[int], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    used = tools if way == "at will" else replace(polite, politeness=Politeness(spacing=10, robots=False))
    queued(origin, {"earlier": page(TALKS)}, site="strelsau")  # opens the talks
    flow.work(tools=used)
    many = queued(origin, PAGES)
    flow.work(tools=used)
    monkeypatch.setattr(taking_in, "store_news", lambda **_: set())
    alone = queued(origin, PAGES, site="szohod")
    flow.work(tools=used)
    assert batches == [1, len(PAGES)]
    assert outcomes(many) == outcomes(alone) == dict.fromkeys(PAGES, "new")
    for name in PAGES:
        assert stands(many[name]) == stands(alone[name])
    assert Suggestion.objects.filter(is_shown=True).exists()


def test_one_page_at_two_addresses_is_one_article_though_both_come_together(
    origin: Origin, tools: flow.Tools, batches: list[int]
) -> None:
    for address in ("http://bread.klow.example/a", "http://www.bread.klow.example/a/"):
        submit_address(address=address, door=Door.ADDRESS, now=make.NOON)
    origin.page("/a", page(BREAD))
    origin.page("/a/", page(BREAD))
    flow.work(tools=tools)
    assert 2 in batches
    assert sorted(Intake.objects.values_list("outcome", flat=True)) == ["known", "new"]
    assert Article.objects.count() == Snapshot.objects.count() == 1


def test_copies_of_a_report_that_come_together_are_one_story(origin: Origin, tools: flow.Tools) -> None:
    rows = queued(origin, {"one": page(LONG), "two": page(f"KLOW (Agency) - {LONG}"), "other": page(FISH * 3)})
    flow.work(tools=tools)
    stories = {name: Article.objects.get(intakes=row).story_id for name, row in rows.items()}
    assert stories["one"] == stories["two"] is not None
    assert stories["other"] is None


def test_known_changed_and_moved_pages_go_by_themselves_among_new_ones(origin: Origin, tools: flow.Tools) -> None:
    before = queued(origin, {"same": page(BREAD), "changes": page(FISH)})
    flow.work(tools=tools)
    claim = '<link rel="canonical" href="http://claims.klow.example/elsewhere">'
    rows = queued(
        origin, {"same": page(BREAD), "changes": page(LONG), "new": page(TALKS), "claims": page(BREAD, claim)}
    )
    flow.work(tools=tools)
    assert outcomes(before) == {"same": "new", "changes": "new"}
    assert outcomes(rows) == {"same": "known", "changes": "changed", "new": "new", "claims": "new"}
    assert Article.objects.get(intakes=rows["claims"]).address == "http://claims.klow.example/elsewhere"


def test_what_the_database_refuses_of_one_does_not_hold_the_others_up(
    origin: Origin, tools: flow.Tools, batches: list[int]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE FUNCTION refuse_fish() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.text LIKE 'Fishermen%' THEN RAISE EXCEPTION 'no fish'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse_fish BEFORE INSERT ON negotiations_snapshot
                FOR EACH ROW EXECUTE FUNCTION refuse_fish();
            """
        )
    rows = queued(origin, PAGES)
    known = make.make_snapshot(BREAD)  # an entry of a feed that was taken in before, and has another link now
    Intake.objects.filter(pk=rows["bread"].pk).update(entry_key="bread", article=known.article)
    flow.work(tools=tools)
    assert batches[0] == len(PAGES)
    assert outcomes(rows) == {**dict.fromkeys(PAGES, "new"), "bread": "known", "fish": ""}
    fish = Intake.objects.get(pk=rows["fish"].pk)
    assert (fish.state, fish.error_code, fish.article, fish.snapshot) == ("waiting", "unforeseen", None, None)
    assert Article.objects.count() == len(PAGES) - 1


def test_a_row_that_another_worker_has_by_now_is_left_to_it(
    origin: Origin, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = queued(origin, PAGES)
    look, theirs = taking_in.look_into, uuid.uuid4()  # type: ignore[attr-defined]

    def meanwhile(**named: Any) -> Said:
        Intake.objects.filter(pk=rows["bread"].pk).update(lease_token=theirs)
        return look(**named)

    monkeypatch.setattr(taking_in, "look_into", meanwhile)
    flow.work(tools=tools)
    assert outcomes(rows) == {**dict.fromkeys(PAGES, "new"), "bread": ""}
    bread = Intake.objects.get(pk=rows["bread"].pk)
    assert (bread.state, bread.lease_token, bread.report.get("read")) == ("running", theirs, None)
    assert Article.objects.count() == Snapshot.objects.count() == len(PAGES) - 1


def test_pages_on_which_a_worker_died_go_step_by_step(
    origin: Origin, told: flow.Tools, clock: Clock, batches: list[int]
) -> None:
    rows = queued(origin, PAGES)
    Intake.objects.all().claim(now=clock.now, lease=flow.LEASE, limit=len(PAGES))
    clock.move(seconds=flow.LEASE.total_seconds() + 1)
    flow.work(tools=told)
    assert batches == []
    assert outcomes(rows) == dict.fromkeys(PAGES, "new")


@pytest.mark.parametrize("why", ["too long", "no time", "a fault"])
def test_a_text_that_cannot_be_searched_with_the_others_is_kept_and_waits_for_its_turn(
    origin: Origin, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    look = taking_in.look_into  # type: ignore[attr-defined]

    def fails_on_long(*, read: Read, **rest: Any) -> Said:
        if read.page.text == LONG:
            raise SoftTimeLimitExceeded if why == "no time" else RuntimeError
        return look(read=read, **rest)

    if why == "too long":
        monkeypatch.setattr(taking_in, "LONGEST_TOGETHER", len(LONG) - 1)
    else:
        monkeypatch.setattr(taking_in, "look_into", fails_on_long)
    rows = queued(origin, PAGES)
    taking_in.fetch_due(tools, time.monotonic() + 60)
    assert outcomes(rows) == dict.fromkeys(PAGES, "new")
    waiting = Reading.objects.get(snapshot__intakes=rows["long"])
    assert (waiting.state, waiting.stage, waiting.attempts, waiting.lease_token) == ("waiting", "extract", 0, None)
    assert Reading.objects.get(snapshot__intakes=rows["bread"]).state == "done"
    flow.work(tools=tools)
    waiting.refresh_from_db()
    assert waiting.state == "done"


@pytest.mark.parametrize("limit", ["GATHERING", "MOST_GATHERED"])
def test_pages_for_which_there_is_no_time_or_room_go_back_unharmed(
    origin: Origin, told: flow.Tools, batches: list[int], monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(taking_in, limit, -1)
    rows = queued(origin, PAGES)
    assert taking_in.fetch_due(told, time.monotonic() + 60) == 1
    waiting = Intake.objects.filter(outcome="")
    assert set(waiting.values_list("state", "stage", "attempts", "lease_token")) == {("waiting", "fetch", 0, None)}
    assert waiting.count() == len(PAGES) - 1
    flow.work(tools=told)
    assert batches == [1] * len(PAGES)
    assert outcomes(rows) == dict.fromkeys(PAGES, "new")
