"""A door between a driver and a server that can be made to fail: a black hole, a lost answer, …"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message that commits a transaction, as it stands in the stream."""


def close(*sockets: socket.socket) -> None:
    """Close connections at once, as a cable that is cut does."""
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port on which each connection is served by a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_ones: list[socket.socket] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                open_ones.append(client)
                Thread(target=serve, args=(client,), daemon=True).start()

    thread = Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        close(listener, *open_ones)
        thread.join(5)


@contextmanager
def black_hole() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with listening(lambda client: None) as port:
        yield port


@contextmanager
def babbler(words: bytes) -> Iterator[int]:
    """A port that answers whatever it is sent with the same bytes."""

    def babble(client: socket.socket) -> None:
        with suppress(OSError):
            while client.recv(65536):
                client.sendall(words)

    with listening(babble) as port:
        yield port


class CutAtCommit:
    """Cuts the connection at the first commit of a transaction that holds ``marker``.

    ``before`` the server gets the commit, or after it has answered and before the driver hears it.
    ``times`` is how many such transactions are cut.
    """

    def __init__(self, marker: bytes, *, before: bool, times: int = 1) -> None:
        self._marker = marker
        self._before = before
        self._left = times
        self._lock = Lock()
        self.cuts = 0

    def cuts_now(self) -> bool:
        """Whether this commit is to be cut."""
        with self._lock:
            if not self._left:
                return False
            self._left -= 1
            self.cuts += 1
            return True

    def pump(self, client: socket.socket, server: socket.socket) -> None:
        """Carry bytes both ways until one side is gone or the cut comes."""
        swallow = Event()
        Thread(target=self._answers, args=(client, server, swallow), daemon=True).start()
        marked = False
        with suppress(OSError):
            while data := client.recv(1 << 20):
                marked = marked or self._marker in data
                if marked and COMMIT in data:
                    marked = False
                    if self.cuts_now():
                        if self._before:
                            break
                        swallow.set()
                server.sendall(data)
        close(client, server)

    @staticmethod
    def _answers(client: socket.socket, server: socket.socket, swallow: Event) -> None:
        with suppress(OSError):
            while data := server.recv(1 << 20):
                if swallow.is_set():
                    break
                client.sendall(data)
        close(client, server)


@contextmanager
def proxy(target: int, cut: CutAtCommit) -> Iterator[int]:
    """A port that leads to the server on port ``target``."""

    def serve(client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", target))
        except OSError:
            close(client)
            return
        cut.pump(client, server)

    with listening(serve) as port:
        yield port
