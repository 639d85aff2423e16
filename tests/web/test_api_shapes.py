"""What the database builds is what the serializers promise."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from negotiations.api.participants import ParticipantSerializer
from negotiations.api.positions import PositionSerializer
from negotiations.api.proposals import ProposalSerializer, ReactionSerializer
from negotiations.models import Participant, Position, Proposal, Reaction
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    cache.clear()


def get(path: str, status: int = 200, **query: Any) -> Any:
    answer = Client().get(f"/api/v1/{path}/", query)
    assert answer.status_code == status, answer.content
    return answer.json()


def plain(serializer: Any) -> Any:
    return json.loads(json.dumps(serializer.data, default=str))


def test_positions_from_the_database_equal_their_serializer() -> None:
    talks = make.make_negotiation()
    round_ = make.make_round(talks)
    proposal = make.make_proposal(talks, make.make_actor("Klow"))
    person = make.make_actor("Ottokar", kind="person")
    whole = make.make_position(
        talks,
        round=round_,
        proposal=proposal,
        speaker=person,
        said_on=date(2026, 3, 1),
        issues=("ceasefire", "elections"),
    )
    make.make_condition(whole, issues=("hostages-and-prisoners", "withdrawal"))
    make.make_position(talks, "Borduria", standing="reviewed")
    rows = Position.objects.order_by("pk")
    assert get("positions", ordering="recorded_at")["results"] == plain(PositionSerializer(rows, many=True))


def test_proposals_and_reactions_from_the_database_equal_their_serializers() -> None:
    talks = make.make_negotiation()
    klow = make.make_actor("Klow")
    first = make.make_proposal(talks, klow, terms=("ceasefire", "elections"), tabled_on=date(2026, 1, 1))
    make.make_proposal(talks, klow, title="revised text", revises=first, is_revision=True, round=make.make_round(talks))
    make.make_reaction(first, klow, given_on=date(2026, 1, 2), given_precision="day")
    make.make_reaction(first, make.make_actor("Borduria"), "rejects")
    assert get("proposals", ordering="recorded_at")["results"] == plain(
        ProposalSerializer(Proposal.objects.order_by("pk"), many=True)
    )
    assert get("reactions", ordering="recorded_at")["results"] == plain(
        ReactionSerializer(Reaction.objects.order_by("pk"), many=True)
    )


def test_participants_from_the_database_equal_their_serializer() -> None:
    talks = make.make_negotiation()
    make.make_participant(talks, "Klow", "mediator", since=date(2025, 1, 1))
    make.make_participant(talks, "Borduria", "party")
    assert get("participants", ordering="id")["results"] == plain(
        ParticipantSerializer(Participant.objects.order_by("pk"), many=True)
    )
