"""Large uploads: written to a folder as they come, up to a limit, and gone again unless somebody keeps them."""

import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

DRAFT = ".draft-"
FORGOTTEN_SECONDS = 86_400


class UploadsToFolder(FileUploadHandler):
    """Writes at most ``most`` bytes of each file into ``folder``; of a larger one only the size is told.

    What is written is a draft that is removed when it is closed, also where the request ends in an error.
    """

    chunk_size = 1 << 20

    def __init__(self, request: HttpRequest | None = None, *, most: int, folder: Path) -> None:
        super().__init__(request)
        self.most, self.folder = most, folder
        self.drafts: list[Any] = []

    def new_file(self, *args: Any, **values: Any) -> None:
        super().new_file(*args, **values)
        self.folder.mkdir(parents=True, exist_ok=True)
        _drop_forgotten(self.folder)
        self.size = 0
        self.draft = NamedTemporaryFile(dir=self.folder, prefix=DRAFT)  # noqa: SIM115 — the request closes it
        self.drafts.append(self.draft)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > self.most:
            self.draft.truncate(0)
        else:
            self.draft.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        self.draft.flush()
        return UploadedFile(self.draft, self.file_name or "", self.content_type or "", file_size)

    def upload_interrupted(self) -> None:
        self.close()

    def close(self) -> None:
        """Remove every draft; what was kept stays under its own name."""
        for draft in self.drafts:
            draft.close()


def keep_upload(file: "UploadedFile[Any]", folder: Path) -> Path:
    """Keep a draft under a name that nobody chose, and give its path."""
    kept = folder / uuid4().hex
    draft: Any = file.file
    os.link(draft.name, kept)
    return kept


def _drop_forgotten(folder: Path) -> None:
    """Remove the drafts of processes that were killed in the middle of an upload."""
    for draft in folder.glob(f"{DRAFT}*"):
        try:
            if time.time() - draft.stat().st_mtime > FORGOTTEN_SECONDS:
                draft.unlink()
        except FileNotFoundError:  # its own request has just removed it
            continue
