"""Actors and people named in a text, and whom the people speak for."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from negotiations.extraction.compass import compass_sides
from negotiations.extraction.findings import Mention, PersonFinding
from negotiations.extraction.groups import unlisted_groups, without_by_words
from negotiations.extraction.items import Row, make_row
from negotiations.extraction.lexicon import Hit, Lexicon, fold
from negotiations.extraction.naming import Named, name_actors
from negotiations.extraction.people import find_people_in
from negotiations.extraction.peoples import told_peoples
from negotiations.extraction.roll import Roll, Seen
from negotiations.extraction.short_forms import short_forms, use_short_forms, with_known_short_forms
from negotiations.extraction.text import Text
from negotiations.extraction.told_groups import told_factions, told_followers, told_groups, without_descriptions

_BARE_WORDS = 14


def find_mentions(text: Text, lexicon: Lexicon, published: str | None = None) -> list[Mention]:
    """All actors and people named in the sentences of a text: sorted, none overlapping another.

    A person's mention covers the name alone; ``key``, ``actor`` and ``kind`` are those of the actor spoken for,
    or None, None and "person". A text that is nothing but a name is read with all that its words may mean.
    """
    bare = _is_bare(text)
    rows = _rows(text, lexicon)
    named = name_actors(rows, lexicon, bare=bare)
    roll = Roll(text, lexicon, published)
    find_people_in(rows, named, roll)
    groups = unlisted_groups(rows, named, text, lexicon)
    names = [_actor_mention(found, lexicon) for found in _speaking(named, lexicon)]
    names = _merge(names, compass_sides(text, names, lexicon))
    groups = without_by_words(with_known_short_forms(groups, names, text), names, text)
    followers = told_followers(text, [_person_mention(seen) for seen in roll.seen])
    first = _merge(followers, [_person_mention(seen) for seen in roll.seen], groups, names)
    told = told_groups(text, first)
    told += told_peoples(text, lexicon, first)
    groups = [*told_factions(text, first), *without_descriptions(groups, told, text), *told]
    first = _merge(followers, [_person_mention(seen) for seen in roll.seen], groups, names)
    shorter = use_short_forms(text, short_forms(first, text), first)
    mentions = first
    if groups or shorter:
        roll.give_groups([*groups, *shorter])
        mentions = _merge(followers, [_person_mention(seen) for seen in roll.seen], groups, names, shorter)
    pronouns = _pronouns(text, mentions, roll)
    mentions = _merge(mentions, pronouns) if pronouns else mentions
    if bare and not any(mention.country for mention in mentions):
        mentions = _merge(mentions, _places_as_states(rows, lexicon))
    return mentions


def find_people(text: Text, mentions: Sequence[Mention], lexicon: Lexicon) -> list[PersonFinding]:
    """The people of a text in order, each once: those with an office or with an actor to speak for."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.person is not None and mention.rule != "pronoun":
            found.setdefault(mention.person, []).append(mention)
    people = []
    for name, places in found.items():
        title = next((mention.title for mention in places if mention.title), None)
        key = next((mention.key for mention in places if mention.key), None)
        actor = next((mention.actor for mention in places if mention.actor), None)
        if title is None and actor is None:
            continue
        best = next((mention for mention in places if mention.rule.startswith("office")), places[0])
        confidence = 0.9 if title and actor else 0.7 if actor else 0.5
        people.append(PersonFinding(name, title, actor, key, (_with_office(text, best),), best.rule, confidence))
    return people


def _with_office(text: Text, mention: Mention) -> tuple[int, int]:
    """The span of a name with the office before or behind it, within its sentence."""
    sentence = text.sentence_at(mention.start)
    if sentence is None or not mention.title:
        return mention.start, mention.end
    place = text.source.rfind(mention.title, sentence.start, mention.start)
    if place >= 0 and mention.start - place - len(mention.title) < 12:
        return place, mention.end
    place = text.source.find(mention.title, mention.end, sentence.end)
    if 0 <= place - mention.end < 40:
        return mention.start, place + len(mention.title)
    return mention.start, mention.end


def _is_bare(text: Text) -> bool:
    return len(text.sentences) == 1 and len(text.tokens) <= _BARE_WORDS and text.tokens.texts[-1] not in {".", "!", "?"}


def _rows(text: Text, lexicon: Lexicon) -> list[Row]:
    hits = lexicon.hits(fold(text.source))
    starts = [hit.start for hit in hits]
    return [
        make_row(text.tokens, sentence, _between(hits, starts, sentence.start, sentence.end))
        for sentence in text.sentences
    ]


def _between(hits: Sequence[Hit], starts: Sequence[int], start: int, end: int) -> list[Hit]:
    return [hit for hit in hits[bisect_left(starts, start) : bisect_left(starts, end)] if hit.end <= end]


def _speaking(named: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """Without adjectives of nationality that only describe the group named right after them ("Lebanese Hezbollah")."""
    places = {id(found.item): found for found in named}
    kept = []
    for found in named:
        items = found.row.items
        after = items[found.index + 1] if found.index + 1 < len(items) else None
        owner = places.get(id(after)) if after is not None else None
        if (
            found.kind == "demonym"
            and after is not None
            and after.start - found.item.end == 1
            and _is_group(owner, lexicon)
        ):
            continue
        kept.append(found)
    return kept


def _is_group(named: Named | None, lexicon: Lexicon) -> bool:
    """Whether a name is a group's or organ's own and no mere adjective."""
    if named is None or named.key is None or named.kind == "demonym":
        return False
    return lexicon.actors[named.key].kind not in {"state", "intergovernmental"}


def _actor_mention(found: Named, lexicon: Lexicon) -> Mention:
    item = found.item
    entry = lexicon.actors[found.key or found.keys[0]]
    countries = {lexicon.country(key) for key in ((found.key,) if found.key else found.keys)}
    return Mention(
        item.start,
        item.end,
        found.key,
        entry.name if found.key else None,
        entry.kind,
        countries.pop() if len(countries) == 1 else None,
        candidates=found.keys,
        rule=found.kind,
    )


def _person_mention(seen: Seen) -> Mention:
    person = seen.person
    return Mention(
        seen.start,
        seen.end,
        person.key,
        person.actor,
        person.kind,
        person.country,
        person.name,
        person.title,
        person.candidates or ((person.key,) if person.key else ()),
        seen.rule,
    )


def _merge(*layers: Sequence[Mention]) -> list[Mention]:
    """One sorted row of mentions; where two overlap, that of the earlier layer stands, then the longer one."""
    kept: list[Mention] = []
    starts: list[int] = []
    for layer in layers:
        for mention in sorted(layer, key=lambda m: (m.start, -m.end)):
            at = bisect_right(starts, mention.start)
            if (at and kept[at - 1].end > mention.start) or (at < len(kept) and kept[at].start < mention.end):
                continue
            kept.insert(at, mention)
            starts.insert(at, mention.start)
    return kept


def _pronouns(text: Text, mentions: Sequence[Mention], roll: Roll) -> list[Mention]:
    """ "he" and "she" where one person alone was named in the sentence so far, else in the one before; outside of
    quotation marks none whom only words between such marks name.
    """
    found = []
    people = [mention for mention in mentions if mention.person is not None]
    spoken = text.indexes_of({"he", "she"})
    if not people or not spoken:
        return []
    starts = [mention.start for mention in people]
    names = {person.name: person for person in roll.people.values()}
    previous: set[str] = set()
    for sentence in text.sentences:
        here = people[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        so_far = {mention.person for mention in here if mention.person}
        aloud = {mention.person for mention in here if mention.person and not text.in_quotation(mention.start)}
        pronouns = spoken[bisect_left(spoken, sentence.first) : bisect_left(spoken, sentence.last)]
        for start, end in [(text.tokens.starts[at], text.tokens.ends[at]) for at in pronouns]:
            quoted = text.in_quotation(start)
            earlier = {m.person for m in here if m.person and m.end <= start and (quoted or m.person in aloud)}
            candidates = earlier or previous
            if len(candidates) == 1:
                person = names[next(iter(candidates))]
                found.append(_person_mention(Seen(start, end, person, "pronoun")))
                so_far.add(person.name)
                if not quoted:
                    aloud.add(person.name)
        if so_far:
            previous = {name for name in aloud or so_far if name}
        elif not pronouns:
            previous = set()
    return found


def _places_as_states(rows: Sequence[Row], lexicon: Lexicon) -> list[Mention]:
    found = []
    for row in rows:
        for item in [row.items[index] for index in row.named]:
            for sense in item.senses:
                place = lexicon.places.get(sense.key) if sense.kind == "place" else None
                state = lexicon.state(place.country_iso2) if place else None
                if state:
                    found.append(
                        Mention(item.start, item.end, state.key, state.name, "state", state.iso3, rule="place")
                    )
                    break
    return found
