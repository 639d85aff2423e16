"""What those at the table speak of where no term names it: the talks, the deal, or the one thing in dispute."""

from negotiations.extraction.issues import GENERAL
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.stances import NOUNS
from negotiations.extraction.stretches import Reached


def of_the_whole(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """What those at the table say on a matter that no term names is on the talks as a whole, or on the deal where only
    that is spoken of just before; nothing where it is only told by a noun, on an actor ("A backs B") or on what is told
    to reporters.
    """
    seated = {*reading.voices.parties, *reading.voices.mediators}
    if reached.cue.rule.holder in NOUNS:
        return ()
    if not set(reached.holder.refs) & seated and not _is_plain(marked, reached, seated):
        return ()
    behind = [item for item in marked.items[reached.cue.last + 1 : reached.last] if item.word not in _PASSED_OVER]
    on_an_actor = not behind or (behind[0].phrase is not None and [item.word for item in behind[1:2]] != ["'s"])
    if (reached.cue.rule.value == "supports" and on_an_actor) or not _TOLD.isdisjoint(item.word for item in behind):
        return ()
    near = reading.issues_between(reading.marked[max(0, number - _AROUND)].sentence.start, marked.sentence.end)
    codes = {reading.top(m.code) for m in near}
    if len(codes) == 1 and not codes & GENERAL:
        return tuple(codes)  # a quarrel over one thing alone, in which nobody speaks of talks
    return ("agreement",) if codes & GENERAL == {"agreement"} else ("talks",)


def _is_plain(marked: Marked, reached: Reached, seated: set[Ref]) -> bool:
    """Whether somebody without a seat plainly wants or refuses something that is of this dispute: a group does, and
    whoever speaks of those at the table.
    """
    if reached.cue.rule.name not in _PLAIN or reached.holder.at is None:
        return False
    if all(ref.kind in GROUP_KINDS for ref in reached.holder.refs):
        return True
    phrases = [item.phrase for item in marked.items[reached.cue.first : reached.last]]
    return any(phrase is not None and set(phrase.refs) & seated for phrase in phrases)


_PLAIN = frozenset("insists demands wants refuses rejects calls-on urges asks presses puts-pressure-on".split())
# So many sentences before tell whether the deal is spoken of, or the talks.
_AROUND = 2
_PASSED_OVER = w.DETERMINERS | {"the"}
_TOLD = frozenset({"comment", "comments", "reporters", "journalists", "questions"})
