"""What is taken of a text is told apart from what is free, in whatever order it is taken."""

from hypothesis import given
from hypothesis import strategies as st

from negotiations.extraction.taken import Taken

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda span: (span[0], span[0] + span[1])))


@given(SPANS)
def test_a_span_is_free_where_none_before_it_overlaps(spans: list[tuple[int, int]]) -> None:
    taken = Taken()
    for number, (start, end) in enumerate(spans):
        is_free = not any(first < end and start < last for first, last in spans[:number])
        assert taken.take((start, end)) == is_free


def test_neighbours_do_not_overlap() -> None:
    taken = Taken()
    assert [taken.take(span) for span in ((5, 8), (0, 5), (8, 9), (4, 6))] == [True, True, True, False]
