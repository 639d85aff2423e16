"""Which articles are one report: each is compared with those that share phrases with it, and filed under one story.

A story is what the articles' own texts say today: two stories become one when a new article connects them, and an
article whose text changed leaves, with whatever only it had held together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import models

from negotiations.models import Article, Story
from negotiations.models.statements import ask, update_row, wait_for_turn
from negotiations.sources.similarity import FEWEST_SHARED, HEAD, is_same_report, sketch

STORY_LOCK = 0x53_54_4F_52  # two copies of one report must not both open a story
MOST_COMPARED = 500  # newest first: copies of a report come out within days
MOST_OWN_COMPARED = 50
MOST_REGROUPED = 120  # comparing all with all takes 0.1 s
_COLUMNS = ("pk", "source", "story", "sketch")


@dataclass(frozen=True, slots=True)
class Sketched:
    """An article with the sketch of its present text; ``story`` is the one that it stands in."""

    pk: int
    source: int
    story: int | None
    sketch: Sequence[int]

    def tells_the_same(self, other: "Sketched") -> bool:
        """Whether both are one report."""
        return is_same_report(self.sketch, other.sketch, same_outlet=self.source == other.source)


def file_under_story(*, article: Article, text: str) -> None:
    """Write down which is the article's present text, sketch it, and put it where it belongs: into a story, a joined
    one, or none.

    To be called last in a transaction, for until its end no other article is filed. Who has written to an article that
    was there before must have called ``lock_stories`` before that.
    """
    note_sketch(article=article, text=text)
    lock_stories()
    update_row(article, ("snapshot_id", "sketch", "sketch_head"))
    row = Sketched(article.pk, article.source_id, article.story_id, article.sketch or ())
    if row.story is not None:
        row = _regroup(row)
    like = _like(row)
    article.story_id = _join([row, *like]) if like else row.story


def note_sketch(*, article: Article, text: str) -> None:
    """Give an article the sketch of its text, which is still to be written."""
    marks = sketch(article.title, text)
    article.sketch, article.sketch_head = marks or None, marks[:HEAD] or None


def file_newcomers(articles: Sequence[Article]) -> None:
    """Put articles that have just come in, with their sketches, into stories with those whose report they tell.

    As with ``file_under_story``, no other article is filed until the transaction ends.
    """
    lock_stories()
    rows = [Sketched(article.pk, article.source_id, None, article.sketch or ()) for article in articles]
    candidates = _candidates([row.pk for row in rows])
    for row in rows:
        if any(row.tells_the_same(other) for other in candidates.get(row.pk, ())):
            # Asked again, for by now others of them may stand in a story.
            like = _like(row)
            (story,) = Article.objects.filter(pk=row.pk).values_list("story", flat=True)
            _join([replace(row, story=story), *like])


def _like(row: Sketched) -> list[Sketched]:
    """The articles that tell the same as one whose sketch is stored."""
    return [other for other in _candidates([row.pk]).get(row.pk, ()) if row.tells_the_same(other)]


def connected(rows: Sequence[Sketched]) -> list[list[Sketched]]:
    """The rows in groups of which every member tells the same as another one in it; the largest first. Pure."""
    groups: list[list[Sketched]] = []
    for row in rows:
        near = [group for group in groups if any(row.tells_the_same(other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([row, *(other for group in near for other in group)])
    return sorted(groups, key=lambda group: (-len(group), min(row.pk for row in group)))


def _regroup(changed: Sketched) -> Sketched:
    """Part a story whose member has another text now, where that leaves its articles in pieces; gives that member."""
    members = Article.objects.filter(story=changed.story).exclude(pk=changed.pk)
    others = [Sketched(pk, source, story, sketch or ()) for pk, source, story, sketch in members.values_list(*_COLUMNS)]
    if len(others) < MOST_REGROUPED:
        groups = connected([changed, *others])
    else:
        groups = [others, [changed]]
        if any(changed.tells_the_same(other) for other in others):
            return changed
    if len(groups) == 1 and len(groups[0]) > 1:
        return changed
    place: int | None = None
    for number, group in enumerate(groups):
        story = None if len(group) == 1 else changed.story if number == 0 else Story.objects.create().pk
        Article.objects.filter(pk__in=[row.pk for row in group]).update(story=story)
        place = story if changed in group else place
    if changed.story is not None and len(groups[0]) == 1:
        Story.objects.filter(pk=changed.story).delete()
    return replace(changed, story=place)


def _join(rows: Sequence[Sketched]) -> int:
    """Put the articles, and all that stand in a story with one of them, into the oldest of those stories."""
    stories = sorted({row.story for row in rows if row.story is not None})
    story, merged = (stories[0], stories[1:]) if stories else (Story.objects.create().pk, [])
    loose = [row.pk for row in rows if row.story is None]
    Article.objects.filter(models.Q(pk__in=loose) | models.Q(story__in=merged)).update(story=story)
    Story.objects.filter(pk__in=merged).delete()
    return story


# Hashes that two sketches share fall into slots that they share, as many but for those of one that fell together there.
_LIKE = """
    SELECT one.id, other.id, other.source_id, other.story_id, other.sketch
    FROM negotiations_article one, LATERAL (
        (SELECT id, source_id, story_id, sketch, sketch_slots FROM negotiations_article
         WHERE sketch_head && one.sketch_head AND id <> one.id AND source_id <> one.source_id
         ORDER BY id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT id, source_id, story_id, sketch, sketch_slots FROM negotiations_article
         WHERE sketch_head && one.sketch_head AND id <> one.id AND source_id = one.source_id
         ORDER BY id DESC LIMIT %(most_own)s)
    ) other
    WHERE one.id = ANY(%(ids)s)
    AND bit_count(one.sketch_slots & other.sketch_slots) + cardinality(one.sketch) - bit_count(one.sketch_slots)
        >= %(fewest_shared)s::float8 * least(cardinality(one.sketch), cardinality(other.sketch))
"""


def _candidates(articles: Sequence[int]) -> Mapping[int, Sequence[Sketched]]:
    """By the keys of articles whose sketches are stored: those others that share one of the leading hashes, which two
    texts with a common half all but surely do, and may share enough of all.
    """
    found = defaultdict[int, list[Sketched]](list)
    limits = {"most": MOST_COMPARED, "most_own": MOST_OWN_COMPARED, "fewest_shared": FEWEST_SHARED}
    for pk, *other in ask(_LIKE, ids=list(articles), **limits):
        found[pk].append(Sketched(*other))
    return found


def lock_stories() -> None:
    """Let nobody else file an article until this transaction ends.

    Filing writes to other articles, too. So whoever writes to one that others may see, and then files it, takes this
    lock before the row's: in the other order two who change articles of one story wait for each other.
    """
    wait_for_turn(STORY_LOCK)
