"""Bytes, JSON, gzip files and zip archives read safely within limits.

Nothing here trusts a header, a declared size or a file's ending: whatever is wrong ends in
``BadSource`` naming the file, the line or the member, and what to do.
"""

import io
import json
import stat
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from graph.errors import BadSource

MB = 1_000_000
FILE_LIMIT = 100 * MB


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """How much an archive may hold: members, unpacked bytes in all and in one, packing ratio."""

    members: int = 5_000
    total: int = 200 * MB
    member: int = 50 * MB
    ratio: int = 100


ZIP_LIMITS = ZipLimits()


def read_bytes(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Content of a file of at most ``limit`` bytes, not empty."""
    try:
        # A pipe or a device would never come to an end.
        if path.exists() and not path.is_file():
            refuse("this is not a file", path.name, "Name the file itself, not its folder.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        refuse("there is no such file", str(path), "Mend the path.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(f"the file cannot be read: {reason}", path.name, "Mend the path or its rights.")
    if not data:
        refuse("the file is empty", path.name, "Fetch or save it again.")
    if len(data) > limit:
        refuse(f"the file is larger than {limit / MB:g} MB", path.name, "Split it.")
    return data


def refuse(what: str, where: str, next_step: str) -> NoReturn:
    """Raise ``BadSource``."""
    raise BadSource(what, where=where, next_step=next_step)


def read_json(data: bytes, where: str) -> Any:
    """The value that a JSON text in UTF-8 holds; ``where`` names the file in messages."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        refuse(
            "the JSON is not UTF-8", f"{where}, line {line} column {column}", "Save it as UTF-8."
        )
    try:
        value = json.loads(text, parse_constant=_no_constant)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place = f"{where}, line {error.lineno} column {error.colno}"
        refuse(f"this is not JSON: {error.msg}", place, "Fetch it again, or mend that place.")
    except RecursionError:
        refuse("the JSON is nested too deeply", where, "Fetch it again.")
    except UnicodeEncodeError:
        refuse("the JSON holds half a character (a lone surrogate)", where, "Fetch it again.")
    except ValueError as error:
        refuse(f"this is not JSON: {error}", where, "Fetch it again.")
    return value


def ungzipped(data: bytes, where: str, limit: int = FILE_LIMIT) -> bytes:
    """What a gzip file holds, within the limit of a file that is not packed."""
    packed = zlib.decompressobj(wbits=31)
    try:
        text = packed.decompress(data, limit + 1)
    except zlib.error as error:
        refuse(f"the file cannot be unpacked: {error}", where, "Fetch it again.")
    if len(text) > limit:
        refuse(f"the file unpacks to more than {limit / MB:g} MB", where, "Split it.")
    if not packed.eof:
        refuse("the packed file is cut short", where, "Fetch it again.")
    return text


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number that JSON knows")


class SafeZip:
    """A zip archive whose directory was checked; members are checked again as they are read.

    The packed file is held in memory, so that nothing has to be closed.
    """

    def __init__(self, where: str, archive: zipfile.ZipFile, limits: ZipLimits) -> None:
        self.where = where
        self._archive = archive
        self._limits = limits
        self._members = _checked_members(where, archive, limits)

    def names(self) -> tuple[str, ...]:
        """Names of the regular files inside, sorted; folders and symbolic links are left out."""
        return tuple(sorted(self._members))

    def read(self, name: str) -> bytes:
        """Content of one member."""
        info = self._info(name)
        try:
            with self._archive.open(info) as file:
                data = file.read(self._limits.member + 1)
        except Exception as error:  # each packing method raises its own kind on damaged bytes
            refuse(f"a member cannot be unpacked: {error}", self._at(name), "Fetch it again.")
        if len(data) > self._limits.member or len(data) != info.file_size:
            refuse("a member is not of the size it declares", self._at(name), "Fetch it again.")
        return data

    def beginning(self, name: str, size: int) -> bytes:
        """The first bytes of one member."""
        try:
            with self._archive.open(self._info(name)) as file:
                return file.read(size)
        except Exception as error:  # as in read
            refuse(f"a member cannot be unpacked: {error}", self._at(name), "Fetch it again.")

    def time(self, name: str) -> tuple[int, int, int, int, int, int]:
        """Date and time that the archive gives for a member, as a zip keeps them."""
        return self._info(name).date_time

    def date(self, name: str) -> str:
        """ISO date that the archive gives for a member; empty where it gives none."""
        try:
            return date(*self._info(name).date_time[:3]).isoformat()
        except ValueError:
            return ""

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._members:
            refuse("the archive has no such member", self._at(name), "Look at its list.")
        return self._members[name]

    def _at(self, name: str) -> str:
        return f"{self.where}, {name}"


def open_zip(path: Path, limits: ZipLimits = ZIP_LIMITS, *, packed: int = FILE_LIMIT) -> SafeZip:
    """A zip archive, refused when too large, too tightly packed, encrypted or cut short."""
    return zip_of(read_bytes(path, packed), path.name, limits)


def zip_of(data: bytes, where: str, limits: ZipLimits = ZIP_LIMITS) -> SafeZip:
    """``open_zip`` for a file already read; ``where`` names it in messages."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # the directory parser lets several kinds of error through
        cut = data[:2] == b"PK"
        what = f"the zip archive is damaged or cut short: {error}" if cut else "not a zip archive"
        refuse(what, where, "Fetch it again.")
    return SafeZip(where, archive, limits)


def _checked_members(
    where: str, archive: zipfile.ZipFile, limits: ZipLimits
) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > limits.members:
        refuse(f"{len(infos)} members, more than {limits.members}", where, "Split the archive.")
    if total > limits.total:
        what = f"it unpacks to {total / MB:.0f} MB, more than {limits.total / MB:g} MB"
        refuse(what, where, "Split the archive.")
    if total > MB and total > limits.ratio * max(packed, 1):
        what = f"it is packed more than {limits.ratio} to 1, as archives made to do harm are"
        refuse(what, where, "Unpack it yourself if you trust it.")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_member(f"{where}, {info.filename[:100]}", info, limits)
        if info.filename in members:
            refuse("two members have one name", f"{where}, {info.filename}", "Pack it again.")
        if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
            members[info.filename] = info
    return members


def _check_member(where: str, info: zipfile.ZipInfo, limits: ZipLimits) -> None:
    name = info.orig_filename
    unsafe = "\\" in name or "\0" in name or ":" in name or name.startswith("/")
    if not name or unsafe or ".." in PurePosixPath(name).parts:
        refuse("a member's name leads out of the archive", where, "Do not use this archive.")
    if info.flag_bits & 0x1:
        refuse("a member is encrypted", where, "Pack it without a password.")
    if info.file_size > limits.member:
        refuse(f"a member is larger than {limits.member / MB:g} MB", where, "Split it.")
