"""Whose verb it is: the subject of a cue, found by walking to the left from it. No parser; a few facts of order.

Promise: the walk reads each item at most a few times, and gives None rather than a doubtful actor.
"""

from dataclasses import dataclass

from negotiations.extraction.phrases import Item, Marked
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.dates import DAYS_OF_THE_WEEK
from negotiations.extraction.several_subjects import (
    PLURAL,
    both_before,
    goes_on_along,
    in_apposition,
    named_among,
)
from negotiations.extraction.told_subjects import accused, driven

# A noun between an actor's name and the verb that still lets the actor be the one who takes the stance.
OWNED = frozenset(
    """plan proposal statement position offer text draft initiative stance answer response letter document side
    delegation government office cabinet parliament ministry leadership council spokesman campaign request
    message policy tweet regime mission secretariat leaders administration embassy army camp bloc coalition
    alliance movement party union commission authorities negotiators presidency junta""".split()  # one expression
)
# "The parties attending the talks demanded": these describe whoever stands before them.
_ATTENDING = frozenset(
    "attending representing joining leading fighting taking participating meeting negotiating".split()
)
_GATHERED = frozenset({"met", "meet", "gathered", "convened", "assembled", "ready", "arrived"})
# "A decided to reject": these verbs hand their subject on.
_LEADS_ON = frozenset(
    """decided decides chose opted voted moved resolved plans planned intends intended going prepared preparing set
    about agreed vowed promised pledged continue continues continued continuing seemed forced obliged compelled
    persuaded convinced induced""".split()  # one expression
)
_COPULAS = frozenset(
    {"stand", "stands", "stood", "remain", "remains", "remained", "stays", "stayed", "seems", "appears"}
)
# "His country rejected", "its leaders rejected": whoever speaks or was named last, by what is his or its.
_POSSESSIVES = {"his": "he", "her": "she", "their": "they", "its": "it", "our": "we", "my": "i"}
_OWN_SIDE = frozenset(
    """country government side group movement party nation delegation team organisation organization forces leaders
    leadership officials negotiators representatives delegates ministers envoys spokesman administration regime camp
    bloc coalition alliance union army ministry office parliament commanders fighters""".split()  # one expression
)
# These open a clause as often as they rule a noun.
_CLAUSE_OPENERS = frozenset({"after", "before", "since", "until", "as"})
_TIMES = DAYS_OF_THE_WEEK | frozenset(
    """today yesterday tomorrow tonight morning afternoon evening week month year january february march april may june
    july august september october november december midday midnight noon ago late early last next this""".split()
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands before a verb: the items of its actors, or a pronoun, or a word that is no actor, or nothing.

    ``finite`` is False for "to demand": such a verb belongs to the verb before it. ``told`` marks one of whom
    somebody else tells it ("A accused B of rejecting").
    """

    items: tuple[int, ...] = ()
    pronoun: str | None = None
    other: str | None = None
    finite: bool = True
    shared: bool = False
    told: bool = False


def find_subject(marked: Marked, at: int) -> Subject:  # noqa: C901  # one walk with a case for each kind of word
    """The subject of the verb that begins at item ``at``."""
    items = marked.items
    verb = items[at].word
    j, blocked, shared = at - 1, "", verb.endswith("ing") and not _progressive(items, at)
    if j >= 1 and items[j].word == "to" and items[j - 1].word in _LEADS_ON:
        return find_subject(marked, j - 1)
    if j >= 0 and items[j].word == "to":
        if (doer := driven(items, j)) is not None:
            return Subject(items=_coordination(items, doer), shared=True)
        if not any(items[k].word in _GATHERED for k in range(max(0, j - 25), j)) or verb not in {"sign", "conclude"}:
            return Subject(finite=False)
        j, shared = j - 1, True
    if j > 0 and (verb.endswith("ing") or verb in _TAKEN_ALONG) and _told_along(items, j):
        return Subject(items=_coordination(items, j))
    blamed = accused(items, at)
    if blamed is not None:
        return Subject(items=(blamed,), shared=True, told=True)
    if j > 0 and items[j].word == "," and _goes_on(items, at):
        shared = True
    steps = 0
    while j >= 0 and steps < 60:
        steps += 1
        item = items[j]
        word = item.word
        if item.phrase is not None:
            if j + 1 < len(items) and items[j + 1].word == "'s" and blocked not in OWNED:
                j, blocked = j - 1, blocked or "'s"
                continue
            if not item.phrase.speaks and not item.phrase.group:
                j, blocked = j - 1, blocked or word
                continue
            if governed(items, j):
                j, blocked = _before_preposition(items, j), ""
                continue
            if blocked and items[j + 1].word in _ATTENDING:
                blocked = ""
            if blocked and not shared and blocked not in OWNED:
                return Subject(other=blocked)
            if shared and not _heads_clause(items, j):
                j -= 1
                continue
            doer = _who_does_it_to(items, j)
            return Subject(items=_coordination(items, j if doer is None else doer), shared=shared)
        if word in _POSSESSIVES and blocked in _OWN_SIDE and not shared:
            return Subject(pronoun=_POSSESSIVES[word])
        if word in w.PRONOUNS:
            if shared and j > 0 and items[j - 1].word in {"with", "to", "for", "of"}:
                j -= 1
                continue
            return Subject(pronoun=word, shared=shared)
        if word == "," and not shared:
            named = named_among(items, j)
            if named:
                return Subject(items=named)
            over = _over_insertion(items, j)
            if blocked and over == j - 1 and blocked not in OWNED:
                return Subject(other=blocked)  # "given what was said , the bishops have": a clause begins there
            j = over
        elif word in {"and", "but", "or", ";"} and not blocked:
            j, shared = j - 1, True
        elif word == "and" and not shared and _joined_to(items, j):
            return Subject(items=_coordination(items, j - 1))
        elif (word in {"which", "who"} and blocked and not shared and _named_before(items, j)) or (
            word in {"that", "which", "who"} and not blocked and not shared
        ):
            return _antecedent(items, j)
        elif word in {"that", "because", "if", "when", "while", "as"} and not shared:
            return Subject(other=blocked or word)
        elif word in w.PREPOSITIONS and word not in {"before", "after", "since"}:
            j, blocked = j - 1, ""
        elif (
            word in w.AUXILIARIES
            or word in _COPULAS
            or word in w.ADVERBS
            or word in _TIMES
            or word == '"'
            or word.endswith("ly")
            or (word == "since" and items[j - 1].word in w.AUXILIARIES)  # "has since rejected"
            or shared
            or word in w.DETERMINERS
            or word in {"the", ",", "'s", "each"}
            or not any(c.isalnum() for c in word)
        ):
            j -= 1
        else:
            j, blocked = j - 1, blocked or word
    return Subject(other=blocked or None)


def _joined_to(items: list[Item], j: int) -> bool:
    """Whether the "and" at j ties others to a phrase that heads its clause ("A and heads of state have demanded")."""
    phrase = items[j - 1].phrase if j else None
    return phrase is not None and bool(phrase.refs) and phrase.speaks and _heads_clause(items, j - 1)


# "With A opposed to it": what is said along with the rest without a verb of its own.
_TAKEN_ALONG = frozenset("opposed committed determined unwilling reluctant ready willing prepared in against".split())
# "Rebels fighting A insist": whoever stands before one of these is the subject, and A only whom they fight.
_DOING = frozenset({"fighting", "opposing", "battling", "backing", "supporting", "representing", "resisting"})


def _who_does_it_to(items: list[Item], j: int) -> int | None:
    """The item of whoever does something to the phrase at j, told right between the two; None where nobody does."""
    k = _before_described(items, j)
    doer = items[k - 1].phrase if k > 0 and items[k].word in _DOING else None
    return k - 1 if doer is not None and (doer.speaks or doer.group) else None


def _goes_on(items: list[Item], at: int) -> bool:
    """Whether a verb right behind a comma is one more of a row ("accepted …, rejected … and asked"), no insertion."""
    following = [item.word for item in items[at + 1 : at + 4]]
    return items[at].word.endswith("ed") and "by" not in following


def _told_along(items: list[Item], j: int) -> bool:
    """Whether "with" brings in a clause of its own with the phrase at j and the participle behind it ("with A
    refusing to sign")."""
    phrase = items[j].phrase
    if phrase is None or not (phrase.speaks or phrase.group):
        return False
    k = max(0, _before_described(items, min(_coordination(items, j))))
    return items[k].word == "with" or (items[k].word in {"and", "but", "while"} and goes_on_along(items, k))


def _progressive(items: list[Item], at: int) -> bool:
    return any(items[k].word in {"is", "are", "was", "were", "been", "be"} for k in range(max(0, at - 3), at))


def governed(items: list[Item], j: int) -> bool:
    """Whether a preposition rules the phrase ("with A"); "from A" after a noun of people is drawn together already."""
    k = _before_described(items, j)
    while k >= 1 and items[k].word in {"and", ","} and items[k - 1].phrase is not None and items[k].word == "and":
        k -= 2
        while k >= 0 and items[k].word in {"the", "a", "both", ","} and k >= 1:
            k -= 1
    return k >= 0 and items[k].word in w.PREPOSITIONS - _CLAUSE_OPENERS


_DETERMINING = frozenset({"the", "a", "an", "both", "its", "their", "his", "two"})


def _before_described(items: list[Item], j: int) -> int:
    """The index before the words that describe a phrase: "the", known adjectives and what has the form of one."""
    k = j - 1
    while k >= 0 and (items[k].word in _DETERMINING or items[k].word in w.MODIFIERS or _adjectival(items[k].word)):
        k -= 1
    return k


def _adjectival(word: str) -> bool:
    return word.endswith(("ed", "ern", "ous", "ful", "ive", "less", "ble", "-torn", "-led", "-held"))


_NO_ADJECTIVES = w.PREPOSITIONS | w.CONJUNCTIONS | w.AUXILIARIES | w.ADVERBS | w.PRONOUNS


def _before_preposition(items: list[Item], j: int) -> int:
    k = j - 1
    while k >= 0 and items[k].word not in w.PREPOSITIONS:
        k -= 1
    return k - 1


def _over_insertion(items: list[Item], j: int) -> int:
    """From the comma that closes an insertion to the item before the one that opens it."""
    closed = items[j - 1].phrase if j else None
    if closed is not None and closed.person and closed.head:
        return j - 1
    for k in range(j - 1, max(-1, j - 32), -1):
        if items[k].word == "," and k > 0:
            before = items[k - 1]
            if before.phrase is not None or before.word in OWNED:
                return k - 1
    return j - 1


def _heads_clause(items: list[Item], j: int) -> bool:
    """Whether the phrase at j can be the subject of its clause: it opens the sentence or stands behind a word
    that opens one.
    """
    if governed(items, j):
        return False
    k = j - 1
    while k >= 0 and (
        items[k].word in {"the", "a", "an", "both"} or items[k].word in w.MODIFIERS or items[k].word in w.DETERMINERS
    ):
        k -= 1
    if k < 0:
        return True
    word = items[k].word
    if word == "and" and items[k - 1].phrase is not None and k > 0:
        return _heads_clause(items, k - 1)
    return (
        word in w.CONJUNCTIONS
        or word in {",", '"', ":", ";", "—", "–", "meanwhile", "says", "said", "("}
        or word in _TIMES
    )


_TIES = frozenset({"and", ",", "or", "nor", "-", "–"})


def _coordination(items: list[Item], j: int) -> tuple[int, ...]:
    """The phrase at j with those that "and" and commas tie to it on the left."""
    found = [j]
    k = j - 1
    while k >= 1 and len(found) < 8:
        k = _before_adjectives(items, k)
        if items[k].word not in _TIES:
            break
        tie = items[k].word
        k -= 1
        if k >= 1 and items[k].word == ",":
            k -= 1
        before = items[k].phrase
        if before is None or (not before.speaks and not before.group):
            break
        if (tie == "," and len(found) == 1) or (len(found) == 1 and governed(items, k)):
            break
        found.append(k)
        k -= 1
    return tuple(sorted(found))


def _before_adjectives(items: list[Item], k: int) -> int:
    """From the word before a phrase to the one that ties it to what stands before: over "the southern" and the like."""
    for back in range(k, max(0, k - 6), -1):
        if items[back].word in _TIES:
            return back
        if items[back].phrase is not None or (items[back].word in _NO_ADJECTIVES and items[back].word != "both"):
            break
    return k


def _named_before(items: list[Item], j: int) -> bool:
    k = j - 2 if j > 1 and items[j - 1].word == "," else j - 1
    return k >= 0 and items[k].phrase is not None


def _antecedent(items: list[Item], j: int) -> Subject:
    k = j - 1
    if k >= 0 and items[k].word == ",":
        k -= 1
    if k >= 0:
        phrase = items[k].phrase
        if phrase is not None and not phrase.refs and (named := in_apposition(items, k)) is not None:
            return Subject(items=(named,))
        if phrase is not None and phrase.speaks and items[j].word != "that":
            return Subject(items=both_before(items, k) if items[j + 1].word in PLURAL else (k,))
        if items[j].word == "that":
            return Subject(other="that")
        return Subject(other=items[k].word)
    return Subject(other=items[j].word)
