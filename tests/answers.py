"""Answers of the officers' pages in a form in which two of them can be compared byte for byte."""

import io
import re
import zipfile

from django.test import Client

from chorsu.directory.models import User

__all__ = ["answer", "signed_in", "without_the_directory"]

CHANGING = (
    (rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[A-Za-z0-9]{64}"', rb"\1"),
    (rb'(nonce=|nonce-)"?[A-Za-z0-9_+/=-]+', rb"\1"),
    (rb'(after=|after="|data-after="|cursor="|stream\?after=)[A-Za-z0-9_-]{40,}', rb"\1"),
    (rb"DTSTAMP:[0-9TZ]+", rb""),
    (rb"<time .*?</time>", rb""),
    (rb'(id="f-(?:date|time)" name="(?:date|time)" value=")[0-9:-]+"', rb"\1"),  # the form begins with the present
    (rb'name="(?:submission|number)" value="[0-9a-f-]{36}"', rb""),
)


def answer(client, address, method="get", data=None):
    """An answer as one can compare it: status, headers without their moments, body without what is drawn anew."""
    response = getattr(client, method)(address, data or {})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in sorted(book.namelist()) if "core.xml" not in name)
    for pattern, plain in CHANGING:
        body = re.sub(pattern, plain, body)
    names = sorted(name for name in response.headers if name != "Content-Length")
    return response.status_code, names, response.headers.get("Location"), body


def without_the_directory(page):
    """A recipient's page of a record without the forms of passing on and asking, which offer whoever stands in the directory."""
    plain, forms = re.subn(r"<form[^>]*/permissions/ask/.*?</form>", "", page, flags=re.DOTALL)
    assert forms in {1, 2}
    return plain


def signed_in(username):
    if username == "anonymous":
        return Client(headers={"accept-language": "en"})
    found = Client(headers={"accept-language": "en"})
    found.force_login(User.objects.get(username=username))
    return found
