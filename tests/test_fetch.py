"""Fetching: only plain HTTPS of named public hosts, only what changed, whole or not at all."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import trustme

from graph.errors import BadSource
from loaders.fetch import Fetcher, is_public

HOST = "data.example.org"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A real HTTPS server on this machine, and what it was asked for."""

    port: int
    context: ssl.SSLContext
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def fetcher(self, folder: Path, **options: Any) -> Fetcher:
        chosen: dict[str, Any] = {"reachable": lambda address: True, "hosts": [HOST]} | options
        return Fetcher(folder, port=self.port, context=self.context, **chosen)

    def url(self, path: str = "/list.json") -> str:
        return f"https://{HOST}:{self.port}{path}"


def plain(body: bytes, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if headers.get("ETag") and request.headers.get("If-None-Match") == headers["ETag"]:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(200)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def moved(target: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", target)
        request.end_headers()

    return answer


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The server; the one host name that leads to it is looked up on no network."""
    authority = trustme.CA()
    told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(told)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers.items())))
            try:
                here.answers.get(self.path, plain(b"not here"))(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            return  # a client that goes away is what some tests are about

    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = told.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    here = Site(port=server.server_port, context=trusting)
    looked_up(monkeypatch, "127.0.0.1", port=here.port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


def looked_up(monkeypatch: pytest.MonkeyPatch, *numbers: str, port: int = 443) -> list[str]:
    """Every name leads to these numbers; the names that were looked up."""
    names: list[str] = []

    def found(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        names.append(host)
        return [(2, 1, 6, "", (n, port)) for n in numbers]

    monkeypatch.setattr("loaders.fetch.socket.getaddrinfo", found)
    return names


def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(BadSource) as caught:
        fetcher.fetch(url)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.next_step
    return line


def test_a_file_comes_with_its_hash(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"[1, 2]")
    found = site.fetcher(tmp_path).fetch(site.url())
    assert found.path.read_bytes() == b"[1, 2]"
    assert found.path.name == "list.json"
    assert found.sha256 == sha256(b"[1, 2]").hexdigest()
    assert found.fresh


def test_what_has_not_changed_is_asked_for_and_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"[1]", ETag='"a"', Last_Modified="Mon, 29 Jun 2026")
    first = site.fetcher(tmp_path).fetch(site.url())
    again = site.fetcher(tmp_path).fetch(site.url())
    assert (again.path, again.sha256, again.fresh) == (first.path, first.sha256, False)
    asked = site.asked[1][1]
    assert asked["If-None-Match"] == '"a"'
    assert asked["If-Modified-Since"] == "Mon, 29 Jun 2026"


def test_what_has_changed_replaces_the_file(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"old", ETag='"a"')
    site.fetcher(tmp_path).fetch(site.url())
    site.answers["/list.json"] = plain(b"new", ETag='"b"')
    found = site.fetcher(tmp_path).fetch(site.url())
    assert (found.path.read_bytes(), found.fresh) == (b"new", True)


def test_a_kept_file_that_somebody_changed_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"right", ETag='"a"')
    found = site.fetcher(tmp_path).fetch(site.url())
    found.path.write_bytes(b"wrong")
    assert site.fetcher(tmp_path).fetch(site.url()).path.read_bytes() == b"right"
    assert "If-None-Match" not in site.asked[1][1]


def test_two_addresses_with_one_file_name_are_kept_apart(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/a/list.json": plain(b"a"), "/list.json?page=2": plain(b"b")}
    fetcher = site.fetcher(tmp_path)
    one, two = fetcher.fetch(site.url("/a/list.json")), fetcher.fetch(site.url("/list.json?page=2"))
    assert (one.path.read_bytes(), two.path.read_bytes()) == (b"a", b"b")


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_over_the_limit_is_refused_whether_it_says_so_or_not(
    site: Site, tmp_path: Path, declared: bool
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if declared:
            request.send_header("Content-Length", "3000000")
        request.end_headers()
        request.wfile.write(b"x" * 3_000_000)

    site.answers["/list.json"] = answer
    assert "larger than 1 MB" in refusal(site.fetcher(tmp_path, limit=1_000_000), site.url())
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_host_that_drips_is_cut_off(site: Site, tmp_path: Path) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b"x")
            time.sleep(0.05)

    site.answers["/list.json"] = drip
    began = time.monotonic()
    refusal(site.fetcher(tmp_path, seconds=0.4), site.url())
    assert time.monotonic() - began < 4
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_file_cut_short_leaves_the_one_before(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"whole", ETag='"a"')
    kept = site.fetcher(tmp_path).fetch(site.url())

    def half(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    site.answers["/list.json"] = half
    refusal(site.fetcher(tmp_path), site.url())
    assert kept.path.read_bytes() == b"whole"
    assert not list(tmp_path.rglob(".part-*"))


@pytest.mark.parametrize("code", [403, 404, 500, 503])
def test_an_answer_that_is_no_file_is_told_with_its_number(
    site: Site, tmp_path: Path, code: int
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.end_headers()

    site.answers["/list.json"] = answer
    assert f"answers {code}" in refusal(site.fetcher(tmp_path), site.url())


def test_a_packed_answer_that_was_not_asked_for_is_refused(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = plain(b"xx", Content_Encoding="gzip")
    assert "packs" in refusal(site.fetcher(tmp_path), site.url())


def test_a_move_within_the_host_is_followed(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/list.json": moved("/new.json"), "/new.json": plain(b"there")}
    assert site.fetcher(tmp_path).fetch(site.url()).path.read_bytes() == b"there"


@pytest.mark.parametrize(
    "target",
    ["https://other.example.org/x", "http://data.example.org/x", "//127.0.0.1/x",
     "https://169.254.169.254/latest/meta-data", "file:///etc/passwd", "ftp://data.example.org/x"],
)  # fmt: skip
def test_a_move_to_anywhere_else_is_refused(site: Site, tmp_path: Path, target: str) -> None:
    site.answers["/list.json"] = moved(target)
    refusal(site.fetcher(tmp_path), site.url())
    assert len(site.asked) == 1


def test_a_move_to_another_allowed_host_is_refused_too(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = moved(f"https://two.example.org:{site.port}/x")
    fetcher = site.fetcher(tmp_path, hosts=[HOST, "two.example.org"])
    assert "sends on to another one" in refusal(fetcher, site.url())


def test_moves_without_end_are_given_up(site: Site, tmp_path: Path) -> None:
    site.answers["/list.json"] = moved("/list.json")
    assert "without end" in refusal(site.fetcher(tmp_path), site.url())
    assert len(site.asked) == 4


def test_a_certificate_of_another_host_is_refused(site: Site, tmp_path: Path) -> None:
    fetcher = site.fetcher(tmp_path, hosts=["two.example.org"])
    refusal(fetcher, f"https://two.example.org:{site.port}/list.json")
    assert site.asked == []


def test_a_certificate_that_nobody_signed_is_refused(site: Site, tmp_path: Path) -> None:
    site.context = ssl.create_default_context()
    assert "certificate" in refusal(site.fetcher(tmp_path), site.url()).lower()


def test_by_default_this_machine_is_not_called(site: Site, tmp_path: Path) -> None:
    fetcher = Fetcher(tmp_path, [HOST], port=site.port, context=site.context)
    assert "not public" in refusal(fetcher, site.url())
    assert site.asked == []


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
     "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fd00::1", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused_before_any_call(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: str
) -> None:
    assert not is_public(ip_address(number))
    looked_up(monkeypatch, "93.184.215.14", number)  # a public number before it helps nothing
    assert "not public" in refusal(Fetcher(tmp_path, [HOST]), f"https://{HOST}/x")


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_numbers_of_the_open_internet_may_be_called(number: str) -> None:
    assert is_public(ip_address(number))


def test_a_name_is_looked_up_once_and_the_checked_number_is_called(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/list.json"] = plain(b"[]")
    names = looked_up(monkeypatch, "127.0.0.1", port=site.port)
    site.fetcher(tmp_path).fetch(site.url())
    assert names == [HOST, "127.0.0.1"]  # the engine passes the number through once more


def test_offline_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("loaders.fetch.socket.getaddrinfo", nowhere)
    line = refusal(Fetcher(tmp_path, [HOST]), f"https://{HOST}/x")
    assert "cannot be found" in line
    assert "instead of --latest" in line


HOSTILE = [
    "http://data.example.org/x", "HTTPS://data.example.org/x", "ftp://data.example.org/x",
    "file:///etc/passwd", "gopher://data.example.org/x", "data:text/plain,x", "javascript:alert(1)",
    "//data.example.org/x", "data.example.org/x", "", "https://", "https:///x",
    "https:data.example.org",
    "https://other.example.org/x", "https://example.org/x", "https://data.example.org.evil.net/x",
    "https://evil.net/data.example.org", "https://evil.net#data.example.org/",
    "https://evil.net?data.example.org/", "https://data.example.org@evil.net/x",
    "https://user@data.example.org/x", "https://user:word@data.example.org/x",
    "https://evil.net\\@data.example.org/x", "https://data.example.org\\evil.net/x",
    "https://data.example.org:22/x", "https://data.example.org:0/x",
    "https://data.example.org:99999/x", "https://data.example.org:x/x",
    "https://data.example.org./x", "https://DATA.example.org.:443/x", "https://data.example.org%00/x",
    "https://data.example.org%2eevil.net/x", "https://data.example.org/x\r\nHost: evil.net",
    "https://data.example.org/a b", "https://data.example.org/\x00", "https://data.example.org/\tx",
    " https://data.example.org/x", "https://dаta.example.org/x", "https://data。example.org/x",
    "https://127.0.0.1/x", "https://2130706433/x", "https://0x7f.1/x", "https://017700000001/x",
    "https://[::1]/x", "https://[::ffff:127.0.0.1]/x", "https://localhost/x", "https://localhost.localdomain/x",
    "https://169.254.169.254/latest/meta-data/", "https://metadata.google.internal/x",
    "https://data.example.org/x#fragment\n", "https://data.example.org/é", "https://[data.example.org]/x",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_before_its_name_is_looked_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    names = looked_up(monkeypatch, "93.184.215.14")
    refusal(Fetcher(tmp_path, [HOST]), url)
    assert names == []
    assert list(tmp_path.iterdir()) == []


def test_there_are_forty_hostile_forms() -> None:
    assert len(set(HOSTILE)) >= 40
