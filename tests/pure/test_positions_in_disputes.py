"""Positions in news that speaks of no talks in so many words; demands, replies and refusals as they are put there."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


@pytest.mark.parametrize(
    "opening",
    [
        "Ruritania, Borduria Quarrel In Water Dispute\n\nThe dispute between the two countries over prices grows.",
        "Ruritania Backs Hostage Operation\n\nA new attempt is under way to pick up two hostages.",
    ],
)
def test_what_is_bargained_about_is_read_though_nobody_talks(opening: str) -> None:
    assert ("Ruritania", "demands", ("sanctions",)) in stances(opening + "\n\nRuritania wants the sanctions lifted.")


def test_a_quarrel_in_passing_is_not_enough() -> None:
    text = "The harvest was good.\n\nThe border dispute was quiet.\n\nRuritania wants more sheep and fewer sanctions."
    assert not read_text(text).positions


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        ("Ruritania has requested a session of the council on the sanctions.", "Ruritania", "demands"),
        ("Graustark has asked to be included in the talks.", "Graustark", "demands"),
        ("Ruritania has widened its demands to include elections.", "Ruritania", "demands"),
        ("Borduria's long-standing demand is a share of the prisoners.", "Borduria", "demands"),
        ('"It is up to the other side to free the prisoners," Ruritania said.', "Ruritania", "demands"),
        ("Ruritania sees no need for a truce.", "Ruritania", "rejects"),
        ("Ruritania has lodged a protest over the elections.", "Ruritania", "rejects"),
        ("Any more talks would be pointless, Ruritania said.", "Ruritania", "rejects"),
        ("Ruritania said it had no intention of extending the truce.", "Ruritania", "rejects"),
        ("Ruritania reversed its decision to boycott the talks.", "Ruritania", "accepts"),
        ("Under the Graustark-drafted proposal, the prisoners would go home.", "Graustark", "proposes"),
    ],
)
def test_a_side_takes_a_stance(sentence: str, holder: str, stance: str) -> None:
    assert (holder, stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania said the hall would be useless for a ball.",
        "Ruritania met Graustark over disputed territory near the truce line.",
        "Graustark helped with the truce at the request of both sides.",
    ],
)
def test_no_stance_is_taken_by_what_only_looks_alike(sentence: str) -> None:
    assert not found(sentence)


REBELS = "Talks between Ruritania and the rebels of the Red Front, mediated by Syldavia, went on in Klow.\n\n"


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        (
            "Ruritania's peace commissioner, Otto Brandt, said officials would free the prisoners.",
            "Ruritania",
            "accepts",
        ),
        ("The raid led the rebels to suspend the talks.", "Red Front", "withdraws"),
        ("The killings forced the government to suspend the talks.", "Ruritania", "withdraws"),
        ("Syldavia persuaded the rebels to return to the table.", "Red Front", "accepts"),
        ("Ruritania was forced to call off the talks.", "Ruritania", "withdraws"),
        ("The rebels issued a statement saying they were withdrawing from the talks.", "Red Front", "withdraws"),
        ("The army says it will observe the truce.", "Ruritania", "accepts"),
        ("The government wants the rebels to disarm, while the rebels insist on elections.", "Red Front", "demands"),
        ("Rebel demands for elections have held up the round.", "Red Front", "demands"),
        ('"We will go to the talks without conditions," said rebel spokesman Ivo Tal.', "Red Front", "accepts"),
        ("Under the plan drafted by Graustark, the prisoners would go home.", "Graustark", "proposes"),
    ],
)
def test_a_side_without_a_name_takes_a_stance(sentence: str, holder: str, stance: str) -> None:
    assert (holder, stance) in {(who, what) for who, what, _ in stances(REBELS + sentence, "2024-05-16")}


def test_a_view_is_held_by_the_last_one_named_before_it() -> None:
    text = TALKS + "Ruritania hopes Borduria will keep to its view that it will not accept a truce."
    assert ("Borduria", "rejects") in {(holder, stance) for holder, stance, _ in stances(text)}


def test_who_is_not_brought_to_do_it_has_not_done_it() -> None:
    text = (
        REBELS + "Nothing has persuaded the rebels to suspend the talks. Syldavia could not get the rebels to disarm."
    )
    assert ("Red Front", "withdraws") not in {(who, what) for who, what, _ in stances(text)}


def test_a_quarrel_over_one_thing_alone_is_what_a_stance_without_a_term_is_on() -> None:
    text = (
        "Ruritania and Borduria quarrel in a border dispute.\n\nThe dispute between them over elections is bitter.\n\n"
    )
    assert ("Ruritania", "demands", ("elections",)) in stances(text + "Ruritania wants a hundred white horses.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Graustark wanted to help with the harvest of the truce.",
        "Ruritania would like to thank Syldavia for the truce.",
    ],
)
def test_wanting_to_help_or_to_thank_asks_for_nothing(sentence: str) -> None:
    assert not found(sentence)


def test_who_is_ready_as_soon_as_something_is_done_waits_for_it() -> None:
    (position,) = read_text(TALKS + "Ruritania is ready to negotiate as soon as the bell rings.").positions
    assert position.stance == "accepts-conditionally"


def test_groups_that_are_counted_first_and_named_together_later_hold_the_stance() -> None:
    text = (
        "Syldavia says two Ruritanian rebel groups are ready to open peace talks.\n\n"
        "Its envoy met the separatist group Red Front and the rebel Dawn Movement in Klow.\n\n"
        "He said the groups stated their willingness to discuss a truce. The rebel Old Guard Army was not there."
    )
    assert {(holder, stance) for holder, stance, _ in stances(text)} == {
        ("Red Front", "proposes"),
        ("Dawn Movement", "proposes"),
    }


def test_officials_in_a_capital_are_of_the_state() -> None:
    assert ("Ruritania", "rejects") in found("Officials in Strelsau said they would not free the prisoners.")
    assert not found("Aid officials in Strelsau said they would not free the prisoners.")


def test_ministers_are_of_the_council_that_rules_where_no_state_sits_at_the_table() -> None:
    text = (
        "Talks between the military government and the Red Front went on in Klow.\n\n"
        "Prime Minister Ivo Tal said the truce must hold."
    )
    assert ("military government", "demands") in {(holder, stance) for holder, stance, _ in stances(text)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ruritania said it would not return to the talks.", "accepts"),
        ("Ruritania agreed to a truce.", "rejects"),
        ("Ruritania was calm.", None),
    ],
)
def test_a_decision_taken_back_comes_to_its_opposite(before: str, after: str | None) -> None:
    text = f"{TALKS}{before} On Friday Ruritania reversed that decision."
    assert [p.stance for p in read_text(text).positions if "reversed" in text[slice(*p.evidence[0])]] == (
        [after] if after else []
    )


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania said that talks would resume only if the prisoners are freed.", "accepts-conditionally"),
        ("Ruritania vowed to keep up its protests until elections are held.", "demands"),
        ("Ruritania pulled its delegation out of the talks.", "withdraws"),
        ("Ruritania has set December as a deadline for an agreement.", "demands"),
        ("Ruritania considers the issue of the prisoners closed.", "rejects"),
        ("Neither side is willing to free prisoners.", "rejects"),
        ("Ruritania called the deal a historic milestone.", "supports"),
    ],
)
def test_a_turn_of_phrase_takes_its_stance(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania said it had agreed to nothing on the truce.",
        "Both sides agreed that the talks were useful.",
        '"We do not trust them," Ruritania said of the truce.',
    ],
)
def test_these_words_take_none(sentence: str) -> None:
    assert not found(sentence)


def test_a_spokesman_speaks_for_whoever_was_spoken_of_before() -> None:
    text = REBELS + "The Red Front is tired of war. Spokesman Ivo Tal said it would free all prisoners."
    assert ("Red Front", "accepts") in {(holder, stance) for holder, stance, _ in stances(text)}
    text = TALKS + "Graustark watches. Its envoy, Ivo Tal, demanded a truce. Mr. Tal said the prisoners must go home."
    assert [(who, what) for who, what, _ in stances(text)] == [("Graustark", "demands"), ("Graustark", "demands")]


def test_its_minister_is_not_of_whatever_state_was_named_last() -> None:
    leaders = "The separatist leadership near Edelweiss wants a truce.\n\n"
    text = TALKS + leaders + "Its foreign minister, Ivo Tal, ruled out elections."
    assert "Graustark" not in {holder for holder, _, _ in stances(text)}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania wants no part in the elections.", "rejects"),
        ("Asked about elections, Ruritania ruled that out.", "rejects"),
        ("Ruritania would only discuss a shorter truce.", "open"),
        ("Ruritania is ready to withdraw once a truce has been reached.", "accepts-conditionally"),
        ("Ruritania threatened to walk away from the format if elections are held.", "withdraws"),
    ],
)
def test_more_turns_of_phrase(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


def test_a_foreign_minister_is_of_the_state_at_the_head_of_the_sentence_before() -> None:
    text = TALKS + "Ruritania wants a truce. Foreign Minister Ivo Tal said Borduria must free the prisoners."
    assert stances(text)[-1] == ("Ruritania", "demands", ("hostages-and-prisoners",))


def test_ending_a_meeting_without_progress_is_no_breaking_off() -> None:
    assert not found("Ruritania and Borduria ended their latest talks in Klow without progress on the truce.")
    assert ("Ruritania", "withdraws") in found("Ruritania ended its talks with Borduria.")


def test_a_group_without_a_seat_wants_something_of_this_dispute() -> None:
    assert ("Red Front", "demands") in found("The Red Front wants a share of the white horses.")
    assert not found("Graustark wants a share of the white horses.")


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania said the text did not meet the basic demands of its people.", "rejects"),
        ("Ruritania agreed last month to free the prisoners.", "accepts"),
        ("Ruritania, which opposes a truce, sent nobody.", "rejects"),
        ("Ruritania has since rejected elections.", "rejects"),
    ],
)
def test_still_more_turns_of_phrase(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


def test_what_is_said_along_with_a_refusal_is_a_stance_of_its_own() -> None:
    taken = found("Ruritania rejected the truce, saying the prisoners must go home first.")
    assert {("Ruritania", "rejects"), ("Ruritania", "demands")} <= taken


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania stopped short of accepting the truce.", "open"),
        ("Ruritania gave a cautious welcome to the truce.", "supports"),
        ("Ruritania gave the green light to elections.", "accepts"),
        ("Both sides said they wanted a peaceful solution.", "supports"),
        ("Ruritania will fight on until elections are held.", "demands"),
        ("Ruritania renewed its call for elections.", "demands"),
        ("Ruritania agreed under pressure to free the prisoners.", "accepts"),
    ],
)
def test_yet_more_turns_of_phrase(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


def test_agreeing_to_disagree_is_no_agreement() -> None:
    assert not found("Ruritania and Borduria agreed to disagree on the truce.")


def test_what_a_deal_says_binds_those_who_made_it() -> None:
    made = TALKS + "Ruritania and Borduria have signed a deal in Klow. "
    says = "Under the deal, reached on Monday, all prisoners will go home. The deal also calls for elections."
    freed = {(who, what) for who, what, issues in stances(made + says) if "hostages-and-prisoners" in issues}
    assert freed == {("Ruritania", "accepts"), ("Borduria", "accepts")}
    assert {who for who, _, issues in stances(made + says) if "elections" in issues} == {"Ruritania", "Borduria"}
    assert not stances(TALKS + says)
