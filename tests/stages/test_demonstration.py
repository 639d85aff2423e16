"""The demonstration: the shipped dispatches through the real pipeline, and what stands in the record afterwards."""

import io
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from negotiations.data.dispatches import dispatches
from negotiations.demonstration import NOTICE, SOURCE, how_many_arrived, queue_demonstration
from negotiations.models import (
    Article,
    Evidence,
    Intake,
    Negotiation,
    Position,
    Reading,
    RoundSummary,
    Snapshot,
    Suggestion,
    SummarySentence,
    TalkRound,
)
from tests.web.api_examples import FIRST_ROUND, HOST, PROGRAMS, compare, curls

GAZA = "gaza-ceasefire-talks"
UNDATED = "gaza-undated-cairo-talks.txt"


@dataclass(frozen=True)
class Loaded:
    """What the command wrote."""

    out: str
    err: str


@pytest.fixture(scope="module")
def loaded(starter_of_module: None, django_db_blocker: DjangoDbBlocker) -> Loaded:
    """The dispatches, taken in once for the whole module by the command."""
    out = io.StringIO()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        err = io.StringIO()
        patch.setattr("sys.stderr", err)
        call_command("load_demonstration", stdout=out)
        connection.close()
    return Loaded(out.getvalue(), err.getvalue())


@pytest.fixture
def demonstration(loaded: Loaded, db: None) -> Loaded:
    """The record as people find it after the first start."""
    return loaded


@pytest.fixture
def gaza(demonstration: Loaded) -> Negotiation:
    return Negotiation.objects.get(slug=GAZA)


def seated(talks: Negotiation, role: str) -> set[str]:
    return set(talks.participants.current().filter(role=role).values_list("actor__name", flat=True))


def test_every_dispatch_arrives_once(demonstration: Loaded) -> None:
    shipped = len(dispatches())
    assert Intake.objects.filter(state="done", outcome="new").count() == shipped == Intake.objects.count()
    assert Reading.objects.filter(state="done").count() == shipped == Article.objects.count()
    twice = Suggestion.objects.values("snapshot", "fingerprint").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
    assert {(a.source.name, a.source.notice) for a in Article.objects.select_related("source")} == {(SOURCE, NOTICE)}


def test_command_shows_progress(demonstration: Loaded) -> None:
    assert "Reading the sample dispatches" in demonstration.err
    assert f"{len(dispatches())}/{len(dispatches())}" in demonstration.err


def test_loading_again_adds_nothing(demonstration: Loaded) -> None:
    models = (Intake, Article, Snapshot, Suggestion, Evidence, Position, TalkRound, RoundSummary, Negotiation)
    before = [model._default_manager.count() for model in models]
    call_command("load_demonstration", stdout=io.StringIO())
    call_command("load_demonstration", "--if-empty", stdout=io.StringIO())
    assert [model._default_manager.count() for model in models] == before


def test_home_shows_two_negotiations(demonstration: Loaded) -> None:
    assert set(Negotiation.objects.values_list("name", flat=True)) == {"Gaza ceasefire talks", "Ethiopia–Tigray talks"}


def test_gaza_talks_have_their_mediators_and_parties(gaza: Negotiation) -> None:
    assert seated(gaza, "mediator") == {"Egypt", "Qatar", "United States"}
    assert seated(gaza, "party") == {"Israel", "Hamas"}


def test_gaza_rounds_stand_in_order_with_venues_and_outcomes(gaza: Negotiation) -> None:
    rounds = list(gaza.rounds.current().in_time())
    days = [row.starts for row in rounds if row.starts]
    assert days == sorted(days)
    assert len(days) >= 6
    assert {"Cairo", "Doha", "Paris"} <= {row.venue for row in rounds}
    assert date(2023, 11, 1) <= days[0]
    assert days[-1] <= date(2025, 1, 31)
    assert sum(row.outcome != "unknown" for row in rounds) >= 5
    assert rounds[-1].starts is None  # what is undated stands last
    placed = [(row.venue, row.starts, row.precision) for row in rounds if row.starts]
    assert len(placed) == len(set(placed)), "one round stands twice"


def test_gaza_positions_cover_issues_and_change_over_time(gaza: Negotiation) -> None:
    positions = gaza.positions.current()
    assert len({issue for row in positions for issue in row.issues.values_list("code", flat=True)}) >= 6
    stances: dict[tuple[str, str], set[str]] = {}
    for row in positions.select_related("holder").prefetch_related("issues"):
        for issue in row.issues.all():
            stances.setdefault((row.holder.name, issue.code), set()).add(row.stance)
    assert any(len(taken) > 1 for (holder, _), taken in stances.items() if holder in ("Israel", "Hamas"))


def test_undated_dispatch_stays_undated(gaza: Negotiation) -> None:
    article = Intake.objects.get(entry_key=UNDATED).article
    assert article is not None
    assert (article.published, article.published_precision) == (None, "unknown")
    mine = {"evidence__snapshot__article": article}
    rounds = gaza.rounds.current().filter(**mine).distinct()
    positions = gaza.positions.current().filter(**mine).distinct()
    assert rounds.filter(starts=None, precision="unknown").exists()
    assert positions.exists()
    assert {row.said_on for row in positions} == {None}


def test_dates_come_from_the_dispatches_alone(demonstration: Loaded) -> None:
    day = timezone.now().date()
    assert not Article.objects.filter(published__gte=day - timedelta(days=30)).exists()
    assert not Position.objects.filter(said_on__gte=day - timedelta(days=30)).exists()
    assert not TalkRound.objects.filter(starts__gte=day - timedelta(days=30)).exists()
    assert Article.objects.filter(published=None).count() == sum(d.dated is None for d in dispatches())


def test_evidence_is_the_words_of_the_dispatches(demonstration: Loaded) -> None:
    texts = dict(Snapshot.objects.values_list("pk", "text"))
    rows = list(Evidence.objects.values_list("snapshot", "start", "end", "quote"))
    assert len(rows) > 200
    assert all(texts[snapshot][start:end] == quote for snapshot, start, end, quote in rows)


def test_every_round_has_a_draft_whose_sentences_rest_on_evidence(demonstration: Loaded) -> None:
    assert not TalkRound.objects.current().filter(needs_summary=True).exists()
    for row in TalkRound.objects.current():
        assert row.summaries.filter(state="draft").count() == 1
        assert row.summaries.exclude(state__in=["draft", "retracted"]).count() == 0
    bare = SummarySentence.objects.annotate(n=Count("references")).filter(n=0)
    assert not bare.exists()
    withdrawn = SummarySentence.objects.filter(summary__state="draft", references__evidence__retracted_at__isnull=False)
    assert not withdrawn.exists()


def test_tigray_talks_have_their_sides(demonstration: Loaded) -> None:
    talks = Negotiation.objects.exclude(slug=GAZA).get()
    assert {"Ethiopia", "Tigray People's Liberation Front"} == {
        name.replace("’", "'") for name in seated(talks, "party")
    }
    assert {"Pretoria", "Nairobi"} <= set(talks.rounds.current().values_list("venue", flat=True))


@pytest.mark.usefixtures("starter")
def test_queueing_twice_gives_the_same_rows(loaded: Loaded) -> None:
    first = queue_demonstration(now=timezone.now())
    second = queue_demonstration(now=timezone.now())
    assert [row.pk for row in first] == [row.pk for row in second]
    assert len({row.entry_key for row in first}) == len(dispatches())
    assert how_many_arrived(intakes=first) == len(first)
    assert Negotiation.objects.count() == 2


def ask_as_shown(address: str) -> Any:
    """The answer to an address of docs/api.md. The first round has another id here, where other tests made some."""
    assert address.startswith(HOST)
    first = TalkRound.objects.order_by("pk")[0].pk
    return Client().get(address.removeprefix(HOST).replace(FIRST_ROUND, f"rounds/{first}/"))


def test_examples_of_the_api_give_what_its_documentation_shows(demonstration: Loaded) -> None:
    cache.clear()
    asked = 0
    for addresses, shown in curls():
        for address in addresses:
            answer = ask_as_shown(address)
            is_wrong = "holdr" in address
            assert answer.status_code == (400 if is_wrong else 200), answer.content
            assert is_wrong or answer.json().get("results") != [], address
            asked += 1
        if shown:
            compare(json.loads(shown), answer.json())
    assert asked >= 9


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_of_the_api_documentation_run(
    program: str, demonstration: Loaded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.clear()

    def open_here(address: str) -> io.BytesIO:
        answer = ask_as_shown(address.replace("http://testserver", HOST))
        assert answer.status_code == 200, answer.content
        return io.BytesIO(answer.content)

    monkeypatch.setattr("urllib.request.urlopen", open_here)
    exec(compile(program, "docs/api.md", "exec"), {})  # noqa: S102 - running the examples is the test
    assert capsys.readouterr().out.strip()
