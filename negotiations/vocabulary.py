"""The controlled vocabularies of the record, spelled as they stand in the database and in the API.

Sources of the lists are named at each class. Nothing here imports Django, so that the pure core can use it.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One word of a vocabulary: its value is stored, its label is shown."""

    @property
    def label(self) -> str:
        """The words that people read: ``accepts-conditionally`` becomes ``accepts conditionally``."""
        return self.value.replace("-", " ")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of definition, as Django's fields take them."""
        return [(term.value, term.label) for term in cls]

    @classmethod
    def of(cls, value: str | None) -> Self | None:
        """The term of that value, or None."""
        return next((term for term in cls if term.value == value), None)


class ActorKind(Term):
    STATE = "state"
    ARMED_GROUP = "armed-group"
    POLITICAL_BODY = "political-body"
    INTERGOVERNMENTAL = "intergovernmental"
    NONGOVERNMENTAL = "nongovernmental"
    BLOC = "bloc"
    PERSON = "person"


class AliasKind(Term):
    NAME = "name"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    METONYM = "metonym"
    TITLE = "title"


class Role(Term):
    """A participant's role in a negotiation, after MEND (PeaceRep) and PA-X."""

    PARTY = "party"
    MEDIATOR = "mediator"
    HOST = "host"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"
    STAKEHOLDER = "stakeholder"


class Rank(Term):
    """The rank at which an actor sat in a round, after International Crisis/Conflict Management data."""

    HEAD_OF_STATE = "head-of-state-or-government"
    MINISTER = "minister"
    SENIOR_OFFICIAL = "senior-official"
    ENVOY = "envoy"
    HEAD_OF_ORGANISATION = "head-of-organisation"
    TECHNICAL = "technical"
    UNKNOWN = "unknown"


class Format(Term):
    """How the sides met; PLOVER's modes of CONSULT, and usage."""

    DIRECT = "direct"
    PROXIMITY = "proximity"
    SHUTTLE = "shuttle"
    MULTILATERAL = "multilateral"
    BY_PHONE = "by-phone"
    UNKNOWN = "unknown"


class Initiator(Term):
    PARTIES = "parties"
    ONE_PARTY = "one-party"
    MEDIATOR = "mediator"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class Strategy(Term):
    """Mediation strategy after Bercovitch."""

    FACILITATION = "communication-facilitation"
    PROCEDURAL = "procedural"
    DIRECTIVE = "directive"
    UNKNOWN = "unknown"


class RoundStatus(Term):
    ANNOUNCED = "announced"
    ONGOING = "ongoing"
    ADJOURNED = "adjourned"
    CONCLUDED = "concluded"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Outcome(Term):
    """An ordered scale after ICM and the Civil Wars Mediation data."""

    UNKNOWN = "unknown"
    ONGOING = "ongoing"
    NO_AGREEMENT = "no-agreement"
    PROCESS_AGREEMENT = "process-agreement"
    CEASEFIRE = "ceasefire"
    PARTIAL_AGREEMENT = "partial-agreement"
    FULL_SETTLEMENT = "full-settlement"


class Stage(Term):
    """Stage of the negotiation after PA-X."""

    PRE_NEGOTIATION = "pre-negotiation"
    CEASEFIRE = "ceasefire"
    SUBSTANTIVE_PARTIAL = "substantive-partial"
    SUBSTANTIVE_COMPREHENSIVE = "substantive-comprehensive"
    IMPLEMENTATION = "implementation"
    RENEWAL = "renewal"


class Stance(Term):
    DEMANDS = "demands"
    PROPOSES = "proposes"
    SUPPORTS = "supports"
    ACCEPTS = "accepts"
    ACCEPTS_CONDITIONALLY = "accepts-conditionally"
    OPEN = "open"
    REJECTS = "rejects"
    WITHDRAWS = "withdraws"
    DENIES = "denies"


class Attribution(Term):
    QUOTED = "quoted"
    REPORTED = "reported"
    CLAIMED_BY_OTHER = "claimed-by-other"
    ANONYMOUS = "anonymous"
    DENIED = "denied"


class Modality(Term):
    """After PLOVER: only ``actual`` and ``future`` make a position of today."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    NEGATED = "negated"


class Relation(Term):
    """What ties a condition to the position that waits for it."""

    ONLY_AFTER = "only-after"
    BEFORE = "before"
    UNLESS = "unless"
    IN_EXCHANGE_FOR = "in-exchange-for"


class Answer(Term):
    """A participant's reaction to one version of a proposal."""

    ACCEPTS = "accepts"
    ACCEPTS_CONDITIONALLY = "accepts-conditionally"
    REJECTS = "rejects"
    STUDIES = "studies"
    NO_ANSWER = "no-answer"


class Precision(Term):
    """Precision of a date, after ACLED."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Reliability(Term):
    """Reliability of a source in the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(Term):
    """Credibility of one report in the Admiralty code."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"
