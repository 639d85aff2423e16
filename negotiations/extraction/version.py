"""The version of the rules: a series for people, and a digest of everything that decides how a text reads.

So no change of a rule, a finder or a vocabulary can keep the old version, also one made where the product is installed.
Why it is made so is told in ``docs/decisions/versions.md``.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

SERIES = "2026.11"
HERE = Path(__file__).parent
# These tell of readings, or read in another way under a name of their own: no reading by the rules rests on them.
ASIDE = frozenset(
    """explaining.py model_answers.py model_evidence.py model_questions.py reasons.py rules/inferred.py
    rules/word_families.py rules_page.py""".split()
)


def digest_of(files: Iterable[Path], *, below: Path) -> str:
    """Twelve letters that differ wherever a name or the content of a file does; the ends of lines do not count."""
    made = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        made.update(f"{file.relative_to(below).as_posix()} {len(content)}\n".encode())
        made.update(content)
    return made.hexdigest()[:12]


def files_of_the_rules() -> list[Path]:
    """The sources on which every reading rests: the package without what stands aside, and the vocabularies."""
    package = (file for file in HERE.rglob("*.py") if file.relative_to(HERE).as_posix() not in ASIDE)
    return [*package, HERE.parent / "vocabulary.py"]


RULES = f"{SERIES}+{digest_of(files_of_the_rules(), below=HERE.parent)}"
