"""The quotes that bear out rows of the record, each with its outlet, and how many origins stand behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Greatest, Substr

from negotiations.models import Evidence, SuggestionState

CONTEXT = 160  # characters on each side: enough for the sentence around a quote, far from the article


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words with the rest of their sentence, and where they stand. ``address`` is empty or an http(s) link."""

    pk: int
    quote: str
    before: str
    after: str
    aspect: str
    article: int
    title: str
    outlet: str
    source: str
    notice: str
    address: str
    published: date | None
    published_precision: str
    text_sha256: str
    story: int | None
    gone_at: datetime | None
    start: int

    @property
    def sentence(self) -> tuple[int, int]:
        """From where to where in the text the words stand with the rest of their sentence."""
        return self.start - len(self.before), self.start + len(self.quote) + len(self.after)

    @property
    def is_gone(self) -> bool:
        """Whether the article's present text no longer holds these words."""
        return self.gone_at is not None


@dataclass(frozen=True, slots=True)
class Bundle:
    """All quotes for one row: ``origins`` counts independent reports, ``outlets`` publishers, ``articles`` all."""

    quotes: tuple[Quote, ...] = ()

    @classmethod
    def join(cls, bundles: Iterable["Bundle"]) -> "Bundle":
        """All quotes of several bundles, each once."""
        return cls(tuple({quote.pk: quote for bundle in bundles for quote in bundle.quotes}.values()))

    @property
    def sentences(self) -> tuple["Quote", ...]:
        """Each sentence of each article once, with the longest of the words that are quoted from it."""
        return tuple(max(group, key=lambda quote: len(quote.quote)) for group in group_by_sentence(self.quotes))

    def about(self, *aspects: str) -> "Bundle":
        """The quotes that bear out these aspects of the row."""
        return Bundle(tuple(quote for quote in self.quotes if quote.aspect in aspects))

    @property
    def origins(self) -> int:
        """Independent origins; one report in two outlets is one, and so are two reports of one outlet."""
        return count_origins((quote.source, quote.text_sha256, quote.story) for quote in self.quotes)

    @property
    def outlets(self) -> int:
        """Distinct publishers."""
        return len({quote.source for quote in self.quotes})

    @property
    def articles(self) -> int:
        """Distinct articles."""
        return len({quote.article for quote in self.quotes})


def group_by_sentence(quotes: Iterable[Quote]) -> list[list[Quote]]:
    """Quotes that share a sentence of one text together, in the order of their first."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        start, end = quote.sentence
        for group in groups:
            first, last = group[0].sentence
            if _text_of(group[0]) == _text_of(quote) and start < last and first < end:
                group.append(quote)
                break
        else:
            groups.append([quote])
    return groups


def _text_of(quote: Quote) -> tuple[int, str]:
    return quote.article, quote.text_sha256


def count_origins(reports: Iterable[tuple[str, str, int | None]]) -> int:
    """How many groups of (outlet, hash of the text, story or None) share neither an outlet nor a text nor a story."""
    group: dict[tuple[str, object], tuple[str, object]] = {}

    def root(node: tuple[str, object]) -> tuple[str, object]:
        while group.setdefault(node, node) != node:
            node = group[node]
        return node

    for outlet, text, story in reports:
        group[root(("outlet", outlet))] = root(("text", text))
        if story is not None:
            group[root(("story", story))] = root(("text", text))
    return len({root(node) for node in list(group)})


def load_quotes(wanted: Mapping[str, Iterable[int]], *, reviewed_only: bool = False) -> dict[tuple[str, int], Bundle]:
    """Quotes of the rows ``wanted`` names by kind (a field of Evidence) and ids: one query, none without ids.

    ``reviewed_only`` leaves out evidence that hangs on a suggestion which no person has accepted.
    """
    ids = {kind: list(rows) for kind, rows in wanted.items()}
    kinds = [kind for kind, rows in ids.items() if rows]
    if not kinds:
        return {}
    bears_out = Q(pk__in=[])
    for kind in kinds:
        bears_out |= Q(**{f"{kind}_id__in": ids[kind]})
    found: dict[tuple[str, int], list[Quote]] = defaultdict(list)
    rows = _quote_rows(reviewed_only=reviewed_only).filter(bears_out)
    for row in rows.values_list(*_COLUMNS, *(f"{kind}_id" for kind in kinds)):
        for kind, pk in zip(kinds, row[len(_COLUMNS) :], strict=True):
            if pk is not None:
                found[kind, pk].append(_make_quote(row[: len(_COLUMNS)]))
    return {key: Bundle(_without_repeats(quotes)) for key, quotes in found.items()}


def load_quotes_by_id(ids: Iterable[int], *, reviewed_only: bool = False) -> dict[int, Quote]:
    """Quotes by the id of their evidence, those taken back left out: one query."""
    return {
        row[0]: _make_quote(row)
        for row in _quote_rows(reviewed_only=reviewed_only).filter(pk__in=list(ids)).values_list(*_COLUMNS)
    }


_COLUMNS = (
    "pk",
    "quote",
    "before",
    "after",
    "aspect",
    "snapshot__article_id",
    "snapshot__article__title",
    "snapshot__article__source__name",
    "snapshot__article__source__slug",
    "snapshot__article__source__notice",
    "snapshot__article__address",
    "snapshot__article__published",
    "snapshot__article__published_precision",
    "snapshot__text_sha256",
    "snapshot__article__story_id",
    "gone_at",
    "start",
)


def counts_for_readers(*, reviewed_only: bool) -> Q:
    """Which evidence a reader sees: what is not taken back, and if asked so only what a person has accepted."""
    counted = Q(retracted_at__isnull=True)
    if reviewed_only:
        accepted = [SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value]
        counted &= Q(suggestion__isnull=True) | Q(suggestion__state__in=accepted)
    return counted


def _quote_rows(*, reviewed_only: bool) -> QuerySet[Evidence]:
    text = F("snapshot__text")
    first = Greatest(F("start") - CONTEXT, Value(0))
    return (
        Evidence.objects.filter(counts_for_readers(reviewed_only=reviewed_only))
        .annotate(
            before=Substr(
                text, first + 1, ExpressionWrapper(F("start") - first, IntegerField()), output_field=TextField()
            ),
            after=Substr(text, F("end") + 1, CONTEXT, output_field=TextField()),
        )
        .order_by("snapshot__article__published", "pk")
    )


def _make_quote(row: tuple) -> Quote:  # type: ignore[type-arg]  # one row of _COLUMNS
    pk, quote, before, after, aspect, article, title, outlet, source, notice, address, published, *rest = row
    return Quote(
        pk,
        quote,
        sentence_start(before),
        sentence_end(after, quote),
        aspect,
        article,
        title or "Untitled",
        outlet,
        source,
        notice,
        address if address.startswith(("http://", "https://")) else "",
        published,
        *rest,
    )


def _without_repeats(quotes: list[Quote]) -> tuple[Quote, ...]:
    """The same words of the same article once for each aspect, however many suggestions found them."""
    kept: dict[tuple[int, str, str], Quote] = {}
    for quote in quotes:
        kept.setdefault((quote.article, quote.quote, quote.aspect), quote)
    return tuple(kept.values())


_ENDS = ".!?…"
_CLOSERS = "”’\"')"


def sentence_start(before: str) -> str:
    """The part of the text before a quote that belongs to its sentence; cut at a word with … where it is longer."""
    line = before.rpartition("\n")[2]
    for index in range(len(line) - 2, -1, -1):
        tail = line[index + 1 :].lstrip(_CLOSERS)
        if (
            line[index] in _ENDS
            and tail[:1] == " "
            and (len(tail) == 1 or not tail[1].islower())
            and not _abbreviates(line[: index + 1])
        ):
            return tail[1:]
    if line == before and len(before) >= CONTEXT:
        return "…" + line.partition(" ")[2]
    return line


def sentence_end(after: str, quote: str = "") -> str:
    """The part of the text after a quote that belongs to its sentence; cut at a word with … where it is longer."""
    if quote.rstrip(_CLOSERS)[-1:] in _ENDS and quote and not after[:1].isalnum():
        return ""
    line = after.partition("\n")[0]
    for index, sign in enumerate(line):
        if (
            sign in _ENDS
            and (index + 1 == len(line) or not line[index + 1].isalnum())
            and not _abbreviates(line[: index + 1])
        ):
            end = index + 1
            while end < len(line) and line[end] in _CLOSERS:
                end += 1
            if end == len(line) or line[end] == " ":
                return line[:end]
    if line == after and len(after) >= CONTEXT:
        return line.rpartition(" ")[0] + "…"
    return line


def _abbreviates(text: str) -> bool:
    """Whether the full stop at the end belongs to a short form: one letter before it, as in U.S. or J."""
    word = text[:-1].rpartition(" ")[2]
    return text.endswith(".") and (
        len(word.rpartition(".")[2]) == 1 or word in {"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Lt", "Col", "Sgt"}
    )
