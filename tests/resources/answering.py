"""A web of our own on loopback: one server that answers in every way a server can, behind names and numbers that are made up.

The checker's rule for numbers is the real one. Only names (`Web.resolve`) and the last step, opening a socket to a number
(`Web.dial`), are ours: every number that would have been connected to is written down in `dialled`.
"""

import contextlib
import datetime as dt
import gzip
import socket
import socketserver
import ssl
import threading
import time
from itertools import chain, repeat

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hub.resources.health.networks import Network

OPEN, OTHER, CLOSED = "93.184.215.14", "93.184.215.15", "93.184.215.66"
NAMES = {
    "site.test": [OPEN],
    "www.site.test": [OPEN],
    "other.test": [OTHER],
    "wrong-name.test": [OPEN],
    "refused.test": [CLOSED],
    "second-answers.test": [CLOSED, OPEN],
    "login.test": [OTHER],
    "hugedomains.com": [OTHER],
    "inside.test": ["10.0.0.5"],
    "loopback.test": ["127.0.0.1"],
    "metadata.test": ["169.254.169.254"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "one-of-two-inside.test": [OPEN, "192.168.1.1"],
    "empty.test": [],
}
PAGE = b"<!doctype html><html><head><title>%s</title></head><body><p>Text</p></body></html>"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def said(status: int, headers: bytes = b"", body: bytes = b"") -> bytes:
    return b"HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n" % (status, headers, len(body)) + body


def page(title: str, status: int = 200) -> bytes:
    return said(status, HTML, PAGE % title.encode())


def to(location: str, status: int = 301) -> bytes:
    return said(status, b"Location: %s\r\n" % location.encode())


PLAIN = {
    "/": page("Welcome"),
    "/page": page("A toolkit for gatherings"),
    "/words": page("Not all that is lost can be found"),
    "/file": said(200, b"Content-Type: application/pdf\r\n", b"%PDF"),
    "/204": said(204),
    "/moved": to("/page"),
    "/moved-twice": to("/moved", 308),
    "/for-now": to("/page", 302),
    "/moved-then-for-now": to("/for-now"),
    "/moved-to-404": to("/404"),
    "/loop": to("/loop2"),
    "/loop2": to("/loop", 302),
    "/to-inside": to("http://inside.test/"),
    "/to-number-inside": to("http://127.0.0.1/admin", 302),
    "/to-short-number": to("http://2130706433/", 302),
    "/to-mapped": to("http://[::ffff:7f00:1]/", 302),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/", 307),
    "/to-file": to("file:///etc/passwd"),
    "/to-port": to("http://site.test:8080/"),
    "/to-secrets": to("http://somebody:word@other.test/"),
    "/to-nonsense": to("http://[::bad/"),
    "/to-onion": to("http://abcdefghij.onion/"),
    "/to-login": to("https://login.test/signin?next=/x", 302),
    "/to-signin": to("http://login.test/session/new?next=/x", 302),
    "/to-home": to("/", 302),
    "/to-home-elsewhere": to("http://other.test/en/", 301),
    "/to-for-sale": to("http://hugedomains.com/domain?name=x", 302),
    "/to-nowhere": said(302),
    "/session/new": page("Sign in"),
    "/401": said(401, b'WWW-Authenticate: Basic realm="x"\r\n'),
    "/403": said(403),
    "/404": page("Not found", 404),
    "/410": said(410),
    "/418": said(418),
    "/429": said(429, b"Retry-After: 7200\r\n"),
    "/451": said(451),
    "/500": said(500),
    "/503": said(503, b"Retry-After: 3600\r\n"),
    "/999": said(999),
    "/soft-404": page("404 &mdash; Page not found | A site"),
    "/soft-404-fr": page("Page introuvable"),
    "/soft-404-ru": page("Страница не найдена"),
    "/for-sale": page("old.example: this domain is for sale"),
    "/captcha": page("Just a moment..."),
    "/challenge": said(403, b"cf-mitigated: challenge\r\n"),
    "/not-http": b"SSH-2.0-OpenSSH_9.9\r\n",
    "/bad-status": b"HTTP/1.1 abc X\r\n\r\n",
    "/huge-header": b"HTTP/1.1 200 OK\r\nX-Much: " + b"a" * 200_000 + b"\r\n\r\n",
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n",
    "/gzip-bomb": said(
        200, HTML + b"Content-Encoding: gzip\r\n", gzip.compress(b"<title>404 not found</title>" + b"0" * 20_000_000)
    ),
}


class Handler(socketserver.BaseRequestHandler):
    """`server.asked` holds what was asked: method, host, path, all headers."""

    def handle(self):
        with contextlib.suppress(OSError):  # a checker that hangs up is what we want
            self._handle()

    def _handle(self):
        self.server.began()
        line = self.request
        line.settimeout(10)
        if self.server.context:
            line = self.server.context.wrap_socket(line, server_side=True)
        head = b""
        while b"\r\n\r\n" not in head:
            if not (part := line.recv(4096)):
                return
            head += part
        first, *rest = head.decode("latin-1").split("\r\n")
        method, path, _version = first.split(" ")
        headers = dict(each.split(": ", 1) for each in rest if ": " in each)
        self.server.asked.append((method, headers.get("Host"), path, headers))
        self._answer(line, method, path)
        line.close()

    def _answer(self, line, method, path):
        path = path.partition("?")[0]
        special = getattr(self, path.strip("/").replace("-", "_"), None) if path in SPECIAL else None
        if special:
            return special(line, method)
        answer = PLAIN.get(path, said(200))
        line.sendall(answer.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else answer)

    def head_405(self, line, method):
        line.sendall(page("Here") if method == "GET" else said(405))

    def head_lies(self, line, method):
        line.sendall(page("Here") if method == "GET" else said(404))

    def head_reset(self, line, method):
        if method == "GET":
            line.sendall(page("Here"))

    def reset(self, line, method):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    def hangs(self, line, method):
        self.server.ended.wait(5)

    def drips(self, line, method):
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(50):
            line.sendall(b"X-%d: drip\r\n" % number)
            if self.server.ended.wait(0.1):
                return

    def endless(self, line, method):
        line.sendall(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n")
        if method == "GET":
            self.server.sent = 0
            while self.server.sent < 50_000_000:
                self.server.sent += line.send(b"<p>more</p>" * 1000)

    def drips_body(self, line, method):
        line.sendall(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n")
        while method == "GET" and not self.server.ended.wait(0.1):
            line.sendall(b"<p>more</p>")

    def endless_100(self, line, method):
        while True:
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


SPECIAL = {
    f"/{name}" for name in (
        "head-405", "head-lies", "head-reset", "reset", "hangs", "drips", "endless", "drips-body", "endless-100"
    )
}  # fmt: skip


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128
    block_on_close = False

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.context, self.asked, self.ended = context, [], threading.Event()
        self.sent = self.connections = 0
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def began(self):
        self.connections += 1

    def end(self):
        self.ended.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A checker that hangs up is what we want."""


class Web:
    def __init__(self, folder):
        certificate, key = certificate_of("site.test", folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.http, self.https = Server(), Server(context)
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            self.nobody = closed.getsockname()[1]
        self.certificate = certificate
        self.forget()

    def forget(self) -> None:
        self.dialled: list[tuple[str, int]] = []
        self.resolved: list[str] = []
        self.rebinding = chain([[OPEN]], repeat(["127.0.0.1"]))
        for server in (self.http, self.https):
            server.asked.clear()

    def network(self) -> Network:
        return Network(
            resolve=self.resolve, dial=self.dial, tls=lambda: ssl.create_default_context(cafile=self.certificate)
        )

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        if host == "rebinding.test":
            return next(self.rebinding)
        if host.endswith(".many.test"):
            return [OPEN]
        if host in NAMES:
            return NAMES[host]
        return [
            place[4][0]
            for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        ]

    def dial(self, number: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((number, port))
        servers = {80: self.http, 443: self.https}
        real = self.nobody if number == CLOSED else servers[port].server_address[1]
        return socket.create_connection(("127.0.0.1", real), timeout=seconds)

    def asked(self) -> list[tuple[str, str, str]]:
        return [each[:3] for each in self.http.asked + self.https.asked]

    def end(self) -> None:
        self.http.end()
        self.https.end()


def certificate_of(name: str, folder) -> tuple[str, str]:
    """Signed by itself, for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(tz=dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(certificate), str(secret)


def seconds_of(do) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began
