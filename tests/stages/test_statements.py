"""New rows in one statement: in their order, with their keys, and nothing cut off."""

import pytest
from django.db import DataError, transaction

from negotiations.models import Actor, Affiliation, RoundSummary, SentenceReference, SummarySentence
from negotiations.models.statements import ask, insert_rows
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_rows_have_their_keys_in_their_order_and_find_those_they_name() -> None:
    round_ = make.make_round(make.make_negotiation())
    summary = RoundSummary(round=round_, version=1, basis="0" * 64)
    sentences = [SummarySentence(summary=summary, order=n, topic="meeting", text=f"No. {n}") for n in (3, 1, 2)]
    with transaction.atomic():
        insert_rows([summary])
        insert_rows(sentences)
        insert_rows([SentenceReference(sentence=one, evidence=round_.evidence.all()[0]) for one in sentences])
    assert [row.pk for row in sentences] == sorted(row.pk for row in sentences)
    for row in sentences:
        stored = SummarySentence.objects.get(pk=row.pk)
        assert (stored.order, stored.text, stored.summary_id, stored.references.count()) == (
            row.order,
            f"No. {row.order}",
            summary.pk,
            1,
        )
    summary.refresh_from_db()
    assert summary.written_at is not None  # the database's own default


def test_what_is_too_long_is_refused_and_not_cut_off() -> None:
    office = Affiliation(person=make.make_actor("Vel", kind="person"), organisation=make.make_actor(), title="x" * 201)
    with pytest.raises(DataError), transaction.atomic():
        insert_rows([office])
    assert not Affiliation.objects.exists()


def test_nothing_is_asked_where_there_is_nothing_to_insert() -> None:
    insert_rows([])
    assert ask("SELECT count(*) FROM negotiations_actor") == [(Actor.objects.count(),)]
