"""What "rejected the demand" is on: what was demanded before, and no other thing that was spoken of along with it."""

from collections.abc import Sequence

from negotiations.extraction.findings import PositionFinding
from negotiations.extraction.phrases import Marked
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.stretches import Reached

_ENDS = r"(?= (?:[.,;]|and|but|saying|as|on|at|in|during|with|last|this|yesterday|today|\w+day)(?: |$))"
_TAKEN_UP = Rare(
    compile_pattern(
        r"(?:the|that|this|these|those|such|both|@\w+ 's) (?:\w+ )?"
        r"(?:(?P<asked>demands?|calls?|requests?|appeals?|ultimatum)|(?P<put>offers?|proposals?|ideas?|suggestions?))"
        + _ENDS
    )
)
_ANSWERS = frozenset({"accepts", "rejects", "supports", "open", "accepts-conditionally"})
# So many characters back the demand may have been told.
_NEAR = 500


def taken_up(marked: Marked, reached: Reached, before: Sequence[PositionFinding]) -> tuple[str, ...]:
    """The issues of the demand or the offer before that a stance answers; none where it answers none."""
    if reached.cue.stance not in _ANSWERS or not before:
        return ()
    match = _TAKEN_UP.search(marked.string, reached.cue.end)
    if match is None or match.start() - reached.cue.end > 1:
        return ()
    stance = "demands" if match["asked"] else "proposes"
    here = marked.items[reached.cue.first].start
    holders = {ref.name for ref in reached.holder.refs}
    for position in reversed(before):
        if here - position.evidence[0][1] > _NEAR:
            break
        if position.stance == stance and position.holder not in holders:
            on_the_plan = match["put"] is not None and match["put"].startswith(("offer", "proposal"))
            return tuple(dict.fromkeys(("agreement", *position.issues))) if on_the_plan else position.issues
    return ()
