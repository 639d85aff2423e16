"""Who may see and do what on the editors' pages."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]

MAY_ADD = "negotiations.add_intake"
MAY_DECIDE = "negotiations.add_decision"


def needs(permission: str) -> Callable[[View], View]:
    """Visitors are asked to sign in; those signed in without the permission are refused."""

    def guard(view: View) -> View:
        guarded: Any = login_required(permission_required(permission, raise_exception=True)(view))
        return guarded  # type: ignore[no-any-return]  # Django's decorators keep the view's type only for its own callables

    return guard
