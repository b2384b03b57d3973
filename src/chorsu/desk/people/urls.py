"""Addresses of the administrators' pages."""

from django.urls import path

from chorsu.desk.people import acts, hooks, organisation, views

urlpatterns = [
    path("", views.listing, name="people"),
    path("new/", views.new, name="person-new"),
    path("agencies/", organisation.agencies, name="agencies"),
    path("states/", organisation.states, name="states"),
    path("states/<str:code>/", organisation.status, name="state-status"),
    path("hooks/", hooks.listing, name="hooks"),
    path("hooks/<uuid:hook>/calls/", hooks.calls, name="hook-calls"),
    path("hooks/<uuid:hook>/end/", hooks.end, name="hook-end"),
    path("groups/", organisation.groups, name="groups"),
    path("groups/<int:number>/members/", organisation.members, name="group-members"),
    path("<str:kind>/<int:number>/ends/", organisation.ends, name="directory-end"),
    path("<str:kind>/<int:number>/stays/", organisation.stays, name="directory-stay"),
    path("offices/<uuid:office>/close/", acts.close_office, name="office-close"),
    path("<int:number>/", views.person, name="person"),
    path("<int:number>/describe/", acts.describe_person, name="person-describe"),
    path("<int:number>/move/", acts.move_person, name="person-move"),
    path("<int:number>/leave/", acts.leave_person, name="person-leave"),
    path("<int:number>/back/", acts.bring_back, name="person-back"),
    path("<int:number>/invite/", acts.invite_person, name="person-invite"),
    path("<int:number>/confirm/", acts.confirm_person, name="person-confirm"),
    path("<int:number>/office/", acts.give_office, name="person-office"),
]
