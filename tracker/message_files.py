"""Messages as files, for running without a message server: kombu's file-system transport, made whole.

kombu writes a message in place, so a reader can meet half of one, and a file that is no message ends the worker. Here a
message appears under its name only when it is complete, and what cannot be read is put aside into `broken`.
"""

import os
import uuid
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for folder in (self.data_folder_in, self.data_folder_out, self.processed_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override] # kombu calls the same parameter by two names
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000):015d}_{uuid.uuid4()}.{queue}.msg"
        draft = folder / f".{name}.part"
        try:
            draft.write_bytes(str_to_bytes(dumps(payload)))
            draft.replace(folder / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise ChannelError(f"Cannot write a message to {folder}: {error}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder, taken = Path(self.data_folder_in), Path(self.processed_folder)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            mine = taken / f"{os.getpid()}.{name}"
            try:
                (folder / name).rename(mine)
            except OSError:
                continue  # another process was faster
            message = _read(mine)
            if message is not None:
                mine.unlink(missing_ok=True)
                return message
            _put_aside(mine, folder.parent / "broken" / name)
        raise Empty


def _read(path: Path) -> dict[str, Any] | None:
    """The message in `path`, None when it is torn or no message at all."""
    try:
        message = loads(path.read_bytes().decode())
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(message, dict):
        return None
    properties = message.get("properties")
    if not isinstance(properties, dict) or not isinstance(message.get("headers"), dict) or "body" not in message:
        return None
    return message if {"delivery_tag", "delivery_info"} <= properties.keys() else None


def _put_aside(path: Path, broken: Path) -> None:
    try:
        broken.parent.mkdir(parents=True, exist_ok=True)
        path.replace(broken)
    except OSError:
        path.unlink(missing_ok=True)


class Transport(filesystem.Transport):
    Channel = Channel

    driver_type = "message files"
    driver_name = "message files"
