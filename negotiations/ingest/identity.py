"""Which article a page is: the one at its address, or the one that it claims to be, where its text bears that out.

Sites that name the page of a section, or one and the same hub, as ``rel=canonical`` of every article are common. So a
claim to be an article that is there already is believed only of a page that was taken into it before, or that tells the
same as it does; so is the claim of a feed that an entry with another link is the one that it was. Else the page stays
under the address that it came from: two reports in one article are one lost.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from negotiations.errors import FetchError
from negotiations.ingest.decide import KnownArticle
from negotiations.models import Article, Door, Intake, Snapshot
from negotiations.models.statements import ask, wait_for_turn
from negotiations.sources.canonical import canonical, own_address, plain_key
from negotiations.sources.pages import Page
from negotiations.sources.similarity import is_same_report, sketch


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page belongs: its canonical address (empty for none), and the article that is there, if any.

    ``copy`` is an article that holds the very same text; it is looked for only where there is neither. ``has_moved``:
    the article stands at another address so far.
    """

    address: str
    article: KnownArticle | None = None
    has_moved: bool = False
    copy: KnownArticle | None = None


def find_place(*, intake: Intake, page: Page, text_sha256: str) -> Place:
    """Where a page belongs. Whoever asks for the same place after this waits until the present transaction ends."""
    if intake.door == Door.SECOND_LOOK and intake.article is not None:
        address = intake.article.address  # whatever the page calls itself by now
        _one_at_a_time([plain_key(address)])
        return Place(address, _known(intake.article.pk))
    here, claimed = _addresses(intake, page)
    if not here:
        _one_at_a_time([text_sha256])
        return _place_of_words(intake, text_sha256)
    keys = {address: plain_key(address) for address in (here, claimed)}
    _one_at_a_time(set(keys.values()))
    report = _Report(page.title or intake.title, page.text, text_sha256)
    if keys[claimed] == keys[here]:
        place = Place(claimed, _at(keys[here]))
    else:
        place = _settle_claim(report, here=here, claimed=claimed, keys=keys)
    if place.article is None and intake.entry_key and intake.article_id is not None:
        before = _known(intake.article_id)  # of an entry that has another link now
        if before is not None and report.is_told_by(before):
            return Place(place.address, before, has_moved=True)
    return place


def new_places(pages: Iterable[tuple[Intake, Page]]) -> dict[int, str]:
    """By the keys of their rows: the addresses of pages that come from where they say they are, with no article there.

    Whoever asks for one of these places after this waits until the present transaction ends.
    """
    by_key: dict[str, tuple[int, str]] = {}
    for intake, page in pages:
        if intake.article_id is not None:  # a second look, or an entry that was taken in before
            continue
        here, claimed = _addresses(intake, page)
        if here and (key := plain_key(here)) == plain_key(claimed):
            by_key.setdefault(key, (intake.pk, claimed))
    _one_at_a_time(by_key)
    for (key,) in ask("SELECT address_key FROM negotiations_article WHERE address_key = ANY(%s)", list(by_key)):
        by_key.pop(key, None)
    return dict(by_key.values())


@dataclass(frozen=True, slots=True)
class _Report:
    """What a page says, to be held against an article that is known."""

    title: str
    text: str
    text_sha256: str

    def is_told_by(self, known: KnownArticle) -> bool:
        """Whether the article has this very text, or its present one is the same report."""
        if self.text_sha256 in known.texts:
            return True
        marks = Article.objects.values_list("sketch", flat=True).get(pk=known.id)
        return is_same_report(marks or (), sketch(self.title, self.text), same_outlet=False)


def _settle_claim(report: _Report, *, here: str, claimed: str, keys: dict[str, str]) -> Place:
    """Where a page from ``here`` belongs that calls itself ``claimed``."""

    def is_of(known: KnownArticle) -> bool:
        return Intake.objects.filter(article=known.id, address=here).exists() or report.is_told_by(known)

    there = _at(keys[claimed])
    if there is not None and is_of(there):
        return Place(claimed, there)
    at_home = _at(keys[here])
    if there is not None or (at_home is not None and is_of(at_home)):
        return Place(here, at_home)
    return Place(claimed)


def _addresses(intake: Intake, page: Page) -> tuple[str, str]:
    """The canonical address that the page came from, and the one that it claims, which is on the same site.

    What came without an address stands under the one that it names, if it names any.
    """
    if intake.address:
        return canonical(intake.address), own_address(intake.address, page.canonical_url)
    try:
        named = canonical(page.canonical_url) if page.canonical_url else ""
    except FetchError:
        named = ""
    return named, named


def _place_of_words(intake: Intake, text_sha256: str) -> Place:
    """A text without an address is known by its words, and an entry of a feed by its row, which has its article."""
    if intake.entry_key and intake.article_id is not None:
        return Place("", _known(intake.article_id))
    with_text = Snapshot.objects.filter(text_sha256=text_sha256).order_by("pk")
    return Place("", copy=_known(with_text.values_list("article_id", flat=True).first()))


def _at(key: str) -> KnownArticle | None:
    found = ask(
        "SELECT id FROM negotiations_article WHERE address_key = %s ORDER BY published DESC, id DESC LIMIT 1", key
    )
    return _known(found[0][0]) if found else None


def _known(article: int | None) -> KnownArticle | None:
    if article is None:
        return None
    texts = Snapshot.objects.filter(article_id=article).values_list("text_sha256", flat=True)
    return KnownArticle(article, frozenset(texts))


def _one_at_a_time(identities: Iterable[str]) -> None:
    """Two workers with the same page take turns; the second finds what the first has stored."""
    digests = (hashlib.sha256(identity.encode()).digest()[:8] for identity in identities)
    wait_for_turn(*(int.from_bytes(digest, "big", signed=True) for digest in digests))
