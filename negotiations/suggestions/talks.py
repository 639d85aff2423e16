"""The talks under which texts are filed, and the opening of those that nobody had yet."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from django.utils.text import slugify

from negotiations.extraction.findings import Findings
from negotiations.models import Actor, Negotiation, Participant, SuggestionKind
from negotiations.models.statements import wait_for_turn
from negotiations.suggestions.drafts import Draft
from negotiations.suggestions.filing import File, file_text
from negotiations.vocabulary import Role

PRESUMED = 0.5  # confidence up to which it is only presumed who the sides are: such a text opens no new talks
NO_TALKS = "the text reports no talks"
FILING_LOCK = 0x50_41_52_4C  # two workers must not both open the same talks


class Talks:
    """All known talks, for the texts of one transaction. From the first that is filed nobody else opens any."""

    def file(self, drafts: Sequence[Draft], findings: Findings) -> tuple[int | None, str]:
        """The key of the talks that a text is about, opened now if need be, or None; and the reason in words."""
        if not (findings.rounds or findings.positions or findings.proposals):
            return None, NO_TALKS
        seats = [draft for draft in drafts if draft.kind is SuggestionKind.PARTICIPANT]
        parties = [draft for draft in seats if draft.reading["role"] == Role.PARTY]
        keys = [draft.reading["actor"]["key"] for draft in parties]
        named = [draft.reading["actor"]["key"] for draft in seats] + [mention.key for mention in findings.mentions]
        filing = file_text(
            parties=[key for key in keys if key],
            others=[key for key in named if key],
            files=self._files,
            part_of=self._part_of,
        )
        if filing.negotiation or not all(keys) or not filing.between:
            return filing.negotiation, filing.reason
        if any(draft.confidence <= PRESUMED for draft in parties):
            return None, "that these are the sides is only presumed; an editor has to say"
        return self._open(filing.between, findings.subject), filing.reason

    @cached_property
    def _files(self) -> list[File]:
        """Under whose names something is filed, and who sits in those talks."""
        wait_for_turn(FILING_LOCK)
        filed, seated = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
        files = Negotiation.objects.filter(filed_under__isnull=False).order_by()
        for talks, slug in files.values_list("pk", "filed_under__slug"):
            filed[talks].add(slug)
        seats = Participant.objects.current().order_by()
        for talks, slug in seats.values_list("negotiation", "actor__slug").distinct():
            seated[talks].add(slug)
        return [File(talks, frozenset(actors), frozenset(seated[talks])) for talks, actors in filed.items()]

    @cached_property
    def _part_of(self) -> dict[str, str]:
        """By the key of an actor: the whole that it belongs to."""
        return dict(Actor.objects.exclude(part_of=None).order_by().values_list("slug", "part_of__slug"))

    def _open(self, between: Sequence[str], subject: str | None) -> int:
        """Open talks between those actors, named by their sides until an editor names them."""
        actors = {actor.slug: actor for actor in Actor.objects.filter(slug__in=between)}
        sides = [actors[key] for key in between if key in actors]
        name = f"{'–'.join(side.name for side in sides)} talks"
        slug = taken = slugify(name.replace("–", "-"))[:90]
        for number in range(2, 100):
            if not Negotiation.objects.filter(slug=slug).exists():
                break
            slug = f"{taken}-{number}"
        negotiation = Negotiation.objects.create(name=name[:200], slug=slug, subject=(subject or "")[:200])
        negotiation.filed_under.set(sides)
        self._files.append(File(negotiation.pk, frozenset(side.slug for side in sides)))
        return negotiation.pk
