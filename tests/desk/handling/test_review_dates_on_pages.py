"""The provider reads of a review three months ahead, beside the record and in a list, and moves it by a form."""

import datetime as dt


def test_the_warning_and_the_form(enter, seizure, connect):
    soon = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=60)
    connect("owner").execute("UPDATE records_seizure SET review_by = %s", [soon])
    border = enter("border-officer", "ru")
    listed = border.get("/handling/reviews/")
    assert f"/records/{seizure.pk}/" in listed.text
    assert "chip-warn" in border.get(f"/records/{seizure.pk}/").text.split('id="review"')[1][:400]
    day = (soon + dt.timedelta(days=300)).date().isoformat()
    answer = border.post(f"/handling/reviews/{seizure.pk}/", {"review": day, "reason": "the case is open"})
    assert answer.status_code == 302
    assert f"/records/{seizure.pk}/" not in border.get("/handling/reviews/").text


def test_it_is_the_providers(enter, seizure):
    liaison = enter("liaison-a")
    assert 'id="review"' not in liaison.get(f"/records/{seizure.pk}/").text
    said = {"review": "2027-01-01", "reason": "x"}
    assert liaison.post(f"/handling/reviews/{seizure.pk}/", said).status_code == 302
