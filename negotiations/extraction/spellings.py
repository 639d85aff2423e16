"""The forms in which news spells one name: plurals of demonyms, capitals of headlines, the Arabic article."""

from collections.abc import Iterator
from functools import lru_cache

# What stands before a hyphen and turns the name after it into something else ("pro-Israel", "non-Iranian").
_PREFIXES = (
    "pro-",
    "Pro-",
    "anti-",
    "Anti-",
    "non-",
    "Non-",
    "pan-",
    "Pan-",
    "neo-",
    "Neo-",
    "Franco-",
    "Anglo-",
    "Afro-",
    "Sino-",
    "un-",
    "Trans-",
    "mid-",
)
_ARTICLES = ("al-", "Al-", "el-", "El-", "ar-", "Ar-", "as-", "As-", "an-", "An-")
_NO_PLURAL = ("ese", "ish", "sh", "ch", "s", "x", "z", "oi", "ss", "men")


def plural(demonym: str) -> str:
    """ "Israeli" → "Israelis", "Frenchman" → "Frenchmen"; one that has no plural comes back as it is."""
    if demonym.endswith("man") and demonym not in {"Roman", "German"} and demonym[:-3] in {"French", "Irish", "Dutch"}:
        return demonym[:-3] + "men"
    return demonym if demonym.endswith(_NO_PLURAL) or demonym[-1] == "s" else demonym + "s"


def spellings(text: str, kind: str) -> Iterator[str]:
    """All forms of a name that are looked for, the name itself first."""
    forms = [text]
    if kind == "demonym" and plural(text) != text:
        forms.append(plural(text))
    if kind in {"person", "name", "place"}:
        forms.extend(_article_forms(text))
    yield from forms
    if kind in {"name", "demonym", "place", "person"} and len(text) > 3:
        for form in forms:
            if not form.isupper():
                yield form.upper()


def _article_forms(text: str) -> list[str]:
    """ "al-Shabaab", "Al-Shabaab", "al Shabaab", "Al Shabaab" for any one of them."""
    forms = []
    for word in text.split():
        if word.startswith(_ARTICLES) and len(word) > 4:
            article, rest = word[:2], word[3:]
            for other in (
                article.lower() + "-",
                article.capitalize() + "-",
                article.lower() + " ",
                article.capitalize() + " ",
            ):
                form = text.replace(word, other + rest)
                if form != text:
                    forms.append(form)
            break
    return forms


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word without hyphens and plural, so that "cease-fires" meets "ceasefire"."""
    word = word.lower().replace("-", "").replace("’", "'")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def is_blocked_prefix(folded: str, start: int) -> bool:
    """Whether the name at ``start`` is only the second half of such a word as "pro-Israel"."""
    return start > 2 and folded[start - 1] == "-" and folded[max(0, start - 7) : start].endswith(_PREFIXES)
