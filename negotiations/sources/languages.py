"""The language that a text is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

FEWEST_LETTERS = 60
# Characters from the beginning of a text; the answer is as sure as from more, and the time grows with them.
SHORT, LONG = 500, 1_000
# Of a long text short passages do, from all over its beginning: there may be words of another language among them.
PASSAGES, PASSAGE = (100, 350, 600, 850), 60
BEYOND_DOUBT, SURE = 0.999, 0.9


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None if it is too short or the answer is not clear."""
    text = text[:LONG]
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return None
    code, certainty = identifier().classify(_sample(text))
    if certainty <= BEYOND_DOUBT and len(text) > SHORT:
        code, certainty = identifier().classify(text)
    return str(code) if certainty > SURE else None


def _sample(text: str) -> str:
    if len(text) < LONG:
        return text[:SHORT]
    return "".join(text[start : start + PASSAGE] for start in PASSAGES)


@cache
def identifier() -> LanguageIdentifier:
    """What tells the languages apart; loaded when it is first asked for, which takes half a second."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without the languages that only ISO 639-3 tells apart: news in Arabic would be split among its spoken kinds.
    found.set_languages([code for code in found.labels if len(code) == 2])
    # Feature by feature as it is read: what choosing languages left behind lies language by language.
    found.nb_ptc = found.nb_ptc.copy(order="C")
    return found
