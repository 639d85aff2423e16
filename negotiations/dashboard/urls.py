"""Addresses of the pages."""

from django.urls import URLPattern, URLResolver, include, path

from negotiations.dashboard.views import (
    actors,
    article,
    changes,
    gone,
    home,
    positions,
    rounds,
    sources_of_talks,
    timeline,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("talks/<slug:slug>/", timeline.timeline, name="timeline"),
    path("talks/<slug:slug>/positions/", positions.positions, name="positions"),
    path("talks/<slug:slug>/rounds/", rounds.rounds, name="rounds"),
    path("talks/<slug:slug>/rounds/<int:number>/", rounds.round_, name="round"),
    path("talks/<slug:slug>/rounds/<int:number>/brief.md", rounds.round_as_markdown, name="round-markdown"),
    path("talks/<slug:slug>/sources/", sources_of_talks.sources_of_talks, name="talks-sources"),
    path("actors/", actors.actors, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("", include("negotiations.dashboard.editing_urls")),
    path("articles/<int:pk>/", article.article, name="article"),
    path("articles/<int:pk>/changes/", changes.changes, name="article-changes"),
    path("desk/gone/", gone.gone, name="gone"),
    path("desk/gone/<int:pk>/keep/", gone.gone_settle, {"verb": "keep"}, name="gone-keep"),
    path("desk/gone/<int:pk>/withdraw/", gone.gone_settle, {"verb": "withdraw"}, name="gone-withdraw"),
    path("desk/gone/<int:pk>/reopen/", gone.gone_reopen, name="gone-reopen"),
]
