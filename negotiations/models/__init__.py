"""The tables. Django looks for models here; every other package of the application has an empty ``__init__``."""

from negotiations.models.actors import Actor, Affiliation, Alias, Misnomer
from negotiations.models.articles import Article, Snapshot, Story
from negotiations.models.bulk import BulkImport, BulkKind
from negotiations.models.evidence import BEARS_OUT, Evidence, arc_of
from negotiations.models.hosts import Host
from negotiations.models.intakes import Door, Intake, IntakeOutcome, IntakeStage
from negotiations.models.model_answers import ModelAnswer
from negotiations.models.packing import Packing, pack
from negotiations.models.positions import Condition, ConditionIssue, Position, PositionIssue
from negotiations.models.proposals import Proposal, ProposalSponsor, ProposalTerm, Reaction
from negotiations.models.pulses import Part, Pulse
from negotiations.models.queue import Leased, LeasedQuerySet, QueueState, still_held
from negotiations.models.readings import BY_MODEL, Reading, ReadingStage
from negotiations.models.record import Recorded, RecordQuerySet, Standing
from negotiations.models.remaking import Remake, RemakeOutcome
from negotiations.models.sources import Source, SourceFetch, SourceKind
from negotiations.models.suggestions import Decision, Suggestion, SuggestionKind, SuggestionState, Verb
from negotiations.models.summaries import RoundSummary, SentenceReference, SummarySentence, SummaryState, Topic
from negotiations.models.talks import (
    Attendance,
    FalseTerm,
    Issue,
    IssueTerm,
    Mediator,
    Negotiation,
    Participant,
    Party,
    TalkRound,
)

__all__ = [
    "BEARS_OUT",
    "BY_MODEL",
    "Actor",
    "Affiliation",
    "Alias",
    "Article",
    "Attendance",
    "BulkImport",
    "BulkKind",
    "Condition",
    "ConditionIssue",
    "Decision",
    "Door",
    "Evidence",
    "FalseTerm",
    "Host",
    "Intake",
    "IntakeOutcome",
    "IntakeStage",
    "Issue",
    "IssueTerm",
    "Leased",
    "LeasedQuerySet",
    "Mediator",
    "Misnomer",
    "ModelAnswer",
    "Negotiation",
    "Packing",
    "Part",
    "Participant",
    "Party",
    "Position",
    "PositionIssue",
    "Proposal",
    "ProposalSponsor",
    "ProposalTerm",
    "Pulse",
    "QueueState",
    "Reaction",
    "Reading",
    "ReadingStage",
    "RecordQuerySet",
    "Recorded",
    "Remake",
    "RemakeOutcome",
    "RoundSummary",
    "SentenceReference",
    "Snapshot",
    "Source",
    "SourceFetch",
    "SourceKind",
    "Standing",
    "Story",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
    "SummarySentence",
    "SummaryState",
    "TalkRound",
    "Topic",
    "Verb",
    "arc_of",
    "pack",
    "still_held",
]
