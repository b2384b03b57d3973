"""Speaking: one call over one line, to the very number that was judged, all of it before one moment.

Knows no database. The answer is read to the end of its head; what follows is not, and a way on is not followed.
"""

from __future__ import annotations

import math
import socket
import ssl
import time
from http.client import HTTPSConnection
from typing import TYPE_CHECKING, cast

from django.conf import settings

from chorsu.exchange.hooks.addressing import looked_up

if TYPE_CHECKING:
    from collections.abc import Buffer, Mapping

    from chorsu.exchange.hooks.addressing import Address

__all__ = ["post"]


def post(address: Address, body: bytes, headers: Mapping[str, str], *, private: bool, seconds: float) -> int:
    """Send a body to an address; the status that is answered. `private`: as `looked_up`.

    Raises:
        OSError, HTTPException: nothing was answered that can be read, or not within so many seconds.
        PrivateError: as `looked_up`.
    """
    ends = time.monotonic() + seconds
    line = _Pinned(address.host, address.port, looked_up(address, private=private), ends)
    try:
        line.request("POST", address.path, body, headers)
        return line.getresponse().status
    finally:
        line.close()


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time of a call is over")
    return left


class _Timed(ssl.SSLSocket):
    """A line on which each act may take what is left until one moment: a byte now and then makes a call no longer."""

    ends = math.inf

    def recv_into(self, buffer: Buffer, nbytes: int | None = None, flags: int = 0) -> int:
        """Read what has come."""
        self.settimeout(_left(self.ends))
        return super().recv_into(buffer, nbytes, flags)

    def send(self, data: Buffer, flags: int = 0) -> int:
        """Write what there is room for."""
        self.settimeout(_left(self.ends))
        return super().send(data, flags)


class _Pinned(HTTPSConnection):
    """A connection to the number that was judged, under the certificate of the name, until one moment."""

    def __init__(self, host: str, port: int, number: str, ends: float) -> None:
        self._trusts = ssl.create_default_context(cafile=settings.CHORSU_HOOKS_CA or None)
        self._trusts.sslsocket_class = _Timed
        super().__init__(host, port, context=self._trusts)
        self._number, self._ends = number, ends

    def connect(self) -> None:
        """Connect to the number, and ask for the name's certificate."""
        line = socket.create_connection((self._number, self.port), _left(self._ends))
        # The greeting of both sides counts this time as a whole.
        line.settimeout(_left(self._ends))
        spoken = cast("_Timed", self._trusts.wrap_socket(line, server_hostname=self.host))
        spoken.ends = self._ends
        self.sock = spoken
