"""Stored articles under new rules or names: what would change, and the reading of them once more."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from negotiations import flow
from negotiations.extraction.version import RULES
from negotiations.models import Actor, Alias, Reading, Snapshot, Suggestion
from negotiations.review.decisions import reject_suggestion
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.rereading import queue_rereading, texts_to_read_again
from tests import factories as make

pytestmark = pytest.mark.usefixtures("starter")

REPORT = (
    "Egypt and Qatar are mediating between Israel and Hamas in Cairo. Israel rejects a full withdrawal from Gaza. "
    "Hamas demands a permanent ceasefire, its spokesman said. The Zorgs demand elections in the talks.\n"
)


def run(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def article(text: str = REPORT) -> Snapshot:
    """An article whose present text waits to be read."""
    snapshot = make.make_snapshot(text)
    snapshot.article.snapshot = snapshot
    snapshot.article.save(update_fields=["snapshot"])
    return snapshot


@pytest.fixture
def read_one(tools: flow.Tools) -> Snapshot:
    snapshot = article()
    queue_rereading(snapshots=[snapshot.pk], now=timezone.now() - timedelta(seconds=1))
    flow.work(tools=tools)
    assert Suggestion.objects.filter(snapshot=snapshot).count() > 3
    return snapshot


def teach_zorgs() -> None:
    actor = Actor.objects.create(slug="zorgs", name="Zorgian Front", kind="armed-group")
    Alias.objects.create(actor=actor, text="Zorgs", kind="name")


def stored() -> list[dict[str, Any]]:
    return [dict(row) for row in Suggestion.objects.order_by("pk").values()]


def test_compare_rules_finds_nothing_to_change_where_nothing_did(read_one: Snapshot) -> None:
    told = run("compare_rules")
    assert f"1 articles read with rules {RULES}; 0 would differ. Nothing was changed." in told


def test_compare_rules_tells_what_a_new_name_would_change_and_writes_nothing(read_one: Snapshot) -> None:
    teach_zorgs()
    before = stored()
    (line,) = run("compare_rules", "--json").splitlines()
    told = json.loads(line)
    new = [d["new"] for d in told["differences"] if d["change"] == "new"]
    assert any(reading.get("actor", {}).get("key") == "zorgs" for reading in new)
    assert told["now"] == RULES
    assert stored() == before
    assert "would differ" in run("compare_rules", "--totals")


def test_compare_rules_refuses_talks_that_are_not_there() -> None:
    with pytest.raises(CommandError, match="no talks “nowhere”"):
        run("compare_rules", "--talks", "nowhere")


def test_read_again_is_asked_only_of_what_other_names_or_rules_have_read(read_one: Snapshot) -> None:
    assert "0 articles would be read again" in run("read_again", "--dry-run")
    assert "1 articles would be read again" in run("read_again", "--dry-run", "--all")
    teach_zorgs()
    assert "1 articles wait to be read again" in run("read_again")
    assert not texts_to_read_again(lexicon=current_lexicon().version[:64]).exists()  # it waits already


def test_text_read_again_follows_the_new_names_and_keeps_decisions(read_one: Snapshot, tools: flow.Tools) -> None:
    refused = Suggestion.objects.get(kind="position", reading__holder__key="israel")
    reject_suggestion(suggestion=refused, editor=make.make_editor(), reason="irony", now=timezone.now())
    teach_zorgs()
    run("read_again")
    flow.work(tools=tools)
    refused.refresh_from_db()
    assert refused.state == "rejected"
    assert Suggestion.objects.filter(snapshot=read_one, reading__actor__key="zorgs", state="open").exists()
    assert Reading.objects.get(snapshot=read_one).lexicon == current_lexicon().version[:64]


def test_new_text_is_read_before_one_that_is_read_again(read_one: Snapshot, tools: flow.Tools) -> None:
    run("read_again", "--all")
    fresh = article(f"Something new. {REPORT}")
    Reading.objects.create(snapshot=fresh, rules=RULES, not_before=timezone.now(), created_at=timezone.now())
    finished = list[int]()
    while flow.work(tools=tools, seconds=0.01):
        finished += list(Reading.objects.filter(state="done").values_list("snapshot_id", flat=True))
    assert finished[0] == fresh.pk
    assert set(finished) == {fresh.pk, read_one.pk}


def test_text_in_a_workers_hands_is_left_to_that_worker(read_one: Snapshot) -> None:
    Reading.objects.filter(snapshot=read_one).update(state="running")
    assert queue_rereading(snapshots=[read_one.pk], now=timezone.now()) == 0
    assert Reading.objects.get(snapshot=read_one).state == "running"


def test_text_that_waited_through_a_change_of_rules_is_signed_by_those_that_read_it(tools: flow.Tools) -> None:
    snapshot = article()
    Reading.objects.create(snapshot=snapshot, rules="2020.1", not_before=timezone.now())
    flow.work(tools=tools)
    assert [(r.rules, r.state) for r in Reading.objects.filter(snapshot=snapshot)] == [(RULES, "done")]
    assert set(Suggestion.objects.filter(snapshot=snapshot).values_list("rules", flat=True)) == {RULES}
    assert not texts_to_read_again(lexicon=current_lexicon().version[:64]).exists()


def test_row_of_older_rules_makes_way_where_a_newer_one_has_the_text(read_one: Snapshot, tools: flow.Tools) -> None:
    before = stored()
    old = Reading.objects.create(snapshot=read_one, rules="2020.1", not_before=timezone.now())
    flow.work(tools=tools)
    old.refresh_from_db()
    assert (old.rules, old.state, old.report["extract"]["filed"].split(",")[0]) == (
        "2020.1",
        "done",
        "the rules have changed since",
    )
    assert stored() == before


def test_articles_read_by_other_rules_are_offered_whatever_changed_them(
    read_one: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = current_lexicon().version[:64]
    assert not texts_to_read_again(lexicon=names).exists()
    monkeypatch.setattr("negotiations.suggestions.rereading.RULES", "2026.11+another00000")
    assert list(texts_to_read_again(lexicon=names)) == [read_one]
