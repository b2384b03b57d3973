"""`chorsu administrator`: makes the first administrator of the centre, or a new invitation for one locked out.

With `--confirm` it stands for the second administrator who confirms an invitation (`directory.confirming`).
Runs with the owner's role, on the machine itself. Tells the invitation once; no password passes through here.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse

HELP = "make the first administrator of the centre"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("username", metavar="NAME", help="the name to sign in with: Latin letters, digits and . - _")
    parser.add_argument("--first", default="", metavar="NAME", help="given name")
    parser.add_argument("--last", default="", metavar="NAME", help="family name")
    parser.add_argument(
        "--confirm",
        default="",
        metavar="NUMBER",
        help="confirm who took another administrator's invitation, or a machine's token",
    )


def run(options: argparse.Namespace) -> int:
    """Enter the person, or find the administrator of this name, and print the address of the invitation."""
    from chorsu.config.installation import Installation

    installation = Installation.from_environment()
    with ExitStack() as stack:
        try:
            stack.enter_context(installation.locked())
        except InputError:
            pass  # it runs, and so does its database
        else:
            stack.enter_context(installation.database())
        os.environ.update(installation.environment("owner", "owner", "owner"))
        import django

        django.setup()
        if options.confirm:
            return confirmed(options.username, options.confirm)
        secret = _invitation(options)
    doors = os.environ.get("CHORSU_OFFICERS_URL", "").rstrip("/")
    print(f"{doors}/accounts/invitation/{secret}/")  # noqa: T201 — the verb's answer
    print("chorsu administrator: hand it over; it works once, within a week", file=sys.stderr)  # noqa: T201
    return 0


def confirmed(username: str, number: str) -> int:
    """Confirm who took an invitation, or the token of a machine, on the owner's connection.

    Raises:
        InputError: nobody of this name waits, or the number is another one.
    """
    from chorsu.directory.confirming import confirm
    from chorsu.directory.models import User
    from chorsu.kernel.clock import now
    from chorsu.kernel.errors import AbsentError

    user = User.objects.filter(username=username).first()
    unknown = InputError("does not wait for this", where=username, to_do="look at the page of people")
    if user is None:
        raise unknown
    try:
        confirm(actor=None, user=user, number=number, at=now())
    except AbsentError:
        raise unknown from None
    print(f"chorsu administrator: {username} can {'work' if user.machine else 'sign in'}", file=sys.stderr)  # noqa: T201 — the verb's answer
    return 0


def _invitation(options: argparse.Namespace) -> str:
    from django.db import transaction

    from chorsu.directory.invitations import letter
    from chorsu.directory.journalled import enter_act
    from chorsu.directory.models import Agency, User
    from chorsu.directory.services import enter_agency, enter_officer
    from chorsu.handling.rules import NOBODY, Role
    from chorsu.kernel.clock import now

    user = User.objects.filter(username=options.username).first()
    if user is not None and user.roles != [Role.ADMINISTRATOR.value]:
        raise InputError("is no administrator", where=options.username, to_do="choose another name")
    with transaction.atomic():
        if user is None:
            if not options.last:
                raise InputError("is missing", where="--last", to_do="name the person")
            centre = Agency.objects.filter(kind=Agency.Kind.CENTRE, parent=None, until=None).order_by("pk").first()
            user = enter_officer(
                username=options.username,
                agency=centre or enter_agency(code="centre", state=None, name_en="The centre", name_ru="Центр"),
                roles=[Role.ADMINISTRATOR],
                first_name=options.first,
                last_name=options.last,
            )
        secret = letter(user, None, now())
        enter_act("invited", "user", user.pk, actor=NOBODY, content={"user": user.pk}, at=now())
    return secret
