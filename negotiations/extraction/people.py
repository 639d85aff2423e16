"""People by name, office and the actor they speak for, whether a list knows them or not."""

import re
from collections.abc import Sequence

from negotiations.extraction.items import Row
from negotiations.extraction.lexicon import fold
from negotiations.extraction.naming import Named
from negotiations.extraction.roll import Person, Roll, Seen
from negotiations.extraction.rules import titles
from negotiations.extraction.tokens import Token

_NAME = r"(?:H|N[Nn]{0,4}N|N)"
# "U.S. Secretary of State X", "Iran's top nuclear negotiator, X", "lead mediator for the AU, X"
_BEFORE = re.compile(
    rf"(?P<lead>A,A,|AP?)?(?P<office>[MT]*(?:(?:A)?T)(?:o(?:d?[MNTA]{{1,3}}?(?:c[MN]{{1,2}})?))?)(?P<comma>,?)(?P<address>S{{0,2}})(?P<name>{_NAME})"
)
_BEFORE_LONG = re.compile(
    rf"(?P<lead>AP?)?(?P<office>[MT]*(?:(?:A)?T)od?[AMNTxdP]{{1,6}}(?:o[AMNxd]{{1,4}})?),(?P<address>S{{0,2}})(?P<name>{_NAME}),?(?=[,v.x]|$)"
)
# "X, the Iranian envoy", "X, spokesman for the Y,"
_AFTER = re.compile(
    rf"(?P<name>{_NAME}),(?:vx)?d?(?P<lead>AP?)?(?P<office>[MTA]*T(?:[oc]d?[AMNTxdPG]{{1,7}})*)(?=[,.vcx]|$)"
)
# "Iran's X"
_OWNED = re.compile(r"AP(?P<name>H|N[Nn]{0,3}N)(?![PN])")
_ADDRESSED = re.compile(rf"(?P<address>S{{1,2}})(?P<name>{_NAME})")
# Each with its rule and what must stand in a shape for the pattern to hold.
_BY_OFFICE = (
    (_AFTER, "office-after", "T"),
    (_BEFORE_LONG, "office-before", "T"),
    (_BEFORE, "office-before", "T"),
    (_OWNED, "owned-name", "AP"),
)
_KNOWN = re.compile("H")
# Where nobody was named before, only the lists can know a name, by three words with an initial among them.
_LONG_NAME = re.compile("N[Nn]+N")

_MEDIATORS = frozenset("mediator facilitator intermediary go-between".split())
_OF_REBELS = frozenset("rebel rebels guerrilla guerrillas insurgent insurgents separatist separatists".split())
_NO_SURNAMES = frozenset(
    """news agency party forum center centre institute group organization energy administration doctrine plan road map
    campaign initiative""".split()
)


def find_people_in(rows: Sequence[Row], named: Sequence[Named], roll: Roll) -> None:
    """Go through the rows and enter everybody who is named with an office, an owner, a form of address or in a list."""
    by_item = {id(found.item): found for found in named}
    fighting = {
        found.key: found for found in named if found.key and roll.lexicon.actors[found.key].kind == "armed-group"
    }
    roll.only_group = next(iter(fighting.values())) if len(fighting) == 1 else None
    for row in rows:
        _hide_other_bearers(row)
        taken: set[int] = set()
        for pattern, rule, needs in _BY_OFFICE:
            if needs in row.shape:
                for match in pattern.finditer(row.shape):
                    _enter(match, row, by_item, taken, roll, rule, rows)
        if "S" in row.shape:
            for match in _ADDRESSED.finditer(row.shape):
                if not taken & set(range(*match.span("name"))):
                    taken.update(range(*match.span("name")))
                    roll.add(row.items[match.start("name") : match.end("name")], "form-of-address", honorific=True)
        for match in _KNOWN.finditer(row.shape) if "H" in row.shape else ():
            if match.start() not in taken:
                taken.add(match.start())
                roll.add([row.items[match.start()]], "known-person")
        if roll.people or _LONG_NAME.search(row.shape):
            _enter_later_names(row, taken, roll)


def _hide_other_bearers(row: Row) -> None:
    """A surname of the lists after somebody else's first name ("Ivanka Trump") is that other person's."""
    at = row.shape.find("NH")
    while at >= 0:
        before, item = row.items[at : at + 2]
        if " " not in item.lower and before.end + 1 == item.start:
            item.shape, item.hit = "N", None
            row.shape = f"{row.shape[: at + 1]}N{row.shape[at + 2 :]}"
        at = row.shape.find("NH", at + 1)


def _enter(
    match: re.Match[str],
    row: Row,
    by_item: dict[int, Named],
    taken: set[int],
    roll: Roll,
    rule: str,
    rows: Sequence[Row],
) -> None:
    first, last = match.span("name")
    groups = match.groupdict()
    if taken & set(range(first, last)) or (groups.get("office") and taken & set(range(*match.span("office")))):
        return
    items = row.items[first:last]
    if items[0].shape == "N" and not _is_name(items, rule, row, match):
        return
    office, actor = None, None
    if groups.get("office") is not None:
        low, high = _office_span(match, row, by_item, roll)
        words = row.items[low:high]
        heads = [item.lower for item in words if item.shape == "T"]
        if (
            groups.get("comma")
            and not groups.get("lead")
            and len(words) < 2
            and row.shape[max(0, low - 1) : low] != "P"
        ):
            return
        actor = _actor_of(match, row, by_item, roll.text.source)
        office = _office_text(row, low, high, roll, by_item)
        if any(head in titles.BYSTANDER_HEADS for head in heads[-1:]):
            actor = None
        elif (
            actor is None
            and items[0].hit is None
            and heads
            and _is_held_for_a_state(heads, office)
            and not _owned_by_unknown(row, low)
        ):
            actor = _state_at_hand(row, low, rows, by_item, roll)
        if actor is None and low > 1 and row.shape[low - 2 : low] == "HP":
            actor = _same_side(row, low - 2, by_item, roll)
        if actor is None and any(item.lower in _OF_REBELS for item in words):
            actor = roll.only_group
    else:
        actor = by_item.get(id(row.items[match.start()]))
        if actor is None:
            return
    taken.update(range(first, last))
    if groups.get("office") and rule == "office-after":
        taken.update(range(*match.span("office")))
    roll.add(items, rule, office=office, actor=actor)


def _is_held_for_a_state(heads: Sequence[str], office: str | None) -> bool:
    """Whether an office without an owner is one of a state: a minister always, a bare president too."""
    return heads[0] in titles.STATE_HEADS or office in {"President", "Ambassador"}


def _is_name(items: Sequence[Token], rule: str, row: Row, match: re.Match[str]) -> bool:
    """Whether capitals are a person's name: two of them, or one behind an office that people are called by."""
    words = [item for item in items if item.shape == "N"]
    if len(words) >= 2:
        return words[-1].lower not in _NO_SURNAMES
    following = row.items[match.end("name")].lower if match.end("name") < len(row.items) else ""
    if (
        rule != "office-before"
        or len(words[0].lower) < 3
        or match.groupdict().get("comma")
        or following in _NO_SURNAMES
    ):
        return False
    return row.items[match.end("office") - 1].lower in titles.CALLED_BY


def _actor_of(match: re.Match[str], row: Row, by_item: dict[int, Named], source: str) -> Named | None:
    """The actor of an office: what stands before it, else the first that stands in it."""
    if match["lead"] is not None:
        found = by_item.get(id(row.items[match.start("lead")]))
        if found is not None:
            return found
    for index in range(*match.span("office")):
        found = by_item.get(id(row.items[index]))
        if found is not None and _mediates_there(row, match.start("office"), index):
            return None
        if found is not None and not _names_another_body(row, index, source):
            return found
    return None


def _mediates_there(row: Row, first: int, index: int) -> bool:
    """Whether an actor only tells where somebody mediates ("the mediator in the Ruritanian crisis")."""
    words = [row.items[at].lower for at in range(first, index)]
    return bool(_MEDIATORS & set(words)) and bool({"in", "between", "on"} & set(words))


def _names_another_body(row: Row, index: int, source: str) -> bool:
    """Whether an actor's name is but a part of a body's name ("Center for American Progress", "Workers of America")."""
    items = row.items
    after = items[index + 1] if index + 1 < len(items) else None
    if (
        after is not None
        and after.shape in "Nx"
        and source[after.start].isupper()
        and after.start - items[index].end == 1
    ):
        return True
    return index > 1 and items[index - 1].lower in {"of", "for"} and items[index - 2].shape == "N"


def _office_span(match: re.Match[str], row: Row, by_item: dict[int, Named], roll: Roll) -> tuple[int, int]:
    """The items of the office itself: from the last head on if another was drawn in ("official from President X"),
    from the seat or organ on where that is part of it ("White House spokesman")."""
    low, high = match.span("office")
    if row.shape[high - 1] == "T" and "o" in row.shape[low:high]:
        low = low + row.shape[low:high].rindex("o") + 1
        low += row.shape[low] == "d"
    lead = by_item.get(id(row.items[match.start("lead")])) if match["lead"] else None
    whole = match["lead"] == "A" and low == match.start("office")
    if lead is not None and whole and (lead.kind == "metonym" or _is_organ(lead, roll)):
        low = match.start("lead")
    return low, high


def _is_organ(named: Named, roll: Roll) -> bool:
    """Whether an actor is an organ of a state: its name belongs to the titles of its people ("CIA director")."""
    above = roll.lexicon.actors.get(roll.lexicon.actors[named.keys[0]].part_of or "")
    return above is not None and above.kind == "state" and named.kind in {"name", "abbreviation"}


def _office_text(row: Row, low: int, high: int, roll: Roll, by_item: dict[int, Named]) -> str | None:
    """The words of the office as they stand, without a closing "counterpart"."""
    if row.items[high - 1].lower == "counterpart":
        return None
    start, end = row.items[low].start, row.items[high - 1].end
    return " ".join(roll.text.source[start:end].split())


def _owned_by_unknown(row: Row, low: int) -> bool:
    before = row.items[low - 1] if low else None
    return before is not None and before.shape in "PGL"


def _state_at_hand(row: Row, low: int, rows: Sequence[Row], by_item: dict[int, Named], roll: Roll) -> Named | None:
    """For "Foreign Minister X" without a country: the one state named before it, or in the last two sentences."""
    companion = _companion(row, low, by_item, roll)
    if companion is not None:
        return companion
    for candidates in (row.items[:low], [r.items[index] for r in _before(row, rows) for index in r.named]):
        found = [by_item[id(item)] for item in candidates if id(item) in by_item]
        states = {
            f.key: f for f in found if f.key and roll.lexicon.actors[f.key].kind == "state" and f.kind != "metonym"
        }
        if len(states) == 1:
            return next(iter(states.values()))
        if states:
            return None
    return None


def _same_side(row: Row, index: int, by_item: dict[int, Named], roll: Roll) -> Named | None:
    """For "President A's spokesman, B": the actor that the known person A speaks for, where the sentence names it."""
    items = row.items[index : index + 1]
    owner = roll.person_of(items)
    return next((found for item in row.items if (found := by_item.get(id(item))) and found.key == owner.key), None)


def _companion(row: Row, low: int, by_item: dict[int, Named], roll: Roll) -> Named | None:
    """In "the Greek prime minister A and energy minister B" both speak for one actor: that of A."""
    if low < 2 or row.shape[low - 1] not in "c,":
        return None
    first = next((seen.person for seen in reversed(roll.seen) if seen.end == row.items[low - 2].end), None)
    if first is None or first.key is None:
        return None
    return next(
        (found for item in row.items[:low] if (found := by_item.get(id(item))) and found.key == first.key), None
    )


def _before(row: Row, rows: Sequence[Row]) -> Sequence[Row]:
    place = row.sentence.index
    return (
        [r for r in rows[max(0, place - 2) : place] if r.sentence.index < place]
        if rows and rows[0].sentence.index == 0
        else []
    )


def _enter_later_names(row: Row, taken: set[int], roll: Roll) -> None:
    """Surnames and full names of people who were named before."""
    shape = row.shape
    index = shape.find("N")
    while index >= 0:
        if index in taken:
            index = shape.find("N", index + 1)
            continue
        start, stop = row.items.place(index)
        end = index + 1
        while end < len(shape) and shape[end] in "Nn" and end not in taken and row.items.place(end)[0] - stop == 1:
            stop = row.items.place(end)[1]
            end += 1
        while shape[end - 1] == "n":
            end -= 1
        span = start, row.items.place(end - 1)[1]
        known = _known_before(roll, roll.text.source[slice(*span)], end - index)
        if known is not None:
            taken.update(range(index, end))
            known.spans.append(span)
            roll.seen.append(Seen(*span, known, "later-name"))
        index = shape.find("N", end)


def _known_before(roll: Roll, name: str, words: int) -> Person | None:
    if words >= 3:
        return roll.people.get(fold(name).lower()) or roll.listed(name)
    return (roll.people.get(fold(name).lower()) or roll.by_surname(name)) if roll.people else None
