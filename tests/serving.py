"""The officers' pages served over a real socket from a test's data bank, for the tests that need a browser.

Every request opens and closes its own connection, as the role that the test has.
"""

import threading
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

__all__ = ["serving"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_said):
        pass


@contextmanager
def serving():
    """The address of the pages; by name, as a key (WebAuthn) is for a name and never for a number."""
    handler = WSGIHandler()

    def answer(environ, start_response):
        try:
            response = handler(environ, start_response)
            try:
                yield from response
            finally:
                response.close()
        finally:
            connections.close_all()

    with make_server("127.0.0.1", 0, answer, server_class=_Server, handler_class=_Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()
