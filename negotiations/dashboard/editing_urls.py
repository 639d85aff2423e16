"""Addresses of the editors' pages."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from negotiations.dashboard.views import account, add, bulk, desk, health, intakes, opml, quarantine, sources, words

urlpatterns: list[URLPattern] = [
    path("account/", account.account, name="account"),
    path("account/sign-in/", account.SignIn.as_view(), name="login"),
    path("account/sign-out/", LogoutView.as_view(), name="logout"),
    path("articles/add/", add.article_add, name="article-add"),
    path("desk/", desk.desk, name="desk"),
    path("desk/chosen/", desk.decide_chosen, name="desk-chosen"),
    path("desk/undo/", desk.undo_last, name="desk-undo"),
    path("desk/words/", words.words, name="words"),
    path("desk/words/read-again/", words.read_again, name="words-read-again"),
    path("desk/words/<slug:lesson>/", words.teach, name="words-teach"),
    path("desk/words/<slug:lesson>/<int:pk>/forget/", words.unteach, name="words-forget"),
    path("desk/<int:pk>/", desk.suggestion, name="suggestion"),
    path("desk/<int:pk>/accept/", desk.decide, {"verb": "accept"}, name="suggestion-accept"),
    path("desk/<int:pk>/amend/", desk.decide, {"verb": "amend"}, name="suggestion-amend"),
    path("desk/<int:pk>/reject/", desk.decide, {"verb": "reject"}, name="suggestion-reject"),
    path("desk/<int:pk>/undo/", desk.undo, name="suggestion-undo"),
    path("summaries/<int:pk>/approve/", desk.summary_approve, name="summary-approve"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", sources.feed_add, name="feed-add"),
    path("sources/feeds.opml", opml.feeds_opml, name="feeds-opml"),
    path("sources/intakes/", intakes.intakes, name="intakes"),
    path("sources/intakes/<int:pk>/", add.intake, name="intake"),
    path("sources/intakes/<int:pk>/again/", add.intake_again, name="intake-again"),
    path("sources/bulk/", bulk.bulk_imports, name="bulk-imports"),
    path("sources/bulk/<int:pk>/", bulk.bulk_import, name="bulk-import"),
    path("sources/bulk/<int:pk>/pause/", bulk.bulk_act, {"verb": "pause"}, name="bulk-pause"),
    path("sources/bulk/<int:pk>/go-on/", bulk.bulk_act, {"verb": "resume"}, name="bulk-resume"),
    path("sources/bulk/<int:pk>/again/", bulk.bulk_act, {"verb": "again"}, name="bulk-again"),
    path("sources/health/", health.health, name="ingest-health"),
    path("sources/quarantine/", quarantine.quarantine, name="quarantine"),
    path("sources/quarantine/again/", quarantine.quarantine_act, {"verb": "again"}, name="quarantine-again"),
    path("sources/quarantine/dismiss/", quarantine.quarantine_act, {"verb": "dismiss"}, name="quarantine-dismiss"),
    path("health/pipeline/", health.figures, name="figures"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("sources/<slug:slug>/pause/", sources.feed_pause, name="feed-pause"),
    path("sources/<slug:slug>/look/", sources.feed_look, name="feed-look"),
    path("sources/<slug:slug>/resume/", sources.feed_resume, name="feed-resume"),
]
