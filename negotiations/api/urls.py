"""Addresses of the API: the site includes these under ``/api/``."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.routers import DefaultRouter

from negotiations.api.actors import ActorViewSet
from negotiations.api.articles import ArticleViewSet
from negotiations.api.issues import IssueViewSet
from negotiations.api.negotiations import NegotiationViewSet
from negotiations.api.pages import DocumentationView, SchemaView
from negotiations.api.participants import MediatorViewSet, ParticipantViewSet, PartyViewSet
from negotiations.api.positions import PositionViewSet
from negotiations.api.proposals import ProposalViewSet, ReactionViewSet
from negotiations.api.rounds import RoundViewSet
from negotiations.api.sources import SourceViewSet
from negotiations.api.summaries import RoundSummaryView, SummaryViewSet
from negotiations.api.timeline import NegotiationTimelineViewSet, TimelineViewSet
from negotiations.api.views import NothingHere

router = DefaultRouter()
router.include_format_suffixes = False
for prefix, view_set in {
    "negotiations": NegotiationViewSet,
    "participants": ParticipantViewSet,
    "parties": PartyViewSet,
    "mediators": MediatorViewSet,
    "actors": ActorViewSet,
    "rounds": RoundViewSet,
    "positions": PositionViewSet,
    "proposals": ProposalViewSet,
    "reactions": ReactionViewSet,
    "issues": IssueViewSet,
    "articles": ArticleViewSet,
    "sources": SourceViewSet,
    "summaries": SummaryViewSet,
    "timeline": TimelineViewSet,
}.items():
    router.register(prefix, view_set, basename=f"api-{prefix}")

version_1: list[URLPattern | URLResolver] = [
    path(
        "negotiations/<slug:slug>/timeline/",
        NegotiationTimelineViewSet.as_view({"get": "list"}),
        name="api-negotiation-timeline",
    ),
    path("rounds/<int:round_id>/summary/", RoundSummaryView.as_view(), name="api-round-summary"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("", include(router.urls)),
    re_path(r"^[\s\S]*\Z", NothingHere.as_view()),  # newlines too
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", DocumentationView.as_view(), name="api"),
    path("v1/", include(version_1)),
    re_path(r"^[\s\S]*\Z", NothingHere.as_view()),  # newlines too
]
