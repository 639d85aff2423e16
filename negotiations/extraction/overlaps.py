"""Which findings stand where two speak of the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from negotiations.extraction.findings import PositionFinding, Span
from negotiations.extraction.notes import Say, say_nothing


def inside(spans: Iterable[Span], length: int) -> bool:
    """Whether all spans lie in a text of that length and are not empty."""
    return all(0 <= start < end <= length for start, end in spans)


def without_doubles(positions: Sequence[PositionFinding], note: Say = say_nothing) -> list[PositionFinding]:
    """Positions of one holder whose words lie inside each other: the more certain one stands, with the issues of
    both if they agree.
    """
    out: list[PositionFinding] = []
    for position in sorted(positions, key=lambda p: (p.evidence[0][0], -p.evidence[0][1], p.holder)):
        rival = next((i for i in range(len(out) - 1, max(-1, len(out) - 8), -1) if _rivals(out[i], position)), None)
        if rival is None:
            out.append(position)
        elif out[rival].stance == position.stance:
            issues = tuple(dict.fromkeys((*out[rival].issues, *position.issues)))
            out[rival] = replace(out[rival], issues=issues)
        else:
            surer, other = position, out[rival]
            if other.confidence >= position.confidence:
                surer, other = other, surer
            why = f"in the same words {surer.holder} {surer.stance} by the surer “{surer.rule.partition('/')[2]}”"
            note(other.rule, other.evidence[0], why)
            out[rival] = surer
    return out


def without_headline(positions: Sequence[PositionFinding], headline: Span | None) -> list[PositionFinding]:
    """Without those of the headline that the article itself tells with more words: the same stance by the same holder
    or on the same point.
    """
    if headline is None:
        return list(positions)
    body = [p for p in positions if p.evidence[0][0] >= headline[1]]
    return [p for p in positions if p.evidence[0][0] >= headline[1] or not any(_retells(p, other) for other in body)]


def _retells(one: PositionFinding, other: PositionFinding) -> bool:
    return one.stance == other.stance and (one.holder == other.holder or bool({*one.issues} & {*other.issues}))


def _rivals(one: PositionFinding, other: PositionFinding) -> bool:
    if one.holder != other.holder:
        return False
    (a, b), (c, d) = one.evidence[0], other.evidence[0]
    shared = min(b, d) - max(a, c)
    return shared > 0.6 * min(b - a, d - c)
