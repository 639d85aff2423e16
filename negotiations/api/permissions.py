"""Who may do what through the API: everybody reads the record; the full text of an article is for editors."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # the framework's views import this module by the settings
    from rest_framework.views import APIView


class IsEditor(BasePermission):
    """Those who may decide about suggestions; others are told what is open to them, signed in or not."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if request.user.has_perm("negotiations.add_decision"):
            return True
        raise PermissionDenied(
            "The full text of an article is for signed-in editors; everybody may read its quotes and follow its link.",
            code="editors-only",
        )


class VisitorThrottle(AnonRateThrottle):
    """For each address of those who are not signed in."""

    rate = "600/min"


class MemberThrottle(UserRateThrottle):
    """For each of those who are signed in."""

    rate = "3000/min"
