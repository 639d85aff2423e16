"""A round as Markdown, to be taken along: what its page says, with the words that bear it out as footnotes.

Footnotes are those of Pandoc and of most readers of Markdown (``[^1]``); all else is CommonMark.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from negotiations.dashboard.round_pages import RoundPage
from negotiations.models import SummaryState
from negotiations.templatetags.pages import attributed, join_issues, linkable, listed, remainder, say_date, when, words
from negotiations.timeline.entries import Attendee, Entry
from negotiations.timeline.evidence import Bundle, Quote
from negotiations.timeline.rounds import Brief

UNREVIEWED = "*not yet reviewed*"
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_OPENING = re.compile(r"^(\d+|)([-+.)=])")


def citation(page: RoundPage, address: str, now: datetime) -> str:
    """How to cite the page, as one line of plain text."""
    version = f", brief version {page.brief.version} of {page.brief.written_at:%-d %b %Y}" if page.brief else ""
    return f"“{page.round.title}”, {page.talks.name}{version}. Parley, {address} (read {now:%-d %b %Y})."


def write_markdown(page: RoundPage, *, cited: str, absolute: Callable[[str], str]) -> str:
    """The whole of it: ``cited`` is how to cite it, ``absolute`` makes an address of a path on this site."""
    return _Writer(page, absolute).write(cited)


class _Notes:
    """Footnotes in the order of their first use; words of one sentence share one."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._numbers: dict[int, int] = {}
        self._sentences = Bundle(tuple(quotes)).sentences
        self.used: list[Quote] = []

    def mark(self, quotes: Iterable[Quote]) -> str:
        """References to these quotes."""
        marks = dict.fromkeys(self._number(self._sentence_of(quote)) for quote in quotes)
        return "".join(f"[^{number}]" for number in marks)

    def _sentence_of(self, quote: Quote) -> Quote:
        start, end = quote.sentence
        for sentence in self._sentences:
            first, last = sentence.sentence
            is_same_text = (sentence.article, sentence.text_sha256) == (quote.article, quote.text_sha256)
            if is_same_text and start < last and first < end:
                return sentence
        return quote

    def _number(self, quote: Quote) -> int:
        if quote.pk not in self._numbers:
            self.used.append(quote)
            self._numbers[quote.pk] = len(self.used)
        return self._numbers[quote.pk]


class _Writer:
    def __init__(self, page: RoundPage, absolute: Callable[[str], str]) -> None:
        self._page, self._absolute = page, absolute
        notes = page.brief.notes if page.brief else ()
        bundles = (*page.quotes.values(), *page.seats.values(), Bundle(notes))
        self._notes = _Notes(Bundle.join(bundles).quotes)

    def write(self, cited: str) -> str:
        page = self._page
        parts = [
            f"# {_text(page.round.title)}: {_text(page.talks.name)}",
            _list(self._facts()),
            *(self._brief(page.brief) if page.brief else ["## Brief", "No brief has been written for this round yet."]),
            *_section("What moved", self._moves()),
            *_section("On the table", map(self._entry, [*page.proposals, *page.answers])),
            *_section("Positions in this round", map(self._entry, page.positions)),
            *_section("Who sat there", map(self._seat, page.round.attendance)),
            *_section("Sources", map(self._report, page.articles)),
            f"---\n\n{_text(cited)}",
            "\n".join(f"[^{number}]: {self._cited(quote)}" for number, quote in enumerate(self._notes.used, start=1)),
        ]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _facts(self) -> Iterator[str]:
        page, facts = self._page, self._page.facts
        yield f"When: {when(page.round)}"
        reviewed = "" if page.round.reviewed else f" ({UNREVIEWED})"
        yield f"Outcome: {page.round.label}{self._notes.mark(page.outcome_quotes.sentences)}{reviewed}"
        yield f"Status: {words(page.round.status)}"
        told = {"Format": facts.format, "Initiated by": facts.initiated_by, "Mediation": facts.strategy}
        for name, value in told.items():
            if value != "unknown":
                yield f"{name}: {words(value)}"
        if facts.level:
            yield f"Level: {_text(facts.level)}"

    def _brief(self, brief: Brief) -> Iterator[str]:
        yield "## Brief"
        for topic, sentences in groupby(brief.sentences, key=lambda sentence: sentence.topic):
            yield f"### {words(topic).capitalize()}"
            yield " ".join(
                f"{_text(sentence.text)}{self._notes.mark(brief.notes[number - 1] for number in sentence.notes)}"
                for sentence in sentences
            )
        yield f"*{_state(brief)} Version {brief.version}, written {_at(brief.written_at)}.*"
        if brief.overtaken:
            was = f"Version {brief.overtaken.version} was approved on {_at(brief.overtaken.at)}."
            yield f"*{was} That no longer holds: something under it has changed since.*"
        if brief.unreviewed:
            rest = "rests" if brief.unreviewed == 1 else "rest"
            share = f"{brief.unreviewed} of {len(brief.sentences)} sentence{'' if len(brief.sentences) == 1 else 's'}"
            yield f"*{share} {rest} on records that nobody has reviewed yet.*"

    def _moves(self) -> Iterator[str]:
        for move in self._page.moves:
            if move.before is not None:
                reviewed = "" if move.after.reviewed else f", {UNREVIEWED}"
                yield (
                    f"**{_text(move.actor.name)}** on {_text(move.issue.name.lower())}:"
                    f" {words(move.before.word)} → {words(move.after.word)} ({when(move.after)}{reviewed})"
                )

    def _entry(self, entry: Entry) -> str:
        holders = listed(f"**{_text(actor.name)}**" for actor in entry.actors)
        said = f"{holders} {entry.label} {_text(remainder(entry))}".strip()
        waits = "; ".join(f"{words(wait.relation)} {_text(listed(wait.issues).lower())}" for wait in entry.waits)
        speaker = f"said by {_text(entry.speaker.name)}" if entry.speaker else ""
        reviewed = "" if entry.reviewed and entry.parts_reviewed else UNREVIEWED
        about = [when(entry), _text(join_issues(entry.issues)), waits, speaker, attributed(entry.attribution), reviewed]
        marks = self._notes.mark(self._page.quotes.get(entry.key, Bundle()).sentences)
        terms = "".join(
            f"\n    - {f'Phase {term.phase}. ' if term.phase else ''}{_text(term.issue.name)}: {_text(term.sentence)}"
            for term in entry.terms
        )
        return f"{said} ({'; '.join(filter(None, about))}){marks}{terms}"

    def _seat(self, seat: Attendee) -> str:
        actor = _text(seat.actor.name)
        title = f", {_text(seat.title)}" if seat.title else ""
        who = f"**{_text(seat.person.name)}**{title}, for {actor}" if seat.person else f"**{actor}**"
        rank = f" · {words(seat.rank)}" if seat.rank else ""
        reviewed = "" if seat.reviewed else f" ({UNREVIEWED})"
        return f"{who}{rank}{reviewed}{self._notes.mark(self._page.seats.get(seat.pk, Bundle()).sentences)}"

    def _report(self, quote: Quote) -> str:
        article = self._absolute(reverse("article", args=[quote.article]))
        return f"[{_text(quote.title)}]({article}). {_text(quote.outlet)}, {_published(quote)}{_at_outlet(quote)}"

    def _cited(self, quote: Quote) -> str:
        words = f"{self._absolute(reverse('article', args=[quote.article]))}#e{quote.pk}"
        gone = " The article no longer has these words." if quote.is_gone else ""
        told = f"{_text(quote.outlet)}, {_published(quote)}: [{_text(quote.title)}]({words})"
        notice = f" {_text(quote.notice)}" if quote.notice else ""
        return f"“{_text(quote.quote)}” {told}{_at_outlet(quote)}{notice}{gone}"


def _state(brief: Brief) -> str:
    if brief.approval and brief.state == SummaryState.APPROVED:
        return f"Approved, {_at(brief.approval.at)}."
    stale = "Something under this brief has changed since it was written; it is due for renewal."
    return stale if brief.state == SummaryState.STALE else "Draft, not yet reviewed."


def _at(time: datetime) -> str:
    return f"{time:%-d %b %Y, %H:%M} UTC"


def _section(heading: str, items: Iterable[str]) -> list[str]:
    lines = _list(items)
    return [f"## {heading}", lines] if lines else []


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _published(quote: Quote) -> str:
    return say_date(quote.published, quote.published_precision) if quote.published else "undated"


def _at_outlet(quote: Quote) -> str:
    address = linkable(quote.address)
    for character in "<> ":
        address = address.replace(character, f"%{ord(character):02X}")
    return f". <{address}>" if address else "."


def _text(text: str) -> str:
    """Text on one line, with nothing in it that Markdown would take for markup."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(r"\1\\\2", line)
