"""What the extraction finds. Frozen, with offsets into the text as given: Unicode code points, end exclusive.

Every finding carries its spans and the rule that made it. An actor is named by ``key``, the key of the lexicon's entry
(the database's slug), or is None where no list knows the name; then ``actor`` holds the name as the article has it.
"""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or a person named in the text.

    ``candidates`` holds the keys of all actors that the words may mean; ``key`` is set where one was settled on.
    ``country`` is the ISO 3166-1 alpha-3 code of the state that stands behind the mention ("IGO" for an
    intergovernmental body), or None.
    """

    start: int
    end: int
    key: str | None
    actor: str | None
    kind: str
    country: str | None = None
    person: str | None = None
    title: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, resolved: ``value`` is YYYY-MM-DD, YYYY-MM or YYYY by ``precision``."""

    start: int
    end: int
    value: str
    precision: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AttributedClaim:
    """Who said what: the spans of the source (may be empty), of the cue and of the content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ParticipantFinding:
    """An actor's roles in the talks that the article is about."""

    key: str | None
    actor: str
    also: tuple[str, ...]
    iso: str | None
    kind: str
    roles: tuple[str, ...]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    role_evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonFinding:
    """A person with the title and the actor spoken for (``represents`` is its name, ``represents_key`` its key)."""

    name: str
    title: str | None
    represents: str | None
    represents_key: str | None
    evidence: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RoundFinding:
    """A round of talks that the article reports or announces.

    ``starts`` and ``ends`` are ISO dates cut to ``precision`` (None where the text gives none). ``aspects`` says which
    spans bear out which field: keys ``venue``, ``dates``, ``status``, ``outcome``, ``format``, ``tone``, ``level``.
    ``attendance`` lists who sat there: (actor key or None, actor name, person or None, title or None, evidence spans).
    """

    venue: str | None
    country: str | None
    starts: str | None
    ends: str | None
    precision: str
    status: str
    outcome: str
    format: str
    tone: str | None
    level: str | None
    evidence: tuple[Span, ...]
    aspects: dict[str, tuple[Span, ...]]
    attendance: tuple["Attendee", ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Attendee:
    """One who sat in a round: a delegation (``person`` None) or a person for an actor."""

    key: str | None
    actor: str | None
    person: str | None
    title: str | None
    rank: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ConditionFinding:
    """What a position waits for."""

    relation: str
    issues: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TermFinding:
    """One term of a proposal. ``phase`` is its number, from 1, where the text gives phases."""

    issue: str
    evidence: tuple[Span, ...]
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class ProposalFinding:
    """A text put on the table, with its terms."""

    holders: tuple[str, ...]
    holder_keys: tuple[str | None, ...]
    title: str
    revision: bool
    terms: tuple[TermFinding, ...]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    tabled_on: str | None = None


@dataclass(frozen=True, slots=True)
class ReactionFinding:
    """A participant's answer to a proposal; ``proposal`` is the title or the words by which the text has it."""

    actor: str
    key: str | None
    answer: str
    proposal: str
    evidence: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PositionFinding:
    """A participant's stance on one or more issues.

    ``said_on`` is the ISO date that the text gives for the statement, None where only the date of publication is known.
    ``round`` is the index of the article's round in which it was taken, None between rounds.
    """

    holder: str
    holder_key: str | None
    speaker: str | None
    attribution: str
    stance: str
    issues: tuple[str, ...]
    modality: str
    conditions: tuple[ConditionFinding, ...]
    proposal: str | None
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    said_on: str | None = None
    round: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was read out of one document, with the version of the rules that read it.

    ``content`` is the part of the text that is the article (page furniture lies outside of these spans).
    ``subject`` is a short name for what the talks are about where the text has one ("Gaza ceasefire"), or None.
    """

    rules: str
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attributions: tuple[AttributedClaim, ...] = ()
    participants: tuple[ParticipantFinding, ...] = ()
    people: tuple[PersonFinding, ...] = ()
    rounds: tuple[RoundFinding, ...] = ()
    proposals: tuple[ProposalFinding, ...] = ()
    reactions: tuple[ReactionFinding, ...] = ()
    positions: tuple[PositionFinding, ...] = ()
    content: tuple[Span, ...] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. ``published`` is an ISO date or None; nothing else stands in for it."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
