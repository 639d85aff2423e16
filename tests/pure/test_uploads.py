"""Files that people bring: a plain text stays as it is, and what is no text is refused with a reason."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.errors import ParseError
from negotiations.sources.uploads import read_plain_text, read_upload
from negotiations.vocabulary import Precision

PROSE = "Lake Town \u2013 Envoys met on Friday.\n\n\u201cWe stay,\u201d said one.\n\nBy admin\n\nLeave a Reply"


def test_read_upload_keeps_a_plain_text_exactly() -> None:
    page = read_upload(PROSE.encode(), filename="article.txt")
    assert page.text == PROSE
    assert (page.title, page.published, page.published_precision) == (None, None, Precision.UNKNOWN)


def test_read_upload_keeps_leading_blank_lines_and_spaces() -> None:
    text = "\n\n  Envoys met.  \n\n\n\tThey left. \n"
    assert read_upload(text.encode(), filename="a.txt").text == text


def test_read_upload_changes_only_line_ends_and_nul() -> None:
    assert read_upload(b"Envoys met.\r\n\r\nThey\x00 left.\rX", filename="a.txt").text == "Envoys met.\n\nThey left.\rX"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_read_upload_understands_a_byte_order_mark(encoding: str) -> None:
    assert read_upload(PROSE.encode(encoding), filename="a.txt").text == PROSE


def test_read_upload_takes_a_declared_encoding() -> None:
    page = read_upload(PROSE.encode("cp1252"), filename="a.txt", content_type="text/plain; charset=windows-1252")
    assert page.text == PROSE


def test_read_upload_reads_a_header_block_as_metadata() -> None:
    head = (
        "Title: Envoys meet: a first day\nDate: 10 May 2024\nSource: Example Wire\nAuthor: R. Writer\nLanguage: en-GB\n"
        "Note: Written for a test.\nUrl: https://news.example/a\n\n"
    )
    page = read_upload((head + PROSE).encode(), filename="a.txt")
    assert page.text == PROSE
    assert (page.title, page.author, page.site_name) == ("Envoys meet: a first day", "R. Writer", "Example Wire")
    assert (page.published, page.published_precision) == (date(2024, 5, 10), Precision.DAY)
    assert (page.language, page.note, page.canonical_url) == ("en", "Written for a test.", "https://news.example/a")


@pytest.mark.parametrize(
    ("stated", "day", "precision", "remarks"),
    [
        ("2024-05-10", date(2024, 5, 10), Precision.DAY, 0),
        ("May 2024", date(2024, 5, 1), Precision.MONTH, 0),
        ("2024", date(2024, 1, 1), Precision.YEAR, 0),
        ("unknown", None, Precision.UNKNOWN, 0),
        ("", None, Precision.UNKNOWN, 0),
        ("05/06/2024", None, Precision.UNKNOWN, 1),
    ],
)
def test_read_upload_takes_the_date_of_the_header_only_as_stated(
    stated: str, day: date | None, precision: Precision, remarks: int
) -> None:
    page = read_plain_text(f"Title: A day\nPublished: {stated}\n\n{PROSE}")
    assert (page.published, page.published_precision, len(page.remarks)) == (day, precision, remarks)


def test_read_upload_takes_a_long_address_of_the_header_whole() -> None:
    address = f"https://news.example/{'a' * 600}"
    assert read_plain_text(f"Title: A day\nUrl: {address}\n\n{PROSE}").canonical_url == address


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ("http://127.0.0.1/a", "belongs to a private network"),
        ("http://[::1]/a", "belongs to a private network"),
        ("https://printer.local/a", "belongs to a private network"),
        ("http://2130706433/a", "no proper IP address"),
        ("https://news.example:8443/a", "Port 8443"),
        ("https://ann:word@news.example/a", "user name or password"),
        ("javascript:alert(1)", "does not begin with http"),
        ("news.example/a", "does not begin with http"),
    ],
)
def test_read_upload_says_why_it_leaves_out_an_address_of_the_header(stated: str, why: str) -> None:
    page = read_plain_text(f"Title: A day\nUrl: {stated}\n\n{PROSE}")
    assert (page.text, page.title, page.canonical_url) == (PROSE, "A day", None)
    (remark,) = page.remarks
    assert stated in remark
    assert why in remark


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is a sentence of the article.\n\nAnd more.",
        "Title: A\nTitle: B\n\nTwice is no header.",
        "Title: A\nand then a line of prose\n\nMore.",
        "Title: only a line",
        "Envoys: we stay\n\nMore.",
    ],
)
def test_read_upload_takes_nothing_away_that_is_no_sound_header(text: str) -> None:
    assert read_plain_text(text).text == text


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Envoys agree to meet again", "Envoys agree to meet again"),
        ("Envoys agreed to meet again.", None),
        ("Cairo \u2013 Envoys agree to meet", None),
        ("\u201cWe stay here\u201d", None),
        ("Gaza", None),
        ("Envoys agree to meet again and " * 6, None),
    ],
)
def test_read_upload_takes_a_clear_headline_for_a_title_and_keeps_it_in_the_text(first: str, title: str | None) -> None:
    text = f"{first}\n\nThe envoys met on Friday."
    page = read_plain_text(text)
    assert (page.title, page.text) == (title, text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00\x00 \r\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7 text", "binary"),
        (b"PK\x03\x04 <html>", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "binary"),
        (b"{\\rtf1 text}", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"a" * 10_000_001, "too-large"),
        (PROSE.encode("cp1252"), "wrong-encoding"),
        (PROSE.encode("utf-16-le"), "wrong-encoding"),
        ("\u041f\u0435\u0440\u0435\u0433\u043e\u0432\u043e\u0440\u044b".encode("cp1251"), "wrong-encoding"),
        (PROSE.encode()[:-30] + b"\xff\xfe\xfa", "wrong-encoding"),
        (b"... --- 123 ...", "no-text"),
        (b"Title: A\nDate: 2024\n\n ", "no-text"),
        (b"<html><body><div></div></body></html>", "no-text"),
        (b"Talks went on. " * 140_000, "too-large"),
    ],
)
def test_read_upload_refuses_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_upload(data, filename="../../article.txt")
    assert caught.value.code == code
    assert str(caught.value).count(". ") == 0
    assert str(caught.value).endswith(".")


def test_read_upload_reads_html_by_its_content_or_its_name() -> None:
    prose = "<p>Envoys met in the town on Friday and spoke of the order of the steps for hours.</p>" * 3
    for data, name in (
        (f"<!doctype html><html><body>{prose}</body></html>", "a.txt"),
        (f"Some words. {prose}", "A.HTM"),
    ):
        page = read_upload(data.encode(), filename=name)
        assert "<p>" not in page.text
        assert "Envoys met in the town" in page.text


def test_read_upload_leaves_a_plain_text_with_an_angle_bracket_alone() -> None:
    text = "The talks <p> were short. 3 < 4."
    assert read_upload(text.encode(), filename="a.txt").text == text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "", "../x"]))
def test_read_upload_refuses_or_reads_any_bytes(data: bytes, name: str) -> None:
    with suppress(ParseError):
        assert "\x00" not in read_upload(data, filename=name).text


@given(st.text(max_size=200))
def test_read_plain_text_keeps_any_text_without_a_header(text: str) -> None:
    whole = "x " + text
    assert read_plain_text(whole).text == whole.replace("\r\n", "\n").replace("\x00", "")
