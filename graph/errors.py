"""Every failure that Kithmap names, grouped by what the reader does next.

    KithmapError
    ├── InputError            mend what you gave
    │   ├── BadSource         a file or a row that a loader cannot read (file, row, id)
    │   │   └── BadRows       several such rows; says a line of each
    │   ├── BadQuestion       an option or a date that makes no sense
    │   ├── NotFound          no such node; says the nearest names
    │   └── Ambiguous         several nodes answer to the name; says which
    ├── StoreError            look at the store
    │   ├── StoreUnreachable  start it, or mend the address
    │   ├── StoreRefused      the password or the rights are wrong
    │   ├── StoreBusy         another load holds it: try again
    │   └── StoreDamaged      restore it, or load again into a new one
    └── Defect                tell us

A message says what, where, and what to do next, in one line.
"""


class KithmapError(Exception):
    """Base of every error that Kithmap raises on purpose.

    ``what`` says what is wrong, ``where`` names file, row or id, ``next_step`` what to do.
    """

    exit_code = 1
    http_status = 500

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what = _one_line(what)
        self.where = _one_line(where)
        self.next_step = _one_line(next_step)
        super().__init__(str(self))

    def __str__(self) -> str:
        """The one line that a reader sees."""
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.next_step}" if self.next_step else ""
        return (
            f"{self.what}{place}.{advice}"
            if self.what[-1:] not in ".?!"
            else (f"{self.what}{place}{advice}")
        )


def _one_line(text: str, limit: int = 400) -> str:
    """Text without line breaks or control characters, cut at ``limit`` characters."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


class InputError(KithmapError):
    """What was given has to be mended."""

    exit_code = 2
    http_status = 422


class BadSource(InputError):
    """A file or a row that a loader cannot read."""


class BadRows(BadSource):
    """Several rows cannot be used; ``rows`` has one line for each."""

    def __init__(self, what: str, *, rows: tuple[str, ...], where: str = "") -> None:
        self.rows = rows
        super().__init__(what, where=where, next_step="Mend them, then load again.")


class BadQuestion(InputError):
    """An option, a date or a combination that makes no sense."""


class NotFound(InputError):
    """No node answers to the name; ``suggestions`` are the nearest names."""

    exit_code = 3
    http_status = 404

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        next_step: str = "",
        suggestions: tuple[str, ...] = (),
    ) -> None:
        self.suggestions = suggestions
        super().__init__(what, where=where, next_step=next_step)


class Ambiguous(NotFound):
    """Several nodes answer to the name; ``suggestions`` are their ids."""

    http_status = 409


class StoreError(KithmapError):
    """The store has to be looked at."""

    exit_code = 4
    http_status = 503


class StoreUnreachable(StoreError):
    """Nothing answers at the store's address."""


class StoreRefused(StoreError):
    """The store refuses the password or the rights."""


class StoreBusy(StoreError):
    """Another load holds the store."""

    http_status = 409


class StoreDamaged(StoreError):
    """The store's content is not what was written."""

    http_status = 500


class Defect(KithmapError):
    """Something that must not happen, did."""

    exit_code = 70
