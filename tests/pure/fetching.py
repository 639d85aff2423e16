"""What the tests of the only socket share: a page, the time, and a fetcher's refusal."""

from datetime import UTC, datetime

import pytest

from negotiations.errors import FetchError
from negotiations.sources.http import Fetcher

NOW = datetime(2024, 5, 10, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"
PAGE = b"<html><body><p>The talks go on.</p></body></html>"


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert str(caught.value).endswith(".")
    return caught.value
