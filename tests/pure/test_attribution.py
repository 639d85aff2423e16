"""Who said what: every rule holds to its examples, and the orders, quotations and sources of news are read."""

import pytest

from negotiations.extraction.attribution import find_attributions
from negotiations.extraction.findings import AttributedClaim, Mention
from negotiations.extraction.rules.cues import ADJECTIVES, NOUNS, VERBS, CueRule
from negotiations.extraction.text import read
from tests.speed import Watch

RULES = [pytest.param(rule, id=rule.name) for rule in (*VERBS, *NOUNS, *ADJECTIVES)]


def claims(source: str, mentions: tuple[Mention, ...] = ()) -> list[AttributedClaim]:
    return find_attributions(read(source), mentions)


def words(source: str, claim: AttributedClaim) -> tuple[str, str, str]:
    """The source, cue and content of a claim as the text has them, pieces joined by " | "."""
    who, cue, what = (" | ".join(source[s:e] for s, e in spans) for spans in (claim.source, claim.cue, claim.content))
    return who, cue, what


def only(source: str) -> tuple[str, str, str]:
    found = claims(source)
    assert len(found) == 1, [words(source, claim) for claim in found]
    return words(source, found[0])


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_the_content_of_its_examples(rule: CueRule) -> None:
    assert len(rule.examples) >= 2
    for sentence, content in rule.examples:
        found = [words(sentence, claim)[2] for claim in claims(sentence) if claim.rule.split(":")[0] == rule.name]
        assert content in found, (sentence, found)


@pytest.mark.parametrize("rule", RULES)
def test_rule_makes_no_claim_of_its_counter_examples(rule: CueRule) -> None:
    assert rule.counters
    for sentence in rule.counters:
        assert not [claim for claim in claims(sentence) if claim.rule.split(":")[0] == rule.name], sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The foreign minister said the corridor would open at dawn.",
            ("The foreign minister", "said", "the corridor would open at dawn"),
        ),
        (
            "The corridor would open at dawn, the foreign minister said.",
            ("the foreign minister", "said", "The corridor would open at dawn"),
        ),
        (
            "“The corridor opens at dawn,” said Lena Marek, the foreign minister.",
            ("Lena Marek", "said", "“The corridor opens at dawn,”"),
        ),
        (
            "“The corridor is open,” she said, “and it will stay open.”",
            ("she", "said", "“The corridor is open,” | “and it will stay open.”"),
        ),
        (
            "The corridor, officials said, would open at dawn.",
            ("officials", "said", "The corridor | would open at dawn"),
        ),
        (
            "According to the ministry, the corridor is open.",
            ("the ministry", "According to", "the corridor is open"),
        ),
        (
            "The corridor is open, according to two diplomats.",
            ("two diplomats", "according to", "The corridor is open"),
        ),
        (
            "The envoy told reporters in Geneva on Monday that the text was ready.",
            ("The envoy", "told", "that the text was ready"),
        ),
        (
            "Lena Marek, the foreign minister, insisted that the text was ready.",
            ("Lena Marek, the foreign minister", "insisted", "that the text was ready"),
        ),
        (
            "It was announced that the text was ready.",
            ("", "was announced", "that the text was ready"),
        ),
    ],
)
def test_order_of_source_cue_and_content_is_read(sentence: str, expected: tuple[str, str, str]) -> None:
    assert only(sentence) == expected


def test_conjoined_verbs_share_their_source() -> None:
    source = "The general said that the truce held and added that the roads were open."
    assert [words(source, claim) for claim in claims(source)] == [
        ("The general", "said", "that the truce held"),
        ("The general", "added", "that the roads were open"),
    ]


def test_participle_speaks_for_the_subject_of_the_sentence() -> None:
    source = "The premier left the hall at noon, saying that the offer was dead."
    assert only(source) == ("The premier", "saying", "that the offer was dead")


def test_leading_participle_takes_the_source_that_follows() -> None:
    source = "Citing the report, the envoy warned that the truce might fail."
    assert ("the envoy", "Citing", "the report") in [words(source, claim) for claim in claims(source)]


def test_noun_makes_its_possessor_the_source() -> None:
    source = "The delegation left, repeating Norland’s position that the river belongs to nobody."
    found = {words(source, claim)[:2]: claim for claim in claims(source)}
    claim = found["Norland’s", "position"]
    assert words(source, claim)[2] == "that the river belongs to nobody"
    assert claim.kind == "reported"


def test_claim_within_a_claim_is_found_too() -> None:
    source = "The envoy said that the rebels had promised to leave the valley."
    assert [words(source, claim)[2] for claim in claims(source)] == [
        "that the rebels had promised to leave the valley",
        "to leave the valley",
    ]


def test_speech_over_several_paragraphs_is_one_content() -> None:
    source = "“We came in good faith,” the envoy said. “We bring a text.\n\n“It has ten points.”\n\nThe hall was empty."
    assert words(source, claims(source)[0])[2] == "“We came in good faith,” | “We bring a text. | “It has ten points.”"


def test_quotation_in_the_next_paragraph_belongs_to_the_colon() -> None:
    source = "The spokesman put out a statement and added:\n\n“We shall not yield.”"
    assert words(source, claims(source)[-1])[2] == "“We shall not yield.”"


def test_question_in_quotation_marks_goes_to_who_follows() -> None:
    source = "“Who will pay for it?” Marek asked."
    assert only(source) == ("Marek", "asked", "“Who will pay for it?”")


def test_words_in_a_quotation_make_no_claims_of_their_own() -> None:
    source = "“They said no and they demanded more,” the mediator said."
    assert len(claims(source)) == 1


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“We are ready,” the minister said.", "quoted"),
        ("The minister said that the army was ready.", "reported"),
        ("Officials said that the army was ready.", "anonymous"),
        ("The talks are expected to resume on Monday.", "anonymous"),
        ("The army denied that it had fired.", "denied"),
        ("The army rejected reports of a retreat.", "denied"),
    ],
)
def test_kind_follows_source_and_words(sentence: str, kind: str) -> None:
    assert [claim.kind for claim in claims(sentence)] == [kind]


def test_claim_about_another_actor_is_marked_where_mentions_tell() -> None:
    source = "Norland said that Sudmark had broken the truce."
    mentions = (
        Mention(0, 7, "norland", "Norland", "state"),
        Mention(18, 25, "sudmark", "Sudmark", "state"),
    )
    assert [claim.kind for claim in claims(source, mentions)] == ["claimed-by-other"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two officials close to the talks said that the text was ready.", "anonymous"),
        ("Some said that the text was ready.", "anonymous"),
        ("The Party of Working People said that the text was ready.", "reported"),
        ("The official news agency said that the text was ready.", "reported"),
    ],
)
def test_anonymous_is_told_by_the_head_of_the_source(sentence: str, kind: str) -> None:
    assert [claim.kind for claim in claims(sentence)] == [kind]


def test_quotation_of_another_sentence_is_left_to_its_own_speaker() -> None:
    source = "The group was given “all that it had asked for.” Marek said, “It was a surprise.”"
    assert words(source, claims(source)[-1]) == ("Marek", "said", "“It was a surprise.”")


def test_that_clause_is_found_behind_place_and_addressee() -> None:
    source = "The envoy told reporters in Arden, Norland, that the text was ready."
    assert only(source) == ("The envoy", "told", "that the text was ready")


def test_named_officials_are_not_anonymous() -> None:
    source = "Norland officials said that the truce held."
    mention = Mention(0, 17, "norland", "Norland", "state")
    assert [claim.kind for claim in claims(source, (mention,))] == ["reported"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The United States sent a delegation of nine.",
        "Health worries kept him at home.",
        "The plans lay on the table, and the reports filled two shelves.",
        "",
        "said",
        "“”",
    ],
)
def test_sentence_without_any_claim_gives_none(sentence: str) -> None:
    assert claims(sentence) == []


def test_the_same_text_gives_the_same_answer() -> None:
    source = "The envoy said no. “Yes,” said the general. Its demand that all leave stands."
    assert claims(source) == claims(source)


@pytest.mark.parametrize(
    "hostile",
    [
        "“" * 100_000,
        '"' * 100_000,
        "said " * 100_000,
        "he said, " * 50_000,
        "and " * 100_000,
        "“No,” he said. " * 20_000,
    ],
    ids=["open", "straight", "cues", "inserted", "and", "speech"],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    text = read(hostile)
    watch = Watch()
    for claim in find_attributions(text, ()):
        for start, end in (*claim.source, *claim.cue, *claim.content):
            assert 0 <= start < end <= len(hostile)
    assert watch.seconds() < 8


def mention(source: str, words: str, key: str) -> Mention:
    start = source.index(words)
    return Mention(start, start + len(words), key, words, "state")


def told(source: str, *names: str) -> list[tuple[str, str, str, str]]:
    """Source, cue, content and kind of each claim, where these names are known to be actors."""
    mentions = tuple(mention(source, name, name.lower()) for name in names)
    return [(*words(source, claim), claim.kind) for claim in claims(source, mentions)]


def test_word_of_a_name_is_no_verb() -> None:
    source = "Talks brokered by Qatar and the Allied States together with Oman resumed."
    assert told(source, "Qatar", "Allied States", "Oman") == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Arland rejected Bord's offer.", "reported"),
        ("Arland backed the Bord plan.", "reported"),
        ("Arland said Bord's offer was bad.", "reported"),
        ("Arland said Bord had rejected the truce.", "claimed-by-other"),
        ("Arland said that the Bord government had rejected the truce.", "claimed-by-other"),
    ],
)
def test_only_what_is_said_that_another_does_is_a_claim_about_another(sentence: str, kind: str) -> None:
    assert told(sentence, "Arland", "Bord")[0][3] == kind


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "While Arland demands a withdrawal, Bord insists on talks.",
            [("Arland", "demands", "a withdrawal"), ("Bord", "insists on", "talks")],
        ),
        (
            "Asked whether the truce would hold, Marek said: “We hope so.”",
            [("", "Asked", "whether the truce would hold"), ("Marek", "said", "“We hope so.”")],
        ),
        (
            "An official who asked not to be named said the talks would go on.",
            [("An official | who", "asked", "not to be named"), ("An official | who", "said", "the talks would go on")],
        ),
        (
            "A diplomat who declined to be identified said the talks would go on.",
            [
                ("A diplomat | who", "declined", "to be identified"),
                ("A diplomat | who", "said", "the talks would go on"),
            ],
        ),
        (
            "Arland, the minister of Bord claimed, wants a war.",
            [("the minister of Bord", "claimed", "Arland | wants a war"), ("Arland", "wants", "a war")],
        ),
        ("Arland no longer demands a withdrawal.", [("Arland", "no longer demands", "a withdrawal")]),
        ("The Front denied rejecting the truce.", [("The Front", "denied", "rejecting the truce")]),
        (
            "The internationally recognized government said it would attend.",
            [("The internationally recognized government", "said", "it would attend")],
        ),
        (
            "According to the ministry over forty men are held.",
            [("the ministry", "According to", "over forty men are held")],
        ),
        (
            "They keep a rule which, according to the council, nobody follows.",
            [("the council", "according to", "nobody follows")],
        ),
        ("They visited an order called the Grey Friars.", []),
        ("The critic called the treaty a mistake.", [("The critic", "called", "the treaty a mistake")]),
        ("The envoy expected them to come on Monday.", [("The envoy", "expected", "them to come on Monday")]),
    ],
)
def test_source_cue_and_content_of_sentences_that_are_easily_misread(
    sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [words(sentence, claim) for claim in claims(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A source close to the Arland delegation said the talks would go on.", "anonymous"),
        ("People familiar with the view of Arland said the talks would go on.", "anonymous"),
        ("An official briefed by Arland said the talks would go on.", "anonymous"),
        ("Arland officials said the talks would go on.", "reported"),
        ("Officials from Arland said the talks would go on.", "reported"),
    ],
)
def test_source_that_is_only_near_to_somebody_is_anonymous(sentence: str, kind: str) -> None:
    assert told(sentence, "Arland")[-1][3] == kind


def test_denied_claim_is_no_claim_of_the_one_who_denies() -> None:
    source = "The Front denied claims that it had rejected the truce."
    assert ("The Front denied", "claims") not in {(who, cue) for who, cue, _, _ in told(source, "The Front")}
