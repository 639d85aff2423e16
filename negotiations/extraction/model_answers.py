"""A language model behind the same interface as the rules: what of its answer is believed. Pure.

Nothing is taken on its word. A quote must stand in the text letter by letter, beside whom it is about; a name must
stand in the text as whole words; codes must be in the vocabularies and on the agenda; a day must be one that the rules
of dates read out of the text. What fails is dropped and counted. So the worst that an article with orders to the model
can do is to have true quotes of itself suggested.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from negotiations.errors import ParseError
from negotiations.extraction.findings import (
    ConditionFinding,
    Document,
    Findings,
    ParticipantFinding,
    PersonFinding,
    PositionFinding,
    ProposalFinding,
    ReactionFinding,
    RoundFinding,
    Span,
    TermFinding,
)
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.model_evidence import Named, Source
from negotiations.vocabulary import (
    Answer,
    Attribution,
    Format,
    Modality,
    Outcome,
    Precision,
    Relation,
    Role,
    RoundStatus,
    Stance,
    Term,
)

MOST_FINDINGS = 100
CONFIDENCE = 0.4
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Believed:
    """What of an answer holds against the text, and how often what was dropped, by reason."""

    findings: Findings
    dropped: dict[str, int]


def believe(answer: str, *, document: Document, lexicon: Lexicon, name: str) -> Believed:
    """Hold an answer against the text. ParseError where it is no JSON object at all."""
    told = _object(answer, name)
    source = Source(document, lexicon)
    judge = _Judge(source, lexicon, f"model/{name}"[:120])
    findings = Findings(
        rules=f"model:{name}"[:60],
        people=tuple(judge.people(_rows(told.get("people")))),
        participants=judge.participants(_rows(told.get("participants"))),
        rounds=tuple(judge.rounds(_rows(told.get("rounds")))),
        proposals=tuple(judge.proposals(_rows(told.get("proposals")))),
        reactions=tuple(judge.reactions(_rows(told.get("reactions")))),
        positions=tuple(judge.positions(_rows(told.get("positions")))),
        mentions=source.mentions,
    )
    return Believed(findings, dict(+source.dropped))


def _object(answer: str, name: str) -> Row:
    start, end = answer.find("{"), answer.rfind("}")  # some fence it or talk around it
    try:
        told = json.loads(answer[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise ParseError(f"The model {name} did not answer with a JSON object; another model may.", code="model-answer")
    return told


def _rows(value: object) -> list[Row]:
    return [row for row in value[:MOST_FINDINGS] if isinstance(row, dict)] if isinstance(value, list) else []


class _Judge:
    """Turns the rows of an answer into findings, each as far as the text bears it out."""

    def __init__(self, source: Source, lexicon: Lexicon, rule: str) -> None:
        self._source, self._lexicon, self._rule = source, lexicon, rule
        self._codes = {entry.code for entry in lexicon.issues}

    def people(self, rows: Iterable[Row]) -> Iterator[PersonFinding]:
        """Those whose name stands in the text, with the actor for whom they speak if it does too."""
        for row in rows:
            who = self._source.person(row.get("name"))
            span = self._quote(row, who)
            if who is None or span is None:
                continue
            actor = self._source.actor(row["represents"]) if row.get("represents") else None
            title = self._source.words(row.get("title"))
            represents, key = (actor.name, actor.key) if actor else (None, None)
            yield PersonFinding(who.name, title, represents, key, (span,), self._rule, CONFIDENCE)

    def participants(self, rows: Iterable[Row]) -> tuple[ParticipantFinding, ...]:
        """One finding for each actor, with its roles in the order told."""
        seats: dict[str, tuple[Named, dict[str, tuple[Span, ...]]]] = {}
        for row in rows:
            who, role = self._source.actor(row.get("actor")), self._term(Role, row.get("role"))
            span = self._quote(row, who)
            if span and who and role:
                _, roles = seats.setdefault(who.name, (who, {}))
                roles.setdefault(role, (span,))
        return tuple(
            ParticipantFinding(
                key=who.key,
                actor=name,
                also=(),
                iso=who.iso,
                kind=who.kind,
                roles=tuple(roles),
                evidence=tuple(span for spans in roles.values() for span in spans),
                rule=self._rule,
                confidence=CONFIDENCE,
                role_evidence=roles,
            )
            for name, (who, roles) in seats.items()
        )

    def rounds(self, rows: Iterable[Row]) -> Iterator[RoundFinding]:
        """Those whose words, place and days stand in the text."""
        for row in rows:
            span, status = self._source.quote(row.get("quote")), self._term(RoundStatus, row.get("status"))
            outcome = self._term(Outcome, row.get("outcome", Outcome.UNKNOWN.value))
            form = self._term(Format, row.get("format", Format.UNKNOWN.value))
            if not (span and status and outcome and form):
                continue
            town = self._source.words(row.get("venue"))
            place = self._lexicon.place(town) if town else None
            if row.get("venue") and place is None:
                self._source.dropped["place not in the text"] += 1
            starts = self._source.day(row.get("starts"))
            yield RoundFinding(
                venue=place.name if place else None,
                country=place.country_iso2 if place else None,
                starts=starts,
                ends=self._source.day(row.get("ends")) if starts else None,
                precision=Precision.DAY.value if starts else Precision.UNKNOWN.value,
                status=status,
                outcome=outcome,
                format=form,
                tone=None,
                level=None,
                evidence=(span,),
                aspects={},
                attendance=(),
                rule=self._rule,
                confidence=CONFIDENCE,
            )

    def proposals(self, rows: Iterable[Row]) -> Iterator[ProposalFinding]:
        """Those whose title and at least one sponsor stand in the text, with the terms that hold."""
        for row in rows:
            told = row.get("sponsors")
            named = [self._source.actor(name) for name in (told if isinstance(told, list) else [])[:MOST_FINDINGS]]
            sponsors = list(dict.fromkeys(who for who in named if who))
            span = self._quote(row, *sponsors) if sponsors else None
            title = self._words(row.get("title"), "proposal not in the text") if span else None
            if span and title:
                yield ProposalFinding(
                    holders=tuple(who.name for who in sponsors),
                    holder_keys=tuple(who.key for who in sponsors),
                    title=title,
                    revision=row.get("revision") is True,
                    terms=tuple(self._terms(_rows(row.get("terms")))),
                    evidence=(span,),
                    rule=self._rule,
                    confidence=CONFIDENCE,
                )

    def reactions(self, rows: Iterable[Row]) -> Iterator[ReactionFinding]:
        """Those of an actor to a proposal that both stand in the text."""
        for row in rows:
            who, answer = self._source.actor(row.get("actor")), self._term(Answer, row.get("answer"))
            span = self._quote(row, who)
            proposal = self._words(row.get("proposal"), "proposal not in the text") if span and answer else None
            if who and answer and span and proposal:
                yield ReactionFinding(who.name, who.key, answer, proposal, (span,), self._rule, CONFIDENCE)

    def positions(self, rows: Iterable[Row]) -> Iterator[PositionFinding]:
        """Those with a holder, a stance and at least one issue that hold."""
        for row in rows:
            who, stance = self._source.actor(row.get("holder")), self._term(Stance, row.get("stance"))
            speaker = self._source.person(row["speaker"]) if row.get("speaker") else None
            span = self._quote(row, who, *filter(None, (speaker,)))
            attribution = self._attribution(row.get("attribution", Attribution.REPORTED.value), span)
            modality = self._term(Modality, row.get("modality", Modality.ACTUAL.value))
            issues = self._issues(row.get("issues"))
            if not (span and who and stance and attribution and modality and issues):
                continue
            yield PositionFinding(
                holder=who.name,
                holder_key=who.key,
                speaker=speaker.name if speaker else None,
                attribution=attribution,
                stance=stance,
                issues=issues,
                modality=modality,
                conditions=tuple(self._conditions(_rows(row.get("conditions")), span)),
                proposal=None,
                evidence=(span,),
                rule=self._rule,
                confidence=CONFIDENCE,
            )

    def _terms(self, rows: Iterable[Row]) -> Iterator[TermFinding]:
        for row in rows:
            span, issues = self._source.quote(row.get("quote")), self._issues([row.get("issue")])
            phase = row.get("phase")
            if span and issues:
                yield TermFinding(issues[0], (span,), phase if type(phase) is int and 0 < phase < 100 else None)

    def _conditions(self, rows: Iterable[Row], stance: Span) -> Iterator[ConditionFinding]:
        """Those that stand beside the words of their position."""
        for row in rows:
            span, relation = (
                self._source.quote(row.get("quote"), near=[stance]),
                self._term(Relation, row.get("relation")),
            )
            issues = self._issues(row.get("issues"))
            if span and relation and issues:
                yield ConditionFinding(relation, issues, (span,))

    def _quote(self, row: Row, who: Named | None, *others: Named) -> Span | None:
        """The place of a row's quote beside one of these; without the first, which was dropped already, nothing."""
        if who is None:
            return None
        return self._source.quote(row.get("quote"), near=[place for one in (who, *others) for place in one.places])

    def _attribution(self, value: object, span: Span | None) -> str | None:
        """Words are quoted only where the text has them in quotation marks."""
        told = self._term(Attribution, value)
        if told == Attribution.QUOTED and span and not self._source.in_quotation_marks(span):
            self._source.dropped["not in quotation marks"] += 1
            return None
        return told

    def _words(self, value: object, reason: str) -> str | None:
        words = self._source.words(value)
        if words is None:
            self._source.dropped[reason] += 1
        return words

    def _term(self, vocabulary: type[Term], value: object) -> str | None:
        term = vocabulary.of(value) if isinstance(value, str) else None
        if term is None:
            self._source.dropped[f"no such {vocabulary.__name__.lower()}"] += 1
        return term.value if term else None

    def _issues(self, value: object) -> tuple[str, ...]:
        told = [code for code in value if isinstance(code, str)] if isinstance(value, list) else []
        known = tuple(dict.fromkeys(code for code in told if code in self._codes))
        self._source.dropped["no such issue"] += len(set(told)) - len(known)
        return known
