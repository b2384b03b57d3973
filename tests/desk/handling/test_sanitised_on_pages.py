"""A provider makes a sanitised version by a form; who sees only the version is told nothing of its source."""

from chorsu.directory.models import State


def made(enter, seizure, **said):
    border = enter("border-officer")
    answer = border.post(
        f"/records/{seizure.pk}/sanitise/", {"place": "country", "date": "year", "quantity": "none", **said}
    )
    assert answer.status_code == 302, answer.text
    return border, answer["Location"]


def test_the_form_makes_a_version_that_leads_to_its_source(enter, seizure):
    border, address = made(enter, seizure)
    page = border.get(address).text
    assert f"/records/{seizure.pk}/" in page
    assert seizure.place not in page.split("versions-title")[0]
    assert address in border.get(f"/records/{seizure.pk}/").text


def test_who_sees_only_the_version_reads_nothing_of_the_source(enter, as_role):
    from builders.seizures import record

    with as_role("worker"):
        (source,) = record([{}])
    border, address = made(enter, source)
    border.post(f"{address}release/", {"to": State.objects.get(code="TM").pk})
    page = enter("stranger-c").get(address)
    assert page.status_code == 200
    assert str(source.pk) not in page.text
    assert "versions-title" not in page.text


def test_the_form_is_the_providers(enter, seizure):
    assert enter("liaison-a").get(f"/records/{seizure.pk}/sanitise/").status_code == 404
    assert enter("border-officer").get(f"/records/{seizure.pk}/sanitise/").status_code == 200
    every = {"place": "place", "date": "day", "quantity": "exact", "manner": "1", "route": "1", "words": "1"}
    refused = enter("border-officer", "ru").post(f"/records/{seizure.pk}/sanitise/", every)
    assert refused.status_code == 422
    assert "Обобщите" in refused.text
