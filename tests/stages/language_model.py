"""A small OpenAI-compatible server on the loopback that answers as it is told, badly if asked to."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Answer = Callable[[dict[str, Any]], "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is sent back: ``body`` as it is; ``pause`` in seconds before it, ``drip`` between its bytes.

    ``slow_headers`` is how long in seconds a header before it goes on, ten bytes a second.
    """

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    drip: float = 0.0
    slow_headers: float = 0.0


def says(content: object, *, tokens: int = 100) -> Told:
    """A proper answer; what is no text is sent as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    answer = {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": {"total_tokens": tokens}}
    return Told(json.dumps(answer).encode())


class ModelServer:
    """Use as a context manager. ``answer`` may be set at any time; ``asked`` holds the questions, ``keys`` the keys."""

    def __init__(self) -> None:
        self.answer: Answer = lambda asked: says({})
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append({"path": self.path, **asked})
                outer.keys.append(self.headers["Authorization"])
                told = outer.answer(asked)
                time.sleep(told.pause)
                with suppress(OSError):  # whoever asked may have gone
                    self.send_response(told.status)
                    for name, value in {"Content-Length": str(len(told.body)), **told.headers}.items():
                        self.send_header(name, value)
                    if told.slow_headers:
                        self._drip_a_header(told.slow_headers)
                    self.end_headers()
                    for piece in [told.body] if not told.drip else [bytes([byte]) for byte in told.body]:
                        self.wfile.write(piece)
                        self.wfile.flush()
                        time.sleep(told.drip)

            def _drip_a_header(self, seconds: float) -> None:
                self.flush_headers()
                self.wfile.write(b"X-Slow: ")
                for _ in range(int(seconds * 10)):
                    self.wfile.write(b"a")
                    self.wfile.flush()
                    time.sleep(0.1)
                self.wfile.write(b"\r\n")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
