"""A stand-in for GitHub's issues, as its REST documentation has them: what the workflows ask, and nothing else."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "acme/prime-video"
BOT = "github-actions[bot]"
_PATH = re.compile(rf"/repos/{REPOSITORY}/issues(?:/(comments/)?(\d+)(/comments)?)?")


class Forge:
    """Issues and comments of one repository.

    A pull request is an issue here, as it is there.
    """

    def __init__(self, token: str) -> None:
        self.token = token
        self.issues: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, dict[str, Any]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def say(self, issue: int, body: str, login: str) -> None:
        """Somebody comments."""
        number = len(self.comments) + 1
        self.comments[number] = {"id": number, "issue": issue, "body": body, "user": {"login": login}}

    def open(self, label: str) -> list[dict[str, Any]]:
        return [one for one in self.issues.values() if label in one["labels"] and one["state"] == "open"]

    def answer(self, method: str, target: str, body: dict[str, Any]) -> tuple[int, Any]:
        parts = urlsplit(target)
        found = _PATH.fullmatch(parts.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert found is not None, target
        comment, number, comments = found[1], int(found[2] or 0), found[3]
        match method:
            case "GET" if comments:
                mine = [one for one in self.comments.values() if one["issue"] == number]
                return 200, page(mine, asked)
            case "POST" if comments:
                self.say(number, body["body"], BOT)
                return 201, self.comments[len(self.comments)]
            case "PATCH" if comment:
                self.comments[number] |= body
                return 200, self.comments[number]
            case "GET" if not number:
                assert asked["state"] == "open"
                return 200, page(self.open(asked["labels"]), asked)
            case "POST" if not number:
                number = len(self.issues) + 1
                self.issues[number] = {"number": number, "state": "open", **body}
                return 201, self.issues[number]
            case "PATCH":
                self.issues[number] |= body
                return 200, self.issues[number]
        raise AssertionError(f"{method} {target}")


def page(found: list[Any], asked: dict[str, str]) -> list[Any]:
    size, number = int(asked["per_page"]), int(asked.get("page", "1"))
    return found[(number - 1) * size : number * size]


def _handler(forge: Forge) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size) or b"{}")
            status: int
            said: Any
            if self.headers["Authorization"] != f"Bearer {forge.token}":
                status, said = 401, {"message": "Bad credentials"}
            else:
                status, said = forge.answer(self.command, self.path, body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _reply  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    return Handler
