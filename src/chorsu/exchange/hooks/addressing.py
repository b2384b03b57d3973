"""Where a hook may lead: to a server with a certificate, outside of private networks unless these are allowed.

A name is looked up at each call, and the connection goes to the very address that was judged: whoever changes the name
between the two gains nothing.
"""

from __future__ import annotations

import contextlib
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from chorsu.kernel.errors import InputError

__all__ = ["Address", "PrivateError", "address_of", "is_public", "looked_up"]

_LONGEST = 500
_GIVEN_OUT = IPv6Network("2000::/3")
"""All IPv6 numbers that lead to one place in the world (registry of IANA); outside lie, among others, those of a site
(`fec0::/10`) and those that an IPv4 number is wrapped in: compatible, mapped, translated (`::/96`, `64:ff9b::/96`)."""
_TO_DO = "write it as https://host/path"


class PrivateError(InputError):
    """The address, or what its name leads to, lies in a private network."""

    def __init__(self) -> None:
        super().__init__(
            "lies in a private network", where="address", to_do="name a server that is reached from outside"
        )


class Address(NamedTuple):
    """The parts of an address: host, port, and path with its query."""

    host: str
    port: int
    path: str


def address_of(url: str, *, private: bool) -> Address:
    """The parts of an address that may be called; `private`: also one of this machine or of a private network.

    Raises:
        InputError: it may not.
        PrivateError: it is a number of a private network, in whatever form, or a name of this machine.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 443
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise InputError("is no address", where="address", to_do=_TO_DO) from None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST
    if parts.scheme != "https" or not host or not plain or parts.username or parts.password or parts.fragment:
        raise InputError("is no address that can be called", where="address", to_do=_TO_DO)
    if not (private or _may_be_public(host.rstrip("."))):
        raise PrivateError
    return Address(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _may_be_public(host: str) -> bool:
    """Whether a host may lie outside, as far as it tells by itself: names of this machine are those of RFC 6761."""
    number = _number_of(host)
    return not f".{host.lower()}".endswith(".localhost") if number is None else is_public(number)


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """The number that a host is, also in the forms that looking up takes: hexadecimal, octal, of fewer parts."""
    with contextlib.suppress(ValueError):
        return ip_address(host)
    with contextlib.suppress(OSError):
        return IPv4Address(socket.inet_aton(host))
    return None


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether an address lies outside of this machine and of private networks, whatever it is wrapped in."""
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped is not None:
            return is_public(number.ipv4_mapped)
        if number not in _GIVEN_OUT or number.sixtofour is not None or number.teredo is not None:
            return False
    return number.is_global and not number.is_multicast


def looked_up(address: Address, *, private: bool) -> str:
    """The number to connect to: the first of those that the name has, if all of them may be called.

    Raises:
        OSError: the name has none.
        PrivateError: it has one that may not be called.
    """
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]).partition("%")[0] for one in found]
    if not (private or all(is_public(ip_address(number)) for number in numbers)):
        raise PrivateError
    return numbers[0]
