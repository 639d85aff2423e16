"""Pages by keyset: each page starts after the last row of the one before, so that new rows never shift it.

A row's place is its key in the chosen order and its id. Keys are never null: rows without a date have a key
beyond every date, at the end in both directions. Cursors are signed; one that was changed, or made for another order,
is refused. No totals are counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import DateField, Expression, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from negotiations.api.errors import BadQuery

DEFAULT_PAGE_SIZE = 50
LARGEST_PAGE_SIZE = 200
PAGE_PARAMETERS = ("cursor", "page_size", "ordering")

_signer = signing.Signer(salt="negotiations.api.cursor")


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are ordered by. ``of``: date, datetime, int or str; dates may be missing, the others never are."""

    field: str
    of: type = str

    def expression(self, *, descending: bool) -> Expression:
        """The key as a value that is never null and puts undated rows last."""
        if self.of is date:
            beyond = Value(date.min if descending else date.max, output_field=DateField())
            return Coalesce(self.field, beyond)
        return F(self.field)  # type: ignore[return-value]  # annotate takes both

    def parse(self, text: str) -> Any:
        """The value that stands as ``text`` in a cursor; ValueError if it is none."""
        if self.of in (date, datetime):
            return self.of.fromisoformat(text)
        return self.of(text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after (or, going back, before) the row with these values."""

    backwards: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a query asks for: how many rows, in which order, from where on."""

    size: int
    ordering: str
    place: Place | None

    @property
    def descending(self) -> bool:
        """Whether the order asked for runs downwards."""
        return self.ordering.startswith("-")

    @property
    def scan_descending(self) -> bool:
        """Whether the rows of this page are read downwards: going back reads against the order."""
        return self.descending != bool(self.place and self.place.backwards)


def read_page_request(
    query: Mapping[str, str], *, orderings: Mapping[str, Key], default: str, values: int = 2
) -> PageRequest:
    """What ``query`` asks for; BadQuery if it cannot be answered. ``values``: how many a cursor holds."""
    return PageRequest(
        size=_read_size(query.get("page_size")),
        ordering=(ordering := _read_ordering(query.get("ordering"), orderings=orderings, default=default)),
        place=_read_cursor(query.get("cursor"), ordering=ordering, values=values),
    )


def _read_size(text: str | None) -> int:
    if text is None:
        return DEFAULT_PAGE_SIZE
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= LARGEST_PAGE_SIZE:
        return int(text)
    raise BadQuery(
        f"page_size must be a whole number from 1 to {LARGEST_PAGE_SIZE}.",
        code="bad-page-size",
        fields={"page_size": ["Out of range."]},
    )


def _read_ordering(text: str | None, *, orderings: Mapping[str, Key], default: str) -> str:
    if text is None:
        return default
    if text.removeprefix("-") in orderings and not text.startswith("--"):
        return text
    known = ", ".join(sorted(orderings))
    raise BadQuery(
        f"Lists can be ordered by {known}, with - before it for descending.",
        code="bad-ordering",
        fields={"ordering": ["Not an order."]},
    )


def _read_cursor(text: str | None, *, ordering: str, values: int) -> Place | None:
    if text is None:
        return None
    try:
        made_for, direction, *found = _signer.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError, UnicodeError):
        found, made_for, direction = [], "", ""
    if made_for != ordering or direction not in {"next", "previous"} or len(found) != values:
        raise bad_cursor()
    return Place(backwards=direction == "previous", values=tuple(str(value) for value in found))


def write_cursor(ordering: str, *, backwards: bool, values: Sequence[Any]) -> str:
    """A signed cursor for the place with these values."""
    texts = [value.isoformat() if isinstance(value, date) else str(value) for value in values]
    return _signer.sign_object([ordering, "previous" if backwards else "next", *texts])


Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page in the order asked for, and the cursors to those beside it."""

    rows: list[Row]
    next: str | None
    previous: str | None


def cut_page(found: Sequence[Row], *, asked: PageRequest) -> Page[Row]:
    """The page out of what was read: up to ``size + 1`` rows in scan order, each a tuple of its cursor's values."""
    more = len(found) > asked.size
    rows = list(found[: asked.size])
    backwards = asked.place is not None and asked.place.backwards
    if backwards:
        rows.reverse()
    has_next = backwards or more
    has_previous = more if backwards else asked.place is not None
    return Page(
        rows=rows,
        next=write_cursor(asked.ordering, backwards=False, values=rows[-1]) if rows and has_next else None,
        previous=write_cursor(asked.ordering, backwards=True, values=rows[0]) if rows and has_previous else None,
    )


def page_of_keys(rows: QuerySet[Any], *, asked: PageRequest, orderings: Mapping[str, Key]) -> Page[tuple[Any, int]]:
    """One page of (key, id) of ``rows``: one query."""
    key = orderings[asked.ordering.removeprefix("-")]
    keyed = rows.annotate(page_key=key.expression(descending=asked.descending))
    down = asked.scan_descending
    if asked.place:
        value, pk = parse_place(asked.place, key)
        side, edge = ("lt", "lte") if down else ("gt", "gte")
        beyond = Q(**{f"page_key__{side}": value}) | Q(**{f"pk__{side}": pk})
        keyed = keyed.filter(Q(**{f"page_key__{edge}": value}) & beyond)
    ordered = keyed.order_by("-page_key", "-pk") if down else keyed.order_by("page_key", "pk")
    return cut_page(list(ordered.values_list("page_key", "pk")[: asked.size + 1]), asked=asked)


def parse_place(place: Place, key: Key) -> tuple[Any, int]:
    """Key and id of a cursor's row; BadQuery if they are none."""
    try:
        return key.parse(place.values[0]), int(place.values[1])
    except ValueError as error:
        raise bad_cursor() from error


def bad_cursor() -> BadQuery:
    """The error for a cursor that cannot be followed."""
    return BadQuery(
        "The cursor is not one that was given out for this list in this order; start again without it.",
        code="bad-cursor",
        fields={"cursor": ["Not a cursor of this list."]},
    )


def link_to(request: Request, cursor: str | None) -> str | None:
    """The address of the page that begins at ``cursor``."""
    return replace_query_param(request.build_absolute_uri(), "cursor", cursor) if cursor else None
