"""The table: what is asked stands in the address, the rest is said; downloads are what the viewer sees."""

import re

import pytest

from builders.seizures import record


@pytest.fixture
def rows(bank, as_role):
    with as_role("worker"):
        return record(
            [{"substance": "heroin"}, {"substance": "opium", "country": "KZ", "admin1": "KZ-75"}], audience=[2]
        )


def text(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_each_row_leads_to_its_record_and_shows_its_marking(enter, rows):
    status, page = text(enter("liaison-a"), "/records/")
    assert status == 200
    assert all(f"/records/{row.pk}/" in page for row in rows)
    assert page.count("chip marking") == 2


def test_a_click_on_a_value_holds_the_table_to_it(enter, rows):
    client = enter("liaison-a")
    assert 'href="?substance=opium"' in text(client, "/records/")[1]
    page = text(client, "/records/?substance=opium")[1]
    assert str(rows[1].pk) in page
    assert str(rows[0].pk) not in page
    assert "Filters in force" in page


def test_ones_own_records_are_one_click_away_and_stand_in_the_address(enter, rows, as_role):
    with as_role("worker"):
        (other,) = record([{}], provider="example-customs-kz", audience=[2])
    officer = enter("border-officer")
    switch = re.search(r'aria-label="Whose records".*?</nav>', text(officer, "/records/?substance=opium")[1], re.DOTALL)
    ours = re.search(r'href="([^"]*)"[^>]*>\s*Ours', switch[0])[1].replace("&amp;", "&")
    assert "substance=opium" in ours
    page = text(officer, f"/records/{ours.replace('substance=opium', '')}")[1]
    assert all(str(row.pk) in page for row in rows)
    assert str(other.pk) not in page
    everybodys = re.search(r'aria-label="Whose records".*?</nav>', page, re.DOTALL)[0]
    assert re.search(r'aria-current="[a-z]+"[^>]*>\s*Ours', everybodys)
    assert "Ours" in text(enter("liaison-b"), "/records/")[1]


def test_nothing_under_a_filter_and_nothing_at_all_are_told_apart(enter, rows):
    client = enter("liaison-a")
    assert "Nothing matches" in text(client, "/records/?substance=cocaine")[1]
    assert "No records yet" in text(enter("analyst"), "/records/")[1]


@pytest.mark.parametrize("query", ["from=x", "sort=name", "after=x", "count=never", "id=7", "provider=a"])
def test_an_address_that_cannot_be_read_is_one_line(enter, rows, query):
    status, page = text(enter("liaison-a"), f"/records/?{query}")
    assert status == 400
    assert "This address cannot be read" in page


def test_the_page_speaks_russian(enter, rows):
    page = text(enter("liaison-a", "ru"), "/records/")[1]
    assert "Записи" in page
    assert "Героин" in page


def test_a_download_holds_the_filtered_set(enter, rows):
    answer = enter("liaison-a").get("/records/download/csv/?substance=opium")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="chorsu-seizures-SYNTHETIC-')
    assert str(rows[1].pk) in body
    assert str(rows[0].pk) not in body


def test_a_download_holds_the_rows_that_were_ticked(enter, rows):
    answer = enter("liaison-a").get(f"/records/download/csv/?selected={rows[0].pk}")
    assert b"".join(answer.streaming_content).count(b"\r\n") == 2


def test_a_download_is_no_way_round_the_marking(enter, as_role):
    with as_role("worker"):
        (hidden,) = record([{}])
    answer = enter("stranger-c").get(f"/records/download/csv/?selected={hidden.pk}")
    assert b"".join(answer.streaming_content).count(b"\r\n") == 1


def test_another_form_of_download_is_refused(enter, rows):
    assert enter("liaison-a").get("/records/download/exe/").status_code == 400
