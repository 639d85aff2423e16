"""Which actor a name of the lexicon means in its place: seats that act, names inside names, names with two meanings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from negotiations.extraction.items import Row
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.rules import metonyms, titles
from negotiations.extraction.tokens import Token

_RANK = {"name": 0, "title": 0, "abbreviation": 1, "demonym": 2, "metonym": 3}
_OWN_KINDS = frozenset({"state", "intergovernmental"})


@dataclass(slots=True)
class Named:
    """An item that may name an actor: the keys that it may mean, and which kind of alias it is."""

    item: Token
    row: Row
    index: int
    keys: tuple[str, ...]
    kind: str
    key: str | None = None


@dataclass(slots=True)
class Context:
    """What the text names beyond doubt: actors and countries (alpha-3)."""

    keys: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)  # of actors, those named by more than their plain name


def name_actors(rows: Sequence[Row], lexicon: Lexicon, *, bare: bool) -> list[Named]:
    """The items that name actors, settled as far as the text settles them. ``bare``: the text is but a name."""
    named: list[Named] = []
    context = Context()
    bearers: set[str] = set()
    for row in rows:
        for index in row.named:
            item = row.items[index]
            if item.shape == "x" and item.lower.split()[-1] in titles.NAMES_OF_PEOPLE:  # a whole name of the lists
                bearers.add(item.lower.split()[-1])
            if _inside_other_name(row, index):
                bearers.add(item.lower)
                continue
            found = _name(item, row, index, lexicon, bare=bare)
            if found is not None:
                named.append(found)
            _note(item, found, lexicon, context)
    named = [found for found in named if not _is_surname(found, bearers, context)]
    kept = [found for found in named if _supported(found, lexicon, context, bare=bare)]
    for found in kept:
        found.key = _settle(found, lexicon, context)
    return kept


def _is_surname(found: Named, bearers: set[str], context: Context) -> bool:
    """Whether a name that somebody bears in this text is theirs again, where nothing else speaks for the town or the
    state ("Michael Jordan … Jordan said").
    """
    if found.item.lower not in bearers:
        return False
    return found.kind == "metonym" or (found.kind == "name" and not context.beside & set(found.keys))


def _name(item: Token, row: Row, index: int, lexicon: Lexicon, *, bare: bool) -> Named | None:
    senses = [sense for sense in item.senses if sense.kind in _RANK]
    if not senses:
        return None
    kind = min((sense.kind for sense in senses), key=_RANK.__getitem__)
    keys = tuple(dict.fromkeys(sense.key for sense in senses if sense.kind == kind or _RANK[sense.kind] == _RANK[kind]))
    if kind == "metonym" and not bare and not (acts(row, index) or _is_where_officials_sit(row, index)):
        return None
    if kind == "demonym" and index and row.items[index - 1].lower == "ethnic":
        return None  # a people, no state
    return Named(item, row, index, keys, kind)


def _note(item: Token, found: Named | None, lexicon: Lexicon, context: Context) -> None:
    if found is not None and _namesake(found, lexicon):
        return
    if found is None or found.kind == "metonym":
        context.countries.update(_countries_of_places(item, lexicon))
    if found is None:
        return
    if found.kind != "name":
        context.beside.update(found.keys)
    if len(found.keys) == 1 and (found.kind != "abbreviation" or lexicon.actors[found.keys[0]].kind in _OWN_KINDS):
        context.keys.add(found.keys[0])
        country = lexicon.country(found.keys[0])
        if country:
            context.countries.add(country)


def _countries_of_places(item: Token, lexicon: Lexicon) -> set[str]:
    """The alpha-3 codes of the states in which the towns and regions of that name lie."""
    places = [lexicon.places.get(sense.key) for sense in item.senses if sense.kind == "place"]
    states = [lexicon.state(place.country_iso2) for place in places if place is not None]
    return {state.iso3 for state in states if state is not None}


def _namesake(found: Named, lexicon: Lexicon) -> set[str]:
    """The other states in which a region of the same name as this actor lies ("Georgia")."""
    if found.kind != "name" or len(found.keys) != 1:
        return set()
    return _countries_of_places(found.item, lexicon) - {lexicon.country(found.keys[0]) or ""}


def _supported(found: Named, lexicon: Lexicon, context: Context, *, bare: bool) -> bool:
    """Short forms of groups count where the text speaks of their country or has their name in full ("PAN")."""
    elsewhere = _namesake(found, lexicon)
    if (
        elsewhere & context.countries
        and not _beside_a_state(found, lexicon)
        and lexicon.country(found.keys[0]) not in context.countries
    ):
        return False
    if bare or found.kind != "abbreviation" or len(found.item.lower) > 7:
        return True
    keys = [key for key in found.keys if _fits(key, lexicon, context)]
    if not keys:
        return False
    found.keys = tuple(keys)
    return True


def _beside_a_state(found: Named, lexicon: Lexicon) -> bool:
    """Whether "and" ties a name to that of a state: "Georgia and Russia" are two of a kind."""
    items = found.row.items
    for tie, other in ((found.index + 1, found.index + 2), (found.index - 1, found.index - 2)):
        if 0 <= other < len(items) and 0 <= tie < len(items) and items[tie].lower == "and":
            keys = {sense.key for sense in items[other].senses if sense.kind == "name"}
            if any(key in lexicon.actors and lexicon.actors[key].kind == "state" for key in keys):
                return True
    return False


def _fits(key: str, lexicon: Lexicon, context: Context) -> bool:
    actor = lexicon.actors[key]
    above = lexicon.actors.get(actor.part_of or "")
    if key in context.keys or actor.kind in _OWN_KINDS or (above is not None and above.kind in _OWN_KINDS):
        return True
    country = lexicon.country(key)
    return country is None or country in context.countries


def _settle(found: Named, lexicon: Lexicon, context: Context) -> str | None:
    if len(found.keys) == 1:
        return found.keys[0]
    for known in (context.keys, None):
        fitting = [
            key
            for key in found.keys
            if (key in known if known is not None else lexicon.country(key) in context.countries)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _inside_other_name(row: Row, index: int) -> bool:
    """Whether the name is a part of a longer one that no list knows: "Jordan Smith", "Oman Tribune"."""
    items = row.items
    item = items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    before = items[index - 1] if index else None
    tail = after.lower if after and after.start - item.end == 1 else ""
    if tail in titles.COMPOUND_TAILS and after and after.shape in "NxM" and _is_capital(row, after):
        return True
    if item.lower not in titles.NAMES_OF_PEOPLE:
        return False
    if after and after.shape == "N" and after.start - item.end == 1:
        return True
    return bool(before and before.shape == "N" and item.start - before.end == 1 and index > 1)


def _is_capital(row: Row, item: Token) -> bool:
    # The class of a word tells its capital only for names, so the tail's own letter is looked up by its class.
    return item.shape in "Nx" and item.hit is None


def acts(row: Row, index: int) -> bool:
    """Whether the town or seat at ``index`` stands for those who govern there.

    It does as the subject of an acting verb, as the owner of something, and as the one acted upon.
    """
    items = row.items
    item = items[index]
    at = index - 1
    if at >= 0 and items[at].lower == "the":
        at -= 1
    before = items[at].lower if at >= 0 else ""
    after = items[index + 1] if index + 1 < len(items) else None
    following = items[index + 2] if index + 2 < len(items) else None
    if item.hit is not None and items.rest(index).lower() in metonyms.DONE_BY:
        return True
    if before in metonyms.PLACE_PREPOSITIONS:
        return (
            before in {"to", "from", "of", "for"}
            and after is not None
            and after.shape == "P"
            and following is not None
            and following.shape in "xMT"
        )
    if after is not None and after.shape == "P" and len(after.lower) > 1:
        return following is None or following.shape not in "NALH"
    if before in metonyms.ACTED_UPON:
        return True
    if before == "on" and at and items[at - 1].lower in metonyms.CALLING and _is_told(row, index):
        return True
    if before in {"between", "and", ","} and _one_of_a_pair(row, index, at):
        return True
    subject = at < 0 or before in metonyms.BEFORE_SUBJECT
    if subject and after is not None and following is not None and after.shape == "c" and following.shape == "A":
        return index + 3 < len(items) and items[index + 3].shape in "xv"
    if subject and after is not None and (_is_act(after.lower) or _ends_clause(after, following)):
        return True
    if (
        after is not None
        and after.shape == "T"
        and item.hit is not None
        and all(s.kind == "metonym" for s in item.hit.senses)
    ):
        return True  # "Kremlin spokesman", "White House officials"
    if after is not None and after.lower in metonyms.OFFICE_HOLDERS:
        return True
    return _seat_of_power(item) and subject and after is not None and after.shape in "xM"


def _is_where_officials_sit(row: Row, index: int) -> bool:
    """ "Officials in Tripoli": those who govern there, unlike "UN officials" and "aid officials"."""
    items = row.items
    if index < len("AB") or items[index - 1].lower != "in" or items[index - 2].lower not in metonyms.OFFICIALS_IN:
        return False
    before = items[index - 3] if index > len("AB") else None
    return before is None or not (before.shape in "AHN" or before.lower in metonyms.NOT_OF_THE_SEAT)


def _is_told(row: Row, index: int) -> bool:
    """Whether "to" follows, at once or behind a day ("called on Moscow on Monday to stop")."""
    following = [row.items[at].lower for at in range(index + 1, min(index + 4, len(row.items)))]
    return following[:1] == ["to"] or (following[2:3] == ["to"] and following[1].endswith("day"))


def _is_act(word: str) -> bool:
    """Whether a word after a subject is a verb that governments do."""
    return word in metonyms.ACTING_VERBS or (word.endswith("ed") and len(word) > 4)


def _ends_clause(verb: Token, following: Token | None) -> bool:
    """ "Moscow disagrees." "Baku differs with …": a verb and nothing that it could describe."""
    return (
        verb.lower.endswith("s")
        and verb.shape == "x"
        and following is not None
        and following.lower in {".", "that", "with"}
    )


def _seat_of_power(item: Token) -> bool:
    """A seat that is no town ("the Kremlin", "Downing Street"): it says and does more than it is gone to."""
    return item.hit is not None and all(sense.kind == "metonym" for sense in item.hit.senses)


def _one_of_a_pair(row: Row, index: int, at: int) -> bool:
    """ "between Washington and Tehran", "Moscow and Kyiv agreed": two of a kind, one of them plainly acting."""
    items = row.items
    before = items[at].lower
    if before == "between":
        other = index + 2 + (index + 2 < len(items) and items[index + 2].lower == "the")
        return other < len(items) and items[index + 1].lower == "and" and items[other].shape in "AH"
    if before == "and" and at >= 1 and items[at - 1].shape == "A":
        further = items[at - 2].lower if at >= 2 else ""
        if further == "between":
            return True
        goes_on = index + 1 < len(items) and items[index + 1].shape in "xv"
        return goes_on and (further in metonyms.BEFORE_SUBJECT or at < 2)
    return False
