"""The ASGI entry of the live stream."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()

from chorsu.desk.warming import warm  # noqa: E402 — the apps must be ready first

warm()
