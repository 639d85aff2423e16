"""Names drawn together with the nouns about them: "A and B officials", "the government of A", "A's envoy, N N"."""

from negotiations.extraction.findings import Mention
from negotiations.extraction.phrases import Item, Phrase, Ref, ref_to
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.metonyms import NOT_OF_THE_SEAT, OFFICIALS_IN


def ref_of(mention: Mention) -> Ref:
    return ref_to(mention.key, mention.actor or "", mention.kind)


def with_heads(items: list[Item], demonyms: frozenset[str]) -> list[Item]:
    """An actor and what follows it: "Egyptian and Qatari officials", "Israel 's security cabinet", "U.S.
    Secretary of State X".
    """
    out: list[Item] = []
    i = 0
    while i < len(items):
        mention = items[i].mention
        if mention is not None and i + 1 < len(items) and items[i + 1].word in _AT_HOME:
            mention = items[i].mention = None  # "the Ruritania-based foundation" names no Ruritania
        if mention is None or items[i].phrase is not None:
            out.append(items[i])
            i += 1
            continue
        refs, j = _coordinated(items, i, demonyms)
        k = j + 1 if j < len(items) and items[j].word in _POSSESSIVE else j
        end, head = _head_after(items, k)
        person = items[end].phrase if end < len(items) and items[end].phrase and items[end].phrase.person else None  # type: ignore[union-attr]
        own = person is not None and (head or end == k == j or _is_of(person, refs))
        if person is not None and own and len(refs) == 1:
            title = person.title or _between(items, k, end)
            speaks = not _former(items, i, end)
            phrase = Phrase(items[i].start, person.end, tuple(refs), person.person, title, head, speaks)
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end + 1
        elif head:
            phrase = Phrase(
                items[i].start, items[end - 1].end, tuple(refs), head=head, speaks=not _former(items, i, end)
            )
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end
        else:
            follows = items[i + 1].word if i + 1 < len(items) else ""
            word = items[i].word
            describes = word in demonyms and not _people(word, demonyms) and follows.isalpha()
            describes = describes and not _ends_phrase(follows)
            phrase = Phrase(items[i].start, items[i].end, (ref_of(mention),), speaks=not describes)
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i += 1
    return out


# Whose name stands as an adjective too: "AU and UN officials".
BODIES = frozenset({"intergovernmental", "bloc"})


def _people(word: str, demonyms: frozenset[str]) -> bool:
    """ "Palestinians" are people who act; "Palestinian" describes."""
    return word.endswith("s") and word[:-1] in demonyms


def _coordinated(items: list[Item], i: int, demonyms: frozenset[str]) -> tuple[list[Ref], int]:
    """Adjectives of nationality in a row before one noun: their actors and the index behind them."""
    first = items[i].mention
    refs, j = ([ref_of(first)] if first is not None else []), i + 1
    while j + 1 < len(items) and items[j].word in {"and", ",", "or", "-", "/"} and len(refs) < 8:
        k = j + 1
        if items[k].word == "and" and k + 1 < len(items):
            k += 1
        following = items[k].mention
        if (
            following is None
            or following.person
            or items[k].phrase is not None
            or not (_of_nationality(items[k].word, demonyms) or following.kind in BODIES)
            or not (_of_nationality(items[i].word, demonyms) or (first is not None and first.kind in BODIES))
        ):
            break
        _, head = _head_after(items, k + 1)
        head = head or _office_of(items, k + 1)
        more = k + 1 < len(items) and items[k + 1].word in {"and", ","}
        if not head and not more:
            break
        refs.append(ref_of(following))
        j = k + 1
    _, head = _head_after(items, j)
    head = head or _office_of(items, j)
    return (refs, j) if head or len(refs) == 1 else (refs[:1], i + 1)


def _office_of(items: list[Item], k: int) -> str | None:
    """The office in front of a person's name, which has been drawn into their phrase ("envoy X")."""
    phrase = items[k].phrase if k < len(items) else None
    return phrase.title if phrase is not None and phrase.person else None


def _of_nationality(word: str, demonyms: frozenset[str]) -> bool:
    return word in demonyms or word in {"u.s.", "us", "un", "eu", "u.n."}


def _is_of(person: Phrase, refs: list[Ref]) -> bool:
    """Whether "A's President X" is one phrase: X speaks for A, or for nobody that the text or a list tells of."""
    return person.refs == tuple(refs) or (person.title is not None and not person.refs)


_AT_HOME = frozenset({"-based", "-born", "-trained", "-made"})
_POSSESSIVE = frozenset({"'s", "'"})
_AFTER_A_VERB = frozenset("a an the its his her their to for into".split())


def _head_after(items: list[Item], k: int) -> tuple[int, str | None]:
    """The end of a run of describing words and the last noun in it that speaks, or (k, None)."""
    end, head, j = k, None, k
    while j < len(items) and j < k + 7 and items[j].mention is None and items[j].phrase is None:
        word = items[j].word
        if word == "heads" and j + 1 < len(items) and items[j + 1].word in _AFTER_A_VERB:
            break  # "A heads a team"
        if word in w.HEADS:
            end, head = j + 1, word
        elif (
            word not in w.MODIFIERS
            and word not in {"of", "for", "state"}
            and not word.startswith("five-")
            and not word.endswith(_COMPOUND)
        ) or (
            word in {"of", "for"}
            and head not in {"secretary", "minister", "head", "chief", "leader", "house", "director", "office"}
        ):
            break
        j += 1
    if (
        head in {"secretary", "minister"}
        and end + 1 < len(items)
        and items[end].word == "of"
        and items[end + 1].word == "state"
    ):
        end += 2
    return end, head


# "The UN-backed government", "the Tuareg-led coalition".
_COMPOUND = ("-backed", "-led", "-run", "-dominated")


def _former(items: list[Item], i: int, end: int) -> bool:
    """Whether somebody once spoke for the actor and does no longer."""
    return any(items[k].word in {"former", "ex", "retired", "ex-", "late"} for k in range(max(0, i - 1), end))


def _between(items: list[Item], k: int, end: int) -> str | None:
    return " ".join(item.word for item in items[k:end]) or None


def _ends_phrase(word: str) -> bool:
    return (
        word in w.AUXILIARIES
        or word in w.ADVERBS
        or word in w.CONJUNCTIONS
        or word in w.PREPOSITIONS
        or word in {"says", "said"}
    )


HEADS_OF = w.HEADS | w.MEDIATOR_HEADS


def with_head_of(items: list[Item]) -> list[Item]:
    """ "senior representatives from A, B and C", "the government of A", "officials of A" become one phrase each."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        word = items[i].word
        if (
            items[i].phrase is None
            and word in HEADS_OF
            and i + 2 < len(items)
            and (items[i + 1].word in {"of", "from", "for", "representing"} or _in_a_capital(items, i))
        ):
            j = i + 2
            while j < len(items) and items[j].word in {"the", "both"}:
                j += 1
            refs, end = _under(items, j) if word in RULES else _list_of(items, j)
            if refs and word not in {"talks", "sides"} and not _owns_a_group(items, end):
                start = i
                while (
                    out
                    and out[-1].phrase is None
                    and (out[-1].word in w.MODIFIERS or out[-1].word in w.HEADS)
                    and i - start < 5
                    and not (out[-1].word == "group" and len(out) > 1 and out[-2].word == "contact")
                ):
                    out.pop()
                    start -= 1
                phrase = Phrase(items[start].start, items[end - 1].end, tuple(refs), head=word)
                last = items[end - 1].phrase
                if last and last.person and end == j + 1:
                    phrase.person, phrase.title = last.person, last.title
                out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
                i = end
                continue
        out.append(items[i])
        i += 1
    return out


def _in_a_capital(items: list[Item], i: int) -> bool:
    """Whether "in" ties the head at an index to a state or a seat of government, whose officials they are."""
    seat = items[i + 2].phrase
    return (
        items[i + 1].word == "in"
        and items[i].word in OFFICIALS_IN
        and seat is not None
        and not seat.person
        and not seat.head
        and any(ref.kind == "state" for ref in seat.refs)
        and (i == 0 or (items[i - 1].phrase is None and items[i - 1].word not in NOT_OF_THE_SEAT))
    )


def _owns_a_group(items: list[Item], end: int) -> bool:
    """Whether those before an index own one that acts, "the leaders of A 's B community": then these lead B."""
    if end + 1 >= len(items) or items[end].word not in _POSSESSIVE:
        return False
    return items[end + 1].phrase is not None or any(item.word in _LANDS for item in items[end + 1 : end + 4])


_LANDS = frozenset("region province territory island enclave community communities minority minorities".split())


# Who rules is named after the one at its head: "the government of President N N", "the N administration".
RULES = frozenset({"government", "administration", "regime", "cabinet"})


def _under(items: list[Item], j: int) -> tuple[list[Ref], int]:
    """The refs of the person at whose head a government stands, named at item j; else of a list of actors."""
    phrase = items[j].phrase if j < len(items) else None
    return (list(phrase.refs), j + 1) if phrase is not None and phrase.person else _list_of(items, j)


def with_administrations(items: list[Item]) -> list[Item]:
    """ "The N administration", "N's government": the person who leads it and the noun as one phrase, of people and not
    of that person.
    """
    out: list[Item] = []
    for item in items:
        if item.word in RULES and item.phrase is None and len(out) > 1 and out[-1].word == "'s" and _leads(out[-2]):
            out.pop()
        leader = out[-1].phrase if out and item.word in RULES and item.phrase is None else None
        if leader is not None and leader.person and leader.refs and not leader.head:
            out[-1] = Item(
                leader.start, item.end, "", phrase=Phrase(leader.start, item.end, leader.refs, head=item.word)
            )
        else:
            out.append(item)
    return out


def _leads(item: Item) -> bool:
    return item.phrase is not None and bool(item.phrase.person and item.phrase.refs)


def _list_of(items: list[Item], j: int) -> tuple[list[Ref], int]:
    """The refs of "A", "A and B", "A, B, and C" from item j on, and the index behind them."""
    refs: list[Ref] = []
    end = j
    while j < len(items):
        phrase = items[j].phrase
        if phrase is None or phrase.person or not phrase.speaks or (phrase.head and refs):
            break
        refs.extend(phrase.refs)
        end = j + 1
        j = end
        while (
            j < len(items)
            and items[j].word in {",", "and", "the", "both", "as", "well", "or", "of", "from"}
            and j < end + 4
        ):
            j += 1
        if j == end or (j == end + 1 and items[end].word == "the"):
            break
    return refs, end
