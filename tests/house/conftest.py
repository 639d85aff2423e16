"""Folders for tests that run a database in them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _folder() -> Iterator[Path]:
    # Not tmp_path: each start of pytest closes the folder above all of those to other users, and under root the
    # database runs as another user.
    folder = Path(tempfile.mkdtemp(prefix="parley tests "))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder for one test, with a space in its name."""
    yield from _folder()


@pytest.fixture(scope="module")
def shared_room() -> Iterator[Path]:
    """A folder for the tests of one module."""
    yield from _folder()
