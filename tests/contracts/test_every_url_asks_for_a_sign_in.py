"""Nobody reaches a page of the officers' application without a sign-in, except the few named here."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, StringConverter, UUIDConverter

OPEN = {
    "start",  # two doors
    "enter",  # signs in on the example installation; 404 elsewhere
    "leave",  # signing out
    "account_login",  # signing in
    "account_signup",  # says that it is closed
    "account_inactive",  # says so
    "invitation",  # whose secret is in its address
    "set_language",  # a reader's choice
    "boundaries",  # public data
    "land",  # public data
    "service-worker",  # a script without data
    "offline",  # a page without data
    "standing",  # says whether somebody is signed in
    "replay",  # steers the replay on the example installation; 404 elsewhere
    "api-description",  # tells what stands in the documentation
}
SAMPLES = {UUIDConverter: str(uuid.UUID(int=7)), IntConverter: "7", StringConverter: "x"}


def patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, prefix + _route(pattern))
        elif isinstance(pattern, URLPattern):
            yield pattern.name, prefix + _route(pattern)


def _route(pattern):
    route = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        sample = next((text for kind, text in SAMPLES.items() if isinstance(converter, kind)), "x")
        for written in (
            f"<uuid:{name}>",
            f"<id:{name}>",
            f"<int:{name}>",
            f"<str:{name}>",
            f"<slug:{name}>",
            f"<{name}>",
        ):
            route = route.replace(written, sample)
    return route.lstrip("^").rstrip("$")


PATTERNS = sorted(patterns(get_resolver("chorsu.config.urls")), key=str)


@pytest.mark.parametrize(("name", "route"), [pattern for pattern in PATTERNS if pattern[0] not in OPEN])
def test_a_stranger_is_led_to_the_two_doors(bank, name, route):
    response = Client().get(f"/{route}")
    assert response.status_code == 401 if name.startswith("api-") else response.status_code in {302, 404, 405}, name
    if response.status_code == 302:
        assert response["Location"].startswith(("/start/", "/accounts/login/")), name


def test_the_list_of_exceptions_names_only_what_exists():
    assert {name for name, _route in PATTERNS} | {"replay"} >= OPEN
