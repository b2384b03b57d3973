"""Addresses of the records' pages."""

from django.urls import path

from chorsu.desk.records import acts, conditions, erasing, eyes, parts, photographs, sanitising, views
from chorsu.desk.records.readers import readers

urlpatterns = [
    path("", views.table, name="records"),
    path("download/<str:form>/", views.download, name="records-download"),
    path("<uuid:identifier>/", views.one, name="record"),
    path("<uuid:identifier>/readers/", readers, name="record-readers"),
    path("<uuid:identifier>/correction/", views.correction, name="record-correction"),
    path("<uuid:identifier>/correct/", acts.correct, name="record-correct"),
    path("<uuid:identifier>/quantity/", acts.state_quantity, name="record-quantity"),
    path("<uuid:identifier>/release/", acts.release, name="record-release"),
    path("<uuid:identifier>/basis/", acts.state_its_basis, name="record-basis"),
    path("<uuid:identifier>/recall/", acts.recall, name="record-recall"),
    path("<uuid:identifier>/sanitise/", sanitising.form, name="record-sanitise"),
    path("<uuid:identifier>/conditions/", conditions.conditions, name="record-conditions"),
    path("<uuid:identifier>/parts/", parts.parts, name="record-parts"),
    path("<uuid:identifier>/mark/", parts.mark, name="record-mark"),
    path("<uuid:identifier>/seen-by/", eyes.seen_by, name="record-seen-by"),
    path("<uuid:identifier>/seen-by/<int:agency>/", eyes.seen_as, name="record-seen-as"),
    path("<uuid:identifier>/three-eyes/", eyes.three_eyes, name="record-three-eyes"),
    path("<uuid:identifier>/withdraw/", acts.withdraw, name="record-withdraw"),
    path("<uuid:identifier>/erase/", erasing.propose, name="record-erase"),
    path("<uuid:identifier>/erase/confirm/", erasing.confirm, name="record-erase-confirm"),
    path("<uuid:identifier>/erase/drop/", erasing.drop, name="record-erase-drop"),
    path("<uuid:identifier>/restore/", acts.restore, name="record-restore"),
    path("<uuid:identifier>/photographs/", photographs.add, name="photograph-add"),
    path("<uuid:identifier>/photographs/<uuid:photograph>/", photographs.one, name="photograph"),
    path("<uuid:identifier>/photographs/<uuid:photograph>/blur/", photographs.blurred, name="photograph-blur"),
    path(
        "<uuid:identifier>/photographs/<uuid:photograph>/taken-back/",
        photographs.taken_back,
        name="photograph-taken-back",
    ),
    path("<uuid:identifier>/photographs/<uuid:photograph>/back/", photographs.back, name="photograph-back"),
    path("<uuid:identifier>/photographs/<uuid:photograph>/<str:size>/", photographs.file, name="photograph-file"),
]
