"""The one tree of errors. Each says in a sentence what happened and what to do, and whether trying again can help."""


class NegotiationsError(Exception):
    """Something went wrong in a way that is understood.

    ``code`` is a stable word for programs; ``permanent`` is False where the same attempt may succeed later.
    ``str(error)`` is one sentence for people that says what to do.
    """

    code = "error"
    permanent = True


class FetchError(NegotiationsError):
    """An address could not be fetched. ``retry_after`` is the wait in seconds that the server asked for, or None.

    ``status`` is that of the answer that was a refusal, None where it failed otherwise.
    """

    code = "fetch-failed"

    def __init__(
        self,
        message: str,
        *,
        code: str = "fetch-failed",
        permanent: bool = False,
        retry_after: int | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after
        self.status = status


class ParseError(NegotiationsError):
    """What came in cannot be read as an article, a feed or a list (empty, binary, too large, without text)."""

    def __init__(self, message: str, *, code: str = "not-readable") -> None:
        super().__init__(message)
        self.code = code


class RuleError(NegotiationsError):
    """A rule or a term of the lexicon is malformed or fails its own examples."""

    code = "bad-rule"


class StaleRecord(NegotiationsError):  # noqa: N818 — the name says what happened
    """Somebody else decided first; the message says who and what."""

    code = "already-decided"


class NotDecidable(NegotiationsError):  # noqa: N818 — the name says what happened
    """A decision was asked for that the suggestion's state or the given values do not allow."""

    code = "not-decidable"


class UnforeseenError(NegotiationsError):
    """A stage failed in a way that nobody thought of; what it was is in the log."""

    code = "unforeseen"
    permanent = False


class BrokenOffError(NegotiationsError):
    """Workers died over the same row again and again, so that it is left alone until somebody asks for it."""

    code = "broken-off"


class TooSlowError(NegotiationsError):
    """A stage took longer than a task may; a less busy moment may be enough for it."""

    code = "too-slow"
    permanent = False
