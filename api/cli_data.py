"""Commands that bring data in or give it out: load, tour, export, template, and serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api import words, words_groups
from api.asking import StoreOption, explorer, open_named
from api.dry_run import dry_lines
from api.loading import asked_for, loaded_lines
from api.settings import Settings
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Visibility
from graph.store.base import Progress
from loaders import LOADERS, OWN_SHEETS, get_loader
from loaders.run import load as run_load
from loaders.run import load_all


def load(
    source: Annotated[
        str, typer.Argument(help=f"'all' for a folder of registers, or {', '.join(LOADERS)}.")
    ],
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; with --latest what to fetch.")
    ] = None,
    latest: Annotated[bool, typer.Option("--latest", help="Fetch it from its publisher.")] = False,
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
    skip_bad: Annotated[
        bool | None,
        typer.Option(
            help="Leave out files that cannot be used, and name them; 'all' does, unless told."
        ),
    ] = None,
    store: StoreOption = "",
) -> None:
    """Bring in a source, or a folder of many: all of it or, when something is wrong, nothing."""
    asked = asked_for(source, tuple(paths or ()), latest=latest)
    visibility = _visibility(source, internal=internal, public=public)
    today = date.today().isoformat()
    if dry_run:
        for given in asked.given:
            for line in dry_lines(given.loader, given.paths, visibility, today):
                print(line)
        return
    opened = open_named(store)
    try:
        with progress_bar() as progress:
            loaded = load_all(
                opened,
                asked.with_gazetteer(opened),
                today=today,
                visibility=visibility,
                accept_shrinking=accept_shrinking,
                skip_bad=source == "all" if skip_bad is None else skip_bad,
                progress=progress,
            )
    finally:
        opened.close()
    for line in loaded_lines(loaded, asked):
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


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on the terminal, silent where there is none."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<44}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    silent = not console.is_terminal
    with Bar(*columns, console=console, transient=True, disable=silent) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda stage, done, total: bar.update(
            task, description=stage[:44], completed=done, total=total or None
        )


def tour(store: StoreOption = "") -> None:
    """Load the shipped data and show a path, a cluster and three gaps."""
    opened = open_named(store)
    try:
        today = date.today().isoformat()
        with progress_bar() as progress:
            loaded = run_load(opened, get_loader("tour"), (), today=today, progress=progress)
        counts = loaded.counts
        held = f"{words.counted(counts.nodes, 'node')} and {words.counted(counts.links, 'link')}"
        print(f"Loaded {held} into {opened.url}.\n")
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
        yield from words_groups.cluster_lines(cluster)
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
    """Write the network to a file: GraphML, GEXF, CSV, JSON Lines, Cypher, Parquet or a page."""
    from api.exporting import write_export

    with explorer(store, as_of) as asked:
        shown = asked if internal else asked.public()
        written = write_export(shown.network(), file, raw=raw)
    for path in written:
        print(f"Wrote {path}.")


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

    if folder is None:
        for name, text in worked().items():
            print(f"--- {name}\n{text}")
        return
    files = {folder / name: text for name, text in worked().items()}
    there = next((str(path) for path in files if path.exists()), "")
    if there:
        raise BadQuestion("the file is there already", where=there, next_step="Name another.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
            print(f"Wrote {path}.")
    except OSError as error:
        raise BadQuestion(
            f"cannot write: {error.strerror}", where=str(folder), next_step="Choose another place."
        ) from error
