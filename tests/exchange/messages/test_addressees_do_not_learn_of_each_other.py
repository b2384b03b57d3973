"""What an addressee sees of a message is the same however many others got it: rows, columns, journal, translations."""

import json

import pytest
from django.apps import apps
from django.db import connection

from builders.messages import AT, KZ, TJ, acknowledged, answered, does, sent
from builders.releasing import agency
from builders.seizures import follow
from cast import actor
from chorsu.directory.models import Group
from chorsu.exchange.messages import receiving, sending
from chorsu.exchange.messages.models import Delivery
from chorsu.exchange.messages.statistics import pairs_since
from chorsu.handling.viewer import viewing

pytestmark = pytest.mark.usefixtures("bank")
KG = "example-police-kg"


def everything_readable(who):
    """Every value of every row of the exchange that an officer reads, and every entry about it."""
    tables = [model._meta.db_table for model in apps.get_app_config("exchange").get_models()]  # noqa: SLF001
    found = {}
    with viewing(actor(who)), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
            found[table] = [json.loads(row) for (row,) in cursor.fetchall()]
        cursor.execute("SELECT kind, record_id::text, version FROM journal_entry ORDER BY number")
        found["journal"] = cursor.fetchall()
        found["pairs"] = [(one.sender, one.addressee, one.sent) for one in pairs_since(AT)]
    return found


def test_of_others_an_addressee_reads_nothing(as_role):
    one = sent(to=(KZ, TJ, KG))
    acknowledged(one)
    answered(one, "reply", who="example-police-kg")
    answered(one, "clarification", who="example-drug-control-tj")
    does("border-officer", receiving.translate, message=one.pk, language="ru", subject="Чей это грузовик?", body="")
    with as_role("worker"):
        follow()
    read = everything_readable("liaison-a")
    assert [row["addressee"] for row in read["exchange_delivery"]] == [agency(KZ)]
    assert [row["id"] for row in read["exchange_message"]] == [str(one.pk)]
    others = {agency(TJ), agency(KG)}
    for row in (row for table, rows in read.items() if table not in {"journal", "pairs"} for row in rows):
        numbers = {value for value in row.values() if isinstance(value, int) and not isinstance(value, bool)}
        lists = {member for value in row.values() if isinstance(value, list) for member in value}
        assert not others & (numbers | lists), row
    assert {kind for kind, _record, _version in read["journal"]} == {
        "message.sent", "delivery.acknowledged", "translation.made",
    }  # fmt: skip
    assert read["pairs"] == [(agency("example-border-uz"), agency(KZ), 1)]


def test_the_sender_reads_of_all(as_role):
    one = sent(to=(KZ, TJ, KG))
    answered(one, "reply", who="example-police-kg")
    read = everything_readable("border-officer")
    assert {row["addressee"] for row in read["exchange_delivery"]} >= {agency(KZ), agency(TJ), agency(KG)}
    assert len(read["exchange_message"]) == 2


def test_a_group_is_its_members_one_by_one_and_not_the_sender():
    members = set(Group.objects.get().agencies.values_list("pk", flat=True))
    one = sent(to=(Group.objects.get().pk, KZ))
    with viewing(actor("border-officer")):
        found = list(Delivery.objects.filter(message=one.pk).values_list("addressee", flat=True))
    assert sorted(found) == sorted(members - {agency("example-border-uz")})
    assert one.to == []


def test_a_translation_of_an_addressee_is_that_addressees_alone():
    one = sent(to=(KZ, TJ))
    words = {"message": one.pk, "language": "ru", "subject": "Чей это грузовик?", "body": ""}
    does("liaison-a", receiving.translate, **words)
    read = {
        who: len(everything_readable(who)["exchange_translation"])
        for who in ("liaison-a", "border-officer", "example-drug-control-tj")
    }
    assert read == {"liaison-a": 1, "border-officer": 0, "example-drug-control-tj": 0}
    does("border-officer", receiving.translate, **words)
    assert len(everything_readable("example-drug-control-tj")["exchange_translation"]) == 1


def test_after_a_recall_nothing_is_left_to_read_but_the_delivery(as_role):
    one = sent(to=(KZ, TJ))
    words = {"message": one.pk, "language": "ru", "subject": "Чей это грузовик?", "body": ""}
    does("liaison-a", receiving.translate, **words)
    does("border-officer", sending.recall_message, identifier=one.pk, reason="sent by mistake")
    with as_role("worker"):
        follow()
    read = everything_readable("liaison-a")
    assert (read["exchange_message"], read["exchange_translation"]) == ([], [])
    assert [row["state"] for row in read["exchange_delivery"]] == ["withdrawn"]
    assert {kind for kind, _record, _version in read["journal"]} == {"delivery.withdrawn"}
    assert everything_readable("border-officer")["exchange_message"][0]["recalled_why"] == "sent by mistake"
