"""What to do with a text that was read: keep it, keep it as a new snapshot, or say that it is known. Pure."""

from dataclasses import dataclass

from negotiations.vocabulary import Term


class Verdict(Term):
    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that is already there, with the SHA-256 of the text of each of its snapshots."""

    id: int
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done and why; ``article`` is the known one that it concerns."""

    verdict: Verdict
    reason: str
    article: int | None = None


NEWCOMER = Intent(Verdict.NEW, "Neither the address nor the text was known.")


def decide(
    *, address: str, text_sha256: str, at_address: KnownArticle | None, with_text: KnownArticle | None
) -> Intent:
    """Decide by the address first and by the text second.

    ``at_address`` is the article at the same canonical address, ``with_text`` one that holds the very same text.
    The same text at another address is another outlet's article and is kept: every source counts.
    """
    if at_address is not None:
        if text_sha256 in at_address.texts:
            return Intent(Verdict.KNOWN, "The same text was taken in from this address before.", at_address.id)
        return Intent(Verdict.CHANGED, "The text at this address has changed since the last snapshot.", at_address.id)
    if with_text is not None and not address:
        return Intent(Verdict.KNOWN, "The very same text was taken in before.", with_text.id)
    return NEWCOMER
