"""What an operator meets who gives a wrong address, a wrong password or an old server."""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from graph.errors import BadQuestion, StoreBusy, StoreError, StoreRefused, StoreUnreachable
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_server import OutOfMemory, Server, server_version
from tests.bolt_proxy import babbler, black_hole, listening
from tests.made import a_node, fill, put
from tests.neo4j_lab import (
    PASSWORD,
    OwnServer,
    address,
    credentials,
    free_port,
    opened,
    own_server,
)

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize(
    "form", ["{}", "{}/", "{}/neo4j", "{}?database=neo4j", "neo4j://{bare}", "neo4j://{bare}/neo4j"]
)
def test_every_form_of_address_opens_the_database(form: str) -> None:
    url = form.format(address(), bare=address().split("://")[1])
    store = opened(url=url)
    assert (store.version() >= 0, store.url) == (True, url)
    store.close()


@pytest.mark.parametrize(
    "url",
    ["http://host", "bolt://", "bolt://ann:canary@host", "bolt://ann@host", "neo4j:x", "bolt://:1"],
)
def test_an_address_that_is_none_is_a_bad_question(url: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        Neo4jStore(url)
    assert "canary" not in str(caught.value)


def timed(raises: type[StoreError], **options: Any) -> tuple[StoreError, float]:
    """The error of opening a store, and after how many seconds it came."""
    began = time.monotonic()
    with pytest.raises(raises) as caught:
        opened(patience=2.0, **options)
    return caught.value, time.monotonic() - began


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_not_running_is_told_at_once(scheme: str) -> None:
    error, seconds = timed(StoreUnreachable, url=f"{scheme}://127.0.0.1:{free_port()}")
    assert seconds < 5
    assert error.next_step == "Start it, or mend the address."


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_says_nothing_is_given_up(scheme: str) -> None:
    with black_hole() as port:
        _, seconds = timed(StoreUnreachable, url=f"{scheme}://127.0.0.1:{port}")
    assert seconds < 10


@pytest.mark.parametrize("words", [b"HTTP/1.1 400 No\r\n\r\n", b"\x00\x00\x00\x00", b"\xff"])
def test_another_kind_of_server_is_told(words: bytes) -> None:
    with babbler(words) as port:
        _, seconds = timed(StoreError, url=f"bolt://127.0.0.1:{port}")
    assert seconds < 10


def test_a_name_that_is_nowhere_is_told() -> None:
    _, seconds = timed(StoreUnreachable, url="neo4j://nowhere.invalid:7687")
    assert seconds < 10


def test_a_server_without_encryption_is_told() -> None:
    _, seconds = timed(StoreUnreachable, url=address().replace("bolt://", "bolt+s://"))
    assert seconds < 10


def test_a_database_that_is_not_there_is_named() -> None:
    error, seconds = timed(StoreUnreachable, url=f"{address()}/nosuch")
    assert "'nosuch'" in str(error)
    assert seconds < 10


@pytest.mark.parametrize("bolt", [b"\x00\x00\x04\x04", b"\x00\x00\x00\x05", b"\x00\x00\x04\x05"])
def test_a_server_that_is_too_old_is_refused(bolt: bytes) -> None:
    agent = b"Neo4j/5.12.0"
    success = b"\xb1\x70\xa2\x86server\x8c" + agent + b"\x8dconnection_id\x81x"
    framed = len(success).to_bytes(2, "big") + success + b"\x00\x00"

    def old(client: socket) -> None:
        with suppress(OSError):
            client.recv(4096)
            client.sendall(bolt)
            while data := client.recv(4096):  # HELLO and LOGON may come in one piece
                asked = sum(map(data.count, (b"\xb1\x01", b"\xb1\x6a", b"\xb0\x0f")))
                client.sendall(framed * asked)

    with listening(old) as port:
        error, _ = timed(StoreError, url=f"bolt://127.0.0.1:{port}")
    assert str(error).startswith("Kithmap needs Neo4j 5.26 or later, and the server says: ")


@pytest.mark.parametrize(
    ("agent", "version"),
    [("Neo4j/5.26.30", (5, 26)), ("Neo4j/2026.08.0", (2026, 8)), ("Neo4j/4.4.40", (4, 4)),
     ("Neo4j/v5.2.0 compatible graph database", (5, 2)), ("other", (0, 0)), ("", (0, 0))],
)  # fmt: skip
def test_the_version_is_read_from_the_name(agent: str, version: tuple[int, int]) -> None:
    assert server_version(agent) == version


def test_the_driver_prints_nothing_when_a_server_is_away() -> None:
    script = (
        "from graph.store import open_store\n"
        f"try: open_store('neo4j://127.0.0.1:{free_port()}', user='u', password='{PASSWORD}')\n"
        "except Exception as error: print(error)"
    )
    run = [sys.executable, "-c", script]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert (done.stderr, PASSWORD in done.stdout) == ("", False)
    assert done.stdout.startswith("no Neo4j server answers")


def test_no_password_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        user, password = credentials()
        store = opened(user=user, password=password or PASSWORD)
        fill(store) if store.version() == 0 else store.counts()
        store.close()
    assert caplog.text
    assert (password or PASSWORD) not in caplog.text


def test_a_statement_that_runs_away_is_stopped() -> None:
    user, password = credentials()
    server = Server(address(), user=user, password=password, patience=2.0)
    began = time.monotonic()
    with pytest.raises(StoreBusy, match="did not finish in time"):
        server.transact(lambda ask: ask(RUNAWAY), seconds=1.0)
    assert time.monotonic() - began < 10
    server.close()


RUNAWAY = "UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000) AS b RETURN count(a + b)"


def test_a_statement_that_writes_while_reading_is_refused() -> None:
    user, password = credentials()
    server = Server(address(), user=user, password=password, patience=2.0)
    with pytest.raises(StoreRefused):
        server.read("CREATE (n:Nothing) RETURN n")
    server.close()


def test_a_server_that_is_closed_says_so() -> None:
    store = opened()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.version()


# -- A server of our own: with a password, read-only, small


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server that asks for a password."""
    with own_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.mark.slow
@pytest.mark.parametrize(
    ("user", "password"), [("neo4j", "wrong-canary"), ("nobody", PASSWORD), ("", ""), ("neo4j", "")]
)
def test_a_wrong_password_is_refused_at_once(locked: OwnServer, user: str, password: str) -> None:
    began = time.monotonic()
    with pytest.raises(StoreRefused) as caught:
        locked.opened(user=user, password=password)
    assert time.monotonic() - began < 10
    assert "canary" not in repr(caught.value) + repr(caught.value.__cause__) + str(caught.value)


@pytest.mark.slow
def test_the_right_password_opens(locked: OwnServer) -> None:
    store = locked.opened()
    fill(store)
    assert (store.check(), PASSWORD in store.url) == ((), False)
    store.close()


@pytest.mark.slow
def test_a_server_that_falls_silent_is_given_up(locked: OwnServer) -> None:
    store = locked.opened(patience=2.0)
    before = store.version()
    locked.signal(signal.SIGSTOP)
    time.sleep(0.5)  # until its last thread has stopped
    began = time.monotonic()
    try:
        with pytest.raises(StoreUnreachable):
            store.counts()
        assert time.monotonic() - began < 12
    finally:
        locked.signal(signal.SIGCONT)
    assert store.version() == before
    store.close()


@pytest.mark.slow
def test_a_store_that_is_read_only_can_be_read_and_not_written(tmp_path: Path) -> None:
    with own_server(tmp_path) as server:
        store = server.opened()
        fill(store)
        store.close()
        server.stop()
        server.start("server.databases.default_to_read_only=true")
        store = server.opened(patience=2.0)
        assert (store.counts().nodes, len(list(store.nodes())), store.check()) == (40, 40, ())
        began = time.monotonic()
        with pytest.raises(StoreRefused, match="cannot be written"):
            put(store, nodes=[a_node("a")])
        assert time.monotonic() - began < 10
        store.close()


@pytest.mark.slow
def test_a_small_server_takes_in_batches_what_does_not_fit_at_once(tmp_path: Path) -> None:
    with own_server(tmp_path, "dbms.memory.transaction.total.max=120m") as server:
        store = server.opened(patience=10.0)
        nodes = [a_node(f"n{i:05}", summary="a sentence " * 20) for i in range(20_000)]
        assert put(store, nodes=nodes).nodes == 20_000
        assert store._reader.state().owner  # only a write in batches has one
        with pytest.raises(OutOfMemory, match="does not fit"):
            store._server.transact(lambda ask: ask("UNWIND range(1, 1000000) AS i CREATE (:X)"))
        store.close()
