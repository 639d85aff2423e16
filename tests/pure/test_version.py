"""The version of the rules: no change of what decides a reading can keep the old one."""

import subprocess
import sys
from pathlib import Path

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.version import ASIDE, HERE, RULES, SERIES, digest_of, files_of_the_rules


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "roles.py").write_bytes(b"HOST = 'hosts'\nGUEST = 'visits'\n")
    (tmp_path / "finder.py").write_bytes(b"def find(): ...\n")
    return tmp_path


def digest(package: Path) -> str:
    return digest_of(package.rglob("*.py"), below=package)


def test_version_is_the_same_for_the_same_sources(package: Path) -> None:
    before = digest(package)
    roles = package / "rules" / "roles.py"
    roles.write_bytes(roles.read_bytes().replace(b"\n", b"\r\n"))  # as some systems check sources out
    (package / "notes.txt").write_text("no source")
    assert digest(package) == before


def test_version_changes_with_one_letter_of_a_rule(package: Path) -> None:
    before = digest(package)
    (package / "rules" / "roles.py").write_bytes(b"HOST = 'hosted'\nGUEST = 'visits'\n")
    assert digest(package) != before


def test_version_changes_with_a_new_a_lost_and_a_renamed_file(package: Path) -> None:
    seen = [digest(package)]
    (package / "more.py").write_bytes(b"")
    seen.append(digest(package))
    (package / "more.py").rename(package / "most.py")
    seen.append(digest(package))
    (package / "finder.py").unlink()
    seen.append(digest(package))
    assert len(set(seen)) == len(seen)


def test_findings_carry_the_version_of_the_sources_at_hand() -> None:
    digest_now = digest_of(files_of_the_rules(), below=HERE.parent)
    assert extract(Document("1", "Nothing."), starter_lexicon()).rules == RULES == f"{SERIES}+{digest_now}"


def test_every_module_that_decides_a_reading_counts_and_those_left_aside_decide_none() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, negotiations.extraction.engine as e; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=HERE.parents[1],
    )
    loaded = {name.removeprefix("negotiations.") for name in told.stdout.split() if name.startswith("negotiations.")}
    counted = {
        ".".join(file.relative_to(HERE.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in files_of_the_rules()
    }
    assert loaded - counted <= {"errors"}  # words for what goes wrong, which no finding holds
    assert not loaded & {f"extraction.{name.removesuffix('.py').replace('/', '.')}" for name in ASIDE}
    assert all((HERE / name).exists() for name in ASIDE)
