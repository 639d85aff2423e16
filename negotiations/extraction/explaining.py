"""Why a text reads as it does: sentence by sentence, which rule matched which words, and what came of it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from negotiations.extraction.asides import as_stances_read
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings, Span
from negotiations.extraction.issues import find_issues
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.marking import Marking
from negotiations.extraction.notes import Note
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import source_span
from negotiations.extraction.reasons import Reasons
from negotiations.extraction.rules_page import FAMILIES
from negotiations.extraction.subject import about_talks
from negotiations.extraction.text import read
from negotiations.extraction.voices import Voices

# These are matched against the sentence without its asides.
_OF_POSITIONS = frozenset({"Stances", "Conditions", "Conditions that come first"})


@dataclass(frozen=True, slots=True)
class Match:
    """One rule that matched: what it looks for, the words, what a match means, and an example of its kind.

    ``why`` says as a clause why nothing came of it; empty where something did, and for what is no finding by itself.
    """

    family: str
    rule: str
    value: str
    span: Span
    example: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finding that rests on the sentence: what it says, the rule that made it, how sure."""

    kind: str
    words: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence: the span, the form in which rules see it, the matches in order, the findings that rest on it."""

    span: Span
    marked: str
    matches: tuple[Match, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences of a text. ``about_talks`` is False where the text says too little of talks to be read for them."""

    rules: str
    about_talks: bool
    sentences: tuple[Explained, ...]


def explain(document: Document, lexicon: Lexicon) -> Explanation:
    """What matched in each sentence of the document, what came of it, and why nothing did where nothing did."""
    notes: list[Note] = []
    found = extract(document, lexicon, lambda rule, span, why: notes.append(Note(rule, span, why)))
    text = read(document.text)
    marking = Marking(text, found.mentions, found.people, lexicon)
    marked = marking.all()
    issues = [Match("Issues", "term", i.code, (i.start, i.end), "") for i in find_issues(text, lexicon, marked)]
    named = [*_names(found), *_dates(found), *_voices(found), *issues]
    outcomes = list(_outcomes(found))
    about = about_talks(text)
    voices = Voices(text, marked, found.attributions)
    reasons = Reasons(found, notes, lexicon, document.text)
    sentences = tuple(
        Explained(
            (one.sentence.start, one.sentence.end),
            one.string,
            tuple(
                replace(match, why=reasons.of(match.family, match.rule, match.value, match.span) if about else "")
                for match in sorted(
                    [*_inside(named, one), *_matches(one, as_stances_read(one, voices))], key=lambda match: match.span
                )
            ),
            tuple(outcome for spans, outcome in outcomes if any(_touches(span, one) for span in spans)),
        )
        for one in marked
    )
    return Explanation(found.rules, about, sentences)


def as_lines(explanation: Explanation, source: str) -> list[str]:
    """The explanation for people to read."""
    lines = [f"rules {explanation.rules}"]
    if not explanation.about_talks:
        lines.append("The text says too little of talks: its sentences are matched below, but nothing is made of them.")
    for sentence in explanation.sentences:
        lines += ["", " ".join(source[slice(*sentence.span)].split()), f"  as rules see it: {sentence.marked}"]
        for match in sentence.matches:
            example = f"   as in “{match.example}”" if match.example else ""
            lines.append(
                f"  {match.family:<20} “{_words(source, match.span)}” → {match.value}   [{match.rule}]{example}"
            )
            if match.why:
                lines.append(f"  {'':<20} nothing came of it: {match.why}")
        for outcome in sentence.outcomes:
            sure = f"{outcome.confidence:.2f}"
            lines.append(f"  ⇒ {outcome.kind:<18} {outcome.words}   [{outcome.rule}, confidence {sure}]")
    return lines


def _matches(whole: Marked, without_asides: Marked) -> Iterator[Match]:
    for family, _, rules in FAMILIES:
        marked = without_asides if family in _OF_POSITIONS else whole
        for rule in rules:
            if not any(word in marked.string for word in rule.triggers):
                continue  # the rule is not even tried
            for match in rule.regex.finditer(marked.string):
                span = source_span(marked, match.start(), match.end())
                yield Match(family, rule.name, rule.value, span, rule.examples[0])


def _names(found: Findings) -> Iterator[Match]:
    for m in found.mentions:
        who = f"{m.person} for {m.actor}" if m.person and m.actor else m.person or m.actor or "?"
        if m.key is None and m.candidates:
            who = f"undecided between {', '.join(m.candidates)}"
        elif m.key is None and not m.person:
            who += ", whom no list knows"
        yield Match("Names", m.rule or "name", who, (m.start, m.end), "")


def _dates(found: Findings) -> Iterator[Match]:
    for date in found.dates:
        yield Match("Dates", date.rule, date.value, (date.start, date.end), "")


def _voices(found: Findings) -> Iterator[Match]:
    for claim in found.attributions:
        spans = claim.source or claim.cue or claim.content
        if spans:
            yield Match("Attribution", claim.rule, claim.kind, (spans[0][0], spans[-1][1]), "")


def _outcomes(found: Findings) -> Iterator[tuple[Sequence[Span], Outcome]]:
    for p in found.participants:
        for role in p.roles:
            spans = p.role_evidence.get(role) or p.evidence
            yield spans, Outcome("participant", f"{p.actor}: {role}", p.rule, p.confidence)
    for r in found.rounds:
        spans = (*r.evidence, *(span for aspect in r.aspects.values() for span in aspect))
        where = ", ".join(filter(None, (r.venue or "no place", r.starts or "no date", r.status, r.outcome)))
        yield spans, Outcome("round", where, r.rule, r.confidence)
    for q in found.proposals:
        yield q.evidence, Outcome("proposal", q.title, q.rule, q.confidence)
    for x in found.reactions:
        yield x.evidence, Outcome("reaction", f"{x.actor} {x.answer}: {x.proposal}", x.rule, x.confidence)
    for s in found.positions:
        spans = (*s.evidence, *(span for condition in s.conditions for span in condition.evidence))
        waits = "".join(f", {c.relation} {' '.join(c.issues)}" for c in s.conditions)
        words = f"{s.holder} {s.stance} {' '.join(s.issues)}{waits} ({s.attribution}, {s.modality})"
        yield spans, Outcome("position", words, s.rule, s.confidence)


def _inside(matches: Iterable[Match], marked: Marked) -> list[Match]:
    sentence = marked.sentence
    return [match for match in matches if sentence.start <= match.span[0] < sentence.end]


def _touches(span: Span, marked: Marked) -> bool:
    return span[0] < marked.sentence.end and marked.sentence.start < span[1]


def _words(source: str, span: Span) -> str:
    return " ".join(source[slice(*span)].split())
