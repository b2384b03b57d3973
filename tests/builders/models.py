"""An organisation's language model: a real service on this machine that says what it was told to say."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Model", "serving", "wrapped"]


def wrapped(content):
    """An answer in the form of chat completions."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


class Model:
    """What the service says: `body` with `status` and `headers`, or what `answers(handler)` writes. It keeps what came."""

    def __init__(self):
        self.status, self.headers, self.body, self.answers = 200, {}, wrapped("{}"), None
        self.requests = []
        self.url = ""

    def says(self, told):
        self.body = wrapped(told if isinstance(told, str) else json.dumps(told, ensure_ascii=False))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Whoever hangs up early is what some tests are about."""


@contextmanager
def serving():
    """A model at an address of this machine."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.requests.append((self.path, dict(self.headers), json.loads(body)))
            if model.answers:
                model.answers(self)
                return
            self.send_response(model.status)
            for name, value in {"Content-Length": str(len(model.body)), **model.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(model.body)

        def log_message(self, *_):
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
