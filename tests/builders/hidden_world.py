"""Everything that one agency can keep in the data bank, with values that stand nowhere else; hidden from the others.

`VALUES` are what must never reach anybody else, in any form.
"""

import datetime as dt
import json
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from builders import commitments, cooperation, messages, returns, shifts, watches
from builders.drafts import Desk
from builders.pictures import photograph
from builders.readings import NOTE
from builders.reports import agency_number
from builders.seizures import follow, record
from cast import actor
from chorsu.desk.seizure_form.device import mark_of
from chorsu.directory.posts import PostSaid, enter_posts
from chorsu.exchange.commitments.promising import accept
from chorsu.exchange.commitments.reminding import remind_of_commitments
from chorsu.exchange.duty.handing import UNSIGNED, raise_unsigned
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing
from chorsu.intake.tasks import take_in_next
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.kernel.spans import NO_SOURCE

__all__ = ["NUMBER", "PHONE", "TABLE", "TABLE_NAME", "VALUES", "fill", "submission"]

OWNER, PROVIDER = "border-officer", "example-border-uz"
PHONE = "+998 93 777 31 13"
TABLE_NAME = "zyx-hidden-table.csv"
NUMBER = uuid7()
PLACE, NARRATIVE, KEY = "Qwertabad", "zyxnarrative told by nobody", "ZYX-KEY-42"
SAID = {
    "date": "2026-01-15",
    "place": {"text": PLACE},
    "lots": [
        {"kind": "drug", "substance_text": "zyxamine", "quantity": "7313.377", "unit": "kg", "markings": "ZYXSTAMP"}
    ],
    "concealment": "fuel-tank",
    "narrative": NARRATIVE,
    "sender_key": KEY,
    "identifiers": PHONE,
    "persons": {"detained": "973"},
    "audience": {"who": "provider", "chosen": [], "until": ""},
}
TABLE = (
    "№ дела;Дата;Место;Вещество;Количество, кг;Телефон\n"
    + "".join(
        f"ZYX-T-{number};{day:02}.02.2026;Qwertograd;героин;{1000 + number},731;{PHONE}\n"
        for number, day in enumerate(range(1, 15))
    )
    + "не дата;Место;Qwertograd;героин;1;\n"
).encode()
TEXT = f"{NOTE} The driver of Zyxburg gave the phone {PHONE}."
VALUES = (
    PLACE, "Qwertograd", "zyxnarrative", KEY, "ZYX-T-", "zyxamine", "ZYXSTAMP", "7313", "7,313", "7 313",
    "777 31 13", "998937773113", TABLE_NAME, "zyx", "Zyx", "ZYX",
)  # fmt: skip


def submission(number=NUMBER, **said):
    """The fields of one seizure from a device's queue, with a photograph of its own name."""
    body = SAID | said | {"submission": str(number)}
    files = [SimpleUploadedFile("zyx-photograph.jpg", photograph(), "image/jpeg")]
    notes = [{"name": "zyx-photograph.jpg", "kind": "other"}]
    return {"submission": json.dumps(body), "photographs": json.dumps(notes), "photograph": files}


def fill(client, as_role, *, audience=(), exclusions=()):
    """Fill the data bank as the border guard of Uzbekistan does; `client` is signed in as its officer.

    The seizures that come as rows go to `audience`, but not to `exclusions`; all else is for the agency alone.
    """
    sent = client.post("/hand-in/seizure/send/", submission(), headers={"X-Chorsu-Officer": mark_of(actor(OWNER))})
    assert sent.status_code == 201, (sent.status_code, sent.content)
    found = client.post("/hand-in/upload/", {"file": [SimpleUploadedFile(TABLE_NAME, TABLE)]}, follow=True)
    address = found.redirect_chain[-1][0]
    client.post(f"{address}accept/", {"who": "provider"})
    rows = [
        {
            "place": "Qwertabad",
            "narrative": "zyx",
            "kg": 555.0,
            "quantity": 555.0,
            "seizure_date": dt.date(2026, 2, day),
        }
        for day in (1, 1, 2, 3)
    ]
    rows = [row | {"details": {"identifiers": (("phone", "+998937773113", PHONE),)}} for row in rows]
    for row in rows:
        del row["narrative"]
    watches.made(OWNER, name="Zyx watch", criteria=watches.asks(words=["Qwertabad"]))
    watches.made(OWNER, name="Zyx alone", criteria=watches.asks(words=["Qwertabad"]), shared=False)
    with as_role("worker"):
        while take_in_next():
            pass
        record(rows, audience=audience, exclusions=exclusions)
        record([rows[0]], provider="example-customs-uz", audience=[agency_number(PROVIDER)])
        follow()
    desk = Desk(as_role)
    desk.hands_in(TEXT, name="zyx-note.txt")
    (draft,) = desk.drafts_of(NOTE, name="zyx-copy.txt")
    desk.accepts(draft)
    returns.filed(("zyxamine", "731"), ("heroin", "913"))
    returns.nil(period="2026-03")
    own = {"who": OWNER, "provider": PROVIDER, "audience": (), "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}
    cooperation.event("Zyx meeting", since="10-24", people=("Zyx Zyxov",), **own)
    cooperation.recommendation("To zyx at once", **own)
    cooperation.instrument("Zyx agreement", **own)
    officer = actor(OWNER)
    with viewing(replace(officer, purpose=EARLIER)):
        posts = [PostSaid("Zyxa Zyxova", post="Director", span=NO_SOURCE)]
        enter_posts(
            actor=officer, provider=agency_number(PROVIDER), posts=posts, public=False, audience=(), at=own["at"]
        )
    of = {"to": ("example-customs-uz",), "at": now()}
    message = messages.sent(subject="Zyx request", body="zyx", **of)
    messages.answered(message, "refusal", who="liaison-b", at=now(), ground="safety", body="zyx")
    promised = commitments.proposed(
        at=now(),
        provider=PROVIDER,
        partner="example-customs-uz",
        subject="Zyx exchange",
        contact="Zyx",
        basis="Zyx",
        first=commitments.today(),
    )
    messages.does("liaison-b", accept, at=now(), identifier=promised.pk)
    waits = messages.sent(subject="Zyx waits", to=of["to"], at=now())
    commitments.fulfilled(promised, who=OWNER, at=now(), message=waits)
    messages.sent(who="liaison-b", subject="Zyx to the guard", to=(PROVIDER,), at=now())
    messages.draft(subject="Zyx draft", to=("example-customs-kz",))
    messages.sent(who="liaison-b", kind="alert", precedence=3, subject="Zyx alert", to=(PROVIDER,), at=now())
    shifts.logged("zyx", caller="Zyx", called_at=now(), at=now())
    hand_over = shifts.handed_over("zyx", at=now())
    with as_role("worker"):
        follow()
        remind_and_escalate(now() + dt.timedelta(hours=2))
        raise_unsigned(hand_over.at + UNSIGNED)
        remind_of_commitments(now() + dt.timedelta(days=30))
    return address
