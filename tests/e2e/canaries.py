"""Texts that must never come out: a partner's credentials, and a service that repeats all that it is sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from e2e.estate import Estate

from pvsync.emulator.app import App
from pvsync.emulator.endpoint import Endpoint
from pvsync.emulator.message import Answer, Request
from pvsync.emulator.misfortune import Delivery

API_KEY = "CANARYapiKEY0f1e2d3c4b5a69788796a5b4c3d2e1f0"
COMMENT = "CANARYcomment5d4c3b2a"
SERVICE_HEADER = "CANARYheader9a8b7c6d"


def with_canaries(estate: Estate) -> Estate:
    """The same partner, whose API key is known to this test; its other credentials are what they are."""
    estate.emulator.stop()
    estate.emulator.folder.api_key.write_text(f"{API_KEY}\n")
    estate.emulator.start()
    estate.configure()
    return estate


def canaries(estate: Estate) -> Iterator[str]:
    """Every text of the credentials that may not come out: the API key, and each line of key, certificate and CA."""
    yield API_KEY
    yield SERVICE_HEADER
    folder = estate.emulator.folder
    for file in (folder.client_key, folder.client, folder.authority):
        lines = file.read_text().splitlines()
        yield from (line for line in lines if not line.startswith("-----"))
        yield lines[0]


def leaked(estate: Estate, text: str) -> list[str]:
    """Which of them a text holds."""
    return [canary for canary in canaries(estate) if canary in text]


def left_behind(estate: Estate) -> str:
    """Everything that pvsync wrote: below `.pvsync` without the emulator's own, in notes, and beside the catalog."""
    own = estate.root / ".pvsync" / "emulator"
    files = [path for path in estate.root.rglob("*") if path.is_file() and ".git" not in path.parts]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files if own not in path.parents]
    if (estate.root / ".git").exists():
        refs = estate.git("for-each-ref", "--format=%(refname)", "refs/notes", "refs/pvsync").split()
        for ref in refs:
            texts += [estate.git("log", "--format=%B", ref), estate.git("grep", "-h", "", ref)]
    return "\n".join(texts)


@dataclass(frozen=True, slots=True)
class Echo:
    """How a service repeats what it was sent.

    Args:
        status: Status of its answers, 200 for items of a batch that are refused one by one.
        kind: Content type of its answers.
        endpoint: The only endpoint that does so, empty for all.
    """

    status: int
    kind: str = "application/json"
    endpoint: str = ""

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Have every emulator answer so."""
        real, echo = App._delivery, self

        def delivery(self: App, endpoint: Endpoint | None, *rest: object, **more: object) -> Delivery:
            request = next(item for item in rest if isinstance(item, Request))
            if endpoint is None or (echo.endpoint and endpoint.name != echo.endpoint):
                return real(self, endpoint, *rest, **more)  # type: ignore[arg-type]
            return Delivery(echo.answer(request))

        patch.setattr(App, "_delivery", delivery)

    def answer(self, request: Request) -> Answer:
        """Headers and all."""
        said = f"not with these: {dict(request.headers)}"
        headers = (("retry-after", SERVICE_HEADER), ("x-said", SERVICE_HEADER))
        if self.status == 200:
            items = [
                {"requestId": item["requestId"], "statusCode": 400, "body": None, "errorMessage": said}
                for item in json.loads(request.body)
            ]
            return Answer(200, json.dumps(items).encode(), self.kind, headers)
        body = said if self.kind.startswith("text/") else json.dumps({"message": said})
        return Answer(self.status, body.encode(), self.kind, headers)
