"""Machines that are called: registered as the administrator of Kazakhstan does it, and those that answer as they should not."""

import ssl
import threading
import time
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer

from django.conf import settings

from chorsu.exchange.hooks.calling import call_next

__all__ = ["HOOKS", "KZ", "hostile", "registered", "worked"]

HOOKS = "/api/v1/hooks"
KZ = "agency:example-customs-kz"


def registered(administrator, machine, path="/hook?x=1"):
    """A hook that leads to a machine of this computer, as the door answers it."""
    answer = administrator.post(HOOKS, {"authority": KZ, "address": f"https://localhost:{machine.server_port}{path}"})
    assert answer.status_code == 201, answer.content
    return answer.json()


def worked(as_role, at=None):
    """All calls that are due."""
    with as_role("worker"):
        while call_next(at):
            pass


@contextmanager
def hostile(*pieces, apart=0.0):
    """A machine under the certificate that is trusted, which answers with these bytes, a piece at a time.

    It counts calls (`got`) and pieces (`gave`).
    """

    class Handler(StreamRequestHandler):
        def handle(self):
            self.server.got += 1
            with suppress(OSError):
                self.request.recv(65_536)
                for piece in pieces:
                    self.request.sendall(piece)
                    self.server.gave += 1
                    time.sleep(apart)

    class Server(ThreadingTCPServer):
        daemon_threads, block_on_close, got, gave = True, False, 0, 0

        def handle_error(self, *_said):
            """Whoever goes away in the middle is no error of the machine."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings.CHORSU_HOOKS_CA)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.server_port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
