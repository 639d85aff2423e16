"""The examples of docs/api.md, and what it means that an answer is as they show it."""

import re
from pathlib import Path
from typing import Any

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.DOTALL)
PROGRAMS = [text for kind, text in BLOCKS if kind == "python"]
HOST = "http://localhost:8000"
FIRST_ROUND = "rounds/1/"
VARYING = {"id", "snapshot", "next", "recorded_at", "written_at"}  # from one database to the next


def curls() -> list[tuple[list[str], str]]:
    """The addresses of each block of commands, with the JSON that is shown for the last of them, or nothing."""
    following = [*BLOCKS[1:], ("", "")]
    return [
        (re.findall(r"curl '([^']+)'", text), shown if after == "json" else "")
        for (kind, text), (after, shown) in zip(BLOCKS, following, strict=True)
        if kind == "sh"
    ]


def compare(shown: Any, found: Any, path: str = "") -> None:
    """Everything that is shown is there and says the same; lists may go on, and … stands for any words."""
    if isinstance(shown, dict):
        assert isinstance(found, dict), path
        assert set(shown) <= set(found), path
        for key, value in shown.items():
            if key in VARYING:
                assert type(value) is type(found[key]), f"{path}/{key}"
            else:
                compare(value, found[key], f"{path}/{key}")
    elif isinstance(shown, list):
        assert isinstance(found, list), path
        for number, value in enumerate(shown):
            assert len(found) > number, path
            compare(value, found[number], f"{path}/{number}")
    elif isinstance(shown, str) and "…" in shown:
        assert found.startswith(shown.partition("…")[0]), path
    else:
        assert shown == found, path
