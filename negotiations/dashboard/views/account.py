"""Signing in and out, and who one is here."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, MAY_DECIDE
from negotiations.models import Decision, Intake


class SignIn(LoginView):
    """The form; a ``next=`` that leads to another site is not followed."""

    template_name = "sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """With what there is to say, which is kept: it is said once more on the page that one goes on to."""
        kept: Any = get_messages(self.request)
        context: dict[str, Any] = super().get_context_data(said=list(kept), **given)
        kept.used = False
        return context


class SignOut(LogoutView):
    """Only a form signs out; whoever follows a link here is led to the page that has it."""

    http_method_names = ["get", "head", "post", "options"]  # Django's view takes POST alone

    def get(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseRedirect:
        """The account, where the form stands."""
        return redirect("account")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what that account may do, and what it has done."""
    user = request.user
    context = {
        "may_add": user.has_perm(MAY_ADD),
        "may_decide": user.has_perm(MAY_DECIDE),
        "decisions": Decision.objects.filter(editor=user.pk).count(),
        "added": Intake.objects.filter(submitted_by=user.pk).count(),
    }
    return render(request, "account.html", context)
