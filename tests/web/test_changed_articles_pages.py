"""What readers and editors see of an article that changed, and of one report in many outlets."""

import hashlib
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiations.ingest.changes import mark_quotes
from negotiations.models import Article, Evidence, Snapshot, Standing, Story
from tests import factories as make
from tests.speed import Watch

pytestmark = pytest.mark.django_db

FIRST = "The talks opened on Monday.\n\nArlandia demands a full ceasefire. Nobody else spoke."
SECOND = FIRST.replace("a full ceasefire", "a <b>partial</b> ceasefire")
QUOTE = "Arlandia demands a full ceasefire"


def change(article: Article, text: str) -> Snapshot:
    """Another text at the article's address."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article.snapshot = Snapshot.objects.create(
        article=article, taken_at=make.NOON, body=b"", body_sha256=digest, text=text, text_sha256=digest, extractor="t"
    )
    article.save(update_fields=["snapshot"])
    mark_quotes(article=article, now=make.NOON)
    return article.snapshot


@pytest.fixture
def gone() -> Evidence:
    """Reviewed evidence whose article has changed."""
    snapshot = make.make_snapshot(FIRST, title="Talks in Klow")
    position = make.make_position(
        make.make_negotiation("Klow talks", slug="klow"), snapshot=snapshot, quote=QUOTE, standing="reviewed"
    )
    change(snapshot.article, SECOND)
    return position.evidence.get()


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", ["/talks/klow/", "/articles/{article}/"])
def test_readers_see_beside_a_quote_that_its_article_no_longer_holds_it(gone: Evidence, address: str) -> None:
    content = read(Client(), address.format(article=gone.snapshot.article_id))
    assert "No longer in the article’s present text" in content
    assert QUOTE in content
    change(gone.snapshot.article, FIRST + " ")
    assert "No longer in" not in read(Client(), address.format(article=gone.snapshot.article_id))


def test_changes_are_for_editors_alone(gone: Evidence, editor: Client) -> None:
    address = f"/articles/{gone.snapshot.article_id}/changes/"
    assert Client().get(address).status_code == 302
    reader, plain = Client(), make.make_editor("plain")
    plain.user_permissions.clear()
    reader.force_login(plain)
    assert reader.get(address).status_code == 403
    assert "Nobody else spoke" not in Client().get(f"/articles/{gone.snapshot.article_id}/").content.decode()
    assert editor.get("/articles/99999999/changes/").status_code == 404


def test_changes_mark_what_went_and_what_came_with_words_and_escape_it(gone: Evidence, editor: Client) -> None:
    content = read(editor, f"/articles/{gone.snapshot.article_id}/changes/")
    assert re.search(r"<del>.{0,60}removed: </span> full<", content)
    assert re.search(r"<ins>.{0,60}added: </span> &lt;b&gt;partial&lt;/b&gt;<", content)
    assert "<b>" not in content


def test_changes_between_the_versions_asked_for(gone: Evidence, editor: Client) -> None:
    third = change(gone.snapshot.article, f"{FIRST} Syldavia came late.")
    page = f"/articles/{gone.snapshot.article_id}/changes/?from={gone.snapshot_id}&to={third.pk}"
    content = read(editor, page)
    assert "Syldavia came late." in content
    assert "partial" not in content
    assert read(editor, page.replace(f"from={gone.snapshot_id}", "from=nonsense"))


def test_changes_of_an_article_with_one_version_say_so(editor: Client) -> None:
    article = make.make_snapshot(FIRST).article
    assert "one version" in read(editor, f"/articles/{article.pk}/changes/")


def test_article_lists_its_versions_and_links_the_changes_for_editors(gone: Evidence, editor: Client) -> None:
    address = f"/articles/{gone.snapshot.article_id}/"
    assert "what changed since" in read(editor, address)
    content = read(Client(), address)
    assert "Versions" in content
    assert "what changed since" not in content


def test_changes_of_two_megabytes_are_shown_in_time(editor: Client) -> None:
    lines = [f"On day {n} the {n * 7919 % 9973} delegates met. " for n in range(24_000)]
    snapshot = make.make_snapshot("".join(lines) + "".join(f"Old {n}. " for n in range(20_000)))
    change(
        snapshot.article, "".join(line.replace("met", "left") if n % 50 == 7 else line for n, line in enumerate(lines))
    )
    watch = Watch()
    content = read(editor, f"/articles/{snapshot.article_id}/changes/")
    assert watch.seconds() < 8
    assert "281 more changes not shown" in content
    assert len(content) < 500_000


def test_article_names_the_same_report_in_other_outlets() -> None:
    story = Story.objects.create()
    one = make.make_snapshot("One report.", title="Talks end", story=story).article
    make.make_snapshot("One report. ", title="No result", story=story, source=make.make_source("Borduria Star"))
    alone = make.make_snapshot("Another.", title="Alone").article
    content = read(Client(), f"/articles/{one.pk}/")
    assert "The same report in other outlets" in content
    assert "Borduria Star" in content
    assert "The same report in other outlets" not in read(Client(), f"/articles/{alone.pk}/")


def test_twelve_articles_of_one_story_are_one_origin() -> None:
    talks, story = make.make_negotiation("Klow talks", slug="klow"), Story.objects.create()
    position = make.make_position(talks)
    position.evidence.get().snapshot.article.story = story
    Article.objects.filter(snapshots__evidence__position=position).update(story=story)
    for number in range(11):
        text = f"Outlet {number}: {QUOTE}."
        snapshot = make.make_snapshot(text, source=make.make_source(f"Outlet {number}"), story=story)
        make.make_evidence(QUOTE, snapshot=snapshot, position=position)
    content = read(Client(), "/talks/klow/")
    assert "1 independent origin, 12 outlets" in content
    assert "12 reports of 12 outlets, 1 independent origin" in read(Client(), "/talks/klow/sources/")


def test_desk_lists_the_record_its_quote_and_what_became_of_it(gone: Evidence, editor: Client) -> None:
    content = read(editor, "/desk/gone/")
    assert "Arlandia" in content
    assert f"<mark>{QUOTE}</mark>" in content
    assert re.search(r"<del>.{0,60}removed: </span> full<", content)
    assert f"/articles/{gone.snapshot.article_id}/changes/?from={gone.snapshot_id}" in content
    assert Client().get("/desk/gone/").status_code == 302


def settle(client: Client, evidence: Evidence, verb: str, **values: object) -> int:
    seen = evidence.snapshot.article.snapshot_id
    return client.post(f"/desk/gone/{evidence.pk}/{verb}/", {"seen": seen, **values}).status_code


def test_desk_keeps_a_quote_with_a_reason_and_undoes_it(gone: Evidence, editor: Client) -> None:
    assert settle(editor, gone, "keep") == 400
    assert settle(editor, gone, "keep", reason="Dropped for length.") == 302
    content = read(editor, "/desk/gone/")
    assert "No quote is gone" in content
    assert "“Dropped for length.”" in content
    assert "<strong>edda</strong> kept" in content
    assert settle(editor, gone, "reopen") == 302
    assert "Keep the quote" in read(editor, "/desk/gone/")


def test_desk_withdraws_a_quote_and_takes_back_what_rested_on_it_alone(gone: Evidence, editor: Client) -> None:
    assert settle(editor, gone, "withdraw") == 302
    assert gone.position is not None
    gone.position.refresh_from_db()
    assert gone.position.standing == Standing.RETRACTED.value
    assert QUOTE not in read(Client(), "/talks/klow/")
    assert settle(editor, gone, "withdraw") == 409
    assert settle(Client(), gone, "reopen") == 302
    assert "No quote is gone" in read(editor, "/desk/gone/")


def test_desk_refuses_what_was_not_seen_or_is_not_there(gone: Evidence, editor: Client) -> None:
    assert editor.post(f"/desk/gone/{gone.pk}/withdraw/", {}).status_code == 409
    assert editor.post(f"/desk/gone/{gone.pk}/withdraw/", {"seen": "x" * 30}).status_code == 409
    assert editor.post("/desk/gone/99999999/withdraw/", {"seen": 1}).status_code == 409
    assert editor.get(f"/desk/gone/{gone.pk}/withdraw/").headers["Location"] == "/desk/gone/"
    assert editor.post(f"/desk/gone/{2**70}/keep/", {"seen": 1}).status_code == 404
    gone.refresh_from_db()
    assert gone.retracted_at is None


def test_desk_names_the_list_where_something_waits_in_it(gone: Evidence, editor: Client) -> None:
    assert "/desk/gone/" in read(editor, "/desk/")
    settle(editor, gone, "keep", reason="Dropped for length.")
    assert "1 quote is gone" not in read(editor, "/desk/")


def test_list_of_gone_quotes_asks_as_often_for_fifteen_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 14):
        for _ in range(number):
            snapshot = make.make_snapshot(FIRST)
            make.make_position(make.make_negotiation(), snapshot=snapshot, quote=QUOTE)
            change(snapshot.article, SECOND)
        read(editor, "/desk/gone/")
        with CaptureQueriesContext(connection) as queries:
            read(editor, "/desk/gone/")
        counts.append(len(queries))
    assert counts[0] == counts[1] < 15
