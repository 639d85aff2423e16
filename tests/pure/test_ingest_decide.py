"""Keep, keep as a new snapshot, or known: decided by the address first and by the text second."""

import pytest

from negotiations.ingest.decide import KnownArticle, Verdict, decide

HERE = KnownArticle(7, frozenset({"aaa"}))


@pytest.mark.parametrize(
    ("address", "text", "at_address", "with_text", "verdict", "article"),
    [
        ("https://post.example/1", "aaa", None, None, Verdict.NEW, None),
        ("https://post.example/1", "aaa", HERE, HERE, Verdict.KNOWN, 7),
        ("https://post.example/1", "bbb", HERE, None, Verdict.CHANGED, 7),
        ("https://gazette.example/9", "aaa", None, HERE, Verdict.NEW, None),
        ("", "aaa", None, HERE, Verdict.KNOWN, 7),
        ("", "bbb", None, None, Verdict.NEW, None),
    ],
    ids=["new", "same again", "changed", "another outlet's copy", "pasted again", "pasted"],
)
def test_decide_tells_new_changed_and_known(
    address: str,
    text: str,
    at_address: KnownArticle | None,
    with_text: KnownArticle | None,
    verdict: Verdict,
    article: int | None,
) -> None:
    intent = decide(address=address, text_sha256=text, at_address=at_address, with_text=with_text)
    assert (intent.verdict, intent.article) == (verdict, article)
    assert intent.reason.endswith(".")
