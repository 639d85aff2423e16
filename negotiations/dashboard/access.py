"""Who may see and do what on the editors' pages, and where somebody lands who was signed out meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

View = Callable[..., HttpResponseBase]

MAY_ADD = "negotiations.add_intake"
MAY_DECIDE = "negotiations.add_decision"
LOOKING = ("GET", "HEAD")
KEPT = 500  # characters that are kept of each field
UNSENT = "You were no longer signed in, so what you sent did not arrive and nothing was changed. Please do it again."


def needs(permission: str) -> Callable[[View], View]:
    """Visitors are asked to sign in, and told if what they sent is lost; those without the permission are refused."""

    def guard(view: View) -> View:
        allowed = _allowed(permission, view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
            if request.user.is_authenticated:
                return allowed(request, *args, **given)
            if request.method not in LOOKING:
                messages.warning(request, UNSENT)
            return _ask_to_sign_in(request, request.get_full_path())

        return guarded

    return guard


def takes_form(
    permission: str, *, page: str | Callable[..., str], by: str = "", keeping: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """For an address that only takes a form. Whoever merely looks at it is led to the page that has the form.

    ``page`` is the name of that page, with the argument ``by`` of the address if it needs one, or a function of all
    arguments that gives its path. Visitors are led there through signing in, are told that nothing arrived, and are
    shown what they had typed into the fields ``keeping``, as text: it is not sent anew. It travels as messages do, in a
    signed cookie or, where that is too small, in the session.
    """

    def path_of(request: HttpRequest, given: dict[str, Any]) -> str:
        path = page(**given) if callable(page) else reverse(page, kwargs={by: given[by]} if by else None)
        query = request.META.get("QUERY_STRING", "")
        return f"{path}?{query}" if query else path

    def guard(view: View) -> View:
        allowed = _allowed(permission, view)

        @wraps(view)
        def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method not in LOOKING:
                    typed = (request.POST.get(name, "").strip()[:KEPT] for name in keeping)
                    had = " ".join(f"“{text}”" for text in typed if text)
                    messages.warning(request, f"{UNSENT} You had written: {had}" if had else UNSENT)
                return _ask_to_sign_in(request, path_of(request, given))
            if request.method == "POST":
                return allowed(request, **given)
            if request.method in LOOKING:
                return _allowed(permission, lambda request: HttpResponseRedirect(path_of(request, given)))(request)
            return HttpResponseNotAllowed(["POST"])

        return guarded

    return guard


def _allowed(permission: str, view: View) -> View:
    allowed: Any = permission_required(permission, raise_exception=True)(view)
    return allowed  # type: ignore[no-any-return]  # Django's decorator keeps the view's type only for its own callables


def _ask_to_sign_in(request: HttpRequest, path: str) -> HttpResponseBase:
    """A part of a page that htmx asks for would be filled with the form to sign in, so the whole page goes there."""
    answer = redirect_to_login(path)
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return answer
    return HttpResponseClientRedirect(redirect_to_login(htmx.current_url_abs_path or path).url)
