"""Addresses of the pages of returns."""

from django.urls import path

from chorsu.desk.returns import acts, nil, sheets, views

urlpatterns = [
    path("", views.overview, name="returns"),
    path("new/", acts.enter, name="return-new"),
    path("nothing/", nil.nothing, name="return-nil"),
    path("sheet/", sheets.sheet, name="return-sheet"),
    path("sheet/file/", sheets.file_chosen, name="return-sheet-file"),
    path("<uuid:identifier>/", views.one, name="return"),
    path("<uuid:identifier>/correction/", acts.correct, name="return-correct"),
    path("<uuid:identifier>/withdraw/", acts.withdraw, name="return-withdraw"),
    path("<uuid:identifier>/restore/", acts.restore, name="return-restore"),
]
