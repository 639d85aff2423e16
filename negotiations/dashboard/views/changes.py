"""Two versions of an article side by side, for editors: what its outlet changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_DECIDE, needs
from negotiations.timeline.articles import Version, load_article, load_text, load_versions
from negotiations.timeline.comparing import MOST_CHANGES, MOST_CHARACTERS, compare_texts


@needs(MAY_DECIDE)
@require_safe
@never_cache
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed between two versions; the present one and the one taken before it unless others are asked for."""
    facts = load_article(pk) if pk < 2**63 else None
    if facts is None:
        raise Http404
    versions = load_versions(pk)
    context: dict[str, Any] = {"article": facts, "versions": versions}
    pair = _chosen(request.GET, versions, facts.snapshot)
    if pair is not None:
        older, newer = pair
        texts = load_text(older.pk), load_text(newer.pk)
        if texts[0] is None or texts[1] is None:
            raise Http404
        comparison = compare_texts(texts[0][0], texts[1][0])
        context |= {
            "older": older,
            "newer": newer,
            "comparison": comparison,
            "shown": comparison.changes[:MOST_CHANGES],
            "not_shown": max(len(comparison.changes) - MOST_CHANGES, 0),
            "most_characters": MOST_CHARACTERS,
        }
    return render(request, "article_changes.html", context)


def _chosen(asked: QueryDict, versions: list[Version], present: int | None) -> tuple[Version, Version] | None:
    """The versions to compare: those asked for as ``from`` and ``to`` (ids of snapshots), as far as they are there."""
    known = {str(version.pk): version for version in versions}
    newer = known.get(asked.get("to", "")) or known.get(str(present)) or (versions[-1] if versions else None)
    others = [version for version in versions if version != newer]
    if newer is None or not others:
        return None
    before = [version for version in others if version.pk < newer.pk]
    older = known.get(asked.get("from", ""))
    if older is None or older == newer:
        older = before[-1] if before else others[-1]
    return older, newer
