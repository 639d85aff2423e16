"""Patterns of which most sentences hold nothing."""

import re
import sys
from collections.abc import Sequence

from negotiations.extraction.rules.needs import Needs

_NO_FLAGS = re.compile("").flags


class Rare:
    """A pattern that few sentences hold: a sentence is searched where the words stand that the pattern cannot do
    without (needs.py). To look for a handful of words takes a tenth of the time of a search in vain.
    """

    __slots__ = ("_needs", "regex")

    def __init__(self, regex: re.Pattern[str]) -> None:
        self.regex = regex
        self._needs: Sequence[Sequence[str]] | None = None

    def search(self, string: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match, as the pattern itself would find it."""
        if self._needs is None:
            self._needs = self._read()
        for strings in self._needs:
            for wanted in strings:  # no any(): it would cost as much as the search
                if wanted in string:
                    break
            else:
                return None
        return self.regex.search(string, start, end)

    def _read(self) -> Sequence[Sequence[str]]:
        if self.regex.flags != _NO_FLAGS:
            return ()
        return [sorted(need) for need in Needs({}).of(self.regex.pattern)]
