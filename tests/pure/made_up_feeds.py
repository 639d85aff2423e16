"""Feeds of every kind as Hypothesis strategies: mostly sound, now and then odd in one place or another."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from hypothesis import strategies as st

Texts = st.SearchStrategy[str]


def mostly(usual: Sequence[str], odd: Sequence[str]) -> Texts:
    """One of the usual, and one time of ten an odd one."""
    return st.integers(0, 9).flatmap(lambda number: st.sampled_from(odd if number == 9 else usual))


NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:own="https://news.example/own"'
)
WORDS = mostly(
    ["Envoys met", "a", " ", "\n", "ü", "“so”", "it's", ">", '"', "R & D", ""],
    ["Q&A", "\u0085", "\u0096", "\ufeff", "<", "]]"],
)
REFERENCES = mostly(
    "&amp; &lt; &gt; &quot; &nbsp; &#39; &#039; &#34; &#8217; &amp;#39; &amp;lt;".split(),
    "&apos; &copy; &copy &bogus; &#150; &#x2019; & &# &a &#0; &#1234567; &; &\u00a0".split(" "),
)
TAGS = mostly(
    [
        *"<p> </p> <br> <br/> <hr/> <b> </b> <div> </div> <ul><li> <h2> <em> </a> </blockquote>".split(),
        *("<br />", '<a href="/two">', '<a href="https://news.example/two?a=1&amp;b=2">', '<p class="x" id="y">'),
        *('<img src="https://news.example/i.png" alt="a &amp; b"/>', '<p style="color: red">', '<br clear="all" />'),
    ],
    [
        *"<p/> <P> </P> </br> <script>x()</script> <style>a{}</style> <![CDATA[ <!x> <?x?> <i <math> <unknown>".split(),
        *("<!-- c -->", "<a href='x'>", "<a b=c>", '<a href="javascript:x()">', "<svg><title>s</title></svg>", "<tt>"),
        *('<p title="a>b">', '<p title="a"b="c">', '<p a="">', '<p "">', '<b/ a="x">', "</p >", "<p\n>"),
        *('<a href="x"/>', '<a href="https://[x">'),
    ],
)
VALUES = st.one_of(WORDS, st.lists(st.one_of(WORDS, REFERENCES, TAGS), max_size=6).map("".join))
ADDRESSES = mostly(
    [
        *("https://news.example/a", "http://news.example/b?x=1&y=2", "https://news.example", "https://news.example/"),
        *("https://www.other.example/c#d", "https://news.example/e?", "https://m.news.example/f/../m"),
        "https://news.example/g;h?i=j#",
    ],
    [
        *("/relative", "d", "", " https://news.example/e ", "https://news.example/g?a=1&copy;=2", "//news.example/n"),
        *("https:///news.example/h", "javascript:x()", "tag:news.example,2024:1", "urn:uuid:1-2", "#o"),
        *("https://news.example/ä", "https://news.example/i j", "HTTPS://NEWS.example/K", "https://[news.example/p"),
    ],
)
DATES = mostly(
    ["Fri, 10 May 2024 23:30:00 -0500", "2024-05-10", "2024-05-12T08:00:00Z"], ["soon", "", "5 May 24", "10 May &"]
)
# What an entry may hold beside the usual, inside of it or twice.
ODD_ELEMENTS = [
    "<!-- a comment -->",
    "<?php echo ?>",
    "loose words",
    "<own:title>Not the title</own:title>",
    '<own:thing base="/x/">1</own:thing>',
    '<media:content url="https://news.example/i.png"><media:title>Not the title</media:title></media:content>',
    "<media:title>Not the title</media:title>",
    "<media:description>Not the summary</media:description>",
    "<image><url>/i.png</url><title>Not the title</title></image>",
    '<atom:link rel="alternate" href="https://news.example/atom"/>',
    '<atom:link rel="self" href="https://news.example/self"/>',
    "<item><title>Inside</title></item>",
    "<entry><title>Inside</title></entry>",
    "<title>With <b>an element</b></title>",
    '<post-id xmlns="https://news.example/ids">7</post-id>',
    '<title xmlns="https://news.example/ids">Of another</title>',
    "<dc:title>Another title</dc:title>",
    "<Title>In capitals</Title>",
    "<language>fr</language>",
    "<title>A second title</title>",
    "<description>A second description</description>",
    "<author>A second author</author>",
    "<guid>https://news.example/second</guid>",
]


def element(name: str, values: Texts, *odd_attributes: str) -> Texts:
    """An element with a value as text or as CDATA, seldom with an attribute."""

    def written(parts: tuple[str, bool, str]) -> str:
        value, is_cdata, attribute = parts
        inside = f"<![CDATA[{value}]]>" if is_cdata and "]]>" not in value else escape(value)
        return f"<{name}{attribute}>{inside}</{name.split(maxsplit=1)[0]}>"

    return st.tuples(values, st.booleans(), mostly([""], odd_attributes or [""])).map(written)


RSS_ELEMENTS = st.one_of(
    element("title", VALUES, ' type="html"'),
    element("link", ADDRESSES, ' xml:base="https://news.example/base/"'),
    element("description", VALUES, ' type="text"', ' xml:lang="ar"'),
    element("guid", ADDRESSES, ' isPermaLink="true"', ' isPermaLink="True"', ' ispermalink="no"'),
    element('guid isPermaLink="false"', VALUES),
    element("pubDate", DATES),
    element("dc:date", DATES),
    element("author", VALUES),
    element("dc:creator", VALUES),
    element("content:encoded", VALUES),
    element("category", WORDS, ' domain="https://news.example/c"'),
    element("comments", ADDRESSES),
    element("source url='/s'", WORDS),
    element("slash:comments", WORDS),
    element("wfw:commentRss", ADDRESSES),
    element('media:thumbnail url="https://news.example/i.png"', st.just("")),
    element('media:content url="https://news.example/i.png"', st.just("")),
    element('enclosure url="https://news.example/s.mp3" type="audio/mpeg" length="1"', st.just("")),
)
TYPES = (
    ' type="text"',
    ' type="html"',
    ' type="HTML"',
    ' type="xhtml"',
    ' type="application/xml"',
    ' type="text/html"',
)
PEOPLE = st.lists(st.one_of(element("name", VALUES), element("email", WORDS), element("uri", ADDRESSES)), max_size=3)
LINKS = mostly(
    ["", ' rel="alternate"', ' rel="self"', ' rel="replies"', ' rel="enclosure" length="3"', ' hreflang="en"'],
    [' rel="ALTERNATE"', ' type="text/html"', ' rel=""', ' type="application/pdf"', ' title="a" url="/b"'],
)
ATOM_ELEMENTS = st.one_of(
    element("id", ADDRESSES),
    *(element(f"{name}{kind}", VALUES) for name in ("title", "summary", "content") for kind in ("", ' type="html"')),
    *(element(name, VALUES, *TYPES, ' src="/x"', ' xml:lang="ar"') for name in ("title", "summary", "content")),
    element("published", DATES),
    element("updated", DATES),
    element('category term="t"', st.just("")),
    PEOPLE.map(lambda said: f"<author>{''.join(said)}</author>"),
    st.tuples(ADDRESSES, LINKS).map(lambda link: f"<link href={escape(link[0])!r}{link[1]}/>"),
)


def entries(name: str, usual: Texts) -> Texts:
    """One entry or a few, each with some of the usual elements, each of them once, and seldom an odd one."""
    elements = st.lists(usual, min_size=1, max_size=6, unique_by=lambda one: one.partition(">")[0].partition(" ")[0])
    starts = mostly([f"<{name}>"], [f'<{name} xml:lang="fr">', f'<{name} own="1">'])
    ends = mostly([""], ODD_ELEMENTS).map(lambda odd: f"{odd}</{name}>")
    entry = st.tuples(starts, elements.map("".join), ends).map("".join)
    return st.lists(entry, min_size=1, max_size=4).map("".join)


ABOUT = st.lists(
    st.sampled_from(
        [
            *("<title>Example Wire</title>", "<title>Another</title>", "<description>All of it</description>"),
            *("<link>https://news.example/</link>", "<link>/</link>", "<language>en-GB</language>", "<ttl>30</ttl>"),
            "<image><url>/i.png</url><title>A picture</title><link>https://news.example/picture</link></image>",
            *("<sy:updatePeriod>hourly</sy:updatePeriod>", '<atom:link rel="self" href="https://news.example/rss"/>'),
            *("<textInput><title>Search</title><name>q</name></textInput>", "<own:thing>1</own:thing>", "words"),
            *("<managingEditor>Ed</managingEditor>", "<generator>By hand</generator>", "<rights>&lt;b&gt;</rights>"),
        ]
    ),
    max_size=4,
).map("".join)
DECLARATIONS = mostly(
    [
        *('<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0"?>', "", "\ufeff", " "),
        '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="s.css"?><!-- a comment -->\n',
    ],
    ['<?xml version="1.0" encoding="iso-8859-1"?>', '<?xml version="1.1"?>', "<!DOCTYPE rss>"],
)
RSS_ROOTS = mostly(
    [f'<rss version="2.0" {NAMESPACES}><channel>', f"<rss {NAMESPACES}><channel>"],
    [
        f'<rss version="2.0" xml:base="https://other.example/" {NAMESPACES}><channel>',
        f'<rss version="2.0" {NAMESPACES}><channel xml:lang="fr">',
        f'<rss version="2.0" {NAMESPACES}><channel href="/h">',
        f'<rss version="2.0" {NAMESPACES} xmlns="http://purl.org/rss/1.0/"><channel>',
        f'<rss version="2.0" {NAMESPACES.replace("elements/1.1", "elements/1.2")}><channel>',
        f'<rss version="2.0" {NAMESPACES.replace("xmlns:dc", "xmlns:d")} xmlns:dc="http://purl.org/dc/terms/"><channel>',
    ],
)
ATOM = "http://www.w3.org/2005/Atom"
ATOM_ROOTS = mostly(
    [f'<feed xmlns="{ATOM}" {NAMESPACES}>', f'<feed xmlns="{ATOM}" xml:lang="pt-BR" {NAMESPACES}>'],
    [
        f"<feed {NAMESPACES}>",
        f'<feed xmlns="http://purl.org/atom/ns#" version="0.3" {NAMESPACES}>',
        f'<feed xmlns="{ATOM}" xml:base="/b/" {NAMESPACES}>',
    ],
)
FEEDS = st.one_of(
    st.tuples(DECLARATIONS, RSS_ROOTS, ABOUT, entries("item", RSS_ELEMENTS), ABOUT, st.just("</channel></rss>")),
    st.tuples(DECLARATIONS, ATOM_ROOTS, ABOUT, entries("entry", ATOM_ELEMENTS), ABOUT, st.just("</feed>")),
).map(lambda parts: "".join(parts).encode())
CONTENT_TYPES = mostly(
    ["", "application/rss+xml", "application/xml; charset=utf-8", "text/xml", 'text/xml; charset="UTF-8"', "text/html"],
    ["application/xml; charset=iso-8859-1", "text/xml; charset=us-ascii", "application/xml; charset="],
)
