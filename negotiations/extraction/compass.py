""" "The North" and "the South" of a land in two, where the text names one of the two states by its full name."""

from collections.abc import Iterator, Sequence

from negotiations.extraction.findings import Mention
from negotiations.extraction.lexicon import ActorEntry, Lexicon
from negotiations.extraction.text import Text

_SIDES = {"north": "south", "south": "north"}
# "In the north" is where something is.
_WHERE = frozenset({"in", "across", "throughout", "around"})


def compass_sides(text: Text, names: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """A mention of the state wherever "the North" or "the South", written with a capital, stands for it."""
    places = [i for i in text.indexes_of(_SIDES.keys()) if i > 1 and text.tokens.texts[i][0].isupper()]
    if not places:
        return []
    states = {side: _state_of(side, names, lexicon) for side in _SIDES}
    return list(_mentions(text, places, states, lexicon))


def _mentions(
    text: Text, places: Sequence[int], states: dict[str, ActorEntry | None], lexicon: Lexicon
) -> Iterator[Mention]:
    tokens = text.tokens
    for index in places:
        state = states[tokens.lower[index]]
        after = tokens.texts[index + 1] if index + 1 < len(tokens.texts) else ""
        free = not (after[:1].isupper() or after in {"of", "-", "–"})
        if state is not None and free and tokens.lower[index - 1] == "the" and tokens.lower[index - 2] not in _WHERE:
            country = lexicon.country(state.key)
            yield Mention(
                tokens.starts[index],
                tokens.ends[index],
                state.key,
                state.name,
                state.kind,
                country,
                candidates=(state.key,),
                rule="by-compass",
            )


def _state_of(side: str, names: Sequence[Mention], lexicon: Lexicon) -> ActorEntry | None:
    """The northern or southern one of the only two states in the text that are told apart so."""
    lands = {
        words[1]
        for m in names
        if m.kind == "state" and len(words := str(m.actor).lower().split()) == 2 and words[0] in _SIDES
    }
    if len(lands) != 1:
        return None
    land = lands.pop()
    return _state_named(f"{side} {land}".title(), lexicon) or _state_named(land.title(), lexicon)


def _state_named(name: str, lexicon: Lexicon) -> ActorEntry | None:
    meant = (lexicon.actors.get(sense.key) for hit in lexicon.hits(name) if hit.text == name for sense in hit.senses)
    return next((actor for actor in meant if actor is not None and actor.kind == "state"), None)
