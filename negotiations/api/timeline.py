"""What happened, in order: rounds, proposals, reactions and positions merged in time, undated ones last."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import IntegerField, Q, QuerySet, Value
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from negotiations.api.database_json import Shape
from negotiations.api.documentation import CURSOR, PAGE_SIZE, describe_list
from negotiations.api.errors import Absent
from negotiations.api.filters import DayFilter, SlugFilter, StrictFilterSet, apply_filters, read_scope, terms_filter
from negotiations.api.pagination import (
    PAGE_PARAMETERS,
    Key,
    Page,
    PageRequest,
    Place,
    bad_cursor,
    cut_page,
    read_page_request,
)
from negotiations.api.positions import PositionFilters, PositionSerializer, position_json
from negotiations.api.proposals import (
    ProposalFilters,
    ProposalSerializer,
    ReactionFilters,
    ReactionSerializer,
    proposal_row_json,
    reaction_json,
)
from negotiations.api.rounds import RoundFilters, RoundSerializer, round_row_json
from negotiations.api.views import PagedViewSet, page_response
from negotiations.api.visibility import Scope
from negotiations.models import Negotiation, Position, Proposal, Reaction, TalkRound
from negotiations.vocabulary import Answer, Attribution, Modality, Outcome, Precision, Role, RoundStatus, Stance, Term


class EntryKind(Term):
    """Kinds of entries in the order in which those of one day stand."""

    ROUND = "round"
    PROPOSAL = "proposal"
    REACTION = "reaction"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of entry: how its rows look, what they can be narrowed by, and which column says when."""

    kind: EntryKind
    shape: Shape
    filters: type[StrictFilterSet]
    day: str
    precision: str
    negotiation: str = "negotiation"

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The rows that may be seen."""
        rows = scope.rows(self.shape.model)
        return rows.filter(scope.standing("proposal__")) if self.kind is EntryKind.REACTION else rows


LANES = (
    Lane(EntryKind.ROUND, Shape(TalkRound, round_row_json), RoundFilters, "starts", "precision"),
    Lane(EntryKind.PROPOSAL, Shape(Proposal, proposal_row_json), ProposalFilters, "tabled_on", "tabled_precision"),
    Lane(
        EntryKind.REACTION,
        Shape(Reaction, reaction_json),
        ReactionFilters,
        "given_on",
        "given_precision",
        "proposal__negotiation",
    ),
    Lane(EntryKind.POSITION, Shape(Position, position_json), PositionFilters, "said_on", "said_precision"),
)
ORDERINGS = {"on": Key("on", of=date)}


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="EntryRecord",
        serializers=[RoundSerializer, ProposalSerializer, ReactionSerializer, PositionSerializer],
        resource_type_field_name=None,
    )
)
class EntryRecordField(serializers.JSONField):
    """The whole record, in the shape of its own resource."""


class EntrySerializer(serializers.Serializer[Any]):
    """One entry: what kind of record, when, and the record itself."""

    kind = serializers.ChoiceField(choices=EntryKind.choices())
    id = serializers.IntegerField()
    on = serializers.DateField(allow_null=True)
    precision = serializers.ChoiceField(choices=Precision.choices())
    record = EntryRecordField()


class NegotiationTimelineFilters(StrictFilterSet):
    """An entry must meet every filter that is given; a kind of entry that does not know a filter is left out by it."""

    kind = terms_filter(EntryKind, method="keep_all")
    actor = SlugFilter(
        method="keep_all", help_text="Slug of an actor that sat there, put it forward, answers, holds or speaks."
    )
    holder = SlugFilter(method="keep_all", help_text="Slug of the actor whose position it is.")
    role = terms_filter(Role, method="keep_all", help_text="Role in the negotiation of one concerned.")
    issue = SlugFilter(method="keep_all", help_text="Code of an issue; what lies below it in the tree counts too.")
    stance = terms_filter(Stance, method="keep_all")
    attribution = terms_filter(Attribution, method="keep_all")
    modality = terms_filter(Modality, method="keep_all")
    answer = terms_filter(Answer, method="keep_all")
    outcome = terms_filter(Outcome, method="keep_all")
    status = terms_filter(RoundStatus, method="keep_all")
    source = SlugFilter(method="keep_all", help_text="Slug of a source that bears it out.")
    from_ = DayFilter(method="keep_all", help_text="On that day or after it.")
    to = DayFilter(method="keep_all", help_text="On that day or before it.")


class TimelineFilters(NegotiationTimelineFilters):
    negotiation = SlugFilter(method="keep_all", help_text="Slug of the negotiation.")


def chosen_lanes(request: Request, filters: type[StrictFilterSet]) -> list[tuple[Lane, QuerySet[Any]]]:
    """The lanes that the query leaves, each with its rows narrowed; BadQuery where it cannot be answered."""
    query = request.query_params
    apply_filters(filters, TalkRound.objects.none(), request=request, also=PAGE_PARAMETERS)
    scope, kinds = read_scope(query), query.getlist("kind")
    asked = {name for name in query if name not in {"kind", *PAGE_PARAMETERS}}
    return [
        (lane, lane.filters(query, queryset=lane.rows(scope), request=request).qs)
        for lane in LANES
        if (not kinds or lane.kind in kinds) and asked <= set(lane.filters.base_filters)
    ]


def page_of_entries(lanes: list[tuple[Lane, QuerySet[Any]]], asked: PageRequest) -> Page[Any]:
    """One page of (day, rank of the kind, id) over all lanes: one query. No lane gives more than the page takes."""
    down = asked.scan_descending
    place = _parse(asked.place) if asked.place else None
    order = ("-page_key", "-rank", "-pk") if down else ("page_key", "rank", "pk")
    parts = []
    for lane, rows in lanes:
        rank = LANES.index(lane)
        key = Key(lane.day, of=date).expression(descending=asked.descending)
        part = rows.annotate(page_key=key, rank=Value(rank, output_field=IntegerField()))
        if place:
            part = part.filter(_beyond(place, rank=rank, down=down))
        parts.append(part.order_by(*order).values_list("page_key", "rank", "pk")[: asked.size + 1])
    if not parts:
        return cut_page([], asked=asked)
    merged = parts[0].union(*parts[1:], all=True).order_by(*order)[: asked.size + 1] if len(parts) > 1 else parts[0]
    return cut_page(list(merged), asked=asked)


def _parse(place: Place) -> tuple[date, int, int]:
    try:
        day, rank, key = place.values
        return date.fromisoformat(day), int(rank), int(key)
    except ValueError as error:
        raise bad_cursor() from error


def _beyond(place: tuple[date, int, int], *, rank: int, down: bool) -> Q:
    """Rows of the lane of that rank that stand beyond ``place``."""
    day, place_rank, key = place
    side, edge = ("lt", "lte") if down else ("gt", "gte")
    later_day = Q(**{f"page_key__{side}": day})
    if rank == place_rank:
        return Q(**{f"page_key__{edge}": day}) & (later_day | Q(**{f"pk__{side}": key}))
    same_day_counts = rank < place_rank if down else rank > place_rank
    return Q(**{f"page_key__{edge}": day}) if same_day_counts else later_day


def entry_texts(rows: list[tuple[date, int, int]], scope: Scope) -> list[str]:
    """The JSON of the entries in their order: one query for each lane, whether or not it has rows."""
    texts: dict[tuple[int, int], str] = {}
    for rank, lane in enumerate(LANES):
        ids = [key for _, of, key in rows if of == rank]
        texts.update(((rank, key), text) for key, text in lane.shape.read_keyed(ids, scope).items())
    return [_entry(LANES[rank], key, texts[rank, key]) for _, rank, key in rows if (rank, key) in texts]


def _entry(lane: Lane, key: int, text: str) -> str:
    record = orjson.loads(text)
    entry = {"kind": lane.kind.value, "id": key, "on": record[lane.day], "precision": record[lane.precision]}
    return orjson.dumps({**entry, "record": orjson.Fragment(text)}).decode()


def timeline_response(request: Request, lanes: list[tuple[Lane, QuerySet[Any]]]) -> Response:
    """A page of the timeline."""
    asked = read_page_request(request.query_params, orderings=ORDERINGS, default="on", values=3)
    page = page_of_entries(lanes, asked)
    return page_response(request, page, entry_texts(page.rows, read_scope(request.query_params)))


@extend_schema_view(
    list=describe_list("Rounds, proposals, reactions and positions merged in time, undated ones last."),
)
class TimelineViewSet(PagedViewSet):
    serializer_class = EntrySerializer
    filterset_class = TimelineFilters
    orderings = ORDERINGS
    default_ordering = "on"

    def get_queryset(self) -> QuerySet[Any]:
        return TalkRound.objects.none()

    def list(self, request: Request, **kwargs: Any) -> Response:
        return timeline_response(request, chosen_lanes(request, TimelineFilters))


@extend_schema_view(
    list=extend_schema(
        operation_id="v1_negotiations_timeline_list",
        description="The timeline of one negotiation: rounds, proposals, reactions and positions merged in time.",
        parameters=[CURSOR, PAGE_SIZE],
    ),
)
class NegotiationTimelineViewSet(TimelineViewSet):
    filterset_class = NegotiationTimelineFilters

    def list(self, request: Request, **kwargs: Any) -> Response:
        lanes = chosen_lanes(request, NegotiationTimelineFilters)
        key = Negotiation.objects.filter(slug=kwargs["slug"]).values_list("pk", flat=True).first()
        if key is None:
            raise Absent(f"There is no negotiation {kwargs['slug']}.")
        return timeline_response(request, [(lane, rows.filter(**{lane.negotiation: key})) for lane, rows in lanes])
