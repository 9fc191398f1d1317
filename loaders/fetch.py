"""Fetches files from named public hosts over HTTPS into a folder, and only what has changed.

Nothing is fetched from an address that a user gives: a loader's hosts are in ``loaders.origins``.
"""

import http.client
import json
import os
import re
import socket
import ssl
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from threading import Timer
from typing import IO
from urllib.parse import SplitResult, urljoin, urlsplit

from loaders.archives import MB, refuse

SECONDS = 600.0  # for one file: 1 GB at 2 MB a second
SILENCE = 30.0  # seconds without a byte
LIMIT = 200 * MB
PIECE = 64 * 1024
REDIRECTS = 3
_AGENT = "kithmap (network explorer; reads public registers)"
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
_PATH = re.compile(r"/[A-Za-z0-9/._~%!$&'()*+,;=:@?-]*")
_BY_HAND = "Fetch the file with a browser and name it instead of --latest."

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file that was fetched; not ``fresh`` when it was there already and has not changed."""

    path: Path
    url: str
    sha256: str
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is kept beside a file: where it is from, and how to ask whether it has changed."""

    url: str
    sha256: str
    etag: str = ""
    modified: str = ""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet.

    >>> is_public(ip_address("127.0.0.1")), is_public(ip_address("::ffff:10.0.0.1"))
    (False, False)
    """
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(inner.is_global and address.is_global and not inner.is_multicast)


class Fetcher:
    """Fetches from ``hosts`` into ``folder``.

    ``limit`` is the most bytes that a file may have, ``seconds`` how long it may take.
    ``reachable`` says which addresses may be called; ``port`` and ``context`` are for tests on
    this machine.
    """

    def __init__(
        self,
        folder: Path,
        hosts: Iterable[str],
        *,
        limit: int = LIMIT,
        seconds: float = SECONDS,
        reachable: Callable[[Address], bool] = is_public,
        port: int = 443,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._folder = folder
        self._hosts = frozenset(hosts)
        self._limit = limit
        self._seconds = seconds
        self._reachable = reachable
        self._port = port
        self._context = context or ssl.create_default_context()

    def fetch(self, url: str) -> Fetched:
        """The file at an address, fetched only when it changed since it was fetched last.

        Raises ``BadSource`` (what, the address, what to do) when it cannot be had; what was
        fetched before is left as it was.
        """
        address = self.checked(url)
        place = self._folder / sha256(url.encode()).hexdigest()[:24]
        file = place / (Path(address.path).name or "index")
        note = _read_note(place, file)
        known = {"If-None-Match": note.etag, "If-Modified-Since": note.modified} if note else {}
        for _ in range(REDIRECTS + 1):
            with closing(self._connected(address, url)) as line:
                watch = Timer(self._seconds, _cut, [line.sock])
                watch.start()
                try:
                    with closing(self._asked(line, address, known)) as answer:
                        moved = answer.headers.get("Location", "")
                        if answer.status in (301, 302, 303, 307, 308) and moved:
                            address = self._followed(address, moved, url)
                            continue
                        if answer.status == 304 and note:
                            return Fetched(path=file, url=url, sha256=note.sha256, fresh=False)
                        return self._kept(answer, url, place, file)
                except (OSError, http.client.HTTPException) as error:
                    refuse(f"the file could not be fetched: {_told(error)}", url, _BY_HAND)
                finally:
                    watch.cancel()
        refuse("the host sends from one address to another without end", url, _BY_HAND)

    def checked(self, url: str) -> SplitResult:
        """The parts of an address; ``BadSource`` unless it is a plain HTTPS one of our hosts."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            parts, host, port = SplitResult("", "", "", "", ""), "", None
        plain = host == parts.netloc.partition(":")[0] and bool(_HOST.fullmatch(host))
        whole = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        clean = url.isascii() and url.isprintable() and bool(_PATH.fullmatch(whole))
        if parts.scheme != "https" or not url.startswith("https://") or not plain or not clean:
            refuse("only plain https:// addresses are fetched", url[:200], _BY_HAND)
        if host not in self._hosts or port not in (None, self._port):
            allowed = ", ".join(sorted(self._hosts))
            refuse(f"nothing is fetched from this host, only from {allowed}", url[:200], _BY_HAND)
        return parts

    def _followed(self, address: SplitResult, moved: str, url: str) -> SplitResult:
        target = self.checked(urljoin(address.geturl(), moved))
        if target.hostname != address.hostname:
            refuse(f"the host sends on to another one, {target.hostname}", url, _BY_HAND)
        return target

    def _connected(self, address: SplitResult, url: str) -> http.client.HTTPSConnection:
        """A line to the host; its name is looked up once, and the line goes to what was checked."""
        host = address.hostname or ""
        try:
            found = socket.getaddrinfo(host, self._port, type=socket.SOCK_STREAM)
            numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
        except OSError as error:
            refuse(f"{host} cannot be found: {_told(error)}", url, f"Are you online? {_BY_HAND}")
        private = [n for n in numbers if not self._reachable(ip_address(n))]
        if private or not numbers:
            refuse(f"{host} leads to {private[0] if private else 'nothing'}, which is not public",
                   url, _BY_HAND)  # fmt: skip
        try:
            return _line(host, self._port, numbers[0], self._context)
        except OSError as error:
            refuse(f"{host} cannot be reached: {_told(error)}", url, f"Are you online? {_BY_HAND}")

    def _asked(
        self, line: http.client.HTTPSConnection, address: SplitResult, known: dict[str, str]
    ) -> http.client.HTTPResponse:
        headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity", "Connection": "close"}
        headers |= {name: value for name, value in known.items() if value}
        query = f"?{address.query}" if address.query else ""
        line.request("GET", (address.path or "/") + query, headers=headers)
        return line.getresponse()

    def _kept(self, answer: http.client.HTTPResponse, url: str, place: Path, file: Path) -> Fetched:
        if answer.status != 200:
            refuse(f"the host answers {answer.status} {answer.reason}", url, _BY_HAND)
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            refuse("the host packs the file though asked not to", url, _BY_HAND)
        told = answer.headers.get("Content-Length", "")
        if told.isdigit() and int(told) > self._limit:
            refuse(f"the file is larger than {self._limit / MB:g} MB", url, _BY_HAND)
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, prefix=".part-")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                digest, size = self._poured(answer, out, url)
                if told.isdigit() and size != int(told):
                    refuse("the file came cut short", url, "Try again.")
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        headers = answer.headers
        note = _Note(url=url, sha256=digest, etag=headers.get("ETag", ""),
                     modified=headers.get("Last-Modified", ""))  # fmt: skip
        _write_note(place, note)
        return Fetched(path=file, url=url, sha256=digest, fresh=True)

    def _poured(
        self, answer: http.client.HTTPResponse, out: IO[bytes], url: str
    ) -> tuple[str, int]:
        digest, size = sha256(), 0
        while piece := answer.read1(PIECE):
            size += len(piece)
            if size > self._limit:
                refuse(f"the file is larger than {self._limit / MB:g} MB", url, _BY_HAND)
            digest.update(piece)
            out.write(piece)
        return digest.hexdigest(), size


def _line(
    host: str, port: int, number: str, context: ssl.SSLContext
) -> http.client.HTTPSConnection:
    """A line to a number, on which the certificate must be the host's."""
    line = http.client.HTTPSConnection(host, port, timeout=SILENCE, context=context)
    plain = socket.create_connection((number, port), timeout=SILENCE)
    try:
        line.sock = context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return line


def _cut(line: socket.socket) -> None:
    """End a line that takes too long, however slowly its bytes come."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it had ended by itself
        return


def _told(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(reason)[:120]


def _read_note(place: Path, file: Path) -> _Note | None:
    """The note beside a file, when the file is still the one that it tells of."""
    try:
        note = _Note(**json.loads((place / "note.json").read_text(encoding="utf-8")))
        held = sha256(file.read_bytes()).hexdigest()
    except (OSError, ValueError, TypeError):
        return None
    return note if held == note.sha256 else None


def _write_note(place: Path, note: _Note) -> None:
    handle, name = tempfile.mkstemp(dir=place, prefix=".note-")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(asdict(note), out)
    Path(name).replace(place / "note.json")
