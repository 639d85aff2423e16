"""The big statements of the API are quick whether or not the database knows the sizes of its tables."""

import pytest
from django.db import connection, transaction
from django.test import Client

from negotiations.models import SentenceReference, SummarySentence
from tests import factories as make

pytestmark = pytest.mark.django_db

ROUNDS, SENTENCES, REFERENCES = 20, 50, 5
BADLY_SLOW = 8_000  # milliseconds for one statement; the slowest took 1.2 seconds


@pytest.fixture
def many_sentences() -> None:
    """20 rounds, each with a summary of 50 sentences that rest on five quotes each."""
    talks = make.make_negotiation("Klow talks")
    for number in range(1, ROUNDS + 1):
        round_ = make.make_round(talks)
        summary = make.make_summary(round_)
        said = [f"In round {number} remark {place:03} was made." for place in range(SENTENCES * REFERENCES)]
        snapshot = make.make_snapshot(" ".join(said))
        with transaction.atomic():
            quotes = [make.make_evidence(quote, snapshot=snapshot, round=round_) for quote in said]
            sentences = SummarySentence.objects.bulk_create(
                SummarySentence(summary=summary, order=order, topic="meeting", text="The sides met.")
                for order in range(2, SENTENCES + 2)
            )
            SentenceReference.objects.bulk_create(
                SentenceReference(sentence=sentences[place // REFERENCES], evidence=quote)
                for place, quote in enumerate(quotes)
            )


@pytest.mark.parametrize("analysed", [False, True])
def test_lists_are_quick_with_and_without_statistics(many_sentences: None, analysed: bool) -> None:
    with connection.cursor() as cursor:
        if analysed:
            cursor.execute("ANALYZE")
        cursor.execute(f"SET LOCAL statement_timeout = {BADLY_SLOW}")
    for path in ("summaries", "articles", "rounds", "timeline"):
        answer = Client().get(f"/api/v1/{path}/")
        assert answer.status_code == 200, path
