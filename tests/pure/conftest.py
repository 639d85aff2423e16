"""A server on the loopback that answers as a test says, and a fetcher that may ask it."""

from collections.abc import Iterator

import pytest

from negotiations.sources.http import Fetcher
from tests.origin import Origin
from tests.pure.fetching import NOW


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as server:
        yield server


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(
        user_agent="Parley-Test", clock=lambda: NOW, timeout=1.0, max_bytes=100_000, allow_private=True
    ) as client:
        yield client
