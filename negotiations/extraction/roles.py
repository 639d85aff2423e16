"""Which role each actor has in the talks, from the language of talks and from nothing else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from negotiations.extraction.background import tells_of_the_past
from negotiations.extraction.counted import counted_mediators
from negotiations.extraction.findings import ParticipantFinding, PositionFinding, Span
from negotiations.extraction.phrases import Marked, Phrase, Ref, wording
from negotiations.extraction.reading import Reading, phrases_in, source_span
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.language import Rule, compile_pattern
from negotiations.extraction.subjects import governed

# From this weight on a role stands; "attends" and meetings alone stay below it unless two of them meet.
ENOUGH = 0.5
_COUNTED = 0.7
_HEAD_WEIGHT = {"mediator": 0.7, "party": 0.35}
# The stances that make somebody outside of the talks one who calls for things from outside.
_VOICES_OUTSIDE = frozenset({"demands", "supports", "proposes", "rejects", "accepts", "open", "accepts-conditionally"})
# Those between whom a dispute can be, where the text does not say so itself.
_CAN_FIGHT = frozenset({"state", "armed-group", "political-body"})
_BODIES = frozenset({"intergovernmental", "nongovernmental", "bloc"})
# Mediators meet each side and talk with it, as a party does.
_AS_MEDIATORS_DO = frozenset({"met-with", "talks-with"})
# Who has one of these is not looked for among the parties.
_OTHER_SEATS = frozenset({"mediator", "host", "guarantor", "observer"})
_DISPUTE = compile_pattern(
    r"(?:war|fighting|attack\w*|hostages?|prisoners?|ceasefire|cease-fire|truce|dispute|conflict|sanctions|troops|forces|proposal|deal|agreement|"
    r"talks|negotiations|demands?|reject\w*|accept\w*|accus\w+|rebels?|border|violence)"
)


@dataclass(slots=True)
class Seat:
    """What speaks for the roles of one actor: weight, words and rules for each."""

    ref: Ref
    weights: Counter[str] = field(default_factory=Counter)
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[str, str] = field(default_factory=dict)

    def add(self, role: str, weight: float, span: Span, rule: str) -> None:
        """Counts one piece of evidence; the same words do not count twice for one role."""
        if any(s < span[1] and span[0] < e for s, e in self.spans[role]):
            weight *= 0.3
        self.weights[role] += weight  # type: ignore[assignment]
        self.spans[role].append(span)
        self.rules.setdefault(role, rule)


def find_seats(reading: Reading) -> dict[str, Seat]:
    """The evidence for roles in the whole text, by actor, in order of first evidence."""
    seats: dict[str, Seat] = {}

    def seat(ref: Ref) -> Seat:
        return seats.setdefault(ref.id, Seat(ref))

    for number, marked in enumerate(reading.marked):
        for _, phrase in marked.phrases():
            if phrase.speaks and _is_peace_envoy(reading, phrase):
                for ref in phrase.refs:
                    seat(ref).add("envoy", _COUNTED, (phrase.start, phrase.end), "roles/envoy-acts")
            for role in _roles_of_head(reading, phrase):
                weight = ENOUGH if phrase.head == "negotiators" else _HEAD_WEIGHT[role]
                for ref in phrase.refs:
                    seat(ref).add(role, weight, (phrase.start, phrase.end), f"roles/head-{role}")
        for rule, ref, role, weight, span in _told(reading, number):
            seat(ref).add(role, weight, span, f"roles/{rule.name}")
            if rule.name in _AS_MEDIATORS_DO:
                seat(ref).weights["met"] += weight  # type: ignore[assignment]
    for ref, span in counted_mediators(reading):
        seat(ref).add("mediator", _COUNTED, span, "roles/counted-mediators")
    return seats


def _told(reading: Reading, number: int) -> Iterator[tuple[Rule, Ref, str, float, Span]]:
    """What the rules that hold in a sentence say of each actor: the rule, the role and how much that weighs."""
    for rule, phrase, span in _matches(reading, reading.marked[number]):
        role, weight = _adjusted(rule, phrase)
        if role == "host" and tells_of_the_past(reading, number):
            reading.note(f"roles/{rule.name}", span, "the sentence tells of the past")
            continue
        for ref in phrase.refs:
            yield rule, ref, role, weight, span


def _matches(reading: Reading, marked: Marked) -> Iterator[tuple[Rule, Phrase, Span]]:
    """The rules that hold in a sentence, each with an actor that it speaks of and the words."""
    for rule in marked.rules("roles"):
        for match in rule.regex.finditer(marked.string):
            span = source_span(marked, match.start(), match.end())
            if "subject" in rule.asks and _is_object(marked, match):
                reading.note(f"roles/{rule.name}", span, "whom it names is not who does it")
                continue
            phrases = [
                phrase
                for group in ("x", "y", "z")
                if match.groupdict().get(group)
                for phrase in phrases_in(marked, *match.span(group))
                if _fits(reading, rule, phrase)
            ]
            if "together" in rule.asks and _number(phrases) == 1:
                reading.note(f"roles/{rule.name}", span, "it takes two, and one alone is named")
                continue
            if not any(phrase.refs for phrase in phrases):
                reading.note(f"roles/{rule.name}", span, "no actor that is known by name has that part in it")
            for phrase in phrases:
                yield rule, phrase, span


_RELATIVE = re.compile(r" ,? ?(?:who|which|that) ")


def _is_object(marked: Marked, match: re.Match[str]) -> bool:
    """Whether a preposition rules the actor who should be the subject; not in "met with A, who is mediating"."""
    if match["x"] is None or _RELATIVE.match(marked.string, match.end("x")):
        return False
    return governed(marked.items, marked.item_at(match.start("x")))


def _number(phrases: Sequence[Phrase]) -> int:
    """How many actors phrases name; "the government", whose it is being told later, is one."""
    return len({ref.id for phrase in phrases for ref in phrase.refs}) + sum(not phrase.refs for phrase in phrases)


def _fits(reading: Reading, rule: Rule, phrase: Phrase) -> bool:
    """Whether a phrase can have the part that a rule gives it."""
    if "ground" in rule.asks:
        return phrase.head is None and phrase.person is None and all(ref.kind == "state" for ref in phrase.refs)
    if "peace-envoy" in rule.asks:
        return _is_peace_envoy(reading, phrase)
    if "body" in rule.asks and any(ref.kind not in _BODIES for ref in phrase.refs):
        return False
    if "disputant" in rule.asks and any(ref.kind not in _CAN_FIGHT for ref in phrase.refs):
        return False
    return phrase.speaks or "adjective" in rule.asks


def _is_peace_envoy(reading: Reading, phrase: Phrase) -> bool:
    """Whether an envoy is there to make peace: one of an organisation, or one called so. A state's other envoys
    speak for its own side.
    """
    office = f"{phrase.title or ''} {reading.text.source[phrase.start : phrase.end]}".lower()
    if not any(
        word in office for word in ("envoy", "representative", "mediator", "high-level panel", "special adviser")
    ):
        return False
    return "peace" in office or all(ref.kind == "intergovernmental" for ref in phrase.refs)


def _roles_of_head(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    if not phrase.speaks:
        return ()
    office = (phrase.title or "").lower().split()
    if "peace envoy" in reading.text.source[phrase.start : phrase.end].lower():
        return ("mediator",)
    if phrase.head in w.MEDIATOR_HEADS or (office and office[-1] in w.MEDIATOR_HEADS):
        return ("mediator",)
    if phrase.head in _FOR_OTHERS and w.MEDIATOR_HEADS & set(_plain_words(reading, phrase)):
        return ("mediator",)
    if phrase.head in {"negotiator", "negotiators"}:
        return ("party",)
    return ()


# "A spokesman for the Ruritanian mediator": who speaks for one who mediates.
_FOR_OTHERS = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "aide", "aides", "adviser", "office", "team"}
)


def _plain_words(reading: Reading, phrase: Phrase) -> list[str]:
    return re.findall(r"[a-z-]+", reading.text.source[phrase.start : phrase.end].lower())


def _adjusted(rule: Rule, phrase: Phrase) -> tuple[str, float]:
    """ "Talks between A and B's mediators": whoever is called a mediator is no party by the same words; nor is an
    organisation met.
    """
    if rule.value == "party" and phrase.head in w.MEDIATOR_HEADS:
        return "mediator", rule.confidence
    if rule.value == "host" and phrase.refs and all(ref.kind in _BODIES for ref in phrase.refs):
        return "mediator", _HEAD_WEIGHT["mediator"]  # a body that has no ground of its own hosts to help
    if rule.name in {"met-with", "talks-with"} and all(ref.kind not in _CAN_FIGHT for ref in phrase.refs):
        return "stakeholder", ENOUGH
    return rule.value, rule.confidence


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
        if seat.weights["envoy"] and "party" not in settled.get(key, ()):
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
        if seat.weights["attends"] >= ENOUGH and not settled.get(key) and seat.ref.kind in _CAN_FIGHT
    ]
    for key in attend:
        settled[key] = ("party",)
        seats[key].weights["party"] = seats[key].weights["attends"]
        seats[key].spans["party"] = seats[key].spans["attends"]
        seats[key].rules["party"] = seats[key].rules["attends"]


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
        if len(parties) < 2 and refs[key].kind in {"state", "armed-group", "political-body"}:
            role = "party"
            parties.append(key)
        seat.add(role, own[0].confidence, own[0].evidence[0], "roles/holds-a-position")
        settled[key] = (role,)


def add_disputants(
    reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]], hosts: frozenset[str] = frozenset()
) -> None:
    """Where fewer than two parties are named outright: those who meet each other, or the two named together most
    over the dispute.
    """
    parties = [key for key, roles in settled.items() if "party" in roles]
    if len(parties) >= 2:
        return
    together: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    spans: dict[str, Span] = {}
    refs: dict[str, Ref] = {}
    for number, marked in enumerate(reading.marked):
        here: dict[str, Phrase] = {}
        for _, phrase in marked.phrases():
            for ref in phrase.refs:
                if ref.kind in _CAN_FIGHT and not _OTHER_SEATS & set(settled.get(ref.id, ())) and len(here) < 8:
                    here.setdefault(ref.id, phrase)
                    refs[ref.id] = ref
                    spans.setdefault(ref.id, (phrase.start, phrase.end))
        named.update(here.keys())
        if len(here) < 2:
            continue
        weight = (2 if number < 3 else 1) * (2 if _DISPUTE.search(marked.string) else 1)
        for one, other in combinations(sorted(here), 2):
            armed = "armed-group" in {refs[one].kind, refs[other].kind}
            together[one, other] += weight * (2 if armed else 1)
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
                if ref.kind in _CAN_FIGHT and not settled.get(ref.id):
                    spans[ref.id].append((phrase.start, phrase.end))
                    refs[ref.id] = ref
    best = max(spans, key=lambda key: (refs[key].kind != "state", len(spans[key])), default=None)
    if best is not None and len(spans[best]) >= 2:
        seats.setdefault(best, Seat(refs[best])).add("party", 0.45, spans[best][0], "roles/other-side")
        settled[best] = ("party",)


def participants(
    reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]
) -> list[ParticipantFinding]:
    """The participants with their roles, evidence and other names, in order of first evidence."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for marked in reading.marked:
        for _, phrase in marked.phrases():
            if len(phrase.refs) == 1 and not phrase.person and settled.get(phrase.refs[0].id):
                names[phrase.refs[0].id][wording(phrase, reading.text.source)] += 1
    out = []
    for key, roles in settled.items():
        if not roles:
            continue
        seat = seats[key]
        evidence = {role: tuple(dict.fromkeys(seat.spans[role]))[:4] for role in roles}
        also = tuple(name for name, _ in names[key].most_common(6) if name != seat.ref.name)
        out.append(
            ParticipantFinding(
                key=seat.ref.key,
                actor=seat.ref.name,
                also=also,
                iso=_iso(reading, seat.ref),
                kind=seat.ref.kind,
                roles=roles,
                evidence=tuple(dict.fromkeys(span for role in roles for span in evidence[role])),
                rule=seat.rules.get(roles[0], "roles"),
                confidence=round(min(0.97, max(seat.weights[role] for role in roles)), 2),
                role_evidence=evidence,
            )
        )
    return sorted(out, key=lambda p: p.evidence[0] if p.evidence else (0, 0))


def _iso(reading: Reading, ref: Ref) -> str | None:
    entry = reading.lexicon.actor(ref.key) if ref.key else None
    return entry.iso2 if entry is not None else None
