"""What the cells of a column show, where its heading says nothing."""

import re
from collections.abc import Callable, Sequence

from graph.identity.names import normal_identifier
from graph.policy import has_contacts
from graph.text import fold

# Shares of cells: all but a slip, and most. Below four cells every one has to fit.
ALL_BUT_A_SLIP = 0.9
MOST = 0.5
_FEW = 4
# A sentence is no name.
_LONGEST_NAME = 12

_WEB = re.compile(r"(?:https?://|www\.)\S+\.\S+", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}(?:-\d\d?){0,2}|\d\d?[/.-]\d\d?[/.-]\d{4}"
    r"|(?:\d\d? )?[a-z]{3,9}\.? \d{4}", re.IGNORECASE
)  # fmt: skip
_MONEY = re.compile(r"[£€$]?\s*\d[\d,. ]*[km]?", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:appg|association|centre|charity|church|cic|coalition|community|council|federation|forum"
    r"|foundation|fund|group|institute|ltd|mosque|mp|network|organisation|society|trust|uk|union"
    r"|university|welfare)\b"
)
_NO_NAME = re.compile(r"^[\d\W]*$")

_SORTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("contacts", has_contacts),
    ("website", lambda text: bool(_WEB.fullmatch(text))),
    ("identifier", lambda text: "-" in text and bool(normal_identifier(text))),
    ("date", lambda text: bool(_DATE.fullmatch(text))),
    ("amount", lambda text: bool(_MONEY.fullmatch(text))),
)


def share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    """The share of cells that fit; 0 where there is none.

    >>> share(["a", "b", "1", "2"], str.isdigit)
    0.5
    """
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def kind_of_cells(cells: Sequence[str]) -> tuple[str, str]:
    """What nearly all cells are: contacts, website, identifier, date or amount; and how many are.

    >>> kind_of_cells(["https://a.example.org", "www.b.example.org"])
    ('website', '2 of 2')
    """
    least = ALL_BUT_A_SLIP if len(cells) >= _FEW else 1.0
    for name, fits in _SORTS:
        if cells and share(cells, fits) >= least:
            return name, f"{sum(map(fits, cells))} of {len(cells)}"
    return "", ""


def look_like_names(cells: Sequence[str]) -> bool:
    """Whether cells are short texts, each its own, most with a word that bodies bear."""
    if len(cells) < 2 or len({fold(cell) for cell in cells}) < len(cells) * ALL_BUT_A_SLIP:
        return False
    short = share(
        cells, lambda text: len(text.split()) <= _LONGEST_NAME and not _NO_NAME.match(text)
    )
    return short >= ALL_BUT_A_SLIP and share(cells, lambda t: bool(_BODY.search(fold(t)))) > MOST


def by_commas_only(cells: Sequence[str]) -> bool:
    """Whether commas, and nothing stronger, part what stands in cells.

    >>> by_commas_only(["Citizens UK, Caabu", "COMPAS"]), by_commas_only(["Example, Ltd; B"])
    (True, False)
    """
    if any(re.search(r"[;|\n]", cell) for cell in cells):
        return False
    suffix = re.compile(r",\s*(?:ltd|limited|inc|llp|plc|cic|cio)\b", re.IGNORECASE)
    return any("," in cell for cell in cells) and not any(suffix.search(c) for c in cells)
