"""Which of the roles for which something speaks stand, and who else must be a party where a text names too few."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from negotiations.extraction.findings import PositionFinding, Span
from negotiations.extraction.phrases import Marked, Phrase, Ref
from negotiations.extraction.reading import Reading
from negotiations.extraction.roles import CAN_FIGHT, ENOUGH, Seat
from negotiations.extraction.rules.language import compile_pattern

# The stances that make somebody outside of the talks one who calls for things from outside.
_VOICES_OUTSIDE = frozenset({"demands", "supports", "proposes", "rejects", "accepts", "open", "accepts-conditionally"})
# Who has one of these is not looked for among the parties.
_OTHER_SEATS = frozenset({"mediator", "host", "guarantor", "observer"})
_MOST_TOGETHER = 8
_DISPUTE = compile_pattern(
    r"(?:war|fighting|attack\w*|hostages?|prisoners?|ceasefire|cease-fire|truce|dispute|conflict|sanctions|troops|forces|proposal|deal|agreement|"
    r"talks|negotiations|demands?|reject\w*|accept\w*|accus\w+|rebels?|border|violence|met|meeting|breakaway|separatists?|crisis|stalemate|"
    r"deadlock|power-sharing)"
)


def settle(
    reading: Reading, seats: dict[str, Seat], *, hosts: Sequence[tuple[Ref, Span]]
) -> dict[str, tuple[str, ...]]:
    """The roles that stand for each actor. Nobody mediates talks to which it is a party."""
    strong = {key for key, seat in seats.items() if seat.weights["party"] >= 0.75}
    settled: dict[str, tuple[str, ...]] = {}
    for key, seat in seats.items():
        party, mediator = seat.weights["party"], seat.weights["mediator"]
        if len(strong - {key}) >= 2:
            party -= seat.weights["met"]
        roles: list[str] = []
        if mediator >= ENOUGH and (mediator >= party or (party < 0.75 and len(strong - {key}) >= 2)):
            roles.append("mediator")
        elif party >= ENOUGH:
            roles.append("party")
        for role in ("host", "guarantor", "observer", "stakeholder"):
            if (
                seat.weights[role] >= ENOUGH
                and not (role in {"observer", "stakeholder"} and roles)
                and not (role == "host" and "party" in roles)
            ):
                roles.append(role)
        settled[key] = tuple(roles)
    if not any("mediator" in roles for roles in settled.values()):
        _seat_envoys(seats, settled)
    for ref, span in hosts:
        seat = seats.setdefault(ref.id, Seat(ref))
        roles_now = settled.get(ref.id, ())
        if "party" not in roles_now and "host" not in roles_now:
            seat.add("host", 0.7, span, "roles/venue-of-talks")
            settled[ref.id] = (*(r for r in roles_now if r not in {"stakeholder", "observer"}), "host")
    return settled


def _seat_envoys(seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]) -> None:
    """Where nobody else is told to mediate, those do whose envoy to the talks is named."""
    for key, seat in seats.items():
        if seat.weights["envoy"] and not {"party", "observer"} & set(settled.get(key, ())):
            for span in seat.spans["envoy"]:
                seat.add("mediator", ENOUGH, span, seat.rules["envoy"])
            settled[key] = ("mediator", *(role for role in settled.get(key, ()) if role == "host"))


def add_parties_by_default(reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]) -> None:
    """Where the text names fewer than two parties outright: those who attend, or who speak most of what is disputed."""
    parties = [key for key, roles in settled.items() if "party" in roles]
    if len(parties) >= 2:
        return
    attend = [
        key
        for key, seat in seats.items()
        if seat.weights["attends"] >= ENOUGH and not settled.get(key) and seat.ref.kind in CAN_FIGHT
    ]
    for key in attend:
        settled[key] = ("party",)
        seats[key].count_as("attends", "party")


def add_from_positions(
    reading: Reading,
    seats: dict[str, Seat],
    settled: dict[str, tuple[str, ...]],
    positions: Sequence[PositionFinding],
    refs: dict[str, Ref],
) -> None:
    """Who takes a position has a seat: the leading voices of a dispute without named parties are its parties,
    others stakeholders.
    """
    held: dict[str, list[PositionFinding]] = defaultdict(list)
    for position in positions:
        if position.modality != "historical" and position.stance in _VOICES_OUTSIDE | {"denies", "withdraws"}:
            held[position.holder_key or position.holder.lower()].append(position)
    parties = [key for key, roles in settled.items() if "party" in roles]
    for key, own in sorted(held.items(), key=lambda row: -len(row[1])):
        if (settled.get(key) and settled[key] != ("host",)) or key not in refs:
            continue
        seat = seats.setdefault(key, Seat(refs[key]))
        role = "stakeholder"
        if settled.get(key) == ("host",) and len(parties) >= 2:
            continue
        if _is_unlisted_people(reading, refs[key]) and len(parties) >= 2:
            continue  # those who sit at the table for it are named otherwise
        if (
            refs[key].kind == "armed-group"
            and not _only_supports(own)
            and _is_at_home(reading, refs[key], parties, refs)
        ):
            role = "party"
        elif len(parties) < 2 and refs[key].kind in CAN_FIGHT and not _only_supports(own):
            role = "party"
            parties.append(key)
        seat.add(role, own[0].confidence, own[0].evidence[0], "roles/holds-a-position")
        settled[key] = (role,)


def _is_unlisted_people(reading: Reading, ref: Ref) -> bool:
    """Whether a side is a people that the text alone names as one."""
    return ref.key is None and any(m.actor == ref.name and m.rule == "people-as-told" for m in reading.mentions)


def _is_at_home(reading: Reading, group: Ref, parties: Sequence[str], refs: dict[str, Ref]) -> bool:
    """Whether an armed group is one of the land of a party that is a state: then it is a side of the same dispute."""
    of_group = {m.country for m in reading.mentions if (m.key or m.actor) == (group.key or group.name)} - {None}
    states = {reading.lexicon.country(key) for key in parties if key in refs and refs[key].kind == "state"}
    return bool(of_group & states)


def _only_supports(positions: Sequence[PositionFinding]) -> bool:
    """Whether an actor does nothing but support what others do, as those outside do."""
    return all(position.stance == "supports" for position in positions)


# Whoever is a stakeholder by these words is no party.
_OUTSIDE = frozenset(
    f"roles/{name}"
    for name in ("backs-the-talks", "greets-the-talks", "lends-support", "affected", "meets-over-others")
)


def supporters(seats: dict[str, Seat], positions: Sequence[PositionFinding]) -> frozenset[str]:
    """Those who do nothing but support what others do, or are touched by it."""
    held: dict[str, list[PositionFinding]] = defaultdict(list)
    for position in positions:
        held[position.holder_key or position.holder.lower()].append(position)
    outside = {key for key, seat in seats.items() if seat.rules.get("stakeholder") in _OUTSIDE}
    return frozenset(outside | {key for key, own in held.items() if _only_supports(own)})


def withdraw_presumed(seats: dict[str, Seat], outside: frozenset[str]) -> None:
    """Take back that somebody is a party who was only presumed one, by being named with another, and stands outside."""
    for key in outside & seats.keys():
        if seats[key].rules.get("party") == "roles/named-together":
            seats[key].withdraw("party")


def add_disputants(
    reading: Reading,
    seats: dict[str, Seat],
    settled: dict[str, tuple[str, ...]],
    hosts: frozenset[str] = frozenset(),
    outside: frozenset[str] = frozenset(),
) -> None:
    """Where fewer than two parties are named outright: those who meet each other, or the two named together most
    over the dispute. ``outside``: those who are no party to it.
    """
    parties = [key for key, roles in settled.items() if "party" in roles]
    if len(parties) >= 2:
        return
    seated = outside | {key for key, roles in settled.items() if _OTHER_SEATS & set(roles)}
    together: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    spans: dict[str, Span] = {}
    refs: dict[str, Ref] = {}
    for number, marked in enumerate(reading.marked):
        here: dict[str, Phrase] = {}
        for phrase in _of_today(marked):
            for ref in phrase.refs:
                if ref.kind in CAN_FIGHT and ref.id not in seated and len(here) < _MOST_TOGETHER:
                    here.setdefault(ref.id, phrase)
                    refs[ref.id] = ref
                    spans.setdefault(ref.id, (phrase.start, phrase.end))
        named.update(here.keys())
        if len(here) < 2:
            continue
        weight = (2 if number < 3 else 1) * (2 if _DISPUTE.search(marked.string) else 1)
        for one, other in combinations(sorted(here), 2):
            kinds = [refs[key].kind for key in (one, other)]
            # Two armed groups in one breath are more often on one side than on two.
            together[one, other] += weight * (2 if kinds.count("armed-group") == 1 else 1)
            # "The ministers of A and B" are named together more than by chance.
            together[one, other] += 2 * (here[one] is here[other] and len(here[one].refs) == len("AB"))
    for pair in list(together):
        together[pair] += sum(round(4 * seats[key].weights["party"]) for key in pair if key in seats)
        together[pair] -= 4 * len(hosts & set(pair))
    fitting = [pair for pair in together if not parties or parties[0] in pair]
    armed_ones = {key for key, ref in refs.items() if ref.kind == "armed-group"}
    fitting = [pair for pair in fitting if armed_ones & set(pair)] or fitting
    best = max(fitting, key=lambda pair: (together[pair] + sum(named[key] for key in pair), pair), default=None)
    if best is None or together[best] < 4:
        return
    for key in best:
        if "party" not in settled.get(key, ()):
            seats.setdefault(key, Seat(refs[key])).add("party", 0.5, spans[key], "roles/named-together")
            settled[key] = ("party",)


def _of_today(marked: Marked) -> list[Phrase]:
    """The phrases of a sentence without the people who once held an office ("the former president of A")."""
    return [phrase for _, phrase in marked.phrases() if phrase.person is None or phrase.speaks]


def add_counterpart(reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]) -> None:
    """A dispute has two sides: beside a single party the actor without a role that the text names most."""
    parties = [key for key, roles in settled.items() if "party" in roles]
    if len(parties) != 1:
        return
    spans: dict[str, list[Span]] = defaultdict(list)
    refs: dict[str, Ref] = {}
    for marked in reading.marked:
        for _, phrase in marked.phrases():
            for ref in phrase.refs:
                if ref.kind in CAN_FIGHT and not settled.get(ref.id):
                    spans[ref.id].append((phrase.start, phrase.end))
                    refs[ref.id] = ref
    best = max(spans, key=lambda key: (refs[key].kind != "state", len(spans[key])), default=None)
    if best is not None and len(spans[best]) >= 2:
        seats.setdefault(best, Seat(refs[best])).add("party", 0.45, spans[best][0], "roles/other-side")
        settled[best] = ("party",)
