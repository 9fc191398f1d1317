"""Exports written to a file: data forms, or one interactive page that works with no server."""

import os
import tempfile
from pathlib import Path

from graph.analysis.clusters import find_clusters
from graph.errors import BadQuestion
from graph.export import FORMS, export
from graph.network import Network


def exported(network: Network, form: str, *, raw: bool = False) -> bytes:
    """The network in a form: one of the data forms, or ``html`` for a page with the whole map."""
    if form != "html":
        return export(network, form, raw=raw)
    from viz.pages import standalone_page
    from viz.view import view_of_map

    clusters = find_clusters(network, limit=30, members=max(network.n, 1))
    return standalone_page(view_of_map(network, clusters)).encode()


def write_export(network: Network, file: Path, *, raw: bool = False) -> Path:
    """Write an export whole or not at all; the file's ending says the form."""
    form = file.suffix.lower().lstrip(".")
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
    data = exported(network, form, raw=raw)
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(file)
    except OSError as error:
        raise BadQuestion(
            f"cannot write: {error.strerror}", where=str(file), next_step="Choose another place."
        ) from error
    return file
