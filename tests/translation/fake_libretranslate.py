"""A stand-in for LibreTranslate: /languages and /translate as its documents and its source (1.6) describe them.

It "translates" by writing in capitals, leaves what is marked translate="no" alone, and, as the real one does, undoes
the escapes of its HTML at the end. It is not the real thing.
"""

import json
import threading
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bs4 import BeautifulSoup

CODES = ["en", "es", "fr", "pt-BR", "ar", "ru", "th"]


def in_capitals(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.find_all(string=True):
        if not any(parent.get("translate") == "no" for parent in node.parents):
            node.replace_with(soup.new_string(node.upper()))
    return unescape(str(soup))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path != "/languages":
            return self._send(404, {"error": "Not found"})
        return self._send(200, self.server.languages)

    def do_POST(self):
        server: FakeLibreTranslate = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(body)
        fault = server.faults.pop(0) if server.faults else None
        if callable(fault):
            return fault(self, body)
        if fault is not None:
            return self._send(fault, {"error": "Slowdown: 80 per 1 minute"}, **server.headers)
        if server.key and body.get("api_key") != server.key:
            return self._send(403, {"error": "Invalid API key"})
        if sum(len(text) for text in body["q"]) > server.limit:
            return self._send(400, {"error": f"Invalid request: request exceeds text limit ({server.limit})"})
        assert body["format"] == "html"
        return self._send(200, {"translatedText": [server.say(text) for text in body["q"]]})

    def _send(self, status: int, answer, **headers) -> None:
        self.send_bytes(status, json.dumps(answer).encode(), **headers)

    def send_bytes(self, status: int, content: bytes, **headers) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class FakeLibreTranslate(ThreadingHTTPServer):
    """Serves at 127.0.0.1 until `stop`. `faults`: a status, or a function of handler and body, for each next request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.languages = [{"code": code, "name": code, "targets": CODES} for code in CODES]
        self.asked, self.faults, self.headers = [], [], {}
        self.key, self.limit, self.say = "", 10_000, in_capitals
        self.released = threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def given(self) -> list[str]:
        """Every text that it was given to translate."""
        return [text for body in self.asked if isinstance(body, dict) for text in body["q"]]

    def stop(self) -> None:
        self.released.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that has given up waiting is no news."""
