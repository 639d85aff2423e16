"""What a rejection teaches the reader of texts, where the editor says which words it misread.

A lesson is bounded: its words stand in the very text and are taken as they are, and no listed name alone ever is one.
It counts from the next text on, for as long as a rejection that teaches it stands.
"""

import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from negotiations.errors import NotDecidable
from negotiations.models import Decision, FalseTerm, Issue, Misnomer, Suggestion, Verb
from negotiations.review.teaching import MOST_WORDS, refuse_listed_name, words_to_teach
from negotiations.vocabulary import Term


class Fault(Term):
    """What words were taken for and are not."""

    NO_ACTOR = "no-actor"
    OTHER_ISSUE = "other-issue"


@dataclass(frozen=True, slots=True)
class Correction:
    """The words that were misread, and as what. ``issue``: the code of the issue that they do not name, or empty."""

    fault: str
    words: str
    issue: str = ""

    def as_json(self) -> dict[str, str]:
        """As a decision keeps it."""
        return asdict(self)


def issues_of(suggestion: Suggestion) -> list[str]:
    """The codes of all issues that a suggestion speaks of, in order."""
    reading = suggestion.reading
    told = [*reading.get("issues", []), *(term["issue"] for term in reading.get("terms", []))]
    told += [code for condition in reading.get("conditions", []) for code in condition["issues"]]
    return list(dict.fromkeys(told))


def checked(correction: Correction, *, suggestion: Suggestion) -> Correction:
    """The correction with its words as the text has them; NotDecidable where they cannot be taught."""
    words = _as_in_the_text(correction.words, suggestion.snapshot.text)
    if correction.fault == Fault.NO_ACTOR:
        refuse_listed_name(words)
    elif correction.issue not in issues_of(suggestion):
        raise NotDecidable("Choose an issue that the suggestion speaks of.")
    return replace(correction, words=words)


def follow_corrections(*, suggestion: Suggestion) -> None:
    """Teach what the decision that stands now corrects, and take back what earlier or undone ones did."""
    decisions = suggestion.decisions.order_by("-pk")
    standing = decisions.exclude(verb=Verb.UNDO.value).filter(undone_by__isnull=True).first()
    for decision in decisions.filter(correction__isnull=False):
        if decision == standing:
            with suppress(Issue.DoesNotExist):  # editors may have taken the issue off the agenda since
                _teach(decision, Correction(**(decision.correction or {})))
        else:
            _take_back(decision)


def _teach(decision: Decision, correction: Correction) -> None:
    reason = decision.reason[:300]
    row: Misnomer | FalseTerm
    if correction.fault == Fault.NO_ACTOR:
        known: Misnomer | FalseTerm | None = Misnomer.objects.filter(text__iexact=correction.words).first()
        row = known or Misnomer.objects.create(text=correction.words, reason=reason)
    else:
        issue = Issue.objects.get(code=correction.issue)
        known = issue.false_terms.filter(text__iexact=correction.words).first()
        row = known or FalseTerm.objects.create(issue=issue, text=correction.words.lower(), reason=reason)
    if known is None or row.taught_by.exists():  # else somebody has taught it by itself
        row.taught_by.add(decision)


def _take_back(decision: Decision) -> None:
    lessons: list[Misnomer | FalseTerm] = [*decision.misnomers.all(), *decision.false_terms.all()]
    for row in lessons:
        row.taught_by.remove(decision)
        if not row.taught_by.exists():
            row.delete()


def _as_in_the_text(told: str, text: str) -> str:
    words = words_to_teach(told)
    spelled = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    found = spelled.search(text)
    if found is None:
        raise NotDecidable(f"“{words}” does not stand in this text; give up to {MOST_WORDS} words of it as they stand.")
    return " ".join(found[0].split())
