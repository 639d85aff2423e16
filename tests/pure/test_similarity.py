"""What counts as one report: copies, copies with other words around them, and cuts; not reports on the same talks."""

import random
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations

import pytest

from negotiations.data.dispatches import dispatches
from negotiations.sources.similarity import FEWEST_WORDS, HEAD, SKETCH, is_same_report, shared_share, sketch
from tests.speed import Watch

TEXTS = [dispatch.body.decode().partition("\n\n")[2] for dispatch in dispatches()]
REPORTS = [text for text in TEXTS if len(text.split()) >= 60]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def with_other_words(text: str, share: float) -> str:
    luck, words = random.Random(5), text.split()  # noqa: S311 — the same edits every time
    return " ".join(luck.choice(words) if luck.random() < share else word for word in words)


def first_part(text: str, share: float) -> str:
    whole = sentences(text)
    return " ".join(whole[: max(1, round(len(whole) * share))])


VARIANTS: dict[str, Callable[[str], str]] = {
    "light edits": lambda text: with_other_words(text, 0.02),
    "an agency's dateline": lambda text: f"CAIRO (Agency) - {text}",
    "an agency's last line": lambda text: f"{text} Reporting by A. Sample in Cairo; editing by B. Other.",
    "other quotation marks and paragraphs": lambda text: (
        text.replace('"', "”").replace("'", "’").replace(". ", ".\n\n")
    ),
    "capitals": str.upper,
    "a third cut": lambda text: first_part(text, 0.67),
    "half cut": lambda text: first_part(text, 0.55),
    "a paragraph more": lambda text: f"{text} {first_part(REPORTS[0] + REPORTS[1], 0.2)}",
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_copy_is_the_same_report_with(variant: str) -> None:
    missed = []
    for text in REPORTS:
        one, other = sketch("Talks end", text), sketch("No result in Cairo", VARIANTS[variant](text))
        if other and not (is_same_report(one, other, same_outlet=False) and set(one[:HEAD]) & set(other[:HEAD])):
            missed.append(text[:60])
    assert missed == []


def test_reports_on_the_same_talks_are_not_the_same_report() -> None:
    marks = [sketch("", text) for text in REPORTS]
    assert len(marks) > 25
    assert [pair for pair in combinations(marks, 2) if is_same_report(*pair, same_outlet=False)] == []


def test_a_short_report_inside_a_long_one_is_a_passage_and_no_cut() -> None:
    whole = "\n\n".join(REPORTS[:8])
    assert not is_same_report(sketch("", REPORTS[0]), sketch("", whole), same_outlet=False)


def test_two_texts_of_one_outlet_must_be_all_but_the_same() -> None:
    text = REPORTS[0]
    half = sketch("", first_part(text, 0.55))
    assert is_same_report(sketch("", text), half, same_outlet=False)
    assert not is_same_report(sketch("", text), half, same_outlet=True)
    assert is_same_report(sketch("", text), sketch("", text + " Updated with a photograph."), same_outlet=True)


def test_sketch_of_few_words_is_empty_and_never_the_same_report() -> None:
    short = " ".join(f"word{number}" for number in range(FEWEST_WORDS - 1))
    assert sketch("A title", short) == []
    assert sketch("A title", f"{short} more") != []
    assert not is_same_report([], [], same_outlet=False)


def test_sketch_reads_writing_without_spaces() -> None:
    text = "以色列与哈马斯的间接谈判周四在开罗结束没有达成协议埃及和卡塔尔调解人表示将继续努力推动停火与释放人质的协议"
    one, other = sketch("", text), sketch("", f"开罗电{text}")
    assert is_same_report(one, other, same_outlet=False)


def test_sketch_is_the_same_in_every_process() -> None:
    program = f"from negotiations.sources.similarity import sketch; print(sketch('a', {REPORTS[0]!r}))"
    seeds = ("1", "2")
    answers = [
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in seeds
    ]
    assert {answer.stdout.decode().strip() for answer in answers} == {str(sketch("a", REPORTS[0]))}


def test_sketch_is_ascending_of_limited_size_and_fits_the_column() -> None:
    marks = sketch("", " ".join(REPORTS))
    assert marks == sorted(set(marks))
    assert len(marks) == SKETCH
    assert all(-(2**31) <= value < 2**31 for value in marks)


def test_shared_share_of_a_cut_is_whole_and_its_length_is_seen() -> None:
    whole = "\n\n".join(REPORTS[:4])
    of_smaller, of_all, length = shared_share(sketch("", whole), sketch("", first_part(whole, 0.5)))
    assert of_smaller > 0.9
    assert of_all == pytest.approx(0.5, abs=0.2)
    assert length == pytest.approx(0.5, abs=0.2)


def test_sketch_of_a_megabyte_takes_linear_time() -> None:
    text = " ".join(f"{number} {number * 7919 % 9973}" for number in range(110_000))[:1_000_000]
    watch = Watch()
    sketch("", text)
    assert watch.seconds() < 2
