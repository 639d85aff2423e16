"""What day, week, month or year a date names, reckoned from a day where it is not whole."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from negotiations.extraction.findings import DateMention
from negotiations.extraction.rules.dates import MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from negotiations.extraction.tenses import lies_ahead

_MONTHS_OF_A_YEAR = 12
_RELATIVE_YEAR = re.compile(r",? (?:of )?(last|this|next) year\b")
_STEPS = {"last": -1, "this": 0, "next": 1}

Found = Iterator[DateMention]


def reckon(match: re.Match[str], anchor: date | None, source: str) -> Found:
    """The dates in a match of one of the forms of rules/dates.py, whose group ``is_…`` it ends with: one, the two ends
    of a span of days, or none where there is no such day, or none to reckon from.
    """
    return _FORMS[match.lastgroup or ""](match, anchor, source)


def _iso(match: re.Match[str], anchor: date | None, source: str) -> Found:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    if day <= monthrange(year, month)[1]:
        yield DateMention(*match.span(), match["iso"], "day", "iso")


def _numeric(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if match["nmy"]:
        year, month, day = int(match["nmy"]), MONTHS[match["nmm"]], int(match["nmd"])
    elif match["nsy"]:
        one, other, year = int(match["nsa"]), int(match["nsb"]), int(match["nsy"])
        if one <= _MONTHS_OF_A_YEAR and other <= _MONTHS_OF_A_YEAR and one != other:
            return  # the fifth of June or the sixth of May
        day, month = (one, other) if other <= _MONTHS_OF_A_YEAR else (other, one)
    else:
        year, month, day = (int(match[f"nu{k}"] or match[f"nd{k}"]) for k in "ymd")
    yield from _whole(match, year, month, day, "numeric")


def _whole(match: re.Match[str], year: int, month: int, day: int, rule: str) -> Found:
    if 1 <= month <= _MONTHS_OF_A_YEAR and 1 <= day <= monthrange(year, month)[1]:
        yield DateMention(*match.span(), date(year, month, day).isoformat(), "day", rule)


def _ordinal_month(match: re.Match[str], anchor: date | None, source: str) -> Found:
    month, day = MONTHS[match["owm"].rstrip(".")], ORDINALS[match["owd"]]
    year = int(match["owy"]) if match["owy"] else _year_of(month, day, anchor, source, match)
    if year is not None:
        yield from _whole(match, year, month, day, "ordinal-month")


def _day_alone(match: re.Match[str], anchor: date | None, source: str) -> Found:
    """ "On the 12th": of the month that is named, else the nearest such day behind, or ahead where the verb says so."""
    if anchor is None:
        return
    day = _number(match["dal"])
    step = {"last": -1, "next": 1}.get(match["dao"] or "", 0)
    if match["dao"] is None and day != anchor.day:
        ahead = lies_ahead(source, match.start(), match.end())
        step = (1 if day < anchor.day else 0) if ahead else (-1 if day > anchor.day else 0)
    months = anchor.year * 12 + anchor.month - 1 + step
    yield from _whole(match, months // 12, months % 12 + 1, day, "day-alone")


def _month_day(match: re.Match[str], anchor: date | None, source: str) -> Found:
    yield from _day_of_month(match, "md", anchor, source)


def _day_month(match: re.Match[str], anchor: date | None, source: str) -> Found:
    yield from _day_of_month(match, "dm", anchor, source)


def _day_of_month(match: re.Match[str], prefix: str, anchor: date | None, source: str) -> Found:
    month = MONTHS[match[prefix + "m"].rstrip(".")]
    first, last = _number(match[prefix + "d"]), _number(match[prefix + "e"]) if match[prefix + "e"] else None
    year = int(match[prefix + "y"]) if match[prefix + "y"] else _year_of(month, first, anchor, source, match)
    relative = _RELATIVE_YEAR.match(source, match.end())
    if relative and anchor is not None and not match[prefix + "y"]:
        year = anchor.year + {"last": -1, "this": 0, "next": 1}[relative[1]]
    rule = "month-day" if prefix == "md" else "day-month"
    if year is None or first > monthrange(year, month)[1]:
        return
    if last is None or not first < last <= monthrange(year, month)[1]:
        yield DateMention(*match.span(), date(year, month, first).isoformat(), "day", rule)
        return
    cut = match.end(prefix + "d") if prefix == "md" else match.start(prefix + "e")
    begins = match.start() if prefix == "md" else match.start(prefix + "d")
    yield DateMention(begins, match.end(prefix + "d"), date(year, month, first).isoformat(), "day", rule)
    yield DateMention(
        max(cut, match.start(prefix + "e")), match.end(), date(year, month, last).isoformat(), "day", rule
    )


def _year_of(month: int, day: int, anchor: date | None, source: str, match: re.Match[str]) -> int | None:
    """The year that a yearless day belongs to: the one before or after the anchor by tense or nearness."""
    if anchor is None:
        return None
    day = min(day, 28)
    days = {year: (date(year, month, day) - anchor).days for year in (anchor.year - 1, anchor.year, anchor.year + 1)}
    if lies_ahead(source, match.start(), match.end()):
        ahead = [year for year, distance in days.items() if distance >= 0]
        if ahead and days[ahead[0]] <= 300:
            return ahead[0]
    return min(days, key=lambda year: abs(days[year]) if days[year] <= 0 else 2 * days[year])


def _month_year(match: re.Match[str], anchor: date | None, source: str) -> Found:
    yield DateMention(*match.span(), f"{match['myy']}-{MONTHS[match['mym'].rstrip('.')]:02}", "month", "month-year")


def _month(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is None:
        return
    month = MONTHS[match["mom"].rstrip(".")]
    before = source[max(0, match.start() - 6) : match.start()].lower()
    year = anchor.year
    if match["moy"]:
        year += _STEPS[match["moy"]]
        yield DateMention(*match.span(), f"{year}-{month:02}", "month", "month")
        return
    is_past = before.endswith(("last ", " a ", " an ", "since "))  # "an April truce" was agreed in April
    if before.endswith("next ") or (not is_past and lies_ahead(source, match.start(), match.end(), look_on=False)):
        year += month < anchor.month
    else:
        year -= month > anchor.month or (before.endswith("last ") and month == anchor.month)
    yield DateMention(*match.span(), f"{year}-{month:02}", "month", "month")


def _weekday(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is None:
        return
    back = (anchor.weekday() - WEEKDAYS[match["wd"]]) % 7
    if match["wdw"]:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=_STEPS[match["wdw"]])
        yield DateMention(*match.span(), (monday + timedelta(days=WEEKDAYS[match["wd"]])).isoformat(), "day", "weekday")
        return
    if match["wdn"] or match["wdk"]:
        weeks = NUMBERS[match["wdn"].lower()] if match["wdn"] else 1
        day = anchor + timedelta(days=(7 - back if back else 0) + 7 * weeks)
        yield DateMention(*match.span(), day.isoformat(), "day", "weekday")
        return
    quality = (match["wdq"] or "").lower()
    is_next = quality.startswith("next") or "coming" in quality or "following" in quality
    if quality.startswith("last") or "past" in quality or "previous" in quality:
        day = anchor - timedelta(days=back or 7)
    elif is_next or (back and lies_ahead(source, match.start(), match.end())):
        day = anchor + timedelta(days=7 - back)
    else:
        day = anchor - timedelta(days=back)
    yield DateMention(*match.span(), day.isoformat(), "day", "weekday")


def _day_word(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is None:
        return
    said = match["dw"].lower().removeprefix("the ")
    step = {
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }.get(said, 0)
    yield DateMention(*match.span(), (anchor + timedelta(days=step)).isoformat(), "day", "day-word")


def _unit(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is None:
        return
    quality = match["uq"].lower()
    step = 1 if "next" in quality or "coming" in quality else 0 if "this" in quality else -1
    if "past" in quality or "coming" in quality:
        return  # a stretch of time up to now or from now on, no date
    unit = "week" if match["uu"] == "weekend" else match["uu"]
    yield from _shifted(match, anchor, unit, step, "unit")


def _ago(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is not None:
        yield from _shifted(match, anchor, match["agu"], -_count(match["agn"]), "ago")


def _end_of(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if match["eon"]:
        yield DateMention(*match.span(), f"{match['eon']}-12-31", "day", "end-of")
    elif anchor is not None and match["eor"]:
        step = _STEPS[match["eor"]]
        months = (
            anchor.year * 12 + anchor.month - 1 + step if match["eot"] == "month" else (anchor.year + step) * 12 + 11
        )
        year, month = months // 12, months % 12 + 1
        yield from _whole(match, year, month, monthrange(year, month)[1], "end-of")
    elif anchor is not None:
        month = anchor.month if match["eou"] == "month" else 12
        yield DateMention(
            *match.span(), date(anchor.year, month, monthrange(anchor.year, month)[1]).isoformat(), "day", "end-of"
        )


def _hence(match: re.Match[str], anchor: date | None, source: str) -> Found:
    if anchor is not None:
        unit = match["fort"] or match["inu"] or match["hnu"]
        yield from _shifted(match, anchor, unit, _count(match["inn"] or match["hnn"] or "a"), "hence")


def _year(match: re.Match[str], anchor: date | None, source: str) -> Found:
    yield DateMention(*match.span(), match["yr"], "year", "year")


_FORMS: dict[str, Callable[[re.Match[str], date | None, str], Found]] = {
    "is_iso": _iso,
    "is_numeric": _numeric,
    "is_ordinal_month": _ordinal_month,
    "is_day_alone": _day_alone,
    "is_month_day": _month_day,
    "is_day_month": _day_month,
    "is_month_year": _month_year,
    "is_month": _month,
    "is_weekday": _weekday,
    "is_day_word": _day_word,
    "is_unit": _unit,
    "is_end_of": _end_of,
    "is_ago": _ago,
    "is_hence": _hence,
    "is_year": _year,
}


def _shifted(match: re.Match[str], anchor: date, unit: str, step: int, rule: str) -> Found:
    """The day, week (by its Monday), month or year that lies ``step`` units from the anchor."""
    if unit == "day":
        yield DateMention(*match.span(), (anchor + timedelta(days=step)).isoformat(), "day", rule)
    elif unit in {"week", "fortnight"}:
        step *= 2 if unit == "fortnight" else 1
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        yield DateMention(*match.span(), monday.isoformat(), "week", rule)
    elif unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        yield DateMention(*match.span(), f"{months // 12}-{months % 12 + 1:02}", "month", rule)
    elif anchor.year + step > 1000:
        yield DateMention(*match.span(), str(anchor.year + step), "year", rule)


def _number(written: str) -> int:
    return int(written.rstrip("stndrh"))


def _count(written: str) -> int:
    return int(written) if written.isdigit() else NUMBERS[written.lower()]
