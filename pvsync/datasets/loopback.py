"""The page on this machine that the browser comes back to with the code; it is there for one sign-in only.

`https://localhost` may be an allowed return URL (Datasets API, section 5, step 1), so the page speaks TLS with a
certificate made for the moment; the browser asks whether to go on. Nothing but this machine can reach it.
"""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pvsync.datasets.clock import Clock
from pvsync.datasets.consent import answers
from pvsync.errors import TimedOut, UsageError
from pvsync.model.secret import Secret

_STALLED = 10.0
"""Seconds that one connection may take: browsers open some that they never use."""

_STEP = 1.0
_DONE = b"<!doctype html><title>pvsync</title><p>pvsync has its answer. You can close this page."
_OTHER = b"<!doctype html><title>pvsync</title><p>This page answers another question than the one that pvsync asked."


class Loopback:
    """The page, listening until it is closed.

    Args:
        redirect_uri: Its address; port 0 takes any free one.

    Raises:
        UsageError: If the port is taken.
    """

    def __init__(self, redirect_uri: str) -> None:
        parts = urlsplit(redirect_uri)
        port = parts.port if parts.port is not None else {"https": 443}.get(parts.scheme, 80)
        context = _tls() if parts.scheme == "https" else None
        try:
            self._server = _Server(("127.0.0.1", port), context)
        except OSError:
            raise UsageError(
                f"port {port} of this machine cannot be used for the page that the browser comes back to",
                advice="end what uses it, or sign in with `--paste`",
            ) from None
        self._server.path = parts.path or "/"
        bound = f":{self._server.server_port}" if parts.port is not None else ""
        self._uri = f"{parts.scheme}://localhost{bound}{parts.path or '/'}"

    @property
    def redirect_uri(self) -> str:
        """Its address as it is."""
        return self._uri

    def wait(self, state: Secret, seconds: float, clock: Clock) -> str:
        """Wait for the browser.

        Args:
            state: The state that its answer must carry; any other is turned away.
            seconds: How long.
            clock: The time.

        Returns:
            The whole address that it came back to.

        Raises:
            TimedOut: If it did not come.
        """
        self._server.state, self._server.timeout = state, _STEP
        deadline = clock.monotonic() + seconds
        while self._server.came is None:
            if clock.monotonic() >= deadline:
                raise TimedOut(
                    "the browser did not come back",
                    advice="sign in again, or with `--paste` from another machine",
                )
            self._server.handle_request()
        return f"{self._uri.split('?')[0]}?{self._server.came}"

    def close(self) -> None:
        """Stop listening."""
        self._server.server_close()


class _Page(BaseHTTPRequestHandler):
    """Takes the answer, and says so."""

    server: "_Server"
    timeout = _STALLED

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path != self.server.path:
            self._say(404, _OTHER)
        elif not answers(parse_qs(parts.query), self.server.state):
            self._say(400, _OTHER)
        else:
            self._say(200, _DONE)
            self.server.came = parts.query

    def _say(self, status: int, page: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing: the line would hold the code."""


class _Server(HTTPServer):
    """One connection after the other, over TLS where asked for."""

    def __init__(self, place: tuple[str, int], context: ssl.SSLContext | None) -> None:
        self._context = context
        self.path = "/"
        self.state = Secret("")
        self.came: str | None = None
        super().__init__(place, _Page)

    def get_request(self) -> tuple[Any, Any]:
        connection, peer = super().get_request()
        connection.settimeout(_STALLED)
        if self._context is None:
            return connection, peer
        try:
            return self._context.wrap_socket(connection, server_side=True), peer
        except OSError:
            connection.close()
            raise

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no matter; the trace would hold what it asked for."""


def _tls() -> ssl.SSLContext:
    from cryptography import x509  # noqa: PLC0415 - heavy, and needed here alone
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    both = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # A context takes a certificate from a file only; this one is gone again at once.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pem"
        file.touch(mode=0o600)
        file.write_bytes(both)
        context.load_cert_chain(file)
    return context
