"""Who tells of a stance: whoever the words are attributed to, or who says it along with something else."""

from negotiations.extraction.findings import AttributedClaim
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.stances import Cue
from negotiations.extraction.subjects import find_subject
from negotiations.extraction.told_by import source_of
from negotiations.extraction.voices import Voice


def teller(reading: Reading, marked: Marked, number: int, cue: Cue) -> tuple[AttributedClaim | None, Voice]:
    """The innermost claim over a cue of sentence ``number`` and who tells it; None and an empty voice where the article
    does.
    """
    start, end = marked.items[cue.first].start, marked.items[cue.last].end
    # What somebody rejects or agrees on is not told by him: only words of saying make a source.
    claims = [c for c in reading.voices.claims_over(number, start, end) if not c.rule.startswith("judging")]
    along = _said_along(reading, marked, cue)
    told = [(claim, _source(reading, marked, number, claim)) for claim in claims]
    if not told:
        return None, along or Voice()
    claim, voice = told[0]
    if len(told) > 1 and claim.rule.startswith("claim-noun") and not (voice.refs or voice.bystander):
        claim, voice = told[1]  # "A said that its view that …": who says so owns the view
    return claim, along or voice


def _source(reading: Reading, marked: Marked, number: int, claim: AttributedClaim) -> Voice:
    """Who a claim is attributed to, also where it is a side without a name ("the three countries said")."""
    voice = source_of(reading.voices, claim, number)
    if voice.refs or voice.bystander:
        return voice
    sides = [p for _, p in marked.phrases() if p.group and any(a < p.end and p.start < b for a, b in claim.source)]
    return reading.voices.voice_of(sides[:1])


_SAYING = frozenset({"saying", "insisting", "arguing", "adding", "warning", "stressing", "declaring", "maintaining"})


def _said_along(reading: Reading, marked: Marked, cue: Cue) -> Voice | None:
    """Who says it in a clause that "with" brings in: "with A saying that there will be no truce"."""
    if "with " not in marked.string:
        return None
    for i in range(cue.first - 1, 1, -1):
        if marked.items[i].word in _SAYING:
            subject = find_subject(marked, i)
            phrases = [p for k in subject.items if (p := marked.items[k].phrase) is not None]
            return reading.voices.voice_of(phrases) if phrases and subject.items[-1] == i - 1 else None
        if marked.items[i].word in {";", '"'}:
            return None
    return None
