"""The page that the browser comes back to: one answer, of the right state, over http or TLS, and gone afterwards."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from unit.datasets.slate_world import Time

from pvsync.datasets.clock import Clock
from pvsync.datasets.consent import new_state
from pvsync.datasets.loopback import Loopback
from pvsync.errors import TimedOut, UsageError
from pvsync.model.secret import Secret


@pytest.fixture(params=["http", "https"])
def page(request: pytest.FixtureRequest) -> Iterator[Loopback]:
    with closing(Loopback(f"{request.param}://localhost:0/back")) as page:
        yield page


class Waiting:
    """Somebody who waits for the browser, in a thread."""

    def __init__(self, page: Loopback, state: Secret) -> None:
        self.came: list[str] = []
        self._thread = threading.Thread(target=lambda: self.came.append(page.wait(state, 60, Clock())))
        self._thread.start()

    def over(self) -> str:
        self._thread.join()
        return self.came[0]


def visit(page: Loopback, path: str) -> tuple[int, str]:
    """What a browser gets, which shrugs at the page's own certificate."""
    parts = urlsplit(page.redirect_uri)
    if parts.scheme == "https":
        context = ssl._create_unverified_context()  # noqa: S323 - as a person who goes on
        connection = http.client.HTTPSConnection("127.0.0.1", parts.port, context=context, timeout=10)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_it_takes_the_answer_of_the_right_state_alone(
    page: Loopback, capfd: pytest.CaptureFixture[str]
) -> None:
    state = new_state()
    right = f"/back?code=c0dec0dec0de&state={state.reveal()}"
    waiting = Waiting(page, state)
    for path, status in (
        ("/favicon.ico", 404),
        ("/", 404),
        ("/back", 400),
        ("/back?code=other&state=other", 400),
        (f"{right}&state=other", 400),
        (right, 200),
    ):
        got, text = visit(page, path)
        assert got == status
        assert "c0dec0dec0de" not in text
    assert waiting.over() == f"{page.redirect_uri}?code=c0dec0dec0de&state={state.reveal()}"
    assert capfd.readouterr() == ("", "")


def test_it_says_the_port_that_it_has(page: Loopback) -> None:
    parts = urlsplit(page.redirect_uri)
    assert parts.hostname == "localhost"
    assert parts.path == "/back"
    assert parts.port


def test_a_browser_that_does_not_come_is_not_waited_for_for_ever() -> None:
    seconds = iter(range(0, 100, 5))
    clock = Clock(Time(), lambda: float(next(seconds)), lambda _seconds: None)
    with closing(Loopback("http://localhost:0/")) as page:
        page._server.handle_request = lambda: None  # type: ignore[method-assign]
        with pytest.raises(TimedOut, match="did not come back") as caught:
            page.wait(new_state(), 20, clock)
    assert "--paste" in caught.value.advice


def test_a_port_that_is_taken_is_said() -> None:
    with closing(Loopback("http://localhost:0/")) as page:
        port = urlsplit(page.redirect_uri).port
        with pytest.raises(UsageError, match=f"port {port}") as caught:
            Loopback(f"https://localhost:{port}/")
    assert "--paste" in caught.value.advice


def test_a_connection_that_says_nothing_or_nonsense_holds_nobody_up(page: Loopback) -> None:
    state = new_state()
    waiting = Waiting(page, state)
    for said in (b"", b"\x00\x01\x02\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", urlsplit(page.redirect_uri).port or 0)) as connection:
            connection.sendall(said)
    assert visit(page, f"/back?error=access_denied&state={state.reveal()}")[0] == 200
    assert "access_denied" in waiting.over()
