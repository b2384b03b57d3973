"""Identifiers in a text: phones, plates, documents, containers, vessels, cards, wallets, addresses on the net.

They are found before anything else and masked for the other finders, so that a digit of a phone is no amount. A number
that fails the check of its kind is given all the same, with `valid` False and less confidence: somebody may have
mistyped it, and the officer must see that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading.numbered import Context, numbered
from chorsu.intake.reading.online import addresses
from chorsu.intake.reading.values import Setting, Value
from chorsu.intake.reading.wallets import wallets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.reading.views import View

__all__ = ["Identifier", "identifiers"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier.

    Attributes:
        kind: `phone`, `plate`, `passport`, `national_number`, `container`, `vessel` (a name), `imo`, `mmsi`, `flight`,
            `wagon`, `vin`, `imei`, `card`, `iban`, `account`, a chain (`btc`, `ltc`, `doge`, `eth`, `tron`, `ton`,
            `xmr`), `url`, `ip`, `email`, `telegram`, `instagram`, `whatsapp` and other services, `weapon` (a serial
            number), `case` (the number of a criminal case), `parcel` (the number of a
            postal item).
        normal: the form in which two writings of one identifier are equal (a phone in E.164).
        valid: whether the check that the kind defines is right; None when it defines none.
        country: ISO 3166-1 alpha-2 of the issuing state, where the form tells it.
    """

    kind: str
    normal: str
    valid: bool | None = None
    country: str = ""


class _Found(NamedTuple):
    start: int
    end: int
    identifier: Identifier
    confidence: float
    order: int


def identifiers(view: View, setting: Setting | None = None) -> list[Value[Identifier]]:
    """All identifiers in text order, none inside another; `setting` tells whose local phones and plates are likely."""
    context = Context(view, setting or Setting(language=""))
    found = sorted(_all(view, context), key=lambda one: (one.order, -one.confidence, one.start - one.end, one.start))
    taken: dict[tuple[int, int], list[_Found]] = {}
    spoken_for = bytearray(len(view.cased))
    for one in found:
        if not any(spoken_for[one.start : one.end]):
            spoken_for[one.start : one.end] = b"\x01" * (one.end - one.start)
            taken[one.start, one.end] = [one]
        elif (one.start, one.end) in taken:
            taken[one.start, one.end].append(one)
    return [
        view.value(
            best.identifier,
            best.start,
            best.end,
            best.confidence,
            tuple(dict.fromkeys(o.identifier for o in others if _says_more(o.identifier, best.identifier))),
        )
        for _, (best, *others) in sorted(taken.items())
    ]


def _says_more(other: Identifier, best: Identifier) -> bool:
    """Whether another reading of the same characters differs in more than that it leaves the state open."""
    return (other.kind, other.normal) != (best.kind, best.normal) or other.country not in {"", best.country}


def _all(view: View, context: Context) -> Iterator[_Found]:
    for address in addresses(view.cased, context.kinds_before):
        order = 0 if address.kind == "email" else 1
        yield _Found(address.start, address.end, Identifier(address.kind, address.normal), address.confidence, order)
    for wallet in wallets(view.cased):
        sure = {True: 0.99, None: 0.95, False: 0.6}[wallet.fits]
        identifier = Identifier(wallet.chain, wallet.normal, wallet.fits)
        yield _Found(wallet.start, wallet.end, identifier, sure, 2 if wallet.fits is not False else 6)
    for one in numbered(view, context):
        identifier = Identifier(one.kind, one.normal, one.valid, one.country)
        yield _Found(one.start, one.end, identifier, one.confidence, one.order)
