"""Mediators whom a text only describes: "West African mediators", "the bishops, who are mediating"."""

from collections.abc import Iterator, Sequence

from negotiations.extraction.findings import Span
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.rules.language import compile_pattern

_OF_A_REGION = compile_pattern(
    r"(?P<who>(?:(?:west|east|north|south|southern|central|northern|eastern|western|latin) )?"
    r"(?:african|european|asian|american|arab|western|caribbean|gulf|scandinavian|nordic|church|catholic|tribal|clan) "
    r"(?:\w+ )?(?:mediators|facilitators|intermediaries|go-betweens))"
)
_CHURCHMEN = (
    r"(?P<{0}>"
    r"(?:(?:roman|catholic|anglican|local|church|religious|muslim|christian|tribal|clan|traditional|community) ){{0,2}}"
    r"(?:bishops(?: ' conference)?|churches|church leaders|clergymen|clerics|religious leaders|elders|chieftains))"
)
_HELP = r"(?:mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|facilitat(?:e|es|ed|ing))"
_OF_THE_CHURCH = compile_pattern(
    _CHURCHMEN.format("who")
    + r"(?: (?:of|in|from) (?:the )?[\w@]+)?(?: ,)?"
    + rf" (?:(?:who|which|that|has|have|had|is|are|was|were|been|also|will) ){{0,4}}{_HELP}"
    r"|(?:mediated|brokered|facilitated|arranged|chaired) by (?:the |local |leading )?" + _CHURCHMEN.format("by")
)
_STEMS = ("mediat", "facilitat", "intermediar", "go-between", "broker", "arranged by", "chaired by")


def described_mediators(reading: Reading, *, named: bool) -> Iterator[tuple[Ref, Span]]:
    """The mediators without a name, called as the text calls them, with those words. Where others are ``named``, the
    mediators of a region are these.
    """
    found: dict[str, Ref] = {}
    for marked in reading.marked:
        if not any(stem in marked.string for stem in _STEMS):
            continue
        for span in _spans(marked, ("who", "by")):
            yield _ref(reading, span, "nongovernmental", found), span
        match = None if named else _OF_A_REGION.search(marked.string)
        if match is not None:
            span = source_span(marked, *match.span("who"))
            yield _ref(reading, span, "bloc", found), span


def _spans(marked: Marked, groups: Sequence[str]) -> Iterator[Span]:
    for match in _OF_THE_CHURCH.finditer(marked.string):
        group = next(name for name in groups if match[name])
        yield source_span(marked, *match.span(group))


def _ref(reading: Reading, span: Span, kind: str, found: dict[str, Ref]) -> Ref:
    """The one described so, by the words of the first place."""
    name = " ".join(reading.text.source[slice(*span)].split())
    return found.setdefault(name.lower(), Ref(None, name, kind))
