"""Signing in and out, and who one is here."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, MAY_DECIDE
from negotiations.models import Decision, Intake


class SignIn(LoginView):
    """The form; a ``next=`` that leads to another site is not followed."""

    template_name = "sign_in.html"
    redirect_authenticated_user = True


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
