"""A machine of an authority that is called, and who registers where it is."""

import datetime as dt
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from programs import program
from staff import enter_staff


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of `localhost` with its key, in one file."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    begins = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(begins).not_valid_after(begins + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("certificate") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def machine(certificate, settings):
    """A machine that keeps the calls that it gets, does what it has to meanwhile, and answers with `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.calls.append((self.path, dict(self.headers), body))
            self.server.meanwhile()
            self.send_response(self.server.status)
            self.send_header("Location", "https://localhost:1/elsewhere")
            self.end_headers()

        def log_message(self, *_said):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.calls, server.status, server.meanwhile = [], 204, lambda: None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CHORSU_HOOKS_PRIVATE, settings.CHORSU_HOOKS_CA = True, str(certificate)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def administrator(bank, as_role):
    """The administrator of Kazakhstan."""
    enter_staff(as_role)
    return program("admin-kz", "hooks")
