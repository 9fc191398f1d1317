"""What a reader of a terminal looks for: each thing said, its source beneath it, and its marks.

Also the tiny world as an explorer, and the command line run in this process.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from api.words import cite, hop_words
from graph.explorer import Explorer
from graph.model import Method, Status
from graph.results import Evidence, Hop, LinkView
from graph.results_briefs import DirectoryEntry, Payment
from graph.results_groups import SeenLink
from graph.results_judge import Side
from graph.store import open_store
from tests.made import fill
from tests.site import world_site

Run = Callable[..., subprocess.CompletedProcess[str]]
AI = "[found by an AI search: confirm it]"
MARKS = ("[planned]", "[inferred]", "[claimed]", AI)


@cache
def explorer() -> Explorer:
    """The tiny world as the public sees it; nobody writes to it."""
    store = open_store("sqlite://")
    fill(store)
    return Explorer(store)


# ---- what stands in the lines


def sentence(thing: Any) -> str:
    """What the terminal says of a thing that has evidence."""
    match thing:
        case Hop():
            return hop_words(thing)
        case LinkView():
            return f"{thing.source.name} {thing.words} {thing.target.name}"
        case SeenLink():
            return f"{thing.one.name} {thing.words} {thing.other.name}"
        case DirectoryEntry():
            return f"{thing.group.name} ("
        case Payment():
            return f"{thing.recipient.name}"
        case Side():
            return f"{thing.name}: "
        case _:
            return str(thing.words)


def backed(answer: Any) -> Iterator[Any]:
    """Everything inside an answer that carries evidence, the answer itself left out."""
    inner = answer if isinstance(answer, tuple) else [getattr(answer, f.name) for f in _of(answer)]
    for part in inner:
        if is_dataclass(part) and getattr(part, "evidence", None):
            yield part
        if is_dataclass(part) or isinstance(part, tuple):
            yield from backed(part)


def _of(thing: Any) -> tuple[Any, ...]:
    return fields(thing) if is_dataclass(thing) else ()


def depth(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip())


def beneath(lines: list[str], said: str) -> list[list[str]]:
    """For each line that says it: the lines beneath that are indented further, stripped."""
    found = []
    for at, line in enumerate(lines):
        if said in line:
            block = []
            for other in lines[at + 1 :]:
                if depth(other) <= depth(line) or not other.strip():
                    break
                block.append(other.strip())
            found.append(block)
    return found


def uncited(answer: Any, lines: Iterable[str]) -> list[str]:
    """What is said without its source right beneath it; what is not said at all counts too."""
    told = list(lines)
    return [
        sentence(thing)
        for thing in backed(answer)
        if not any(cite(thing.evidence[0]) in b for b in beneath(told, sentence(thing)))
    ]


def unmarked(answer: Any, lines: Iterable[str], mark: str) -> list[str]:
    """What is said without this mark beneath it."""
    told = list(lines)
    return [
        sentence(thing)
        for thing in backed(answer)
        if not any(mark in line for b in beneath(told, sentence(thing)) for line in b)
    ]


# ---- answers changed all the way down


def rewritten(thing: Any, change: Callable[[tuple[Evidence, ...]], tuple[Evidence, ...]]) -> Any:
    """A copy of an answer in which all evidence is changed, wherever it stands."""
    if isinstance(thing, tuple):
        if thing and all(isinstance(part, Evidence) for part in thing):
            return change(thing)
        return tuple(rewritten(part, change) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        new = {f.name: rewritten(getattr(thing, f.name), change) for f in fields(thing)}
        return replace(thing, **new)
    return thing


def doubted(answer: Any, mark: str) -> Any:
    """The answer, each of its things resting also on one last statement that bears the mark.

    It comes after three that are held, as one found by an older source does.
    """
    other: dict[str, Any] = (
        {"method": Method.AI_SEARCH} if mark == AI else {"status": Status(mark.strip("[]"))}
    )

    def change(told: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        sure = replace(told[0], status=Status.HELD, method=Method.STATED)
        return (*(replace(sure, locator=f"row {n}") for n in range(3)), replace(sure, **other))

    return rewritten(answer, change)


# ---- the command line


def world_store(folder: Path) -> str:
    """The address of a store on file that holds the tiny world."""
    world_site(folder)
    return f"sqlite:///{folder}/world.db"


def command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], store: str = ""
) -> Run:
    """The command in this process, on a store where one is given, as the public sees it."""
    if store:
        monkeypatch.setenv("KITHMAP_STORE", store)
    monkeypatch.setenv("KITHMAP_AUDIENCE", "public")

    def go(*words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["kithmap", *words])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return go


def failure(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a failure; anything else fails the test."""
    assert done.returncode != 0, done.stdout
    assert done.stdout == ""
    assert done.stderr.startswith("kithmap: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr
