"""Addresses of the site; the application's own are included from its parts."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
    path("api/", include("negotiations.api.urls")),
    path("", include("negotiations.dashboard.urls")),
]
