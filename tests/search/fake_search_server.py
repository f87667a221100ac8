"""A stand-in for OpenSearch and Elasticsearch: the part of their REST protocol that the hub uses, in memory.

It refuses what it does not know (fields, kinds of query), splits text at spaces, keeps the parts of a copied field
apart and ranks by BM25, as the documents of both servers describe. It is not the real thing.
"""

import json
import math
import socket
import threading
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

GAP = 100  # position_increment_gap of a field of several values
MOST_CLAUSES = 1024  # indices.query.bool.max_clause_count
K1, B = 1.2, 0.75


class RefusedError(Exception):
    def __init__(self, status: int, kind: str):
        self.status, self.kind = status, kind


class Index:
    def __init__(self, definition: dict):
        self.properties = definition["mappings"]["properties"]
        self.documents: dict[str, dict] = {}

    def put(self, key: str, source: dict) -> None:
        if set(source) - set(self.properties):
            raise RefusedError(400, "strict_dynamic_mapping_exception")
        document = {name: {} for name, field in self.properties.items() if field["type"] == "text"}
        ends = Counter()
        for name, value in source.items():
            field = self.properties[name]
            if field["type"] != "text":
                document[name] = value
                continue
            assert field["analyzer"] == "whitespace"
            for target in filter(None, (name, field.get("copy_to"))):
                for token in value.split():
                    document[target].setdefault(token, []).append(ends[target])
                    ends[target] += 1
                ends[target] += GAP
        self.documents[key] = document

    def search(self, body: dict) -> list[dict]:
        if _clauses(body["query"]) > MOST_CLAUSES:
            raise RefusedError(400, "search_phase_execution_exception")
        size, sort = body.get("size", 10), body.get("sort")
        if size > 10_000:
            raise RefusedError(400, "illegal_argument_exception")
        hits = []
        for key, document in self.documents.items():
            score = Scorer(self, document).score(body["query"])
            if score is not None:
                hits.append({"_id": key, "_score": None, "sort": [document["page"]]} if sort else
                            {"_id": key, "_score": score})  # fmt: skip
        if sort:
            assert sort == [{"page": "asc"}]
            after = body.get("search_after", [-1])
            return sorted((hit for hit in hits if hit["sort"] > after), key=lambda hit: hit["sort"])[:size]
        return sorted(hits, key=lambda hit: -hit["_score"])[:size]


class Scorer:
    """The score of one document for a query; None where it does not match."""

    def __init__(self, index: Index, document: dict):
        self.index, self.document = index, document

    def score(self, query: dict) -> float | None:
        ((kind, asked),) = query.items()
        if kind not in {"match_all", "term", "terms", "match", "match_phrase", "multi_match", "bool"}:
            raise RefusedError(400, "parsing_exception")
        return getattr(self, f"_{kind}")(asked)

    def _match_all(self, asked):
        return 1.0

    def _bool(self, asked):
        total = 0.0
        if any(self.score(part) is None for part in asked.get("filter", [])):
            return None
        if any(self.score(part) is not None for part in asked.get("must_not", [])):
            return None
        scores = [score for part in asked.get("should", []) if (score := self.score(part)) is not None]
        needed = asked.get("minimum_should_match", 0 if asked.get("filter") or not asked.get("should") else 1)
        return total + sum(scores) if len(scores) >= needed else None

    def _term(self, asked):
        ((field, value),) = asked.items()
        value, boost = (value["value"], value.get("boost", 1)) if isinstance(value, dict) else (value, 1)
        return self._word(field, value, boost)

    def _terms(self, asked):
        ((field, values),) = asked.items()
        return 1.0 if self.document[field] in values else None

    def _match(self, asked):
        ((field, options),) = asked.items()
        scores = [self._word(field, token) for token in options["query"].split()]
        if options.get("operator", "or") == "and" and None in scores:
            return None
        return _sum(scores)

    def _match_phrase(self, asked):
        ((field, options),) = asked.items()
        return self._phrase(field, options["query"].split(), options.get("boost", 1), options.get("slop", 0))

    def _multi_match(self, asked):
        tokens, boost = asked["query"].split(), asked.get("boost", 1)
        weights = [(field, float(weight)) for field, weight in (each.split("^") for each in asked["fields"])]
        if asked["type"] == "phrase":
            scores = [self._phrase(field, tokens, boost * weight) for field, weight in weights]
            return max((score for score in scores if score is not None), default=None)
        assert asked["type"] == "most_fields"
        return _sum([self._word(field, token, boost * weight) for field, weight in weights for token in tokens])

    def _word(self, field: str, token: str, boost: float = 1) -> float | None:
        places = self.document[field].get(token)
        return boost * self._weight(field, [token], len(places)) if places else None

    def _phrase(self, field: str, tokens: list[str], boost: float, slop: int = 0) -> float | None:
        held = self.document[field]
        times = 0
        for start in held.get(tokens[0], []):
            near = all(
                any(abs(place - start - offset) <= slop for place in held.get(token, []))
                for offset, token in enumerate(tokens)
            )
            times += near
        return boost * self._weight(field, tokens, times) if times else None

    def _weight(self, field: str, tokens: list[str], times: int) -> float:
        documents = self.index.documents.values()
        rarity = 0.0
        for token in tokens:
            having = sum(token in document[field] for document in documents)
            rarity += math.log(1 + (len(documents) - having + 0.5) / (having + 0.5))
        length = 1.0
        if self.index.properties[field].get("norms", True):
            average = sum(_length(document[field]) for document in documents) / len(documents)
            length = _length(self.document[field]) / average
        return rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length))


def _sum(scores: list) -> float | None:
    found = [score for score in scores if score is not None]
    return sum(found) if found else None


def _length(field: dict) -> int:
    return sum(len(places) for places in field.values())


def _clauses(query) -> int:
    """How many words a query looks up, as the servers count."""
    if isinstance(query, list):
        return sum(_clauses(part) for part in query)
    if not isinstance(query, dict):
        return 0
    own = len(query["query"].split()) * len(query.get("fields", [1])) if isinstance(query.get("query"), str) else 0
    return own + sum(_clauses(part) for part in query.values())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.connections.append(self.connection)

    def _serve(self):
        server: FakeSearchServer = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        url = urlsplit(self.path)
        server.asked.append(f"{self.command} {url.path}")
        server.authorization = self.headers.get("Authorization")
        if server.fault == "hangs":
            server.released.wait(30)
        if server.fault == "nonsense":
            return self._send(200, "<html>Welcome to the proxy</html>", "text/html")
        if isinstance(server.fault, int):
            return self._send(server.fault, json.dumps({"error": "broken", "status": server.fault}))
        try:
            with server.lock:
                answer = self._answer(url.path.strip("/").split("/"), parse_qs(url.query), body)
        except RefusedError as refused:
            error = {"type": refused.kind, "reason": refused.kind}
            answer = {"error": {"root_cause": [error], **error}, "status": refused.status}
            return self._send(refused.status, json.dumps(answer))
        return self._send(200, json.dumps(answer))

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _answer(self, path: list[str], parameters: dict, body: str):
        indices = self.server.indices
        name = path[0]
        if len(path) == 1 and self.command == "PUT":
            if name in indices:
                raise RefusedError(400, "resource_already_exists_exception")
            indices[name] = Index(json.loads(body))
            return {"acknowledged": True, "index": name}
        if path[1:] == ["_bulk"]:
            return self._bulk(name, body)
        if name not in indices:
            raise RefusedError(404, "index_not_found_exception")
        if self.command == "DELETE":
            del indices[name]
            return {"acknowledged": True}
        if path[1:] == ["_search"]:
            assert parameters["allow_partial_search_results"] == ["false"]
            hits = indices[name].search(json.loads(body))
            return {"timed_out": False, **({"hits": {"hits": hits}} if hits else {})}  # as filter_path leaves it
        assert self.command == "HEAD"
        return {}

    def _bulk(self, name: str, body: str):
        index = self.server.indices[name]
        lines = [json.loads(line) for line in body.splitlines()]
        items = []
        while lines:
            ((action, where),) = lines.pop(0).items()
            status = 200
            if action == "index":
                index.put(where["_id"], lines.pop(0))
            else:
                assert action == "delete"
                status = 200 if index.documents.pop(where["_id"], None) else 404
            items.append({action: {"_index": name, "_id": where["_id"], "status": status}})
        return {"errors": any(status["status"] != 200 for item in items for status in item.values()), "items": items}

    def _send(self, status: int, text: str, kind: str = "application/json") -> None:
        content = b"" if self.command == "HEAD" else text.encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class FakeSearchServer(ThreadingHTTPServer):
    """Serves at 127.0.0.1 until `stop`. `fault`: None, a status, "hangs" or "nonsense"; `asked`: what it was sent."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.indices: dict[str, Index] = {}
        self.lock = threading.Lock()
        self.released = threading.Event()
        self.fault = self.authorization = None
        self.asked: list[str] = []
        self.connections: list[socket.socket] = []
        self.is_stopped = False
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        """From now on connections are refused."""
        if not self.is_stopped:
            self.is_stopped = True
            self.released.set()
            self.shutdown()
            self.server_close()
            for connection in self.connections:
                with suppress(OSError):  # closed by its client
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address):
        """A client that has given up waiting is no news."""
