"""What would change if stored articles were read with the rules and the lexicon at hand. Nothing is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from negotiations.extraction.lexicon import Lexicon
from negotiations.models import Article, Reading, Snapshot, Suggestion, SuggestionState
from negotiations.models.readings import BY_MODEL
from negotiations.suggestions.drafts import Draft
from negotiations.suggestions.stage import read_snapshot
from negotiations.vocabulary import Term

PER_QUERY = 50


class Change(Term):
    """How a finding of the old reading and one of the new stand to each other."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Side:
    """One finding as one of the two readings has it."""

    kind: str
    fingerprint: str
    start: int
    end: int
    rule: str
    reading: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding in both readings, or in one of them. ``DECIDED``: a person has decided it, so it stays as it is."""

    change: Change
    kind: str
    old: Side | None
    new: Side | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what differs, in order; empty unless both sides are there."""
        if self.old is None or self.new is None:
            return ()
        one, two = self.old.reading, self.new.reading
        names = [name for name in sorted({*one, *two}) if one.get(name) != two.get(name)]
        return (*names, *(["rule"] if self.old.rule != self.new.rule else []))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of one article; ``was`` is the version of the rules that read it last."""

    article: Article
    was: str
    differences: tuple[Difference, ...]


def compare(*, old: Sequence[Side], new: Sequence[Side], decided: Iterable[str]) -> list[Difference]:
    """Set two readings of one text side by side; ``decided`` are fingerprints on which people have decided.

    The same fingerprint is the same finding. Of the rest, two of one kind at the same words are one that changed.
    """
    settled = set(decided)
    found = {side.fingerprint: side for side in new}
    kept = [Difference(Change.DECIDED, s.kind, s, found.get(s.fingerprint)) for s in old if s.fingerprint in settled]
    open_old = [side for side in old if side.fingerprint not in settled]
    open_new = {key: side for key, side in found.items() if key not in settled}
    same, left = list[Difference](), list[Side]()
    for side in open_old:
        twin = open_new.pop(side.fingerprint, None)
        if twin is None:
            left.append(side)
        else:
            change = Change.SAME if (side.reading, side.rule) == (twin.reading, twin.rule) else Change.CHANGED
            same.append(Difference(change, side.kind, side, twin))
    places = {(side.kind, side.start, side.end): side for side in reversed(open_new.values())}
    for side in left:
        twin = places.pop((side.kind, side.start, side.end), None)
        if twin is not None:
            del open_new[twin.fingerprint]
        same.append(Difference(Change.CHANGED if twin else Change.GONE, side.kind, side, twin))
    return [*kept, *same, *(Difference(Change.NEW, side.kind, None, side) for side in open_new.values())]


def compare_stored(*, articles: Iterable[int], lexicon: Lexicon) -> Iterator[Comparison]:
    """Read the present snapshots of these articles anew, one by one, and set each beside what is stored of it."""
    wanted = list(articles)
    for first in range(0, len(wanted), PER_QUERY):
        rows = Snapshot.objects.filter(pk__in=_present(wanted[first : first + PER_QUERY])).defer("body")
        snapshots = list(rows.select_related("article"))
        stored = Suggestion.objects.filter(snapshot__in=snapshots).exclude(state=SuggestionState.SUPERSEDED.value)
        stored = stored.exclude(rules__startswith=BY_MODEL)
        by_snapshot: dict[int, list[Suggestion]] = {snapshot.pk: [] for snapshot in snapshots}
        for suggestion in stored.filter(reading_run__isnull=False):
            by_snapshot[suggestion.snapshot_id].append(suggestion)
        versions = dict(
            Reading.objects.filter(snapshot__in=snapshots, state="done")
            .exclude(rules__startswith=BY_MODEL)
            .order_by("pk")
            .values_list("snapshot", "rules")
        )
        for snapshot in snapshots:
            known = by_snapshot[snapshot.pk]
            drafts = read_snapshot(snapshot=snapshot, lexicon=lexicon).drafts
            yield Comparison(
                snapshot.article,
                versions.get(snapshot.pk, ""),
                tuple(
                    compare(
                        old=[_stored(s) for s in known],
                        new=[_drafted(draft) for draft in drafts],
                        decided=[s.fingerprint for s in known if s.state != SuggestionState.OPEN],
                    )
                ),
            )


def _present(articles: Sequence[int]) -> list[int]:
    rows = Article.objects.filter(pk__in=articles, snapshot__isnull=False)
    return list(rows.values_list("snapshot_id", flat=True))


def _stored(row: Suggestion) -> Side:
    return Side(row.kind, row.fingerprint, row.start, row.end, row.rule, row.reading)


def _drafted(draft: Draft) -> Side:
    return Side(draft.kind.value, draft.fingerprint, draft.start, draft.end, draft.rule[:120], draft.reading)
