"""How fast the extraction reads, beside dictionary matching alone with the same lexicon of 10,000 aliases.

Run with: python -m benchmarks.extract [articles, default 200]. CPU time of one core, the best of several rounds. The
articles are made up (benchmarks/ingest/reports.py), 4 KB each; one in five is about talks, as in the benchmark of
ingestion. Where the evaluation articles lie beside the repository, real news is measured as well. A ratio of 1.0 would
mean that the reading costs nothing beside finding the names.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, product
from pathlib import Path

from benchmarks.ingest.reports import make_report
from negotiations.data.starter import starter_actors, starter_blocked, starter_issues, starter_people, starter_places
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.lexicon import ActorEntry, AliasEntry, IssueEntry, Lexicon, fold

ALIASES = 10_000
ARTICLE = 4096
ABOUT_TALKS = 0.2
ROUNDS = 5
PUBLISHED = "2024-05-01"
EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "eval" / "attribution_dev.jsonl"
# It makes a text one about talks, so that no finder leaves the rest of it aside.
OPENING = "Peace talks between Israel and Hamas resumed in Cairo. The ceasefire talks will go on, Egypt said. "
SIZES = (1_000, 10_000, 100_000, 1_000_000)

Read = Callable[[str], object]


def build_lexicon(aliases: int = ALIASES) -> Lexicon:
    """The starter lexicon with made-up movements added until it has so many names and aliases."""
    actors, people, places = list(starter_actors()), list(starter_people()), list(starter_places())
    known = len(actors) + len(people) + len(places)
    known += sum(len(actor.aliases) for actor in actors) + sum(len(person.aliases) for person in people)
    names = _made_up_names()
    for number in count():
        if known >= aliases:
            break
        own = [AliasEntry(next(names), kind) for kind in ("name", "name", "abbreviation", "demonym")]
        actors.append(ActorEntry(f"made-up-{number}", next(names), "armed-group", aliases=tuple(own)))
        known += 5
    issues = [IssueEntry(issue.code, issue.parent, issue.name, issue.terms) for issue in starter_issues()]
    return Lexicon.build(actors=actors, people=people, issues=issues, places=places, blocked=starter_blocked())


def _made_up_names() -> Iterator[str]:
    syllables = "bra cla dro fle gri hov jun kel mor nup pra quo ros tiv vlo wes zan".split()
    kinds = "Front Army Movement Union Council".split()
    for first, second, third, kind in product(syllables, syllables, syllables, kinds):
        yield f"{first}{second}{third} {kind}".title()


def seconds(read: Read, texts: Sequence[str], rounds: int = ROUNDS) -> float:
    """The CPU time of the best of several rounds over the texts."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - begun)
    return best


def compare(name: str, texts: Sequence[str], read: Read, match: Read) -> None:
    """Print how fast both are on the texts, and the ratio."""
    size = sum(len(text.encode()) for text in texts)
    reading, matching = seconds(read, texts), seconds(match, texts)
    each = size / ARTICLE
    print(
        f"{name}: {matching / reading:.3f} of dictionary matching alone\n"
        f"  {each / reading:.0f} articles of 4 KB/s, {size / reading / 1e6:.2f} MB/s, {reading / each * 1000:.2f} ms "
        f"each; matching alone {each / matching:.0f}/s, {size / matching / 1e6:.1f} MB/s"
    )


def made_up(number: int, *, about_talks: bool) -> str:
    return "\n\n".join(make_report(f"extract/{number}", about_talks=about_talks, length=ARTICLE).paragraphs)


def measure_articles(articles: int, read: Read, match: Read) -> None:
    dense = [made_up(number, about_talks=True) for number in range(round(articles * ABOUT_TALKS))]
    ordinary = [made_up(number, about_talks=False) for number in range(articles - len(dense))]
    compare(f"mix, {ABOUT_TALKS:.0%} about talks", [*dense, *ordinary], read, match)
    compare("ordinary news", ordinary, read, match)
    compare("news about talks", dense, read, match)
    if EVALUATION.is_file():
        with EVALUATION.open(encoding="utf-8") as lines:
            compare("real political news", [json.loads(line)["text"] for line in lines], read, match)


def measure_start() -> Lexicon:
    """Print how long a process takes until it can read; give the lexicon."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        lexicon = build_lexicon()
        times.append(time.process_time() - begun)
    print(f"lexicon of {ALIASES:,} aliases: ready in {min(times) * 1000:.0f} ms")
    return lexicon


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _nested(opened: str, closed: str) -> Callable[[int], str]:
    return lambda size: opened * (size // len(opened + closed)) + closed * (size // len(opened + closed))


def hard_texts() -> dict[str, Callable[[int], str]]:
    """Texts of any size: prose about talks, and such as no newspaper prints."""
    prose = "\n\n".join(made_up(number, about_talks=number % 5 == 0) for number in range(25))
    return {
        "prose": _repeated(prose + "\n\n"),
        "quotation marks": _repeated('"'),
        "a. a. a.": _repeated("a. "),
        "one sentence": _repeated("the talks of Israel and Hamas with Egypt and "),
        "no white space": _repeated("Ab"),
        "actors in a row": _repeated("Israel Hamas Qatar Egypt "),
        "offices and names": _repeated("Foreign Minister John Smith, "),
        "brackets in brackets": _nested("(", ")"),
        "quotations in quotations": _nested("“(‘", "’)”"),
        "open quotations": _repeated("“We want peace\n\n"),
        "line breaks": _repeated("a\n"),
        "white space": _repeated(" \n"),
        "cues": _repeated("he said that she said "),
        "dates": _repeated("January 5 "),
    }


def measure_growth(read: Read) -> None:
    """Print the time for each KB of ever longer texts, and how much dearer it is in the longest than in 10 KB."""
    print("ms for each KB in texts of " + ", ".join(f"{size // 1000} KB" for size in SIZES))
    for name, make in hard_texts().items():
        texts = [OPENING + make(size) for size in SIZES]
        costs = [seconds(read, [text], rounds=3 if len(text) < SIZES[-1] else 1) / len(text) * 1e6 for text in texts]
        print(f"  {name}: " + ", ".join(f"{cost:.2f}" for cost in costs) + f"; ×{costs[-1] / costs[1]:.1f}")
    marks = OPENING + '"' * 100_000
    print(f"  100,000 quotation marks: {seconds(read, [marks], rounds=1) * 1000:.0f} ms")


def peak_memory(name: str) -> int:
    """MB that a process of its own takes at most to read 1 MB of such a text. Linux only."""
    command = [sys.executable, "-m", "benchmarks.extract", "--memory", name]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure and print it all."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--memory"]:
        extract(Document("memory", OPENING + hard_texts()[arguments[1]](1_000_000), PUBLISHED), build_lexicon())
        status = Path("/proc/self/status").read_text()  # getrusage would give the parent's peak where that is higher
        print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
        return
    lexicon = measure_start()

    def read(text: str) -> object:
        return extract(Document("benchmark", text, PUBLISHED), lexicon)

    def match(text: str) -> object:
        return lexicon.hits(fold(text))

    print(f"first article of a process: {seconds(read, [made_up(0, about_talks=True)], rounds=1) * 1000:.0f} ms")
    measure_articles(int(arguments[0]) if arguments else 200, read, match)
    measure_growth(read)
    for name in ("prose", "quotation marks", "line breaks") if sys.platform == "linux" else ():
        print(f"memory for 1 MB of {name}: {peak_memory(name)} MB at most")


if __name__ == "__main__":
    main()
