"""The words of dates, each form with examples and counter-examples, and the words that tell what is to come from what is past."""

from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"),
            ("July", "Jul"), ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"), ("December", "Dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
}
DAYS_OF_THE_WEEK = frozenset(map(str.lower, WEEKDAYS))
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "twenty": 20, "thirty": 30}

_MONTH = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
A_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_COUNT = r"(?:\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty)"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_NOT_A_DATE = r"(?! (?:[Mm]ovement|[Aa]lliance|[Cc]oalition|[Rr]evolution|attacks?|terror))"


@dataclass(frozen=True, slots=True)
class DateRule:
    """A form of date: its pattern, wordings that it must find (the whole of it) and wordings in which it must find nothing."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


# In the order in which they are tried at one place.
DATE_RULES: tuple[DateRule, ...] = (
    DateRule("iso", rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])", ("2013-01-17", "1999-12-31"), ("2013-17-01", "12013-01-17")),
    DateRule(
        "numeric",  # where day and month could change places nothing is given
        rf"(?P<nuy>{_YEAR})/(?P<num>0?[1-9]|1[0-2])/(?P<nud>[12]\d|3[01]|0?[1-9])(?![\d/])|(?P<ndd>[12]\d|3[01]|0?[1-9])\.(?P<ndm>0?[1-9]|1[0-2])\.(?P<ndy>{_YEAR})(?![\d.]\d)"
        rf"|(?P<nsa>\d{{1,2}})/(?P<nsb>\d{{1,2}})/(?P<nsy>{_YEAR})(?![\d/])|(?P<nmd>[12]\d|3[01]|0?[1-9])-(?P<nmm>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(?P<nmy>{_YEAR})(?![\d-])",
        ("2024/05/13", "12.05.2024", "26/11/2021", "07-Jun-2023"),
        ("2024/13/05", "10.10.20", "1/2 of 2024"),
    ),
    DateRule(
        "month-day",
        rf"(?:(?P<mdw>{A_WEEKDAY}),? )?(?P<mdm>{_MONTH}) (?P<mdd>{_DAY})(?!\d|[:.,]\d)(?:\s?(?:-|–|—|and|to|through)\s?(?P<mde>{_DAY})(?![\d:])(?! (?:people|others|million|percent)))?(?:,? (?P<mdy>{_YEAR})\b)?{_NOT_A_DATE}",
        ("January 17", "January 17th, 2013", "Friday, July 21, 2017", "Aug. 15", "July 4-6, 2014", "Sept. 24"),
        ("May 1,800 people return?", "September 11 attacks", "March 23 Movement", "Mars 17"),
    ),
    DateRule(
        "day-month",
        rf"(?:(?P<dmw>{A_WEEKDAY}),? )?(?:the )?(?P<dmd>{_DAY})(?:\s?(?:-|–|—|and|to)\s?(?P<dme>{_DAY}))?(?: of)? (?P<dmm>{_MONTH})(?:,? (?P<dmy>{_YEAR})\b)?{_NOT_A_DATE}",
        ("17 January 2013", "17th of January", "Monday 5 May", "15-16 August 2024"),
        ("117 January", "19th of April Movement"),
    ),
    DateRule(
        "ordinal-month",
        rf"(?:the )?(?P<owd>{_ORDINAL}) (?:day )?of (?P<owm>{_MONTH})(?:,? (?P<owy>{_YEAR})\b)?{_NOT_A_DATE}",
        ("the thirteenth of May", "twenty-first of June 2024"),
        ("the third of them", "the first offer"),
    ),
    DateRule(
        "day-alone",
        r"(?:(?<=[Oo]n the )|(?<=until the )|(?<=by the ))(?P<dal>(?:[12]?[1-9]|[123]0|1[0-9]|31)(?:st|nd|rd|th))(?: of (?P<dao>this|the|last|next) month)?(?=[.,;:)]|$| and | or | at | in (?!a row))",
        ("on the 12th.", "until the 20th of this month", "by the 1st, he said"),
        ("on the 12th floor", "the 5th round", "on the 12th day"),
    ),
    DateRule(
        "month-year",
        rf"(?P<mym>{_MONTH})(?:,| of)? (?P<myy>{_YEAR})\b",
        ("September 2010", "Dec. 2004", "May of 2012"),
        ("September 20100", "Section 2010"),
    ),
    DateRule(
        "month",
        rf"(?=[ADFJMNOS])(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Bb]y )|(?<=until )|(?<=from )|(?<=of )|(?<=to )|(?<=during )|(?<=last )|(?<=next )|(?<=this )|(?<=early )|(?<=late )|(?<=mid-)|(?<=earlier )|(?<=through )|(?<=before )|(?<=after )|(?<=and )|(?<=an )|(?<=a ))(?P<mom>{_MONTH})\b(?! \d)(?![’'])(?! [A-Z])(?: (?:of )?(?P<moy>last|this|next) year\b)?",
        ("in September", "late March", "last May", "since November", "an April", "in March of last year"),
        ("They may go", "President May said", "March on the town", "in March 14 alliance"),
    ),
    DateRule(
        "weekday",
        rf"(?=[AFLMNOSTWacflnopt])(?<!Good )(?<!Black )(?<!Bloody )(?<!Ash )(?<!Palm )(?<!Easter )(?<!Super )(?:(?P<wdn>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree) weeks? from )?(?:(?P<wdq>[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?|(?:the )?(?:coming|previous|following)) )?(?P<wd>{A_WEEKDAY})(?![’']?s? (?:Times|Herald|Telegraph|Mail|Agreement)\b)(?!s)(?: (?:of )?(?P<wdw>last|this|next) week\b|(?P<wdk> week)\b(?![’'-]))?",
        ("Tuesday", "last Friday", "next Monday", "Tuesday last week", "a week from Monday", "Thursday week"),
        ("Good Friday Agreement", "Sunday Times", "on Fridays"),
    ),
    DateRule("day-word", r"(?P<dw>(?:[Tt]he )?[Dd]ay before yesterday|(?:[Tt]he )?[Dd]ay after tomorrow|[Ll]ast night|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b", ("today", "Yesterday", "the day after tomorrow"), ("todays", "USA TODAY")),
    DateRule(
        "unit",
        r"(?P<uq>[Ll]ast|[Nn]ext|[Tt]his|(?:the )?[Pp]revious|(?:the )?[Pp]ast|(?:the )?[Cc]oming) (?P<uu>weekend|week|month|year)\b(?![’']s? end)(?!-)",
        ("last month", "next year", "this week"),
        ("last few weeks", "each month", "the next year-long term"),
    ),
    DateRule(
        "end-of",
        rf"(?:the )?end of (?:the|this) (?P<eou>year|month)\b(?! of)|(?:the )?(?P<eoy>year)(?:[’']s)?[ -]end\b(?! of)|(?:the )?end of (?P<eon>{_YEAR})\b|(?:the )?end of (?P<eor>last|next) (?P<eot>month|year)\b",
        ("the end of the year", "year's end", "end of 2025", "the end of last month"),
        ("the end of the year of mourning".replace("year of", "years of"), "at the end of the day", "the weekend of 2025"),
    ),
    DateRule(
        "ago",
        rf"(?P<agn>{_COUNT}) (?P<agu>day|week|fortnight|month|year)s? (?:ago|earlier this)\b",
        ("three days ago", "two years ago", "a month ago", "10 years ago"),
        ("some years ago", "three days later", "ages ago"),
    ),
    DateRule(
        "hence",
        rf"(?<=[Ii]n )(?P<inn>{_COUNT}) (?P<inu>day|week|fortnight|month|year)s?[’']?(?: time)\b|(?<=[Ii]n )a (?P<fort>fortnight)(?! of)\b|(?P<hnn>{_COUNT}) (?P<hnu>day|week|month|year)s? from (?:now|today)\b",
        ("in two weeks' time", "in a fortnight", "two weeks from now"),
        ("in two weeks", "at a time"),
    ),
    DateRule(
        "year",
        rf"(?=[12])(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Bb]y )|(?<=until )|(?<=from )|(?<=of )|(?<=during )|(?<=between )|(?<=before )|(?<=after )|(?<=early )|(?<=late )|(?<=mid-)|(?<=the )|(?<=year )|(?<=and )|(?<=to )|(?<=through )|(?<=its )|(?<=[’']s )|(?<=\())(?P<yr>{_YEAR})\b(?![,.]\d|[%-]\d)(?! (?:people|soldiers|troops|civilians|prisoners|fighters|others|men|women|children|dead|killed|wounded|refugees|meters|metres|miles|kilometers|kilometres|tons|tonnes|dollars|troops|rebels|Palestinians))",
        ("in 2024", "since 1994", "the 2015 accord"),
        ("in 2000 people", "number 1994th", "UN resolution 2024"),
    ),
)  # fmt: skip

# The nearest of these words before a date says whether it lies ahead or behind.
AHEAD = frozenset(
    """
    will would ’ll 'll won't shall scheduled expected planned slated due set plans planning intends intend hopes
    hoped wants expects expect begins begin resumes resume opens convene convenes meets meet travels travel
    arrives arrive reconvene continue gather gathers upcoming coming ahead should must may might going preparing
    prepares prepare prepared looms
    """.split()
)
# Right before a date these say that it is still to come.
UP_TO = frozenset("by until till".split())
BEHIND = frozenset(
    """
    was were had did said told met held began broke came went took gave left sent fell made became found put cut
    hit won lost saw spoke struck agreed died after since last killed shot rose wrote stood hurt fought fled
    sought brought drew led ran set-off says reports according
    """.split()
)
# Past participles that speak of the future.
AHEAD_PARTICIPLES = frozenset("scheduled expected planned slated hoped prepared".split())
