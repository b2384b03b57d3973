"""Addresses of the exchange."""

from django.urls import path

from chorsu.desk.exchange import acts, files, overview, statistics, templates, thread, writing

urlpatterns = [
    path("", overview.overview, name="exchange"),
    path("new/", writing.new, name="exchange-new"),
    path("statistics/", statistics.statistics, name="exchange-statistics"),
    path("templates/", templates.overview, name="exchange-templates"),
    path("templates/<uuid:identifier>/end/", templates.end, name="exchange-template-end"),
    path("four-eyes/", acts.four_eyes, name="exchange-eyes"),
    path("drafts/<uuid:identifier>/", writing.change, name="exchange-draft"),
    path("<uuid:identifier>/", thread.one, name="exchange-message"),
    path("<uuid:identifier>/files/<uuid:attachment>/", files.file, name="exchange-attachment"),
    path("<uuid:identifier>/<str:act>/", acts.act, name="exchange-message-act"),
]
