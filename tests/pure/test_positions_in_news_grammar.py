"""Positions in the sentences that news is made of: verbs in a row, words in between, reported tenses."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str, tuple[str, ...]]]:
    return set(stances(TALKS + sentence, "2024-05-16"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ruritania accepted the ceasefire but rejected a withdrawal.",
            [("accepts", "ceasefire"), ("rejects", "withdrawal")],
        ),
        (
            "Ruritania accepted the ceasefire, rejected a withdrawal and demanded the release of prisoners.",
            [("accepts", "ceasefire"), ("rejects", "withdrawal"), ("demands", "hostages-and-prisoners")],
        ),
        (
            "Ruritania rejected a withdrawal and called for elections.",
            [("rejects", "withdrawal"), ("demands", "elections")],
        ),
    ],
)
def test_verbs_in_a_row_take_a_stance_each(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(sentence) == {("Ruritania", stance, (issue,)) for stance, issue in expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania agreed on Friday to a ceasefire.",
        "Ruritania agreed late Sunday to a ceasefire.",
        "Ruritania has agreed, in principle, to a ceasefire.",
        "Ruritania agreed this week to a ceasefire.",
        "Ruritania agreed, under growing pressure from its allies, to a ceasefire.",
        "“We've agreed to a ceasefire,” Ruritanian President Karl Voss said.",
    ],
)
def test_words_between_verb_and_complement_do_not_part_them(sentence: str) -> None:
    assert ("Ruritania", "accepts", ("ceasefire",)) in found(sentence)


def test_a_day_that_says_until_when_stays() -> None:
    assert found("Ruritania suspended the talks until Friday.") == {("Ruritania", "withdraws", ("talks",))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritanian officials and southern separatist insurgents agreed to a ceasefire.",
        "The Ruritanian government and the communist rebels agreed to a ceasefire.",
    ],
)
def test_both_of_a_coordinated_subject_hold_it(sentence: str) -> None:
    holders = {holder for holder, stance, _ in found(sentence) if stance == "accepts"}
    assert len(holders) == 2
    assert "Ruritania" in holders


@pytest.mark.parametrize(
    ("sentence", "attribution"),
    [
        ("Borduria said Ruritania had agreed to a ceasefire.", "claimed-by-other"),
        ("Ruritania said it had agreed to a ceasefire.", "reported"),
    ],
)
def test_the_tense_of_reported_speech_is_no_history(sentence: str, attribution: str) -> None:
    positions = read_text(TALKS + sentence, "2024-05-16").positions
    assert [(p.holder, p.stance, p.modality, p.attribution) for p in positions] == [
        ("Ruritania", "accepts", "actual", attribution)
    ]


def test_the_pluperfect_of_the_article_itself_is_history() -> None:
    assert [p.modality for p in read_text(TALKS + "Ruritania had rejected a ceasefire.", "2024-05-16").positions] in (
        [],
        ["historical"],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Borduria accused Ruritania of rejecting the ceasefire.",
        "Borduria blamed Ruritania for rejecting the ceasefire.",
    ],
)
def test_an_accusation_is_about_the_accused(sentence: str) -> None:
    positions = read_text(TALKS + sentence, "2024-05-16").positions
    assert [(p.holder, p.stance, p.attribution) for p in positions] == [("Ruritania", "rejects", "claimed-by-other")]


def test_people_of_a_nation_act_and_its_adjective_describes() -> None:
    assert ("Ruritania", "rejects", ("ceasefire",)) in found("The Ruritanians rejected the ceasefire.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The sides agreed to a ceasefire.",
        "The warring sides agreed to a ceasefire.",
        "Both agreed to a ceasefire.",
        "The two have agreed to a ceasefire.",
        "Each side agreed to a ceasefire.",
        "Syldavia urged the two to sign. They agreed to a ceasefire.",
    ],
)
def test_sides_without_a_name_are_the_parties(sentence: str) -> None:
    assert {("Ruritania", "accepts", ("ceasefire",)), ("Borduria", "accepts", ("ceasefire",))} <= found(sentence)
    assert ("Syldavia", "accepts", ("ceasefire",)) not in found(sentence)


def test_neither_side_is_both_with_a_no() -> None:
    assert found("Neither side agreed to a ceasefire.") == {
        ("Ruritania", "rejects", ("ceasefire",)),
        ("Borduria", "rejects", ("ceasefire",)),
    }


def test_the_mediators_are_those_who_mediate() -> None:
    text = "Talks between Ruritania and Borduria, mediated by Syldavia and Graustark, went on in Klow.\n\n"
    assert set(stances(text + "The mediators also called for a ceasefire.")) == {
        ("Syldavia", "demands", ("ceasefire",)),
        ("Graustark", "demands", ("ceasefire",)),
    }


def test_an_office_alone_is_who_was_named_with_it() -> None:
    positions = read_text(
        TALKS + "Ruritanian President Karl Voss called for a ceasefire. The president also demanded elections."
    ).positions
    assert [(p.holder, p.speaker, p.issues) for p in positions] == [
        ("Ruritania", "Karl Voss", ("ceasefire",)),
        ("Ruritania", "Karl Voss", ("elections",)),
    ]


def test_an_office_that_nobody_was_named_with_is_nobody() -> None:
    assert found("The envoy demanded elections.") == set()


def test_of_two_who_act_each_speaks_for_his_own() -> None:
    positions = read_text(TALKS + "Karl Voss and Anna Berg called for a ceasefire.").positions
    assert {(p.holder, p.speaker) for p in positions} == {("Ruritania", None), ("Syldavia", None)}


def test_a_headline_that_the_article_retells_makes_no_second_position() -> None:
    text = (
        "Ruritania rejects truce\n\nThe government of Ruritania rejected a ceasefire on Friday in talks with Borduria."
    )
    assert stances(text) == [("Ruritania", "rejects", ("ceasefire",))]
    assert read_text(text).positions[0].evidence[0][0] > text.index("\n")


def test_a_headline_that_stands_alone_stays() -> None:
    text = "Ruritania rejects ceasefire\n\nBorduria demanded elections in talks with Ruritania on Friday."
    assert ("Ruritania", "rejects", ("ceasefire",)) in stances(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania wants a seat in the cabinet.",
        "Ruritania asked for money for its roads.",
        "Ruritania denied that it supports the smugglers.",
    ],
)
def test_no_issue_is_taken_from_the_paragraph_for_words_that_name_another_thing(sentence: str) -> None:
    taken = {code for *_, codes in found("Prisoners and elections were discussed. " + sentence) for code in codes}
    assert taken <= {"agreement", "talks"}


def test_words_that_take_up_what_was_said_take_its_issue() -> None:
    assert ("Ruritania", "rejects", ("elections",)) in found("Borduria demanded elections.\n\nRuritania rejected this.")


def test_a_minister_without_a_state_is_of_the_one_state_among_the_parties() -> None:
    text = "Talks between Ruritania and the Red Front went on.\n\nForeign Minister Otto Klein called for a ceasefire."
    assert ("Ruritania", "demands", ("ceasefire",)) in stances(text)


def test_both_sides_are_known_where_only_positions_show_the_parties() -> None:
    text = (
        "Peace talks went on. Ruritania demanded elections. Borduria rejected elections. Both sides accepted the deal."
    )
    assert {("Ruritania", "accepts", ("agreement",)), ("Borduria", "accepts", ("agreement",))} <= set(stances(text))


def test_an_offer_of_talks_is_on_the_talks() -> None:
    assert found("Ruritania rejected a proposal for talks.") == {("Ruritania", "rejects", ("talks",))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania will hold elections in June.",
        "The border, which was closed, will open on Friday.",
        "Ruritania sought assurances that Borduria will withdraw.",
    ],
)
def test_the_calendar_and_what_is_wanted_of_others_are_no_word_given(sentence: str) -> None:
    assert not any(stance == "accepts" for _, stance, _ in found(sentence))


def test_a_relative_clause_ends_where_the_main_one_goes_on() -> None:
    text = TALKS + "Elections, which Ruritania wants to delay, are planned for June."
    (position,) = read_text(text).positions
    assert text[slice(*position.evidence[0])] == "Ruritania wants to delay"


def test_what_is_insisted_on_is_what_the_rest_says() -> None:
    assert found("Ruritania insists that it will not withdraw.") == {("Ruritania", "rejects", ("withdrawal",))}


@pytest.mark.parametrize(
    ("sentence", "stance", "issue"),
    [
        ("Ruritania threw its support behind a ceasefire.", "supports", "ceasefire"),
        ("Ruritania viewed the talks as an opportunity.", "supports", "talks"),
        ("Ruritania confirmed its attendance at the talks.", "accepts", "talks"),
        ("Ruritania is committed to holding talks.", "accepts", "talks"),
        ("Ruritania remains committed to the talks.", "supports", "talks"),
        ("Ruritania and Borduria have each signaled a willingness to hold talks.", "open", "talks"),
        ("Ruritania expressed a willingness to hold talks.", "proposes", "talks"),
        ("Ruritania said it would stick to its view that it will not accept a ceasefire.", "rejects", "ceasefire"),
        ("Ruritania is willing to extend the truce.", "proposes", "ceasefire"),
        ("Ruritania will stick to its view that it will not accept a ceasefire.", "rejects", "ceasefire"),
        (
            "Ruritania will stick to its view that it will not accept a ceasefire unless prisoners are freed.",
            "accepts-conditionally",
            "ceasefire",
        ),
    ],
)
def test_turns_of_phrase_keep_their_polarity(sentence: str, stance: str, issue: str) -> None:
    assert ("Ruritania", stance, (issue,)) in found(sentence)
