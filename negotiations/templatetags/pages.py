"""What the templates ask for: links to pages that exist, dates in words, signs, and this address with changes."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from negotiations.timeline.dates import say_date as date_in_words
from negotiations.timeline.entries import Entry, EntryKind
from negotiations.timeline.picture import Picture
from negotiations.timeline.stances import OUTCOME_WORDS, glyph_of

register = template.Library()


def _find(name: str, *values: Any) -> str:
    try:
        return reverse(name, args=values)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, name: str, label: str, *values: Any) -> str:
    """A link of the navigation to the page of that name, or nothing where the site has no such page."""
    address = _find(name, *values)
    if not address:
        return ""
    request: HttpRequest | None = context.get("request")
    here = request.path if request else ""
    is_home = address == "/" and (here == "/" or here.startswith("/talks/"))
    current = SafeString(' aria-current="page"') if is_home or (address != "/" and here.startswith(address)) else ""
    return format_html('<a href="{}"{}>{}</a>', address, current, label)


@register.simple_tag
def if_page(name: str, *values: Any) -> str:
    """The address of the page of that name, or an empty text where the site has none."""
    return _find(name, *values)


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: Any) -> str:
    """The query of this address with some of its values replaced; an empty value takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        if value in ("", None):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else request.path


@register.simple_tag(takes_context=True)
def address_without(context: template.Context, *keys: str) -> str:
    """The query of this address without those keys and without the number of the page."""
    return address_with(context, page="", **dict.fromkeys(keys, ""))


@register.simple_tag(takes_context=True)
def keep_reviewed(context: template.Context, sign: str = "?") -> str:
    """What a link within the site carries on: ``?reviewed=1`` where only reviewed rows are shown."""
    request: HttpRequest | None = context.get("request")
    return f"{sign}reviewed=1" if request and request.GET.get("reviewed") == "1" else ""


@register.simple_tag(takes_context=True)
def reviewed_switch(context: template.Context) -> str:
    """A link that leaves out what is not yet reviewed on this page, or brings it back."""
    request: HttpRequest | None = context.get("request")
    if request is None or not context.get("has_record"):
        return ""
    if request.GET.get("reviewed") == "1":
        return format_html('<a href="{}">Show everything</a>', address_without(context, "reviewed"))
    return format_html('<a href="{}">Show only what is reviewed</a>', address_with(context, reviewed="1", page=""))


@register.filter
def say_date(day: date | None, precision: str = "day") -> str:
    """A date in words, as exact as it is known."""
    return date_in_words(day, precision)


@register.filter
def when(entry: Entry) -> str:
    """An entry's date in words."""
    return date_in_words(entry.day, entry.precision, until=entry.until)


@register.filter
def glyph(word: str) -> str:
    """The name of the sign and colour of a stance, answer or outcome."""
    return glyph_of(word).value


@register.filter
def words(value: str) -> str:
    """A word of the vocabulary as people read it: ``accepts-conditionally`` becomes ``accepts conditionally``."""
    return OUTCOME_WORDS.get(value) or value.replace("-", " ")


_RING = '<circle r="5.2" fill="none" stroke-width="1.8" stroke="currentColor"/>'
_STROKE = 'fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"'
_SIGNS = {
    "accepts": '<circle r="6"/>',
    "conditional": f'{_RING}<path d="M0-6A6 6 0 0 1 0 6Z"/>',
    "open": _RING,
    "proposes": '<path d="M0-7 7 0 0 7-7 0Z"/>',
    "demands": '<path d="M0-6.5 6.5 5.5-6.5 5.5Z"/>',
    "rejects": f'<path d="M-5-5 5 5M5-5-5 5" {_STROKE}/>',
    "neutral": f'<path d="M-5 0H5" {_STROKE}/>',
}


@register.simple_tag
def sign_shapes() -> str:
    """The shapes of all signs, to be placed once in a page; ``sign`` refers to them."""
    # The ring that is not drawn makes the hollow signs as easy to hit as the full ones.
    room = '<circle r="8" fill="none" pointer-events="all"/>'
    shapes = "".join(f'<g id="g-{name}">{room}{shape}</g>' for name, shape in _SIGNS.items())
    return SafeString(
        f'<svg class="visually-hidden" width="0" height="0" aria-hidden="true"><defs>{shapes}</defs></svg>'
    )


_DRAWN = {
    name: SafeString(f'<svg class="g s-{name}" viewBox="-8 -8 16 16" aria-hidden="true"><use href="#g-{name}"/></svg>')
    for name in _SIGNS
}


@register.simple_tag
def sign(word: str) -> str:
    """The sign of a stance, answer or outcome, in its colour; the word itself stands beside it in the page."""
    return _DRAWN[glyph_of(word).value]


@register.filter
def sign_of(entry: Entry) -> str:
    """The sign of an entry."""
    return _DRAWN[entry.glyph.value]


@register.filter
def remainder(entry: Entry) -> str:
    """What an entry's line says after its holder and stance: the recorded sentence, without repeating those two."""
    sentence = entry.sentence
    if entry.kind in (EntryKind.REACTION, EntryKind.PROPOSAL) or not entry.actors:
        return sentence
    start = f"{entry.actors[0].name} {entry.label} "
    return sentence[len(start) :] if sentence.lower().startswith(start.lower()) else f"“{sentence.strip('“”')}”"


_ATTRIBUTED = {
    "claimed-by-other": "claimed by another",
    "anonymous": "unnamed officials or sources",
    "denied": "denied",
    "quoted": "in quotation",
}


@register.filter
def attributed(attribution: str) -> str:
    """How a position is told where its holder does not simply say so; else nothing."""
    return _ATTRIBUTED.get(attribution, "")


@register.filter
def listed(names: Any) -> str:
    """Names as a list in words: ``Egypt, Qatar and United States``."""
    texts = [str(getattr(name, "name", name)) for name in names]
    return texts[0] if len(texts) == 1 else " and ".join([", ".join(texts[:-1]), texts[-1]]) if texts else ""


@register.filter
def linkable(address: str) -> str:
    """An address of the web, or nothing: what was refused at the door may be any text."""
    return address if address.startswith(("https://", "http://")) else ""


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """A value of a mapping, or None."""
    return mapping.get(key) if mapping is not None else None


@register.filter
def join_issues(issues: Any) -> str:
    """Issues in one line: ``withdrawal · borders and crossings``."""
    return " · ".join(issue.name.lower() for issue in issues)


@register.filter
def width_of(window: tuple[float, float]) -> float:
    """How wide a window is."""
    return round(window[1] - window[0], 1)


@register.filter
def add_number(number: float, other: float) -> float:
    """A sum of numbers that need not be whole."""
    return number + other


@register.filter
def sub(number: float, other: float) -> float:
    """A difference."""
    return number - other


# The two longest parts of the biggest page are put together here: a template takes four times as long over them.


@register.simple_tag
def picture_marks(picture: Picture) -> str:
    """The signs of the picture, each a link with its title."""
    return SafeString(
        "".join(
            f'<a href="{escape(mark.href)}">'
            f'<use href="#g-{mark.glyph}" class="mark s-{mark.glyph}" x="{mark.x:g}" y="{mark.y:g}">'
            f"<title>{escape(mark.title)}</title></use></a>"
            + ("" if mark.reviewed else f'<path class="raw" d="M{mark.x - 5:g} {mark.y + 9:g}h10"/>')
            for mark in picture.marks
        )
    )


@register.simple_tag
def picture_table(picture: Picture) -> str:
    """The rows of the table that says the same as the picture."""
    return SafeString(
        "".join(
            f"<tr><td>{escape(line.when)}<td>{escape(line.lane)}"
            f'<td><a href="{escape(line.href)}">{escape(line.what)}</a>'
            for line in picture.table
        )
    )
