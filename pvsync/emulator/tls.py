"""The TLS side: client certificates required, and a way to refuse one on demand.

With TLS 1.3 a client sees a refused certificate only as a dropped connection, after its own handshake
is done. So the refusal is a real one: the connection is moved to an authority that signed nothing.
"""

import ssl
from collections.abc import Callable

from pvsync.emulator.certificates import make_authority, valid_for
from pvsync.emulator.folder import Folder


def server_context(folder: Folder, refuses: Callable[[], bool]) -> ssl.SSLContext:
    """The context of the server.

    Args:
        folder: Where certificates and keys are.
        refuses: Asked once for each new connection: whether its client certificate is refused.
    """
    stranger = make_authority(valid_for(1), "an authority that signed nothing")
    refusing = _context(folder)
    refusing.load_verify_locations(cadata=stranger.pem.decode("ascii"))
    taking = _context(folder)
    taking.load_verify_locations(folder.authority)

    def choose(
        connection: ssl.SSLObject | ssl.SSLSocket, _name: str | None, _context: ssl.SSLContext
    ) -> None:
        if refuses():
            connection.context = refusing

    taking.sni_callback = choose
    return taking


def open_context(folder: Folder) -> ssl.SSLContext:
    """The context of a server that asks for no client certificate, as that of the Datasets API."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(folder.server, folder.server_key)
    return context


def _context(folder: Folder) -> ssl.SSLContext:
    context = open_context(folder)
    context.verify_mode = ssl.CERT_REQUIRED
    # A resumed session would not show its certificate again.
    context.options |= ssl.OP_NO_TICKET
    context.num_tickets = 0
    return context
