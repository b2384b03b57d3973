"""The WSGI entry of pages; which process it is comes from DJANGO_SETTINGS_MODULE."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from chorsu.config.orphans import dies_with_parent

if ending := dies_with_parent(signal.SIGTERM):
    ending()  # nobody else ends a worker whose master was killed

application = get_wsgi_application()

if os.environ.get("CHORSU_PROCESS") == "officers":
    from chorsu.desk.warming import warm

    warm()
