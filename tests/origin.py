"""A web server on the loopback that answers as it is told, badly if asked to. For tests of whatever fetches."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Script = Callable[[socket.socket], None]


@dataclass
class Asked:
    """One request as it came in; names of headers in lower case."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)


class Origin:
    """Use as a context manager. Routes may be set at any time; an unknown path gets 404.

    With ``routes_of`` it is a second door of another origin, such as one that speaks TLS.
    """

    def __init__(self, *, ssl_context: ssl.SSLContext | None = None, routes_of: "Origin | None" = None) -> None:
        self.asked: list[Asked] = routes_of.asked if routes_of else []
        self._routes: dict[str, Script] = routes_of._routes if routes_of else {}
        self._ssl_context = ssl_context
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        content_type: str | None = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> str:
        """Answer a path with a body and a right Content-Length; gives its address."""
        content = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} Answer", f"Content-Length: {len(content)}"]
        if content_type is not None:
            lines.append(f"Content-Type: {content_type}")
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        return self.raw(path, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content)

    def redirect(self, path: str, to: str, *, status: int = 302) -> str:
        """Answer a path with a redirect; gives its address."""
        return self.page(path, status=status, headers={"Location": to})

    def raw(self, path: str, answer: bytes) -> str:
        """Answer a path with exactly these bytes and hang up."""
        return self.script(path, lambda connection: connection.sendall(answer))

    def script(self, path: str, script: Script) -> str:
        """Let a function answer a path by the open connection, which is closed afterwards."""
        self._routes[path] = script
        return self.url(path)

    def drip(self, path: str, start: bytes, piece: bytes, *, pause: float = 0.05) -> str:
        """Answer a path with a start and then a piece at a time, for as long as anybody listens."""

        def answer(connection: socket.socket) -> None:
            connection.sendall(start)
            while not self._ended.wait(pause):
                connection.sendall(piece)

        return self.script(path, answer)

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            if self._ssl_context:
                connection = self._ssl_context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            first, *lines = head.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            pairs = (line.partition(":") for line in lines if ":" in line)
            self.asked.append(Asked(path, {name.lower(): value.strip() for name, _, value in pairs}))
            script = self._routes.get(path.split("?")[0])
            missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            if script:
                script(connection)
            else:
                connection.sendall(missing)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            connection.close()
