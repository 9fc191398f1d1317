"""One row of a convenor's sheet: its cells by field, read with messages that name the place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import BadSource
from graph.model import NodeKind
from graph.text import clean, search_words
from loaders.spreadsheet_columns import Column, phrase_of
from loaders.spreadsheet_draft import Spot
from loaders.spreadsheet_values import several, web_address
from loaders.spreadsheet_words import KIND_WORDS
from loaders.tables import Row, Table

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a file; ``name`` is the sheet's, or the file's where it has no sheets.

    ``titles`` are the lines that stood above the headings.
    """

    file: str
    name: str
    table: Table
    titles: tuple[str, ...] = ()

    def cells(self, heading: str) -> list[str]:
        """The cells of a column that are not empty."""
        return [text for row in self.table.rows if (text := clean(row.get(heading)))]

    @property
    def where(self) -> str:
        """File and sheet, for messages."""
        return self.file if self.name == self.file else f"{self.file}, sheet '{self.name}'"


# Fields whose cells may hold several values, parted by line breaks among others.
_SEVERAL = frozenset(("alias", "identifier", "role", "tie", "from", "to"))
_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"))
# Not "na", which is Namibia.
_NOTHING = frozenset(("-", "–", "—", "n/a", "none", "nil", "tbc", "tba", "?"))
# Columns that hold an address and nothing else; a "source" may be told in words.
_ADDRESSES = frozenset(("url", "source url", "link to source", "web source"))


class Cells:
    """The cells of one row by field, with messages that name the place."""

    def __init__(self, sheet: Sheet, row: Row, columns: tuple[Column, ...]) -> None:
        self.spot = Spot(file=sheet.file, sheet=sheet.name, row=row.number)
        self._row = row
        self._columns = columns

    def all(self, field: str) -> Iterator[tuple[Column, str]]:
        """Columns of a field with their cells that are not empty."""
        for column in self._columns:
            raw = self._row.get(column.heading) if column.field == field else ""
            text = clean(raw)
            if text.upper() in _ERRORS:
                raise BadSource(
                    f"the cell holds the error {text} of a formula",
                    where=self.spot.column(column.heading),
                    next_step="Mend the formula, or empty the cell.",
                )
            if text and text.casefold() not in _NOTHING:
                yield column, raw if field in _SEVERAL else text

    def values(self, field: str) -> Iterator[tuple[Column, str]]:
        """The same with cells of several values taken apart."""
        for column, text in self.all(field):
            for value in several(text):
                yield column, value

    def text(self, field: str) -> str:
        """The cells of a field in one text."""
        return "; ".join(text for _, text in self.all(field))

    def heading(self, field: str) -> str:
        """The heading of the first column of a field."""
        return next((c.heading for c in self._columns if c.field == field), field)

    def value(self, read: Callable[[str], Value], field: str) -> Value:
        """The cell of a field read by a function of ``spreadsheet_values``."""
        found = list(self.all(field))
        column, text = found[0] if found else (None, "")
        return self.read(read, text, column.heading if column else field)

    def read(self, read: Callable[[str], Value], text: str, heading: str) -> Value:
        """A text read by such a function; ``BadSource`` names the cell."""
        try:
            return read(text)
        except ValueError as error:
            what, _, step = str(error).partition("; ")
            step = f"{step[:1].upper()}{step[1:]}." if step else "Mend the cell."
            raise BadSource(what, where=self.spot.column(heading), next_step=step) from None

    def filled(self) -> bool:
        """Whether any column that is understood holds something."""
        return any(clean(self._row.get(c.heading)) for c in self._columns if c.field)

    def required(self, field: str) -> tuple[Column, str]:
        """The column and cell of a field; ``BadSource`` when the cell is empty."""
        found = next(self.all(field), None)
        if found is None:
            raise BadSource(
                "the cell is empty",
                where=self.spot.column(self.heading(field)),
                next_step=f"Write the {field}, or empty the row.",
            )
        return found

    def kind(self, field: str) -> tuple[NodeKind | None, str]:
        """The node kind that a cell names, and the role that its word gives besides."""
        column, text = next(self.all(field), (None, ""))
        if column is None:
            return None, ""
        word = " ".join(search_words(text))
        if word not in KIND_WORDS:
            raise BadSource(
                f"'{text}' is no kind of node",
                where=self.spot.column(column.heading),
                next_step=f"Write one of: {', '.join(kind.value for kind in NodeKind)}.",
            )
        return KIND_WORDS[word]

    def address(self) -> str:
        """The web address at which a source can be read."""
        for column, text in self.all("url"):
            if phrase_of(column.heading) in _ADDRESSES or "://" in text:
                return self.read(web_address, text, column.heading)
        return ""

    def note(self) -> str:
        """Notes, and sources that are told in words."""
        told = [
            f"source: {text}"
            for column, text in self.all("url")
            if phrase_of(column.heading) not in _ADDRESSES and "://" not in text
        ]
        return "; ".join(filter(None, [self.text("note"), *told]))
