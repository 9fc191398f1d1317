"""Reads a Parquet table as texts, like any other table; the only file that knows pyarrow."""

import io
import math
from pathlib import Path
from typing import NoReturn

from loaders.archives import read_bytes, refuse
from loaders.tables import CELL_LIMIT, Row, Table

_MAGIC = b"PAR1"


def read_parquet(path: Path, columns: tuple[str, ...]) -> Table:
    """The named columns of a Parquet file as texts; row numbers count from 1.

    Whole numbers lose their ``.0``; what is missing is an empty text. Raises ``BadSource`` for a
    file that is no Parquet, lacks a column or holds more than three million cells.
    """
    data = read_bytes(path)
    if not (data.startswith(_MAGIC) and data.endswith(_MAGIC)):
        refuse("this is not a Parquet file, or not all of it", path.name, "Fetch it again.")
    import pyarrow
    from pyarrow import parquet  # heavy: only these files are worth it

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        held, rows = set(file.schema_arrow.names), file.metadata.num_rows
    except (pyarrow.ArrowException, OSError) as error:
        _damaged(error, path)
    missing = [name for name in columns if name not in held]
    if missing:
        refuse(f"the table has no column '{missing[0]}'", path.name, "Fetch the whole table.")
    if rows * len(columns) > CELL_LIMIT:
        refuse(f"the table has more than {CELL_LIMIT:,} cells", path.name, "Split it.")
    try:
        table = file.read(columns=list(columns))
        values = [[_text(v) for v in table.column(name).to_pylist()] for name in columns]
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        _damaged(error, path)
    places = {name: place for place, name in enumerate(columns)}
    told = zip(*values, strict=True)
    return Table(
        name=path.name,
        columns=columns,
        rows=tuple(Row(number, cells, places) for number, cells in enumerate(told, 1)),
    )


def _damaged(error: Exception, path: Path) -> NoReturn:
    what = " ".join(str(error).split())[:100]
    refuse(f"the Parquet file cannot be read: {what}", path.name, "Fetch it again.")


def _text(value: object) -> str:
    """A cell as text.

    >>> _text(2.0), _text(0.57), _text(float("nan")), _text(None), _text(" a ")
    ('2', '0.57', '', '', 'a')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return str(value).strip()
