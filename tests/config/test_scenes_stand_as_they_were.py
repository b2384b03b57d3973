"""A scene that tests share is for each of them as if it had been built for it alone."""

from builders.seizures import record
from chorsu.intake.services import store
from chorsu.records.models import Seizure


def scene(as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Termez"}])
        file = store().keep([b"bytes"], most=10)
    return {"seizure": one, "path": store().path(file.digest)}


def said(as_role):
    with as_role("owner"):
        return list(Seizure.objects.order_by("pk").values())


def test_what_is_done_to_it_is_gone_when_it_stands_again(standing, as_role, connect):
    found, before = standing(scene), said(as_role)
    found["seizure"].place = "Elsewhere"
    found["path"].unlink()
    with as_role("worker"):
        record([{}, {}])
    connect("owner").execute("UPDATE records_seizure SET place = 'Elsewhere'")
    assert said(as_role) != before
    again = standing(scene)
    assert again["seizure"].place == "Termez"
    assert again["path"].read_bytes() == b"bytes"
    assert said(as_role) == before


def other(as_role):
    with as_role("worker"):
        record([{"place": "Nukus"}, {}])


def test_another_scene_stands_alone(standing, as_role):
    standing(scene)
    before = said(as_role)
    standing(other)
    assert len(said(as_role)) == 2
    standing(scene)
    assert said(as_role) == before
