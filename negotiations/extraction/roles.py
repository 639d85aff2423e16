"""What speaks for the roles of each actor in the talks: the language of talks and nothing else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from negotiations.extraction.background import tells_of_the_past
from negotiations.extraction.counted import counted_mediators
from negotiations.extraction.described import described_mediators
from negotiations.extraction.findings import Span
from negotiations.extraction.missions import missions
from negotiations.extraction.phrases import Marked, Phrase, Ref, wording
from negotiations.extraction.reading import Reading, phrases_in, source_span
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.subjects import governed
from negotiations.extraction.taken import Taken

# From this weight on a role stands; "attends" and meetings alone stay below it unless two of them meet.
ENOUGH = 0.5
_COUNTED = 0.7
_HEAD_WEIGHT = {"mediator": 0.7, "party": 0.35}
# Those between whom a dispute can be.
CAN_FIGHT = frozenset({"state", "armed-group", "political-body"})
_BODIES = frozenset({"intergovernmental", "nongovernmental", "bloc"})
# Who mediates by these words does so for the actor that they name.
_FOR_ANOTHER = frozenset({"mediates-for"})
# Mediators meet each side and talk with it, as a party does.
_AS_MEDIATORS_DO = frozenset({"met-with", "talks-with"})


@dataclass(slots=True)
class Seat:
    """What speaks for the roles of one actor: weight, words and rules for each."""

    ref: Ref
    weights: Counter[str] = field(default_factory=Counter)
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[str, str] = field(default_factory=dict)
    _counted: dict[str, Taken] = field(default_factory=lambda: defaultdict(Taken))

    def add(self, role: str, weight: float, span: Span, rule: str) -> None:
        """Counts one piece of evidence; the same words do not count twice for one role."""
        if not self._counted[role].take(span):
            weight *= 0.3
        self.weights[role] += weight  # type: ignore[assignment]
        self.spans[role].append(span)
        self.rules.setdefault(role, rule)

    def count_as(self, role: str, another: str) -> None:
        """Let what speaks for a role speak for another instead of what did."""
        self.weights[another], self.spans[another] = self.weights[role], self.spans[role]
        self.rules[another], self._counted[another] = self.rules[role], self._counted[role]

    def withdraw(self, role: str) -> None:
        """Take back all that speaks for a role."""
        del self.weights[role], self.spans[role], self.rules[role], self._counted[role]


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
                weight = ENOUGH if phrase.head in {"negotiators", "team"} else _HEAD_WEIGHT[role]
                for ref in _seated_by(phrase, role):
                    seat(ref).add(role, weight, (phrase.start, phrase.end), f"roles/head-{role}")
        for rule, ref, role, weight, span in _told(reading, number):
            seat(ref).add(role, weight, span, f"roles/{rule.name}")
            if rule.name in _AS_MEDIATORS_DO:
                seat(ref).weights["met"] += weight  # type: ignore[assignment]
    for name, ref, span in _mediators_together(reading):
        seat(ref).add("mediator", _COUNTED, span, f"roles/{name}")
    named = any(s.weights["mediator"] >= ENOUGH for s in seats.values())
    for ref, span in described_mediators(reading, named=named):
        seat(ref).add("mediator", _COUNTED, span, "roles/described-mediators")
    return seats


def _mediators_together(reading: Reading) -> Iterator[tuple[str, Ref, Span]]:
    """Those who mediate with others, each with the rule: the members of a mission, the three who are counted."""
    yield from (("mission", ref, span) for ref, span in missions(reading))
    yield from (("counted-mediators", ref, span) for ref, span in counted_mediators(reading))


def _told(reading: Reading, number: int) -> Iterator[tuple[Rule, Ref, str, float, Span]]:
    """What the rules that hold in a sentence say of each actor: the rule, the role and how much that weighs."""
    matches = list(_matches(reading, reading.marked[number]))
    for_another = any(rule.name in _FOR_ANOTHER for rule, _, _ in matches)
    for rule, phrase, span in matches:
        role, weight = _adjusted(rule, phrase)
        if role == "host" and tells_of_the_past(reading, number):
            reading.note(f"roles/{rule.name}", span, "the sentence tells of the past")
            continue
        for ref in _seated_by(phrase, role):
            if ref.kind != "person" or not for_another:
                yield rule, ref, role, weight, span


def _seated_by(phrase: Phrase, role: str) -> tuple[Ref, ...]:
    """Whom a phrase seats: the actor for whom it speaks. Who mediates and speaks for nobody, a former president or a
    bishop, has the seat in person.
    """
    if role == "mediator" and phrase.person is not None and not (phrase.refs and phrase.speaks):
        return (Ref(None, phrase.person, "person"),)
    return phrase.refs


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
            if "together" in rule.asks and _number(phrases) == 1 and not _are_rivals(rule, phrases):
                reading.note(f"roles/{rule.name}", span, "it takes two, and one alone is named")
                continue
            if not any(_seated_by(phrase, rule.value) for phrase in phrases):
                reading.note(f"roles/{rule.name}", span, "no actor that is known by name has that part in it")
            for phrase in phrases:
                yield rule, phrase, span


_RELATIVE = re.compile(r" ,? ?(?:who|which|that) ")


def _is_object(marked: Marked, match: re.Match[str]) -> bool:
    """Whether a preposition rules the actor who should be the subject; not in "met with A, who is mediating"."""
    if match["x"] is None or _RELATIVE.match(marked.string, match.end("x")):
        return False
    return governed(marked.items, marked.item_at(match.start("x")))


def _are_rivals(rule: Rule, phrases: Sequence[Phrase]) -> bool:
    """Whether it is two people of one state who hold talks or sign: its president and a general."""
    return rule.name == "hold-talks" and len({phrase.person for phrase in phrases if phrase.person}) > 1


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
    if "group" in rule.asks and any(ref.kind not in GROUP_KINDS for ref in phrase.refs):
        return False
    if "described" in rule.asks and _is_bare_state(reading, phrase):
        return False
    if "disputant" in rule.asks and any(ref.kind not in CAN_FIGHT for ref in phrase.refs):
        return False
    return phrase.speaks or "adjective" in rule.asks or (rule.value == "mediator" and phrase.person is not None)


def _is_bare_state(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is nothing but the name of a state, and no adjective made of it and no short form ("U.S.")."""
    if phrase.head is not None or phrase.person is not None or any(ref.kind != "state" for ref in phrase.refs):
        return False
    words = wording(phrase, reading.text.source)
    return words.lower() not in reading.lexicon.demonyms and not words.replace(".", "").isupper()


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
    if not phrase.speaks and phrase.person is None:
        return ()
    office = (phrase.title or "").lower().split()
    if "peace envoy" in reading.text.source[phrase.start : phrase.end].lower():
        return ("mediator",)
    if phrase.head in w.MEDIATOR_HEADS and _only_says_where(reading, phrase):
        return ()
    if phrase.head in w.MEDIATOR_HEADS or (office and office[-1] in w.MEDIATOR_HEADS):
        return ("mediator",)
    if phrase.head in _FOR_OTHERS and w.MEDIATOR_HEADS & set(_plain_words(reading, phrase)):
        return ("mediator",)
    if phrase.head in {"negotiator", "negotiators"} or (phrase.head == "team" and _negotiates(reading, phrase)):
        return ("party",) if len(phrase.refs) < _MANY else ()
    return ()


def _only_says_where(reading: Reading, phrase: Phrase) -> bool:
    """Whether a state by its bare name before a noun says between whom or where they mediate: "Ruritania mediators"."""
    name, _, noun = wording(phrase, reading.text.source).rpartition(" ")
    own = len(phrase.refs) == 1 and phrase.refs[0].kind == "state" and phrase.person is None
    return own and noun.lower() in w.MEDIATOR_HEADS and name == phrase.refs[0].name


# So many who send negotiators together are no two sides of one dispute.
_MANY = 3


def _negotiates(reading: Reading, phrase: Phrase) -> bool:
    """Whether a team is one of negotiators of those between whom a dispute can be."""
    return "negotiating" in _plain_words(reading, phrase) and all(ref.kind in CAN_FIGHT for ref in phrase.refs)


# "A spokesman for the Ruritanian mediator": who speaks for one who mediates.
_FOR_OTHERS = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokesmen",
        "aide",
        "aides",
        "adviser",
        "office",
        "team",
        "delegation",
    }
)


def _plain_words(reading: Reading, phrase: Phrase) -> list[str]:
    return re.findall(r"[a-z-]+", reading.text.source[phrase.start : phrase.end].lower())


def _adjusted(rule: Rule, phrase: Phrase) -> tuple[str, float]:
    """ "Talks between A and B's mediators": whoever is called a mediator is no party by the same words; nor is an
    organisation met.
    """
    if rule.value == "party" and phrase.head in w.MEDIATOR_HEADS:
        return "mediator", rule.confidence
    if rule.name == "met-with" and len(phrase.refs) > len("AB"):
        return "attends", rule.confidence  # a delegation of many states comes to help
    if rule.value == "host" and phrase.refs and all(ref.kind in _BODIES for ref in phrase.refs):
        return "mediator", _HEAD_WEIGHT["mediator"]  # a body that has no ground of its own hosts to help
    if rule.name in {"met-with", "talks-with"} and all(ref.kind not in CAN_FIGHT for ref in phrase.refs):
        return "stakeholder", ENOUGH
    return rule.value, rule.confidence
