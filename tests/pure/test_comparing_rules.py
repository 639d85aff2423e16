"""Two readings of one text side by side."""

from negotiations.suggestions.comparing import Change, Side, compare


def side(fingerprint: str, *, start: int = 0, stance: str = "rejects", rule: str = "stances/rejects") -> Side:
    return Side("position", fingerprint, start, start + 10, rule, {"stance": stance})


def test_compare_finds_the_same_finding_by_its_fingerprint() -> None:
    (same,) = compare(old=[side("a")], new=[side("a")], decided=[])
    assert (same.change, same.fields) == (Change.SAME, ())


def test_compare_says_which_fields_changed() -> None:
    (changed,) = compare(old=[side("a")], new=[side("a", stance="accepts", rule="stances/accepts")], decided=[])
    assert (changed.change, changed.fields) == (Change.CHANGED, ("stance", "rule"))


def test_compare_takes_two_of_one_kind_at_the_same_words_as_one_that_changed() -> None:
    (changed,) = compare(old=[side("a")], new=[side("b", stance="open")], decided=[])
    assert (changed.change, changed.fields) == (Change.CHANGED, ("stance",))


def test_compare_tells_what_is_new_and_what_is_gone() -> None:
    found = compare(old=[side("a")], new=[side("b", start=50)], decided=[])
    assert [(d.change, (d.old or d.new or side("")).fingerprint) for d in found] == [
        (Change.GONE, "a"),
        (Change.NEW, "b"),
    ]


def test_compare_leaves_alone_what_a_person_decided() -> None:
    found = compare(old=[side("a"), side("b", start=50)], new=[side("a", stance="open")], decided=["a", "b"])
    assert [d.change for d in found] == [Change.DECIDED, Change.DECIDED]
