"""The door itself, in two middlewares: what may come in at all and how every refusal looks; by whose token it comes.

A cookie opens nothing here, so that no page of another site can act by an officer's session. A token is asked before
anything else: without one every address answers alike, whether it is there or not. A try that fails is entered in the
audit trail, as a failed sign-in is; an address from which too many fail waits.
"""

from __future__ import annotations

import hashlib
import math
import re
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation

from chorsu.api.problems import MEDIA_TYPE, PROBLEMS, problem
from chorsu.directory.attempts import Prover, failed, wait
from chorsu.directory.bearing import borne
from chorsu.directory.tokens import DeadTokenError, TooFastError, bear
from chorsu.exchange.attachments.files import MOST_OF_A_MESSAGE
from chorsu.handling.rules import NOBODY
from chorsu.handling.seal import entering_of
from chorsu.handling.viewer import viewing
from chorsu.intake.services import MOST_BYTES
from chorsu.journal.trail.entries import Act
from chorsu.journal.trail.services import Told, enter
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from chorsu.directory.models import Token
    from chorsu.directory.tokens import Bearing

    type Answers = Callable[[HttpRequest], HttpResponseBase]

__all__ = ["OPEN", "PREFIX", "BearerMiddleware", "DoorMiddleware", "come_in"]

PREFIX = "/api/"
OPEN = "/api/v1/openapi.json"
"""The one address that needs no token: it tells what stands in the documentation."""
PAGE = "api"
"""What the trail calls the door where a request did not reach an address."""
FORM_BYTES = 1 << 20
"""What a form adds to its files."""
UPLOADS = (
    (re.compile("/api/v1/hand-ins"), MOST_BYTES),
    (re.compile("/api/v1/messages/[^/]+/(?:attachments|translations)"), MOST_OF_A_MESSAGE),
)
"""The addresses that take files, and how much of them."""
_REFUSED = 400
_OF_A_BODY = {"Content-Type", "Content-Length", "Content-Disposition"}
_LONGEST = 200


class DoorMiddleware:
    """The outermost one of the door: before sessions, so that there is none."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, in the one shape where it is a refusal; no cache keeps anything."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        with translation.override(translation.get_language_from_request(request)):
            fits = _size(request) <= _most(request)
            answer = _shaped(self.get_response(request)) if fits else problem(413)
        answer["Cache-Control"] = "no-store"
        return answer


class BearerMiddleware:
    """Lets a request in for whom its token stands; after Django's own, whose user it replaces."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer for the token's owner; 401 without a token that works, 429 for one that is too fast."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.user = AnonymousUser()
        if request.path_info == OPEN:
            return self.get_response(request)
        bearing = come_in(request)
        if isinstance(bearing, HttpResponse):
            return bearing
        borne(request, bearing)
        return self.get_response(request)


def come_in(request: HttpRequest) -> Bearing | HttpResponse:
    """Who bears the token that a request brings, in a transaction of its own; or the refusal, entered."""
    secret = _secret_of(request)
    if not secret:
        return _unknown()
    try:
        with viewing(NOBODY):
            return bear(secret, at=now())
    except DeadTokenError as error:
        return _dead(request, secret, error.token)
    except TooFastError as error:
        with viewing(NOBODY):
            _enter(Act.REFUSED, 429, error.token)
        return problem(429, headers={"Retry-After": str(error.wait)})


def _secret_of(request: HttpRequest) -> str:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    secret = secret.strip()
    return secret if kind.casefold() == "bearer" and len(secret) <= _LONGEST else ""


def _dead(request: HttpRequest, secret: str, token: Token | None) -> HttpResponse:
    """Refuse a token that opens nothing; whose it was is entered where that is known."""
    tried = hashlib.sha256(secret.encode(errors="replace")).hexdigest()
    prover = Prover(tried, get_adapter().get_client_ip(request), step="token")
    long = wait(prover, now()).total_seconds()
    if long > 0:
        return problem(429, headers={"Retry-After": str(math.ceil(long))})
    failed(prover, now())
    with viewing(NOBODY):
        _enter(Act.SIGN_IN_FAILED, 401, token)
    return _unknown()


def _enter(act: str, status: int, token: Token | None) -> None:
    """Enter a request that did not come in, of nobody known; the words name the token where there is one."""
    words = {"token": [str(token.pk), token.purpose], "name": [token.user.username]} if token else {}
    with entering_of(None):
        enter(Told(act=act, page=PAGE, actor=None, agency=None, status=status, words=words), now())


def _unknown() -> HttpResponse:
    return problem(401, headers={"WWW-Authenticate": 'Bearer realm="chorsu"'})


def _size(request: HttpRequest) -> int:
    """What the request says of its length; without a word of it nothing is read."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 1 << 62  # noqa: PLR2004 — a petabyte


def _most(request: HttpRequest) -> int:
    for address, most in UPLOADS:
        if address.fullmatch(request.path_info):
            return most + FORM_BYTES
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _shaped(answer: HttpResponseBase) -> HttpResponseBase:
    """The same answer, where it is a refusal in the one shape: also those that Django gives by itself."""
    status = answer.status_code
    if status < _REFUSED or answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name not in _OF_A_BODY}
    shaped = problem(status if status in PROBLEMS else 400 if status < 500 else 500, headers=kept)  # noqa: PLR2004 — a server's own error
    answer.close()
    return shaped
