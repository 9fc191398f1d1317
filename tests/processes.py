"""What tests run in a process of its own: loads to be killed, rivals, a full disk, no rights."""

import os
import resource
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import ParamSpec, TypeVar

from graph.errors import StoreBusy, StoreError
from graph.store.base import Changes
from graph.store.sqlite import SqliteStore
from loaders.tables import read_xlsx
from tests.made import a_link, a_node, a_run

P = ParamSpec("P")
T = TypeVar("T")

# A server that forks: children start in milliseconds, and inherit no threads of the test runner.
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.processes"])

GENERATION = 400
"""How many nodes, and how many links, every generation of ``load_generations`` holds."""


def apart(count: int, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> list[T]:
    """What the same work gives in ``count`` processes at once."""
    with ProcessPoolExecutor(count, mp_context=CONTEXT) as pool:
        return [f.result() for f in [pool.submit(work, *args, **named) for _ in range(count)]]


def reading_cost(place: Path, sheet: str) -> tuple[int, float, int]:
    """Read a sheet of a workbook: its rows, the seconds of work, and the peak memory in kB."""
    begun = time.process_time()
    table = read_xlsx(place, sheet)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return len(table.rows), time.process_time() - begun, peak


def generation(number: int, base_version: int) -> Changes:
    """A write in which every node, link and run tells its generation."""
    nodes = tuple(a_node(f"n{i:03}", name=f"Generation {number}") for i in range(GENERATION))
    links = tuple(
        a_link(f"n{i:03}", f"n{(i + 1) % GENERATION:03}", note=f"generation {number}")
        for i in range(GENERATION)
    )
    run = a_run(f"run {number}", records=number)
    return Changes(base_version=base_version, nodes=nodes, links=links, runs=(run,))


def load_generations(url: str, acknowledged: str, begun: Event) -> None:
    """Write one generation after another, noting each in a file once it is done, until killed."""
    begun.set()
    store = SqliteStore(url)
    with open(acknowledged, "ab", buffering=0) as notes:
        while True:
            number = store.version() + 1
            store.write(generation(number, number - 1))
            notes.write(f"{number}\n".encode())


def killed_while_loading(url: str, acknowledged: str, seconds: float) -> None:
    """Load in a process of its own, and kill that process so many seconds after it began."""
    begun = CONTEXT.Event()
    work = (url, acknowledged, begun)
    loading: BaseProcess = CONTEXT.Process(target=load_generations, args=work)
    loading.start()
    assert begun.wait(60)
    time.sleep(seconds)
    assert loading.pid
    os.kill(loading.pid, signal.SIGKILL)
    loading.join()
    assert loading.exitcode == -signal.SIGKILL


def count_up(url: str, times: int) -> int:
    """Add one to the count in a node's summary so many times; how often another came between."""
    store, late = SqliteStore(url), 0
    while times:
        version = store.version()
        node = next(store.nodes(["counter"]))
        if store.version() != version:
            continue
        more = a_node("counter", summary=str(int(node.summary) + 1))
        try:
            store.write(Changes(base_version=version, nodes=(more,)))
            times -= 1
        except StoreBusy as error:
            if "planned on version" not in error.what:
                raise
            late += 1
    store.close()
    return late


def open_new(url: str) -> int:
    """Open a store, perhaps making it; its version."""
    store = SqliteStore(url)
    version = store.version()
    store.close()
    return version


def write_on_a_full_disk(url: str, room: int) -> tuple[str, int, tuple[str, ...], int]:
    """Write where no file may grow beyond ``room`` bytes, then where they may.

    Gives what was said, the version then held, what ``check`` found, and the version in the end.
    """
    store, said = SqliteStore(url), ""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    try:
        store.write(generation(2, 1))
    except StoreError as error:
        said = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    held, faults = store.version(), store.check()
    if held == 1:
        store.write(generation(2, 1))
    return said, held, faults, store.version()


def open_without_rights(url: str) -> str:
    """Open a store as nobody; the name of the error and what it says."""
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        SqliteStore(url).counts()
    except StoreError as error:
        return f"{type(error).__name__}: {error}"
    return "opened"
