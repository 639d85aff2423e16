"""Whole negotiations for tests of the pages, made from the single rows of tests/factories.py."""

from datetime import date, timedelta

from negotiations.models import Negotiation
from tests import factories as make

FIRST = date(2024, 1, 1)


def fill_talks(negotiation: Negotiation, number: int, *, standing: str = "unreviewed") -> None:
    """``number`` each of rounds with a brief, positions with a condition, and proposals with terms and answers."""
    parties = [make.make_actor("Arlandia"), make.make_actor("Borduria")]
    for actor in parties:
        make.make_participant(negotiation, actor, "party", standing=standing)
    make.make_participant(negotiation, make.make_actor("Syldavia"), "mediator", standing=standing)
    for index in range(number):
        day = FIRST + timedelta(days=9 * index)
        party = parties[index % 2]
        round_ = make.make_round(negotiation, starts=day, standing=standing, outcome="no-agreement")
        make.make_attendance(round_, party, person=make.make_actor(f"Person {index}", kind="person"), standing=standing)
        make.make_summary(round_, [f"The sides met for the {index}th time."])
        stance = ("demands", "rejects", "accepts")[index % 3]
        position = make.make_position(
            negotiation, party, stance, ["ceasefire", "withdrawal"], said_on=day, round=round_, standing=standing
        )
        make.make_condition(position)
        proposal = make.make_proposal(
            negotiation, party, terms=["ceasefire"], tabled_on=day, round=round_, standing=standing
        )
        make.make_reaction(proposal, parties[0], given_on=day, given_precision="day", standing=standing)
