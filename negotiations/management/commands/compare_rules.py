"""``manage.py compare_rules``: what would change if the rules and names at hand read the stored articles. Read only."""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from negotiations.extraction.version import RULES
from negotiations.models import Article, Negotiation
from negotiations.suggestions.comparing import Change, Comparison, Difference, compare_stored
from negotiations.suggestions.lexicon import current_lexicon

SHOWN = (Change.CHANGED, Change.NEW, Change.GONE)
ASIDE = frozenset({"evidence", "aspects", "attendance"})  # where words lie is told by the words


class Command(BaseCommand):
    help = "Compare what is stored with what the present rules and names would find. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--talks", metavar="SLUG", help="only articles with suggestions for these talks")
        parser.add_argument("--latest", type=int, metavar="N", help="only the N articles published last")
        parser.add_argument("--totals", action="store_true", help="print the table alone")
        parser.add_argument("--json", action="store_true", help="print one JSON object for each article that differs")

    def handle(self, *args: Any, **options: Any) -> None:
        totals: Counter[tuple[str, str]] = Counter()
        read = differing = 0
        for comparison in compare_stored(articles=_articles(options), lexicon=current_lexicon()):
            read += 1
            totals.update((d.kind, d.change.value) for d in comparison.differences)
            told = [d for d in comparison.differences if d.change in SHOWN]
            differing += bool(told)
            if told and options["json"]:
                self.stdout.write(json.dumps(_as_json(comparison, told), ensure_ascii=False))
            elif told and not options["totals"]:
                self.stdout.write("\n".join(_as_lines(comparison, told)))
        if not options["json"]:
            self.stdout.write("\n".join(_table(totals, read=read, differing=differing)))


def _articles(options: dict[str, Any]) -> list[int]:
    rows = Article.objects.filter(snapshot__isnull=False)
    if slug := options["talks"]:
        if not Negotiation.objects.filter(slug=slug).exists():
            raise CommandError(f"There are no talks “{slug}”; the address of their page ends in the name to give.")
        rows = rows.filter(snapshot__suggestions__negotiation__slug=slug).distinct()
    numbers = rows.order_by("-published", "-pk").values_list("pk", flat=True)
    if (latest := options["latest"]) is not None:
        if latest < 1:
            raise CommandError("--latest must be 1 or more.")
        return list(numbers[:latest])
    return list(numbers)


def _as_lines(comparison: Comparison, told: list[Difference]) -> list[str]:
    article = comparison.article
    lines = [f"{article}  (article {article.pk}, read by {comparison.was or 'nothing yet'})"]
    return [*lines, *(f"  {d.change.value:<8}{d.kind:<12} {_say(d)}" for d in told)]


def _say(difference: Difference) -> str:
    old, new = difference.old, difference.new
    if old is not None and new is not None:
        parts = [
            f"{name}: {_value(old, name)} → {_value(new, name)}" for name in difference.fields if name not in ASIDE
        ]
        return f"{_subject(new.reading)}: " + ("; ".join(parts) or "other words bear it out")
    side = new or old
    return f"{_subject(side.reading)}  [{side.rule}]" if side is not None else ""


def _value(side: Any, name: str) -> str:
    value = side.rule if name == "rule" else side.reading.get(name)
    if value in (None, "", []):
        return "nothing"
    if name == "round":
        return "a round of this text"  # known by a fingerprint, which tells nobody anything
    if isinstance(value, dict) and "key" in value:
        return f"{value['name']} ({value['key'] or 'not in the list'})"
    return json.dumps(value, ensure_ascii=False)


def _subject(reading: dict[str, Any]) -> str:
    """A finding in a few words."""
    who = (reading.get("actor") or reading.get("holder") or {}).get("name", "")
    what = reading.get("role") or reading.get("stance") or reading.get("answer") or ""
    rest = reading.get("issues") or [reading.get("venue") or reading.get("title") or "", reading.get("starts") or ""]
    return " ".join(filter(None, (who, what, *map(str, rest))))


def _as_json(comparison: Comparison, told: list[Difference]) -> dict[str, Any]:
    return {
        "article": comparison.article.pk,
        "was": comparison.was,
        "now": RULES,
        "differences": [
            {
                "change": d.change.value,
                "kind": d.kind,
                "fields": d.fields,
                "old": d.old.reading if d.old else None,
                "new": d.new.reading if d.new else None,
            }
            for d in told
        ],
    }


def _table(totals: Counter[tuple[str, str]], *, read: int, differing: int) -> list[str]:
    changes = [change.value for change in Change]
    kinds = sorted({kind for kind, _ in totals})
    lines = [f"{read} articles read with rules {RULES}; {differing} would differ. Nothing was changed."]
    if kinds:
        lines.append(f"{'':<14}" + "".join(f"{change:>10}" for change in changes))
        lines += [f"{kind:<14}" + "".join(f"{totals[kind, change]:>10}" for change in changes) for kind in kinds]
    return lines
