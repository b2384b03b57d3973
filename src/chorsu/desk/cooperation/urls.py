"""Addresses of the calendar room."""

from django.urls import path

from chorsu.desk.cooperation import event_acts, events, instruments, people, recommendation_acts, recommendations

urlpatterns = [
    path("", events.plan, name="plan"),
    path("plan.ics", events.plan_calendar, name="plan-calendar"),
    path("new/", event_acts.enter, name="event-new"),
    path("recommendations/", recommendations.listing, name="recommendations"),
    path("recommendations/new/", recommendation_acts.enter, name="recommendation-new"),
    path("recommendations/<uuid:identifier>/", recommendations.one, name="recommendation"),
    path("recommendations/<uuid:identifier>/change/", recommendation_acts.change, name="recommendation-change"),
    path("recommendations/<uuid:identifier>/<str:act>/", recommendation_acts.act, name="recommendation-act"),
    path("instruments/", instruments.listing, name="instruments"),
    path("instruments/new/", instruments.enter, name="instrument-new"),
    path("instruments/<uuid:identifier>/", instruments.one, name="instrument"),
    path("instruments/<uuid:identifier>/change/", instruments.change, name="instrument-change"),
    path("instruments/<uuid:identifier>/<str:act>/", instruments.act, name="instrument-act"),
    path("people/", people.listing, name="who-is-who"),
    path("people/<uuid:identifier>/<str:act>/", people.act, name="post-act"),
    path("<uuid:identifier>/", events.one, name="event"),
    path("<uuid:identifier>/event.ics", events.event_calendar, name="event-calendar"),
    path("<uuid:identifier>/change/", event_acts.change, name="event-change"),
    path("<uuid:identifier>/<str:act>/", event_acts.act, name="event-act"),
]
