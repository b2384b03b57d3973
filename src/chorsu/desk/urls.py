"""Addresses of the officers' pages, one include a room."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from chorsu.directory.trail import without_records

urlpatterns = [
    path("", include("chorsu.desk.home.urls")),
    path("", include("chorsu.desk.seizure_form.urls")),
    path("hand-in/rules/", include("chorsu.desk.rules.urls")),
    path("hand-in/quality/", include("chorsu.desk.quality.urls")),
    path("hand-in/text/", include("chorsu.desk.texts.urls")),
    path("hand-in/text/", include("chorsu.desk.accepting.urls")),
    path("hand-in/", include("chorsu.desk.hand_in.urls")),
    path("records/release-rules/", include("chorsu.desk.release_rules.urls")),
    path("records/", include("chorsu.desk.records.urls")),
    path("handling/", include("chorsu.desk.handling.urls")),
    path("search/", include("chorsu.desk.search.urls")),
    path("look-up/", include("chorsu.desk.lookup.urls")),
    path("returns/", include("chorsu.desk.returns.urls")),
    path("templates/", include("chorsu.desk.templates_out.urls")),
    path("same-event/", include("chorsu.desk.same_event.urls")),
    path("start/", include("chorsu.desk.start.urls")),
    path("cooperation/", include("chorsu.desk.cooperation.urls")),
    path("exchange/", include("chorsu.desk.watches.urls")),
    path("exchange/", include("chorsu.desk.commitments.urls")),
    path("exchange/", include("chorsu.desk.exchange.urls")),
    path("duty/", include("chorsu.desk.duty.urls")),
    path("newsroom/", include("chorsu.desk.newsroom.urls")),
    path("audit/", include("chorsu.desk.audit.urls")),
    path("people/", include("chorsu.desk.people.urls")),
    path("accounts/", include("chorsu.desk.account.urls")),
    path("language/", without_records("a reader's choice")(login_not_required(set_language)), name="set_language"),
]
