"""Damage to a store's file: none of it is silent, and each kind is said in one line."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from graph.errors import Defect, StoreDamaged, StoreError
from graph.model import LinkKind
from graph.store.sqlite import SqliteStore
from tests.files import Opener, meddle, refusal
from tests.made import a_link, a_node, content, put

MEDDLING = {
    "a changed name": "UPDATE nodes SET name = 'X' WHERE id = 'country-ke'",
    "a changed statement": "UPDATE links SET statements = replace(statements, 'Chair', 'Chef')",
    "a statement that is no JSON": "UPDATE nodes SET statements = '[{' WHERE id = 'country-ke'",
    "a kind that is none": "UPDATE nodes SET kind = 'ghost' WHERE id = 'country-ke'",
    "a link kind that is none": "UPDATE links SET kind = 'ghost' WHERE number = 1",
    "a name that is a number": "UPDATE nodes SET name = x'00' WHERE id = 'country-ke'",
    "a name that is no text": "UPDATE nodes SET name = CAST(x'ff' AS TEXT) WHERE id = 'country-ke'",
    "changed words": "UPDATE nodes SET words = 'x' WHERE id = 'country-ke'",
    "a wrong count of statements": "UPDATE nodes SET said = 7 WHERE id = 'country-ke'",
    "a link without evidence": "UPDATE links SET statements = '[]', said = 0 WHERE number = 1",
    "a link without an end": "DELETE FROM nodes WHERE id = 'country-ke'",
    "a link that is gone": "DELETE FROM links WHERE number = 1",
    "a node that is gone": "DELETE FROM nodes WHERE id = 'peer-highcombe'",
    "a link of another id": "UPDATE links SET id = 'x' WHERE number = 1",
    "an index out of step": "INSERT INTO names (rowid, words) VALUES (999, 'ghost')",
    "a source that is gone": "DELETE FROM sources WHERE id = 'grants'",
    "a changed edition": "UPDATE editions SET complete = 1 - complete",
    "a changed run": "UPDATE runs SET records = 4",
    "a changed judgement": "UPDATE judgements SET verdict = 'different'",
    "a verdict that is none": "UPDATE judgements SET verdict = 'perhaps'",
    "a changed list of identifiers": "UPDATE concordances SET facts = facts || ' '",
    "a list of no kind": "UPDATE concordances SET kind = 'perhaps'",
    "a changed version": "UPDATE state SET version = 9",
    "a version that is gone": "DELETE FROM state",
    "a trigger that is gone": "DROP TRIGGER names_of_changed",
    "an index that is gone": "DROP INDEX links_by_target",
    "a register that is gone": "DROP TABLE runs",
}


@pytest.mark.parametrize("meddling", MEDDLING.values(), ids=MEDDLING)
def test_the_check_notices(filled: Path, meddling: str, opened: Opener) -> None:
    assert opened(filled).check() == ()
    meddle(filled, meddling)
    found = opened(filled).check()
    assert found
    assert all(line and "\n" not in line for line in found)


def test_the_check_notices_an_index_that_leads_elsewhere(filled: Path, opened: Opener) -> None:
    meddle(
        filled,
        "PRAGMA writable_schema = ON",
        "CREATE TEMP TABLE both AS SELECT name, rootpage FROM sqlite_master"
        " WHERE name IN ('links_said', 'links_by_target')",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM both"
        " WHERE both.name <> sqlite_master.name) WHERE name IN (SELECT name FROM both)",
    )
    assert any("links_by_target" in line for line in opened(filled).check())


def test_the_check_names_the_node_and_the_link(filled: Path, opened: Opener) -> None:
    meddle(filled, MEDDLING["a changed name"], "UPDATE links SET hash = '' WHERE kind = 'supports'")
    named = " ".join(opened(filled).check())
    assert "country-ke" in named
    assert "org-westbridge supports appg-ghana" in named


@pytest.mark.parametrize(
    "meddling",
    ["a statement that is no JSON", "a kind that is none", "a link kind that is none",
     "a name that is a number", "a name that is no text", "a verdict that is none",
     "a register that is gone"],
)  # fmt: skip
def test_what_cannot_be_read_is_called_damage(filled: Path, meddling: str) -> None:
    meddle(filled, MEDDLING[meddling])
    assert type(refusal(filled)) is StoreDamaged


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_called_damaged_and_left_as_it_is(filled: Path, share: float) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[: int(len(whole) * share)])
    cut = filled.read_bytes()
    assert what_shows(filled) == ()
    assert filled.read_bytes() == cut


def test_a_row_that_the_engine_swallows_is_a_defect_and_undone(
    filled: Path, opened: Opener
) -> None:
    meddle(
        filled,
        "CREATE TRIGGER lost BEFORE INSERT ON links WHEN new.kind = 'met'"
        " BEGIN SELECT RAISE(IGNORE); END",
    )
    store = opened(filled)
    before = content(store)
    with pytest.raises(Defect, match="1 links were sent and 0 stored"):
        put(store, nodes=[a_node("a"), a_node("b")], links=[a_link("a", "b", LinkKind.MET)])
    assert content(store) == before


def test_damage_that_the_engine_cannot_even_quote_is_called_damage(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"CREATE TABLE runs", b"CREATE \xdfABLE runs"))
    assert type(refusal(filled)) is StoreDamaged


def flipped(whole: bytes, random: Random) -> bytes:
    at = random.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << random.randrange(8))]) + whole[at + 1 :]


def what_shows(file: Path) -> tuple[object, ...]:
    """All that a reader can see of a store; nothing when it is refused as damaged."""
    words = ("kenya", "trust", "gb", "c", "member", "london")
    try:
        with closing(SqliteStore(f"sqlite:///{file}")) as store:
            if store.check():
                return ()
            return (*content(store), *(store.candidates((word,)) for word in words))
    except StoreError:
        return ()


def test_none_of_a_hundred_flipped_bits_is_silent(filled: Path, tmp_path: Path) -> None:
    whole, random, noticed = filled.read_bytes(), Random(20260629), 0
    healthy = what_shows(filled)
    for turn in range(100):
        file = tmp_path / f"flip{turn}.db"
        file.write_bytes(flipped(whole, random))
        shown = what_shows(file)
        noticed += shown == ()
        assert shown in ((), healthy)  # a bit in space that nothing uses does no harm
    assert noticed > 30
