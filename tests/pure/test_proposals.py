"""Proposals with holders, versions, terms and phases; answers to them."""

from tests.pure.small_lexicon import read_text

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow. "


def test_proposals_revised_one_with_its_terms() -> None:
    found = read_text(
        TALKS
        + "Syldavia has put forward a revised proposal that includes a truce, humanitarian aid and reconstruction."
    )
    (proposal,) = found.proposals
    assert proposal.holders == ("Syldavia",)
    assert proposal.revision
    assert [term.issue for term in proposal.terms] == ["ceasefire", "humanitarian-access", "reconstruction"]
    assert [p.proposal for p in found.positions if p.stance == "proposes"] == [proposal.title]


def test_proposals_phases_are_numbered() -> None:
    (proposal,) = read_text(
        TALKS
        + "Syldavia presented a proposal. The first phase includes a truce. In the second phase all hostages would be released."  # noqa: E501  # a text under test stays in one piece
    ).proposals
    assert [(term.issue, term.phase) for term in proposal.terms] == [("ceasefire", 1), ("hostages-and-prisoners", 2)]


def test_proposals_joint_authors_are_all_holders() -> None:
    found = read_text(TALKS + "Ruritania accepted the proposal put forward by Syldavia and Graustark.")
    assert found.proposals[0].holders == ("Syldavia", "Graustark")
    assert [(r.actor, r.answer) for r in found.reactions] == [("Ruritania", "accepts")]


def test_reactions_rejection_and_condition() -> None:
    found = read_text(
        TALKS + "Syldavia presented a new proposal. Ruritania rejected the proposal. "
        "Borduria said it would accept the proposal only if prisoners are released."
    )
    assert [(r.actor, r.answer) for r in found.reactions] == [
        ("Ruritania", "rejects"),
        ("Borduria", "accepts-conditionally"),
    ]


def test_reactions_nobody_answers_the_own_proposal() -> None:
    found = read_text(TALKS + "Syldavia presented a proposal. Syldavia supports the plan.")
    assert not found.reactions


def test_proposal_is_dated_by_what_the_text_says_of_when_it_was_made() -> None:
    text = (
        "Ruritania and Borduria held talks on Thursday.\n\n"
        "Background: Syldavia put forward a plan of its own in February. Ruritania rejected it."
    )
    found = read_text(text, "2024-05-16").proposals
    assert [(p.holders, p.tabled_on) for p in found] == [(("Syldavia",), "2024-02")]


def test_proposal_of_the_day_has_no_day_of_its_own() -> None:
    found = read_text("At the talks Ruritania put forward a plan for a truce in June.", "2024-05-16").proposals
    assert [p.tabled_on for p in found] == [None]
