"""Addresses of the pages."""

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from negotiations.dashboard.views import home, timeline

stub = lambda r, **k: HttpResponse("")
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("talks/<slug:slug>/", timeline.timeline, name="timeline"),
    path("talks/<slug:slug>/positions/", stub, name="positions"),
    path("talks/<slug:slug>/rounds/", stub, name="rounds"),
    path("talks/<slug:slug>/rounds/<int:number>/", stub, name="round"),
    path("talks/<slug:slug>/sources/", stub, name="talks-sources"),
    path("actors/", stub, name="actors"),
    path("actors/<slug:slug>/", stub, name="actor"),
    path("articles/<int:pk>/", stub, name="article"),
]
