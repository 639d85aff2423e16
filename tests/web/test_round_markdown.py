"""A round taken along as Markdown: it says what its page says, with every reference, and nothing in it is markup."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from markdown_it import MarkdownIt

from negotiations.models import Article, Negotiation, RoundSummary, Source
from tests import factories as make
from tests.web.suggestions import WORDS, suggest

pytestmark = pytest.mark.django_db

ADDRESS = "/talks/klow-talks/rounds/1/brief.md"


def taken(query: str = "") -> str:
    answer = Client().get(ADDRESS + query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="klow-talks-round-1.md"'
    return answer.content.decode()


def test_brief_keeps_its_sentences_and_every_reference(talks: Negotiation) -> None:
    round_ = make.make_round(talks, starts=date(2024, 5, 6))
    make.make_summary(round_, ["The sides met.", "They parted."])
    make.make_position(talks, "Borduria", said_on=date(2024, 5, 6), round=round_)
    text = taken()
    assert text.startswith("# Round 1, Klow: ")
    assert "- When: 6 May 2024\n" in text
    assert re.search(r"^The sides met\.\[\^1\] They parted\.\[\^1\]$", text, re.MULTILINE)
    assert re.search(r"^- \*\*Borduria\*\* demands .*\[\^\d\]$", text, re.MULTILINE)
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = re.findall(r"^\[\^(\d+)\]: “.+” .+$", text, re.MULTILINE)
    assert cited == set(told)
    assert told == [str(number) for number in range(1, len(told) + 1)]
    assert "Draft, not yet reviewed. Version 1" in text


def test_it_says_what_is_not_reviewed_and_what_no_longer_holds(desk: Client, talks: Negotiation, editor: User) -> None:
    suggestion = suggest(talks)
    round_ = make.make_round(talks)
    summary = make.make_summary(round_, ["They met.", "They parted."])
    assert "nobody has reviewed" not in taken()
    evidence = make.make_evidence(WORDS["position"], snapshot=suggestion.snapshot, round=round_, suggestion=suggestion)
    summary.sentences.all()[1].references.create(evidence=evidence)
    Source.objects.update(notice="By *permission*.")
    text = taken()
    assert "*1 of 2 sentences rests on records that nobody has reviewed yet.*" in text
    assert r"By \*permission\*." in text
    desk.post(f"/summaries/{summary.pk}/approve/")
    assert "*Approved, " in taken()
    RoundSummary.objects.update(state="stale")
    assert "*Something under this brief has changed" in taken()
    assert "*Approved, " not in taken()
    make.make_summary(round_, ["They met again."])
    assert "*Version 1 was approved on " in taken()


def test_page_leads_to_it_and_says_how_to_cite(talks: Negotiation) -> None:
    round_ = make.make_round(talks)
    summary = make.make_summary(round_)
    html = Client().get("/talks/klow-talks/rounds/1/").content.decode()
    assert f'href="{ADDRESS}"' in html
    assert f'href="/api/v1/rounds/{round_.pk}/summary/"' in html
    cited = f"brief version 1 of {summary.written_at:%-d %b %Y}. Parley, http://testserver/talks/klow-talks/rounds/1/"
    assert cited in html
    assert cited in taken()


def test_nothing_that_a_report_says_becomes_markup(talks: Negotiation) -> None:
    round_ = make.make_round(talks, venue="*Klow* [here](http://x.example) <b>")
    quote = "1. Borduria # demands\n\n# a *full* [ceasefire](javascript:x) <script> `now` &amp; | then ~it~"
    snapshot = make.make_snapshot(f"On Monday {quote}. Nothing else was said.")
    make.make_position(talks, "Borduria", snapshot=snapshot, quote=quote, round=round_)
    tokens = MarkdownIt("commonmark").parse(taken())
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in (*tokens, *inline)} <= PLAIN
    links = {str(token.attrs["href"]) for token in inline if token.type == "link_open"}
    here = {f"http://testserver/articles/{article.pk}/" for article in Article.objects.all()}
    assert {link.split("#e")[0] for link in links} <= here | set(Article.objects.values_list("address", flat=True))
    words = "".join("\n" if token.type in BREAKS else token.content for token in inline if token.type in READ)
    assert "Round 1, *Klow* [here](http://x.example) <b>: " in words
    assert f"“{' '.join(quote.split())}” " in words


# What the file itself is made of: headings, lists, paragraphs, links, and what is bold or italic.
PLAIN = {
    *(f"{kind}_{end}" for kind in ("heading", "bullet_list", "list_item", "paragraph") for end in ("open", "close")),
    *(f"{kind}_{end}" for kind in ("strong", "em", "link") for end in ("open", "close")),
    *("inline", "text", "text_special", "softbreak", "hr"),
}
BREAKS, READ = {"softbreak"}, {"text", "text_special", "softbreak"}


def test_what_is_not_reviewed_is_not_taken_along_by_who_asks_for_the_reviewed(talks: Negotiation) -> None:
    make.make_round(talks)
    assert Client().get(f"{ADDRESS}?reviewed=1").status_code == 404
    assert Client().get("/talks/klow-talks/rounds/9/brief.md").status_code == 404
    assert Client().get("/talks/nowhere/rounds/1/brief.md").status_code == 404


def test_a_round_without_a_brief_says_so(talks: Negotiation) -> None:
    make.make_round(talks)
    assert "No brief has been written for this round yet." in taken()
