"""The ASGI entry of the live stream."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()

from chorsu.desk.stream.coming import forget_requests  # noqa: E402 — the apps must be ready first
from chorsu.desk.warming import warm  # noqa: E402 — as above

forget_requests()
warm()
