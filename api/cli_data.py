"""Commands that bring data in or give it out: load, tour, export, template, and serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api import words
from api.asking import StoreOption, explorer, open_named
from api.dry_run import dry_lines
from api.settings import Settings
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Visibility
from graph.store.base import Progress, Store
from loaders import LOADERS, OWN_SHEETS, get_loader
from loaders.run import Loaded
from loaders.run import load as run_load

GAZETTEER = "kithmap-gazetteer"


def load(
    source: Annotated[str, typer.Argument(help=f"One of: {', '.join(sorted(LOADERS))}.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders.")] = None,
    internal: Annotated[
        bool, typer.Option(help="Keep it out of public answers; a sheet of your own is so.")
    ] = False,
    public: Annotated[bool, typer.Option(help="Publish a sheet of your own.")] = False,
    dry_run: Annotated[
        bool, typer.Option(help="Tell what would be read, column by column; write nothing.")
    ] = False,
    accept_shrinking: Annotated[
        bool, typer.Option(help="Accept an edition much smaller than the one before.")
    ] = False,
    store: StoreOption = "",
) -> None:
    """Bring in a source: all of it or, when something is wrong, nothing."""
    loader = get_loader(source)
    for path in paths or ():
        if not path.exists():
            raise BadQuestion("no such file or folder", where=str(path), next_step="Mend the path.")
    visibility = _visibility(source, internal=internal, public=public)
    today = date.today().isoformat()
    if dry_run:
        for line in dry_lines(loader, tuple(paths or ()), visibility, today):
            print(line)
        return
    opened = open_named(store)
    try:
        _gazetteer_first(opened, source, today)
        with progress_bar() as progress:
            loaded = run_load(
                opened,
                loader,
                paths or (),
                today=today,
                visibility=visibility,
                accept_shrinking=accept_shrinking,
                progress=progress,
            )
    finally:
        opened.close()
    for line in loaded_lines(loaded):
        print(line)
    if visibility is Visibility.INTERNAL:
        print("Kept internal: shown on your own command line, not on the site or in exports.")
        print("Load it again with --public to publish it.")


def _visibility(source: str, *, internal: bool, public: bool) -> Visibility:
    """Who may see what is loaded: registers everybody, a sheet of one's own only its owner."""
    if internal and public:
        raise BadQuestion("--internal and --public exclude each other", next_step="Give one.")
    if internal or (source in OWN_SHEETS and not public):
        return Visibility.INTERNAL
    return Visibility.PUBLIC


def _gazetteer_first(store: Store, source: str, today: str) -> None:
    """Countries, their regions and other names come with the first load, whatever it is."""
    if source != "countries" and all(s.id != GAZETTEER for s in store.sources()):
        run_load(store, get_loader("countries"), (), today=today)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on the terminal, silent where there is none."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<44}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda stage, done, total: bar.update(
            task, description=stage[:44], completed=done, total=total or None
        )


def loaded_lines(loaded: Loaded) -> Iterator[str]:
    """What a load did, in words."""
    report = loaded.report
    for source, edition in loaded.editions:
        yield f"{source}, edition of {words.day(edition)}"
    for fact, number in report.facts.items():
        yield f"  {fact}: {number:,}"
    for reason, number in sorted(report.set_aside.items()):
        example = f" (first: {report.examples[reason]})" if reason in report.examples else ""
        yield f"  set aside, {reason}: {number:,}{example}"
    if loaded.unchanged:
        yield "The store held all of it already; nothing changed."
    else:
        yield (
            f"Wrote {loaded.nodes_written:,} nodes and {loaded.links_written:,} links, "
            f"removed {loaded.nodes_dropped:,} and {loaded.links_dropped:,}."
        )
        if loaded.pages_written:
            yield "The lists of identifiers are kept for bodies that are held now or later."
    counts = loaded.counts
    yield (
        f"The store holds {counts.nodes:,} nodes, {counts.links:,} links and "
        f"{counts.statements:,} statements (version {counts.version})."
    )


def tour(store: StoreOption = "") -> None:
    """Load the shipped data and show a path, a cluster and three gaps."""
    opened = open_named(store)
    try:
        today = date.today().isoformat()
        with progress_bar() as progress:
            loaded = run_load(opened, get_loader("tour"), (), today=today, progress=progress)
        counts = loaded.counts
        print(f"Loaded {counts.nodes:,} nodes and {counts.links:,} links into {opened.url}.\n")
        for line in tour_lines(Explorer(opened)):
            print(line)
    finally:
        opened.close()


def tour_lines(asked: Explorer) -> Iterator[str]:
    """A path, a cluster and three gaps in plain words, and what to try next."""
    path = asked.paths("Refugee Council", "APPG on Somaliland", k=1)
    yield "HOW ARE THEY CONNECTED?"
    yield from words.paths_lines(path)
    yield ""
    yield "WHO BELONGS TOGETHER?"
    found = asked.clusters(limit=1, members=8)
    for cluster in found.clusters[:1]:
        yield from words.cluster_lines(cluster)
    yield ""
    yield "WHO SHOULD BE WORKING TOGETHER AND IS NOT?"
    answer = asked.gaps(limit=3)
    for number, gap in enumerate(answer.gaps, start=1):
        yield from words.gap_lines(gap, number)
    yield ""
    yield words.snapshot_line(answer.snapshot)
    yield "Every line names its source. Next, try:"
    yield "  kithmap serve                              the same as pages and maps"
    yield "  kithmap paths 'Refugee Council' 'Ghana APPG'   any two names"
    yield "  kithmap gaps --country Kenya               one country"
    yield "  kithmap template                           your own spreadsheet, then:"
    yield "  kithmap load spreadsheet mine.csv          stays yours; --dry-run looks first"


def export(
    file: Annotated[Path, typer.Argument(help="The ending says the form.")],
    raw: Annotated[bool, typer.Option(help="CSV cells as they are, even '=…'.")] = False,
    internal: Annotated[
        bool, typer.Option(help="With what is internal: for a file that stays with you.")
    ] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="As the sources stood then.")] = "",
    store: StoreOption = "",
) -> None:
    """Write the network to a file: GraphML, GEXF, CSV, JSON Lines, Cypher or one HTML page."""
    from api.exporting import write_export

    with explorer(store, as_of) as asked:
        shown = asked if internal else asked.public()
        written = write_export(shown.network(), file, raw=raw)
    print(f"Wrote {written}.")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for the settings' one.")] = 0,
    store: StoreOption = "",
) -> None:
    """Start the site: pages, maps and the REST interface."""
    import uvicorn

    from api.app import create_app

    settings = Settings()
    changes = {"store": store or settings.store, "host": host or settings.host}
    settings = settings.model_copy(update=changes | {"port": port or settings.port})
    app = create_app(settings)
    print(f"Kithmap is at http://{settings.host}:{settings.port}/ (stop it with Ctrl+C).")
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")


def template(
    folder: Annotated[Path | None, typer.Option(help="Write the files here.")] = None,
) -> None:
    """Print a template for your own spreadsheet, or write it as files."""
    from loaders.spreadsheet import template as worked

    for name, text in worked().items():
        if folder is None:
            print(f"--- {name}\n{text}")
        elif (folder / name).exists():
            raise BadQuestion("the file is there already", where=str(folder / name))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            print(f"Wrote {folder / name}.")
