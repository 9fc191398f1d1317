"""Exports written to a file: data forms, or one interactive page that works with no server."""

import gzip
import os
import tempfile
from pathlib import Path

from graph.analysis.clusters import find_clusters
from graph.errors import BadQuestion
from graph.export import FORMS, export
from graph.network import Network


def exported(network: Network, form: str, *, raw: bool = False) -> bytes:
    """The network in a form: one of the data forms, or ``html`` for a page with the whole map.

    The page carries the network too, packed: ``kithmap load snapshot FILE.html`` reads it back.
    """
    if form != "html":
        return export(network, form, raw=raw)
    from viz.pages import standalone_page
    from viz.view import view_of_map

    clusters = find_clusters(network, limit=30, members=max(network.n, 1))
    packed = gzip.compress(export(network, "jsonl"), mtime=0)
    return standalone_page(view_of_map(network, clusters), snapshot=packed).encode()


def form_of(file: Path) -> str:
    """The form that a file's ending names.

    >>> form_of(Path("net.nodes.parquet")), form_of(Path("v1.2.graphml"))
    ('nodes.parquet', 'graphml')
    """
    ending = file.suffix.lower().lstrip(".")
    longer = "".join(file.suffixes[-2:]).lower().lstrip(".")
    return longer if longer in FORMS else ending


def write_export(network: Network, file: Path, *, raw: bool = False) -> tuple[Path, ...]:
    """Write an export whole or not at all; the file's ending says the form.

    Of Parquet, which holds one table a file, both are written: ``net.parquet`` has the links and
    ``net.nodes.parquet`` the nodes.
    """
    form = form_of(file)
    if form == "csv":
        raise BadQuestion(
            "CSV is two tables: nodes and links",
            where=str(file),
            next_step=f"Use {file.with_suffix('.zip')}: it holds both, and the licences.",
        )
    if form not in (*FORMS, "html"):
        export(network, form)
    if not file.parent.is_dir():
        raise BadQuestion("no such folder", where=str(file.parent), next_step="Make it first.")
    wanted = {file: form}
    if form == "parquet":
        wanted[file.with_suffix(".nodes.parquet")] = "nodes.parquet"
    made = {path: exported(network, form, raw=raw) for path, form in wanted.items()}
    try:
        ready = [(_written(data, path), path) for path, data in made.items()]
        for name, path in ready:
            name.replace(path)
    except OSError as error:
        raise BadQuestion(
            f"cannot write: {error.strerror}", where=str(file), next_step="Choose another place."
        ) from error
    return tuple(made)


def _written(data: bytes, beside: Path) -> Path:
    """Data in a file that is not there yet for anybody else."""
    handle, name = tempfile.mkstemp(dir=beside.parent, prefix=f".{beside.name}.")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return Path(name)
