"""All cases, and the page of the documentation that is made from them."""

from itertools import groupby

from tests.misbehaving import certificates, feeds, packings, pages, statuses, transfers, ways
from tests.misbehaving.case import Case, End

GROUPS: tuple[tuple[str, tuple[Case, ...]], ...] = (
    ("Answers other than 200", statuses.CASES),
    ("Connections and counting", transfers.CASES),
    ("Redirects and names", ways.CASES),
    ("Certificates", certificates.CASES),
    ("Packing, size and type", packings.CASES),
    ("Pages", pages.CASES),
    ("Feeds", feeds.CASES),
)
CASES: tuple[Case, ...] = tuple(case for _, cases in GROUPS for case in cases)

_INTRODUCTION = """# What a server may do, and what becomes of it

This page is made from the cases that the tests put before the real stages, each on a server of its own; it is made
again by `python -m tests.misbehaving > docs/fetching.md`, and a test fails where it is out of date.

Whatever a server does ends in one of these ways, and the next feed is served in the same run:

- **taken in**: the article is kept, or the entries of the feed are queued;
- **a failure for good**: another attempt would not mend it. The article stands in the quarantine with its reason
  until somebody asks for another attempt;
- **a failure for now**: an article is asked for again, ever later, for three days, and then stands in the quarantine.
  Each such failure in a row doubles the rest of its host, from half a minute to six hours, until it answers again.

A feed is looked at again after either failure, ever more rarely, but at least once a day or as its server asks: no
failure ends it. `Retry-After` is honoured in both of its forms. A failed attempt leaves no article, no snapshot and
no entry behind.

Decisions that the table shows only by their result:

- A redirect from `https` to `http` is followed, for refusing it would lose articles; but a permanent one is not
  recorded as the new address of a feed, so that nobody on the way can take the protection away for good.
- A host name is resolved once for each request. If a single one of its addresses is not public, it is refused;
  otherwise the connection goes to one of the very addresses that were checked, and TLS still verifies the name.
- A redirect to another host is a turn of its own for a page: that host is asked as its own robots.txt, holds and
  rests allow, and the page waits meanwhile. A feed holds the hosts on its way, or waits until they are free.
- A page that a feed named is asked for again an hour and a day after a 403 or 404, because feeds are often ahead of
  their pages; an address that somebody gave is not.
- Proxies and credentials of the environment are not used, and no setting allows private addresses.
- The `Date` of a server dates nothing. A stated date after tomorrow, or one that machines write where they know
  none (1970-01-01), is not believed: the article stays without a date.
- One broken character in a page of sound UTF-8 stands as U+FFFD; a page in a mixture of encodings is refused.
- A body ends with its connection where the server gives no length; then a cut cannot be told from the end.
"""


def fetching_page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for title, cases in GROUPS:
        parts += [f"\n## {title}\n", "| The server … | an article | a feed |", "|---|---|---|"]
        parts += [f"| {_cell(case.does)} | {_end(case.page)} | {_end(case.feed, feed=True)} |" for case in cases]
    return "\n".join(parts) + "\n"


def duplicates() -> list[str]:
    """Names that two cases share."""
    return [name for name, same in groupby(sorted(case.name for case in CASES)) if len(list(same)) > 1]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _end(end: End | None, *, feed: bool = False) -> str:
    if end is None:
        return ""
    if not end.code:
        remark = f"; {end.says}" if feed and end.says else ""
        entries = f": {end.entries} {'entry' if end.entries == 1 else 'entries'}" if feed else ""
        return f"taken in{entries}{remark}"
    lasts = "for good" if end.lasting else f"for now, {end.wait} s at least" if end.wait else "for now"
    return f"`{end.code}`, {lasts}: {end.says}"
