"""What is installed is exactly what was looked at, from wherever the reader's own pip looks."""

import re
import subprocess
import sys

import pytest

from tests.house.site import ROOT


@pytest.mark.parametrize(("name", "least"), [("base", 50), ("dev", 50), ("bench", 10)])
def test_lock_file_every_package_has_a_version_and_hashes(name: str, least: int) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text), flags=re.IGNORECASE)
    assert len(entries) > least
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._\[\]-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", ["base", "dev", "bench"])
def test_lock_file_names_no_index_and_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"https?://|file:|--(extra-)?index|--find-links|--trusted-host| @ ", text)


def test_lock_file_dev_holds_the_same_versions_as_base() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"(?m)^\S+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text()))

    assert pins("base") <= pins("dev")


def test_lock_files_are_installed_as_they_stand() -> None:
    calls = [line for name in ("Makefile", "Dockerfile") for line in (ROOT / name).read_text().splitlines()]
    installing = [line for line in calls if "pip install" in line and "--require-hashes" in line]
    assert len(installing) == 3
    assert all("--no-deps" in line for line in installing), installing


def test_lock_file_dev_lacks_nothing_that_its_packages_need() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_make_help_lists_the_commands_of_the_readme() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "lint", "lock"):
        assert f"make {target}" in told
