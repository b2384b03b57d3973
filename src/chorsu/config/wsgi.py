"""The WSGI entry of pages; which process it is comes from DJANGO_SETTINGS_MODULE."""

import os

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

if os.environ.get("CHORSU_PROCESS") == "officers":
    from chorsu.desk.warming import warm

    warm()
