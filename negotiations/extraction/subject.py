"""Whether a text is about talks at all, and what they are about."""

from collections import Counter
from collections.abc import Sequence

from negotiations.extraction.findings import ParticipantFinding
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern

_TALKS = compile_pattern(
    r"(?:%W%)?(?:peace talks|talks|negotiations?|negotiators?|negotiating|mediat\w+|peace (?:process|agreement|deal|accord|plan)|dialogue|summit|"  # noqa: E501  # a pattern is not broken in its middle
    r"ceasefire|cease-fire|truce|discussions|diplomatic (?:effort|push|talks)|conference|treaty|accord|delegations?|proposal|pause)"  # noqa: E501  # a pattern is not broken in its middle
)
_NO_TALKS = compile_pattern(r"(?:talks to|talked|talk show)")


def about_talks(reading: Reading) -> bool:
    """Whether the text speaks of talks, mediation or an agreement at least twice, or does so in its first two
    sentences.
    """
    count = 0
    for number, marked in enumerate(reading.marked):
        hits = len(_TALKS.findall(marked.string))
        count += hits
        if (hits and number < 2) or count >= 2:
            return True
    return False


def find_subject_of_talks(reading: Reading, seated: Sequence[ParticipantFinding]) -> str | None:
    """A short name for what the talks are about: the parties and the issue named most, as the lexicon has them."""
    counts = Counter(reading.top(m.code) for m in reading.issues if m.code not in GENERAL)
    parties = [p.actor for p in seated if "party" in p.roles][:2]
    names = {entry.code: entry.name for entry in reading.lexicon.issues}
    issue = next((names[code] for code, _ in counts.most_common() if code in names), None)
    if len(parties) == 2 and issue:
        return f"{parties[0]}–{parties[1]}: {issue.lower()}"
    return None
