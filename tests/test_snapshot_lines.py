"""The lines of an export, read strictly: what a line lacks or adds is named with its line."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from graph.errors import BadSource
from graph.export import export
from graph.model import Amount
from loaders.snapshot_lines import read_lines
from tests.answers import world

Row = dict[str, Any]
LINES = export(world(), "jsonl").removesuffix(b"\n").split(b"\n")


def at(word: str) -> int:
    """The first line of a sort."""
    return next(n for n, line in enumerate(LINES) if word in orjson.loads(line))


def changed(word: str, change: Callable[[Row], object]) -> tuple[bytes, int]:
    """The export with the first line of a sort changed, and the number of that line."""
    number = at(word)
    row = orjson.loads(LINES[number])
    change(row if word == "kithmap" else row[word])
    lines = [*LINES[:number], orjson.dumps(row), *LINES[number + 1 :]]
    return b"\n".join(lines), number + 1


def test_all_that_was_written_is_read() -> None:
    held = read_lines(b"\n".join(LINES), "x.jsonl")
    assert held.hash == world().hash
    assert tuple(held.nodes) == world().nodes
    assert tuple(held.links) == world().links
    assert {source.id for source in held.sources} == set(world().sources)


def test_a_band_of_money_comes_back_as_a_band() -> None:
    held = read_lines(b"\n".join(LINES), "x.jsonl")
    amounts = {s.amount for link in held.links for s in link.statements if s.amount}
    assert Amount(low=1501.0, high=3000.0) in amounts


def first(row: Row) -> Row:
    """The first statement of a node or a link."""
    made: Row = row["statements"][0]
    return made


MONEY: Row = {"low": 1, "high": 2, "unit": "GBP"}


@pytest.mark.parametrize(
    ("word", "change", "part"),
    [
        ("kithmap", lambda row: row.update(kithmap=2), "version 2 is newer"),
        ("kithmap", lambda row: row.pop("editions"), "does not name its editions"),
        ("kithmap", lambda row: row["editions"][0].update(complete="yes"), "neither true nor"),
        ("kithmap", lambda row: row.update(as_of=7), "7 is no text"),
        ("kithmap", lambda row: row.pop("hash"), "hash"),
        ("node", lambda row: row.update(statements=[]), "it has no statement"),
        ("node", lambda row: row.update(colour="red"), "unknown field 'colour'"),
        ("node", lambda row: row.update(kind="cheese"), "cheese"),
        ("node", lambda row: row.pop("name"), "name"),
        ("node", lambda row: row.update(aliases=[3]), "3 is no text"),
        ("link", lambda row: first(row).update(seen=[]), "never seen"),
        ("link", lambda row: first(row).update(status="perhaps"), "perhaps"),
        ("link", lambda row: first(row).update(amount=MONEY | {"low": "1"}), "is no number"),
        ("link", lambda row: first(row).update(amount={"low": 1}), "high"),
        ("link", lambda row: first(row).update(claims=[["one"]]), "unpack"),
    ],
)
def test_a_line_that_is_not_what_it_should_be_is_refused_by_its_number(
    word: str, change: Callable[[Row], object], part: str
) -> None:
    data, number = changed(word, change)
    with pytest.raises(BadSource) as refused:
        read_lines(data, "x.jsonl")
    assert part in refused.value.what
    # The version and the editions concern the whole file.
    whole = part in ("version 2 is newer", "does not name its editions")
    assert refused.value.where == ("x.jsonl" if whole else f"x.jsonl, line {number}")
    assert refused.value.next_step


@pytest.mark.parametrize(
    "line", [b"[]", b"7", b"{", b"", b'{"cheese":{}}', b'{"node":{},"link":{}}']
)
def test_a_line_of_no_known_sort_is_refused(line: bytes) -> None:
    with pytest.raises(BadSource) as refused:
        read_lines(b"\n".join((*LINES[:2], line, *LINES[2:])), "x.jsonl")
    assert refused.value.where == "x.jsonl, line 3"


@pytest.mark.parametrize("word", ["node", "link"])
def test_a_line_that_is_lost_or_doctored_breaks_the_hash(word: str) -> None:
    number = at(word)
    lost = b"\n".join((*LINES[:number], *LINES[number + 1 :]))
    doctored, _ = changed(word, lambda row: first(row).update(detail="Chair of all"))
    for data in (lost, doctored):
        with pytest.raises(BadSource, match="some are lost or changed") as refused:
            read_lines(data, "x.jsonl")
        assert world().hash in refused.value.what
