"""A lexicon of invented actors, so that what a test shows is owed to the language and not to a known name."""

from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings
from negotiations.extraction.lexicon import (
    ActorEntry,
    AffiliationEntry,
    AliasEntry,
    IssueEntry,
    Lexicon,
    PersonEntry,
    PlaceEntry,
)


def _state(key: str, name: str, demonym: str, capital: str, iso2: str, iso3: str) -> ActorEntry:
    aliases = (AliasEntry(demonym, "demonym"), AliasEntry(capital, "metonym"))
    return ActorEntry(key, name, "state", iso2, iso3, None, aliases)


LEXICON = Lexicon.build(
    actors=[
        _state("ruritania", "Ruritania", "Ruritanian", "Strelsau", "XA", "XAA"),
        _state("borduria", "Borduria", "Bordurian", "Szohod", "XB", "XBB"),
        _state("syldavia", "Syldavia", "Syldavian", "Klow", "XC", "XCC"),
        _state("graustark", "Graustark", "Graustarkian", "Edelweiss", "XD", "XDD"),
        ActorEntry("red-front", "Red Front", "armed-group"),
        ActorEntry("league-of-ports", "League of Ports", "intergovernmental"),
    ],
    people=[
        PersonEntry(
            "anna-berg", "Anna Berg", ("Berg",), (AffiliationEntry("anna-berg", "Foreign Minister", "syldavia"),)
        ),
        PersonEntry("karl-voss", "Karl Voss", ("Voss",), (AffiliationEntry("karl-voss", "President", "ruritania"),)),
    ],
    issues=[
        IssueEntry("ceasefire", None, "Ceasefire", ("ceasefire", "truce")),
        IssueEntry("permanence", "ceasefire", "Permanence", ("permanent ceasefire",)),
        IssueEntry("hostages-and-prisoners", None, "Hostages and prisoners", ("hostage", "prisoner")),
        IssueEntry("withdrawal", None, "Withdrawal", ("withdrawal", "withdraw")),
        IssueEntry("disarmament", None, "Disarmament", ("disarm",)),
        IssueEntry("humanitarian-access", None, "Humanitarian access", ("humanitarian aid",)),
        IssueEntry("reconstruction", None, "Reconstruction", ("reconstruction",)),
        IssueEntry("sanctions", None, "Sanctions", ("sanction",)),
        IssueEntry("elections", None, "Elections", ("election",)),
        IssueEntry("agreement", None, "Agreement", ("agreement", "deal")),
        IssueEntry("talks", None, "Talks", ("talks",)),
    ],
    places=[
        PlaceEntry("Strelsau", "XA", "ruritania", True),
        PlaceEntry("Szohod", "XB", "borduria", True),
        PlaceEntry("Klow", "XC", "syldavia", True),
        PlaceEntry("Edelweiss", "XD", "graustark", True),
    ],
)


def read_text(text: str, published: str | None = None) -> Findings:
    """What is found in a text with the invented actors."""
    return extract(Document("test", text, published), LEXICON)


def stances(text: str, published: str | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    """The positions of a text as (holder, stance, issues)."""
    return [(p.holder, p.stance, p.issues) for p in read_text(text, published).positions if p.modality != "historical"]


def roles(text: str) -> dict[str, tuple[str, ...]]:
    """The roles by actor."""
    return {p.actor: p.roles for p in read_text(text).participants}
