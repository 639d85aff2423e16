"""Two phrases side by side that name one: "A's chief negotiator, N N," and "the League of Ports (LOP)"."""

from negotiations.extraction.nominals import BODIES
from negotiations.extraction.phrases import Item, Phrase
from negotiations.extraction.rules import words as w


def with_apposition(items: list[Item]) -> list[Item]:
    """ "X's chief negotiator, N N," and "N N, the head of X," are one person with one actor."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        here = items[i].phrase
        if here is not None and i + 3 < len(items) and items[i + 1].word == "(" and items[i + 3].word == ")":
            short = items[i + 2].phrase
            if short is not None and short.refs and short.refs[-1] in here.refs:
                here.end = items[i].end = items[i + 3].end
                del items[i + 1 : i + 4]
        if here is not None and i + 2 < len(items) and items[i + 1].word == ",":
            j = i + 2
            while j < len(items) and items[j].word in {"the", "a", "an"}:
                j += 1
            there = items[j].phrase if j < len(items) else None
            if there is not None and _apposed(here, there):
                name, office = (here, there) if here.person else (there, here)
                phrase = Phrase(
                    here.start, there.end, office.refs or name.refs, name.person, name.title or office.head, office.head
                )
                out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
                i = j + 1
                continue
        out.append(items[i])
        i += 1
    return out


def _apposed(here: Phrase, there: Phrase) -> bool:
    if bool(here.person) == bool(there.person):
        return False
    office, name = (there, here) if here.person else (here, there)
    if office.head not in w.SINGULAR or not office.refs:
        return False
    sent = office.head in _SENT and all(ref.kind in BODIES for ref in office.refs)
    return sent or not name.refs or bool({r.id for r in name.refs} & {r.id for r in office.refs})


# Whoever has been sent by an organisation speaks for it, wherever he is from.
_SENT = frozenset({"envoy", "representative", "mediator", "coordinator", "secretary-general"})
