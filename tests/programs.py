"""Programs that ask at the machine door: a client with a token of one of the cast."""

import datetime as dt

from django.test import Client
from django.test.client import MULTIPART_CONTENT

from cast import actor
from chorsu.directory.models import Token
from chorsu.directory.scopes import scopes
from chorsu.directory.tokens import MOST_A_MINUTE, issue
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

__all__ = ["Program", "program", "token_of"]


class Program(Client):
    """Sends JSON; `token` is its row, `secret` what it shows at the door."""

    def __init__(self, token=None, secret="", **kwargs):
        said = {"authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(headers={"accept-language": "en"} | said, raise_request_exception=False, **kwargs)
        self.token, self.secret = token, secret

    def post(self, path, data=None, content_type="application/json", **more):
        """As JSON, unless something else is said."""
        return super().post(path, {} if data is None else data, content_type=content_type, **more)

    def upload(self, path, file, **said):
        """A file with what is said beside it, as a form."""
        return self.post(path, {"file": file, **said}, content_type=MULTIPART_CONTENT)


def token_of(username, *scope, rate=MOST_A_MINUTE, ends=None):
    """A token of one of the cast, with its secret; for everything where no scope is named."""
    owner = actor(username)
    with viewing(owner):
        return issue(
            actor=owner, owner=owner.user, scope=scope or list(scopes()), purpose=f"program of {username}",
            ends=ends or now() + dt.timedelta(days=1), at=now(), rate=rate,
        )  # fmt: skip


def program(username, *scope, **kwargs):
    """A client that comes with a token of one of the cast."""
    if username == "anonymous":
        return Program()
    token, secret = token_of(username, *scope, **kwargs)
    return Program(Token.objects.get(pk=token.pk), secret)
