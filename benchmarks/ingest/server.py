"""The outlets as a web server on the loopback, in a process of its own: python -m benchmarks.ingest.server <plan>.

Everything is made and packed before it says its port on standard output, so that serving costs next to nothing. It
keeps connections open, packs with gzip for those who take it, and answers 304 to those who hold the newest.
"""

import asyncio
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.ingest.outlets import Plan, files_of, outlets

ROOT = Path(__file__).resolve().parent.parent.parent


class Answer:
    """The bytes of one file as they go over the wire: packed, plain, or not at all."""

    def __init__(self, content_type: str, body: bytes) -> None:
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        common = f"Content-Type: {content_type}\r\nETag: {self.etag}\r\nVary: Accept-Encoding\r\n"
        packed = gzip.compress(body, 6, mtime=0)
        self.packed = f"HTTP/1.1 200 OK\r\n{common}Content-Encoding: gzip\r\n{_length(packed)}".encode() + packed
        self.head = f"HTTP/1.1 200 OK\r\n{common}{_length(body)}".encode()
        self.unchanged = f"HTTP/1.1 304 Not Modified\r\n{common}Content-Length: 0\r\n\r\n".encode()

    def to(self, request: bytes) -> bytes:
        """The answer to a request, by its headers."""
        headers = request.lower()
        if b"if-none-match: " + self.etag.encode() in headers:
            return self.unchanged
        if b"gzip" in headers.partition(b"accept-encoding:")[2].split(b"\r\n", 1)[0]:
            return self.packed
        return self.head + gzip.decompress(self.packed.partition(b"\r\n\r\n")[2])


def _length(body: bytes) -> str:
    return f"Content-Length: {len(body)}\r\n\r\n"


class Served(asyncio.Protocol):
    """One connection. Requests have no body, so each ends with an empty line."""

    def __init__(self, answers: dict[bytes, Answer], pause: float) -> None:
        self._answers, self._pause, self._pending = answers, pause, b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._pending += data
        while b"\r\n\r\n" in self._pending:
            request, _, self._pending = self._pending.partition(b"\r\n\r\n")
            path = request.split(b" ", 2)[1].partition(b"?")[0]
            answer = self._answers.get(path)
            missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            self._give(answer.to(request) if answer else missing, is_last=b"connection: close" in request.lower())

    def _give(self, answer: bytes, *, is_last: bool) -> None:
        if self._pause:
            asyncio.get_running_loop().call_later(self._pause, self._write, answer, is_last)
        else:
            self._write(answer, is_last)

    def _write(self, answer: bytes, is_last: bool) -> None:
        assert self._transport is not None
        self._transport.write(answer)
        if is_last:
            self._transport.close()


async def serve(plan: Plan) -> None:
    answers = {
        file.path.encode(): Answer(file.content_type, file.body) for o in outlets(plan) for file in files_of(o, plan)
    }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Served(answers, plan.pause), "127.0.0.1", 0, backlog=200)
    print(server.sockets[0].getsockname()[1], flush=True)
    # It ends with whoever started it, however that ends.
    await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def serving(plan: Plan) -> Iterator[tuple[int, int]]:
    """The outlets of a plan while the block runs: the port and the number of the process."""
    command = [sys.executable, "-m", "benchmarks.ingest.server", json.dumps(asdict(plan))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, "the outlets could not be served"
            yield int(line), process.pid
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(serve(Plan(**json.loads(sys.argv[1]))))
