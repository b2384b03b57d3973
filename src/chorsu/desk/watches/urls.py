"""Addresses of watches and alerts, below those of the exchange."""

from django.urls import path

from chorsu.desk.watches import acts, alerts, digests, watches

urlpatterns = [
    path("watches/", watches.listed, name="watches"),
    path("watches/new/", watches.new, name="watch-new"),
    path("watches/<uuid:identifier>/", watches.one, name="watch"),
    path("watches/<uuid:identifier>/<str:act>/", acts.watch_act, name="watch-act"),
    path("alerts/", alerts.listed, name="alerts"),
    path("alerts/mail/", acts.mail, name="alerts-mail"),
    path("alerts/digest/", digests.page, name="alerts-digest"),
    path("alerts/digest/download/", digests.download, name="alerts-digest-download"),
    path("alerts/<uuid:identifier>/", alerts.one, name="alert"),
    path("alerts/<uuid:identifier>/<str:act>/", acts.alert_act, name="alert-act"),
]
