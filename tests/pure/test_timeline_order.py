"""Entries in reading order, and the choice among them."""

from datetime import date

from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.filters import Filters, count_choices, select
from negotiations.timeline.groups import group_entries, place_entries

A, B = Named("Arlandia", "a"), Named("Borduria", "b")
ROLES = {"a": frozenset({"party"}), "b": frozenset({"mediator", "host"})}


def entry(pk: int, day: date | None, actor: Named = A, *, word: str = "demands", number: int | None = None) -> Entry:
    return Entry(EntryKind.POSITION, pk, day, "day", (actor,), word, "words", pk % 2 == 0, round_number=number)


def talks(number: int, day: date | None) -> Entry:
    return Entry(EntryKind.ROUND, 100 + number, day, "day", (), "ongoing", "Klow", True, round_number=number)


def test_round_stays_together_though_others_spoke_meanwhile() -> None:
    round_ = talks(1, date(2024, 5, 1))
    entries = [
        round_,
        entry(1, date(2024, 5, 1), number=1),
        entry(2, date(2024, 5, 3)),
        entry(3, date(2024, 5, 9), number=1),
    ]
    placed = place_entries(entries, [round_])
    assert [item.entry.pk for item in placed] == [2, 101, 3, 1]
    sections = group_entries(placed)
    assert [[block.round and block.round.pk for block in section.blocks] for section in sections] == [[None, 101]]
    oldest = place_entries(entries, [round_], oldest_first=True)
    assert [item.entry.pk for item in oldest] == [101, 1, 3, 2]


def test_undated_entries_come_last_under_their_own_heading() -> None:
    round_ = talks(1, None)
    sections = group_entries(
        place_entries([entry(1, None, number=1), round_, entry(2, date(2024, 5, 1)), entry(3, None)], [round_])
    )
    assert [section.heading for section in sections] == ["May 2024", "Undated"]
    assert [[inner.pk for inner in block.entries] for block in sections[1].blocks] == [[1], [3]]
    assert sections[1].blocks[0].shows_round


def test_page_that_begins_within_a_round_says_so() -> None:
    round_ = talks(1, date(2024, 5, 1))
    placed = place_entries([round_, entry(1, date(2024, 5, 1), number=1)], [round_])
    section = group_entries(placed[1:], before=placed[0])[0]
    assert section.blocks[0].continued
    assert not section.blocks[0].shows_round


def test_choices_are_counted_under_all_other_choices() -> None:
    entries = [entry(1, None, A), entry(2, None, A, word="rejects"), entry(3, None, B, word="rejects")]
    filters = Filters(actor=frozenset({"a"}), stance=frozenset({"rejects"}))
    assert [found.pk for found in select(entries, filters, ROLES)] == [2]
    labels = {"actor": {"a": "A", "b": "B"}, "stance": {"demands": "demands", "rejects": "rejects", "open": "open"}}
    facets = {facet.name: facet for facet in count_choices(entries, filters, ROLES, labels)}
    assert [(choice.value, choice.count) for choice in facets["actor"].choices] == [("a", 1), ("b", 1)]
    assert [(choice.value, choice.count) for choice in facets["stance"].choices] == [("demands", 1), ("rejects", 1)]
    assert facets["stance"].chosen == ("rejects",)


def test_dates_take_in_whatever_touches_them() -> None:
    long = Entry(
        EntryKind.ROUND, 1, date(2024, 5, 1), "day", (), "ongoing", "", True, until=date(2024, 5, 20), round_number=1
    )
    undated = entry(2, None)
    inside = Filters(since=date(2024, 5, 10), to=date(2024, 5, 11))
    assert select([long, undated], inside, ROLES) == [long]
    assert select([long, undated], Filters(since=date(2024, 5, 21)), ROLES) == []
    assert select([long, undated], Filters(), ROLES) == [long, undated]
