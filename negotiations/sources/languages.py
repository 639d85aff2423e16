"""The language that a text is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

FEWEST_LETTERS = 60
# Characters; the answer is as sure as from more, and the time grows with them.
SAMPLES = (500, 1_000)
BEYOND_DOUBT, SURE = 0.99, 0.9


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None if it is too short or the answer is not clear."""
    short, long = (text[:length] for length in SAMPLES)
    if sum(map(str.isalpha, long)) < FEWEST_LETTERS:
        return None
    code, certainty = identifier().classify(short)
    if certainty <= BEYOND_DOUBT and len(long) > len(short):
        code, certainty = identifier().classify(long)
    return str(code) if certainty > SURE else None


@cache
def identifier() -> LanguageIdentifier:
    """What tells the languages apart; loaded when it is first asked for, which takes half a second."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without the languages that only ISO 639-3 tells apart: news in Arabic would be split among its spoken kinds.
    found.set_languages([code for code in found.labels if len(code) == 2])
    # Feature by feature as it is read: what choosing languages left behind lies language by language.
    found.nb_ptc = found.nb_ptc.copy(order="C")
    return found
