"""What all lists of the administration share: what may be changed, and what may only be looked at."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:  # the stubs are generic, Django's own classes are not
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


class Kept:
    """May be added and changed by those with the permission, but not deleted: rows rest on it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookedAt(Kept):
    """May only be looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookedAtAdmin(LookedAt, ModelAdmin):
    """A list that is only looked at."""

    show_full_result_count = False
