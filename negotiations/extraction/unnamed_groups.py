"""Groups without a name: "the rebels", "the opposition", "the council", "four militant groups"."""

import re
from collections import Counter
from collections.abc import Sequence

from negotiations.extraction.phrases import Phrase, Ref, wording
from negotiations.extraction.rules.groups import FIGHTING_WORDS, GROUP_KINDS
from negotiations.extraction.rules.titles import NO_NAMES

# "Four key militant groups": as many as are counted, no single one.
_GROUPS = ("groups", "factions", "movements", "militias")
_COUNTS = {word: n for n, word in enumerate("two three four five six seven eight".split(), start=2)} | {"several": 99}
_COUNT_BEFORE = 24
# So many phrases on, and so near to each other in characters, are those named who were only counted before.
_SOON, _TOGETHER = 14, 60
_NO_PEOPLE = frozenset("former other anti-government rival armed main local young suspected heavily islamist".split())
_REBELS = frozenset({"rebels", "separatists", "insurgents", "guerrillas", "militia"})
_POLITICAL = frozenset({"opposition", "protest", "protesters"})
# Of these the name of a body in opposition is made; without those behind it stands for the side itself.
_OPPOSED = frozenset({"opposition", "coalition", "alliance", "front", "movement", "forces", "resistance"})
_OF_A_BODY = frozenset(
    """spokesman spokeswoman spokesmen leader leaders official officials delegation delegates negotiator negotiators
    representatives commander commanders source sources""".split()
)


def resolve_groups(phrases: Sequence[Phrase], source: str) -> Ref | None:
    """Give the groups without a name in a text their actors; gives the armed one that is meant by them, if there is.

    "The rebels" are the one armed group that the text names, or an actor of their own with the fullest name given.
    """
    for phrase in phrases:
        if phrase.head in _REBELS and phrase.refs and all(ref.kind == "state" for ref in phrase.refs):
            phrase.refs, phrase.group = (), "unnamed"  # "Ruritania rebels" do not speak for Ruritania
        if phrase.group in {"unnamed", "people"}:
            phrase.start -= len(_of_a_people(source[max(0, phrase.start - _COUNT_BEFORE) : phrase.start]))
    _name_peoples([p for p in phrases if p.group == "people"], source)
    named = Counter(r for p in phrases for r in p.refs if r.kind in GROUP_KINDS and p.speaks)
    armed = [ref for ref in named if ref.kind == "armed-group" or _fights(ref)]
    groups = [p for p in phrases if p.group == "unnamed"]
    rebels = not all(_is_political(p, source) for p in groups)
    if rebels or not any(ref.kind == "armed-group" for ref in armed):
        groups = _without_opposition(groups, phrases, source)
    unnamed = _armed_meant([wording(p, source) for p in groups], armed, named) if groups else None
    _give_leaders(phrases, unnamed or (armed[0] if len(armed) == 1 else None))
    _name_council([p for p in phrases if p.group == "council"], source)
    last: Ref | None = None
    together: tuple[Ref, ...] = ()
    for at, phrase in enumerate(phrases):
        if phrase.group == "unnamed" and unnamed is not None:
            several = _number_of_groups(phrase, source) if len(armed) > 1 else 0
            phrase.refs = _counted(phrases, at, several, armed) if several else (unnamed,)
        elif phrase.group == "groups":
            phrase.refs = together
        elif phrase.group == "group" and (meant := last or unnamed):
            phrase.refs = (meant,)
        if len(phrase.refs) > 1 and all(ref.kind in GROUP_KINDS for ref in phrase.refs):
            together = phrase.refs
        for ref in phrase.refs:
            if ref.kind in GROUP_KINDS and phrase.speaks:
                last = ref
    return unnamed


def _counted(phrases: Sequence[Phrase], at: int, several: int, armed: Sequence[Ref]) -> tuple[Ref, ...]:
    """The groups that "two rebel groups" counts: all that the text names, or those named together soon after."""
    if several == len(armed):
        return tuple(armed)
    found: dict[str, Ref] = {}
    end = None
    for phrase in phrases[at + 1 : at + _SOON]:
        for ref in phrase.refs:
            if ref in armed:
                if end is not None and phrase.start - end > _TOGETHER:
                    found = {}
                found[ref.id], end = ref, phrase.end
        if len(found) == several:
            return tuple(found.values())
    return ()


_PEOPLE = re.compile(r"(?:\b[Ee]thnic )?\b(?P<people>[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)?) $")


def _of_a_people(before: str) -> str:
    """The name of a people right before a word for a group, with the blank behind it: "Kachin " of "Kachin rebels"."""
    match = _PEOPLE.search(before)
    return match.group() if match and match["people"].lower() not in NO_NAMES | _NO_PEOPLE else ""


def _name_peoples(peoples: Sequence[Phrase], source: str) -> None:
    """The parties or leaders of a people are one body, by the fullest of its names."""
    if peoples:
        name = _fullest([_without_body(wording(p, source)) for p in peoples])
        for phrase in peoples:
            phrase.refs = (Ref(None, name, "political-body"),)


def _fights(ref: Ref) -> bool:
    """Whether a political body is called by what it fights for ("Liberation Front")."""
    return bool(FIGHTING_WORDS & set(ref.name.lower().split()))


def _armed_meant(wordings: Sequence[str], armed: Sequence[Ref], named: Counter[Ref]) -> Ref:
    """The armed group of which most is said in these words, or one that is called by the fullest of them."""
    if armed:
        said = {word.lower().rstrip("s") for words in wordings for word in words.split()}
        return max(armed, key=lambda ref: (_is_called(ref, said), ref.kind == "armed-group", named[ref]))
    return Ref(None, _fullest(wordings), "armed-group")


def _is_called(ref: Ref, said: set[str]) -> bool:
    """Whether a word of a group's name is among those of which something is said, in the singular."""
    return bool(said & {word.rstrip("s") for word in ref.name.lower().split()})


def _fullest(wordings: Sequence[str]) -> str:
    """The one with the most words, of these the commonest."""
    counts = Counter(wordings)
    return max(counts, key=lambda name: (len(name.split()), counts[name], name))


def _name_council(councils: Sequence[Phrase], source: str) -> None:
    """Whatever is called a council, a junta or a government for now is one body, by the fullest of its names."""
    if councils:
        name = max((wording(p, source) for p in councils), key=lambda words: (len(words.split()), words))
        for phrase in councils:
            phrase.refs = (Ref(None, name, "political-body"),)


def _number_of_groups(phrase: Phrase, source: str) -> int:
    """How many groups are counted: 4 for "four key Ruritanian militant groups", 0 where none are."""
    if not wording(phrase, source).endswith(_GROUPS):
        return 0
    before = source[max(0, phrase.start - _COUNT_BEFORE) : phrase.start].lower().split()[-2:]
    return next((_COUNTS[word] for word in before if word in _COUNTS), 0)


def _is_political(phrase: Phrase, source: str) -> bool:
    return bool(_POLITICAL & set(wording(phrase, source).lower().split()))


def _without_opposition(groups: list[Phrase], phrases: Sequence[Phrase], source: str) -> list[Phrase]:
    """The groups but for the opposition and protesters, who are no armed group; these get an actor of their own."""
    political = [p for p in groups if _is_political(p, source)]
    if not political:
        return groups
    name = _fullest([_without_body(wording(p, source)) for p in political])
    leaders = [p for p in phrases if _leads_opposition(p, source)]
    led = {r for p in leaders for r in p.refs if r.kind == "political-body"}
    known = led.pop() if len(led) == 1 else _opposition_named(phrases)
    meant = known or Ref(None, name, "political-body")
    for phrase in political:
        phrase.refs = (meant,)
        phrase.group = "political"
    return [p for p in groups if p not in political]


def _without_body(words_for_side: str) -> str:
    """The words for a side without those for who speaks for it: "opposition spokesman" is the opposition."""
    words = words_for_side.split()
    while len(words) > 1 and words[-1].lower() in _OF_A_BODY:
        words.pop()
    return " ".join(words)


# "Rebel leader N", "opposition spokesman N".
_LEADER = re.compile(r"^(?:main |senior |top |key )?(?P<of>opposition|rebel|guerrilla|insurgent|separatist)\b")


def _give_leaders(phrases: Sequence[Phrase], rebels: Ref | None) -> None:
    """Give those who lead or speak for a side without a name, and for nobody else, that side."""
    opposition = next((r for p in phrases if p.group == "political" for r in p.refs), None)
    for phrase in phrases:
        of_a_state = all(ref.kind == "state" for ref in phrase.refs)
        leads = _LEADER.match((phrase.title or "").lower()) if phrase.person and of_a_state else None
        if leads and leads["of"] == "opposition":
            opposition = opposition or _opposition_named(phrases) or Ref(None, "opposition", "political-body")
            phrase.refs = (opposition,)
        elif leads:
            phrase.refs = (rebels or Ref(None, f"{leads['of']}s", "armed-group"),)


def _leads_opposition(phrase: Phrase, source: str) -> bool:
    """ "Opposition leader N" of a party that the lists know: the opposition is that party."""
    return phrase.person is not None and "opposition leader" in wording(phrase, source).lower()


def _opposition_named(phrases: Sequence[Phrase]) -> Ref | None:
    """The one body in the text of whose name somebody in opposition is made: one of the lists ("the X coalition"), or
    else the one that the text calls by its land ("the Ruritanian opposition").
    """
    named = {ref for phrase in phrases for ref in phrase.refs if ref.kind == "political-body"}
    listed = {ref for ref in named if ref.key and _OPPOSED & set(ref.name.lower().split())}
    told = {ref for ref in named if not ref.key and ref.name.lower().endswith(" opposition")}
    meant = listed or told
    return meant.pop() if len(meant) == 1 else None
