"""A load that writes nothing: what it comes to, what stands in the way, what was set aside."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.dry_run import dry_lines
from graph.errors import BadRows, BadSource
from graph.model import Visibility
from loaders import get_loader
from loaders.base import Batch, Report
from loaders.spreadsheet_preview import SheetGuess
from tests.loading import Recited, link, node, recited

PUBLIC = Visibility.PUBLIC
TODAY = "2026-06-29"


def told(loader: Recited) -> list[str]:
    return list(dry_lines(loader, (), PUBLIC, TODAY))


def sheet(folder: Path, text: str, name: str = "mine.csv") -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(dry_lines(get_loader("spreadsheet"), (path,), Visibility.INTERNAL, TODAY))


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ((), "0 nodes and 0 links"),
        ((node("a", "Amber"),), "1 node and 0 links"),
        ((node("a", "Amber"), node("b", "Beryl"), link("a", "b")), "2 nodes and 1 link"),
        ((node("a", "Amber"), node("a", "Amber Trust")), "1 node and 0 links"),
    ],
)
def test_what_it_comes_to_counts_each_node_once(records: tuple[object, ...], words: str) -> None:
    lines = told(recited(*records))  # type: ignore[arg-type]  # records of both sorts
    assert lines == [f"It comes to {words}, public.", "Nothing was written."]


def test_figures_of_the_loader_follow_and_the_last_line_is_that_nothing_was_written() -> None:
    lines = told(Recited(batches=(), facts={"groups": 1200}))
    assert lines[1:] == ["  groups: 1,200", "Nothing was written."]


def test_what_is_set_aside_is_told_with_its_reason_and_where_the_first_stands() -> None:
    class Wasteful(Recited):
        def read(
            self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
        ) -> Iterator[Batch]:
            for row in (4, 9):
                report.leave("no name", f"row {row}")
            report.leave("a date in the future")
            return iter(self.batches)

    assert told(Wasteful(batches=()))[1:-1] == [
        "  set aside, a date in the future: 1 (first: ?)",
        "  set aside, no name: 2 (first: row 4)",
    ]


@pytest.mark.parametrize(
    ("error", "rows"),
    [
        (BadSource("no such column", where="a.csv"), []),
        (BadRows("two rows", rows=("row 2: x", "row 3: y")), ["  - row 2: x", "  - row 3: y"]),
    ],
)
def test_what_cannot_be_loaded_says_so_with_every_bad_row(
    error: BadSource, rows: list[str]
) -> None:
    assert told(Recited(batches=(), fails_with=error)) == [
        f"It cannot be loaded as it stands: {error}", *rows, "Nothing was written.",
    ]  # fmt: skip


def test_a_sheet_tells_each_column_with_examples_and_how_sure_that_is(tmp_path: Path) -> None:
    lines = sheet(tmp_path, "Organisation,Telephone,Empty\nAmber Trust,020,\n")
    assert lines[0].startswith("mine.csv (1 row): bodies, people and other nodes")
    (name,) = [line for line in lines if "] 'Organisation'" in line]
    assert name.startswith("  [certain] 'Organisation' → names")
    assert "such as 'Amber Trust'" in name
    (phone,) = [line for line in lines if "] 'Telephone'" in line]
    assert phone.startswith("  [   –   ] ")
    (empty,) = [line for line in lines if "] 'Empty'" in line]
    assert empty.endswith("0 filled")
    assert "It comes to 1 node and 0 links, internal." in lines
    assert lines[-1] == "Nothing was written."


def test_titles_above_the_headings_are_shown(tmp_path: Path) -> None:
    lines = sheet(tmp_path, "Our partners,,\n,,\nname,kind,note\nAmber,organisation,x\n")
    assert "  above the headings: Our partners" in lines


def test_a_sheet_whose_rows_cannot_be_used_names_each_row(tmp_path: Path) -> None:
    lines = sheet(tmp_path, "from,link,to\nA,met,B\n,met,B\n")
    at = next(n for n, x in enumerate(lines) if x.startswith("It cannot be loaded as it stands: 2"))
    assert "row 2" in lines[at + 1]
    assert "row 3" in lines[at + 2]
    assert lines[at + 3 :] == ["Nothing was written."]


def test_what_stops_a_sheet_is_told_above_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    guess = SheetGuess(
        file="book.xlsx", sheet="May", sort="links", taken_for="links", rows=2000, titles=(),
        columns=(), problem="no column of ends",
    )  # fmt: skip
    monkeypatch.setattr("api.dry_run.preview", lambda _: (guess,))
    loader = Recited(batches=(), name="spreadsheet")
    lines = list(dry_lines(loader, (path,), Visibility.INTERNAL, TODAY))
    assert lines[:2] == [
        "book.xlsx, sheet 'May' (2,000 rows): links", "  PROBLEM: no column of ends",
    ]  # fmt: skip
