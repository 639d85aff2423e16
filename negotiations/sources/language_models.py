"""The door to a language model: one bounded question to an OpenAI-compatible address. Nothing is retried here.

The address is the operator's own and may be on this machine, so unlike those of articles it is not kept to public ones.
Redirects are not followed, and proxies of the environment are not used: the key goes to that address alone. The time
limit holds for the whole exchange, from the name of the host to the last byte, however slowly each of them comes.
"""

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpcore2

from negotiations.errors import FetchError, ParseError
from negotiations.sources.connections import GuardedBackend, dial_directly, resolve_all

MOST_BYTES = 1_000_000
LONGEST_WAIT = 24 * 60 * 60
_LASTING = {400: "calls the question malformed", 401: "refuses the key", 403: "refuses the key", 404: "is not there"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and how many tokens the question and the answer took together."""

    text: str
    tokens: int


class LanguageModel:
    """A model behind an address such as ``http://localhost:11434/v1``.

    ``timeout`` is in seconds for one question and its answer; ``most_tokens`` bounds the answer. Keep one per process.
    """

    def __init__(
        self, *, address: str, name: str, key: str = "", timeout: float = 60.0, most_tokens: int = 4_000
    ) -> None:
        self.name, self.timeout, self.most_tokens = name, timeout, most_tokens
        self._url = address.rstrip("/") + "/chat/completions"
        self._headers = [
            ("User-Agent", "Parley"),
            ("Content-Type", "application/json"),
            ("Accept-Encoding", "identity"),
        ]
        if key:
            self._headers.append(("Authorization", f"Bearer {key}"))
        self._backend = GuardedBackend(resolve_all, dial_directly, allow_private=True)
        self._pool = httpcore2.ConnectionPool(network_backend=self._backend, max_keepalive_connections=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def ask(self, *, instructions: str, question: str) -> Reply:
        """One question. FetchError says whether trying again helps, ParseError that it spoke nonsense."""
        asked = {
            "model": self.name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": self.most_tokens,
            "response_format": {"type": "json_object"},
        }
        try:
            status, retry_after, body = self._post(asked)
        except (httpcore2.TimeoutException, TimeoutError):
            raise FetchError(
                f"The model {self.name} did not answer within {self.timeout:g} seconds; it is asked again later.",
                code="model-timeout",
            ) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError, FetchError):
            raise FetchError(
                f"The model {self.name} could not be reached; check PARLEY_MODEL_URL and that it runs.",
                code="model-unreachable",
            ) from None
        if status != 200:
            raise _refused(self.name, status, retry_after)
        return _reply(self.name, body)

    def _post(self, asked: dict[str, Any]) -> tuple[int, str, bytes]:
        self._backend.deadline.start(self.timeout)
        question = json.dumps(asked).encode()
        with self._pool.stream("POST", self._url, headers=self._headers, content=question) as response:
            body = bytearray()
            for piece in response.iter_stream():
                body += piece
                if len(body) > MOST_BYTES:
                    raise ParseError(
                        f"The model {self.name} answered with more than {MOST_BYTES // 1_000_000} MB.",
                        code="model-answer",
                    )
            return response.status, _retry_after(response), bytes(body)


def _retry_after(response: httpcore2.Response) -> str:
    values = (value for name, value in response.headers if name.lower() == b"retry-after")
    return next(values, b"").decode("latin-1").strip()


def _refused(name: str, status: int, retry_after: str) -> FetchError:
    if status in _LASTING:
        words = _LASTING[status]
        return FetchError(
            f"The model {name} {words} (status {status}); check PARLEY_MODEL_URL, _NAME and _KEY.",
            code="model-refused",
            permanent=True,
        )
    wait = min(int(retry_after), LONGEST_WAIT) if retry_after.isascii() and retry_after.isdigit() else None
    return FetchError(
        f"The model {name} answered with status {status}; it is asked again later.", code="model-busy", retry_after=wait
    )


def _reply(name: str, body: bytes) -> Reply:
    try:
        answer = json.loads(body)
        text = answer["choices"][0]["message"]["content"]
        tokens = (answer.get("usage") or {}).get("total_tokens", 0)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise ParseError(
            f"The model {name} did not answer as OpenAI-compatible addresses do; check PARLEY_MODEL_URL.",
            code="model-answer",
        ) from None
    if not isinstance(text, str):
        raise ParseError(f"The model {name} gave an answer without text.", code="model-answer")
    # An address that does not count is counted for: about four letters make a token.
    return Reply(text, tokens if isinstance(tokens, int) and tokens > 0 else len(text) // 4)
