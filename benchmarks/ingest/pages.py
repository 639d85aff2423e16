"""Pages as outlets build them: five families of templates, most of each page being anything but the article."""

import json
import random
from collections.abc import Callable, Sequence
from html import escape

from benchmarks.ingest.reports import Report
from benchmarks.ingest.words import MONTHS, words

# The ends of a page that are not the article fill it up to its size, in these shares.
SCRIPTS, STYLES = 0.35, 0.15

Links = Sequence[tuple[str, str]]
Template = Callable[["Parts"], str]


class Parts:
    """What a template puts together."""

    def __init__(self, report: Report, *, site: str, address: str, others: Links, size: int) -> None:
        self.dice = random.Random(address)  # noqa: S311 -- made-up pages, nothing secret
        self.report, self.site, self.address, self.others, self.size = report, site, address, others, size
        self.title, self.author = escape(report.title), escape(report.author)
        self.iso = f"{report.day.isoformat()}T06:00:00+00:00"
        self.day = f"{report.day.day} {MONTHS[report.day.month - 1]} {report.day.year}"

    def paragraphs(self, style: str = "") -> str:
        opening = f'<p class="{style}">' if style else "<p>"
        return "\n".join(f"{opening}{escape(paragraph, quote=False)}</p>" for paragraph in self.report.paragraphs)

    def head(self, extra: str = "") -> str:
        return (
            f'<head><meta charset="utf-8"><title>{self.title} | {self.site}</title>\n'
            f'<meta name="viewport" content="width=device-width"><link rel="canonical" href="{self.address}">\n'
            f'<meta property="og:title" content="{self.title}"><meta property="og:type" content="article">'
            f'<meta property="og:site_name" content="{self.site}"><meta property="og:url" content="{self.address}">\n'
            f'<meta property="article:published_time" content="{self.iso}">'
            f'<meta name="author" content="{self.author}">\n'
            f"<style>{self.styles(int(self.size * STYLES))}</style>\n{extra}</head>"
        )

    def linked_data(self) -> str:
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.report.title,
            "datePublished": self.iso,
            "author": {"@type": "Person", "name": self.report.author},
            "publisher": {"@type": "Organization", "name": self.site},
        }
        return f'<script type="application/ld+json">{json.dumps(told)}</script>'

    def styles(self, size: int) -> str:
        rules, length = list[str](), 0
        while length < size:
            name, other = self.a("things"), self.a("qualities")
            rule = (
                f".{name}__{other}{{margin:{self.dice.randint(0, 40)}px auto;color:#{self.dice.randrange(16**6):06x};"
                f"font-size:{self.dice.randint(10, 40)}px;display:flex}}\n"
            )
            rules.append(rule)
            length += len(rule)
        return "".join(rules)

    def script(self, size: int) -> str:
        lines, length = list[str](), 0
        while length < size:
            deed, thing, number = self.a("deeds"), self.a("things"), self.dice.randint(2, 99)
            line = f'q.push(["{deed}",{number}17,function(a,b){{return a&&b<{number}?"{thing}":a}}]);\n'
            lines.append(line)
            length += len(line)
        return "window.q=window.q||[];" + "".join(lines)

    def menu(self, entries: int) -> str:
        items = (
            f'<li class="item-{n}"><a href="/{word}/">{word.capitalize()}</a></li>'
            for n, word in enumerate(self.dice.sample(words("things"), entries))
        )
        return f"<ul>{''.join(items)}</ul>"

    def related(self) -> str:
        return "\n".join(
            f'<div class="teaser"><a href="{path}"><img src="/img/{n}.jpg" alt="" width="120" height="80">'
            f"<span>{escape(title)}</span></a><time>{self.day}</time></div>"
            for n, (path, title) in enumerate(self.others)
        )

    def comments(self, number: int) -> str:
        return "\n".join(
            f"<div class='comment' id='c{n}'><b class='who'>{self.a('first_names')}</b> <span class='when'>"
            f"{self.dice.randint(1, 23)} hours ago</span><div class='said'>{self.remark()}</div>"
            f"<a href='#reply{n}'>Reply</a> <a href='#report{n}'>Report</a></div>"
            for n in range(number)
        )

    def remark(self) -> str:
        return (
            f"The {self.a('qualities')} {self.a('things')} again! My {self.a('groups')} would have "
            f"{self.a('deeds')} it {self.a('moments')}."
        )

    def a(self, kind: str) -> str:
        """A word of a kind."""
        return self.dice.choice(words(kind))

    def footer(self) -> str:
        columns = "".join(f'<div class="column"><h4>Section</h4>{self.menu(9)}</div>' for _ in range(4))
        return f"{columns}<p>&copy; {self.site}. All rights reserved.</p>"


def make_page(report: Report, *, template: Template, site: str, address: str, others: Links, size: int) -> str:
    """The report on a page of about ``size`` bytes; one that is longer without any filling stays as it is."""
    parts = Parts(report, site=site, address=address, others=others, size=size)
    page = template(parts)
    missing = size - len(page.encode())
    filling = ""
    if missing > 200:
        scripts = parts.script(int(missing * SCRIPTS / (1 - STYLES)))
        filling = f"<script>{scripts}</script>\n{_rail(parts, missing - len(scripts))}"
    return page.replace("<!--filling-->", filling)


def _rail(parts: Parts, size: int) -> str:
    """More of what stands beside an article: boxes of links, until ``size`` is reached."""
    boxes, length = list[str](), 0
    while length < size:
        heading = parts.a("abstracts").capitalize()
        box = f'<div class="widget"><h3>{heading}</h3>{parts.menu(8)}<div class="promo">{parts.remark()}</div></div>\n'
        boxes.append(box)
        length += len(box)
    return f'<aside class="sidebar" role="complementary">{"".join(boxes)}</aside>'


def _semantic(parts: Parts) -> str:
    return (
        f'<!doctype html>\n<html lang="en">{parts.head(parts.linked_data())}<body><header><nav>{parts.menu(20)}</nav>'
        f"</header><main><article><header><h1>{parts.title}</h1><p class='byline'>By {parts.author}, "
        f'<time datetime="{parts.iso}">{parts.day}</time></p></header>\n{parts.paragraphs()}</article>'
        f'<section class="related"><h2>More stories</h2>{parts.related()}</section></main><!--filling-->'
        f"<footer>{parts.footer()}</footer></body></html>"
    )


def _divisions(parts: Parts) -> str:
    return (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml">{parts.head()}<body class="page"><div id="wrap"><div id="nav">'
        f'{parts.menu(30)}</div><div id="content"><div class="story"><div class="headline"><h2>{parts.title}</h2></div>'
        f'<div class="dateline">{parts.day} &middot; {parts.author}</div><div class="story-body">{parts.paragraphs()}'
        f'</div><div class="share"><a href="#">Share</a> <a href="#">Print</a></div></div>'
        f'<div id="comments"><h3>Comments</h3>{parts.comments(14)}</div></div><div id="right">{parts.related()}</div>'
        f'<!--filling--><div id="footer">{parts.footer()}</div></div></body></html>'
    )


def _tables(parts: Parts) -> str:
    return (
        f'<html>{parts.head()}<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="3">{parts.menu(15)}'
        f'</td></tr><tr><td width="160" valign="top">{parts.menu(25)}</td><td valign="top"><font size="5">'
        f"<b>{parts.title}</b></font><br><i>{parts.author}, {parts.day}</i><br>"
        f'<div class="article-text">{parts.paragraphs()}</div></td>'
        f'<td width="200" valign="top">{parts.related()}<!--filling--></td></tr></table>'
        f"<center>{parts.footer()}</center></body></html>"
    )


def _hashed(parts: Parts) -> str:
    """As a program in the browser would build it: names that say nothing, and the state of the page as JSON."""
    state = json.dumps({"article": {"headline": parts.report.title, "body": list(parts.report.paragraphs[:4])}})
    body = parts.paragraphs("css-8atqhb evys1bk0")
    return (
        f'<!DOCTYPE html><html lang="en">{parts.head(parts.linked_data())}<body><div id="app"><div class="css-1bd8bfl">'
        f'<nav class="css-10488qs">{parts.menu(18)}</nav></div><main id="site-content"><div class="css-79elbk">'
        f'<h1 class="css-rsa88z">{parts.title}</h1><div class="css-233int"><span class="byline">By {parts.author}'
        f"</span>"
        f'<time datetime="{parts.iso}" class="css-x7rtpa">{parts.day}</time></div>'
        f'<section name="articleBody" class="meteredContent css-1r7ky0e"><div class="css-s99gbd">{body}</div></section>'
        f'</div><div class="css-ot7wym">{parts.related()}</div></main><!--filling--><footer class="css-1e1s8k7">'
        f"{parts.footer()}</footer></div><script>window.__state={state}</script></body></html>"
    )


def _weblog(parts: Parts) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB">{parts.head()}<body class="single"><div id="page">'
        f'<header id="masthead"><a href="/">{parts.site}</a>{parts.menu(10)}</header><div id="primary"><main id="main">'
        f'<article class="post hentry"><header class="entry-header"><h1 class="entry-title">{parts.title}</h1>'
        f'<div class="entry-meta"><time class="entry-date published" datetime="{parts.iso}">{parts.day}</time> '
        f'<span class="author vcard">{parts.author}</span></div></header><div class="entry-content">'
        f'{parts.paragraphs()}</div><footer class="entry-footer">Filed under {parts.menu(4)}</footer></article>'
        f'<div id="comments" class="comments-area">{parts.comments(10)}</div></main></div><!--filling-->'
        f'<div id="secondary">{parts.related()}</div><footer id="colophon">{parts.footer()}</footer></div>'
        "</body></html>"
    )


TEMPLATES: tuple[Template, ...] = (_semantic, _divisions, _tables, _hashed, _weblog)
