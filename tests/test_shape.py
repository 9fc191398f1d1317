"""The shape of the house: sizes, first lines, words, who may import what, lazy doors, the wheel."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "loaders", "api", "viz")
SOURCES = [*sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), ROOT / "kithmap.py"]
TESTS = sorted((ROOT / "tests").glob("*.py"))
# Which file alone may import a library.
ONLY = {
    "neo4j": re.compile(r"graph/store/neo4j\w*\.py"),
    "sqlite3": re.compile(r"graph/store/(sqlite|tables|rows)\w*\.py"),
    "pyvis": re.compile(r"viz/pages\.py"),
    "networkit": re.compile(r"graph/analysis/cluster\w*\.py"),
    "igraph": re.compile(r"graph/network\.py"),
    "pandas": re.compile(
        r"loaders/tables\.py|graph/network\.py|graph/export\.py|viz/widget_map\.py"
    ),
    "anywidget": re.compile(r"viz/widget_map\.py"),
    "pyarrow": re.compile(r"loaders/parquet\.py"),
    "typer": re.compile(r"api/(cli\w*|asking)\.py"),
    "pydantic_settings": re.compile(r"api/settings\.py"),
}
FORBIDDEN_FILES = {"utils", "helpers", "common", "manager", "misc", "core"}
FORBIDDEN_NAMES = re.compile(r"(?:^|_)(entity|entities|relationship|relationships)(?:_|$)")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text(path))))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in nodes(path) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_file_is_longer_than_400_lines() -> None:
    long = [relative(p) for p in (*SOURCES, *TESTS) if len(text(p).splitlines()) > 400]
    assert long == []


def test_the_first_line_of_a_file_says_what_it_is_for() -> None:
    told = {path: ast.get_docstring(ast.parse(text(path))) for path in SOURCES}
    silent = [
        relative(path)
        for path, words in told.items()
        if not words or not re.search(r"[.?:]$", words.splitlines()[0])
    ]
    assert silent == []


def lengths(function: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int]:
    """Lines of a function with all that stands above its body, and of the body alone."""
    last = function.end_lineno or 0
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return last - function.lineno, last - body[0].lineno + 1 if body else 0


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        (relative(path), function.name)
        for path in SOURCES
        for function in functions(path)
        if lengths(function)[0] >= 75 or lengths(function)[1] > 60
    ]
    assert long == []


def test_a_library_is_known_to_its_own_room_only() -> None:
    strayed = [
        (relative(path), module)
        for path in SOURCES
        for module in imported(path)
        if (allowed := ONLY.get(module.split(".")[0])) and not allowed.fullmatch(relative(path))
    ]
    assert strayed == []


def test_only_the_settings_read_the_environment() -> None:
    assert [relative(p) for p in SOURCES if re.search(r"os\.environ|getenv", text(p))] == []


def test_only_the_doors_read_the_clock() -> None:
    clock = re.compile(r"\b(date\.today|datetime\.now|time\.time)\(")
    inside = [p for p in SOURCES if relative(p).split("/")[0] not in ("api", "kithmap.py")]
    assert [relative(p) for p in inside if clock.search(text(p))] == []


def test_the_words_of_the_glossary_are_kept() -> None:
    strange = [
        (relative(path), node.name)
        for path in SOURCES
        if not relative(path).startswith("graph/store/")
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and FORBIDDEN_NAMES.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower())
    ]
    assert strange == []
    assert FORBIDDEN_FILES & {path.stem for path in SOURCES} == set()


# A rule is silenced on its line with a reason behind the code.
SILENCED = re.compile(r"#\s*(?:type: ignore|noqa)(?!\w)(.*)$")
REASON = re.compile(r"(?:--|#)\s*[a-zA-Z]")


def test_a_silenced_rule_says_why() -> None:
    bare = [
        (relative(path), line.strip())
        for path in (*SOURCES, *TESTS)
        if path.name != "test_shape.py"
        for line in text(path).splitlines()
        if (found := SILENCED.search(line)) and not REASON.search(found[1])
    ]
    assert bare == []


def test_what_a_page_should_show_is_waited_for() -> None:
    # A click does not wait for the page that it leads to; `expect` does.
    glance = re.compile(r"^\s*assert .*\.(is_visible|is_hidden|input_value)\(\)")
    hasty = [
        (relative(path), line.strip())
        for path in TESTS
        for line in text(path).splitlines()
        if glance.search(line)
    ]
    assert hasty == []


def test_the_doors_open_without_the_heavy_libraries() -> None:
    heavy = ["neo4j", "pandas", "networkx", "pyvis", "fastapi", "scipy", "networkit", "openpyxl"]
    heavy += ["pyarrow", "anywidget"]
    code = (
        "import sys, kithmap, graph, loaders, graph.store, viz.widget\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_line_opens_without_the_analyses() -> None:
    heavy = ["scipy", "pandas", "neo4j", "fastapi", "uvicorn", "networkit"]
    code = f"import sys, api.cli; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_wheel_holds_the_four_rooms_the_door_and_their_data(tmp_path: Path) -> None:
    subprocess.run(
        ["uv", "build", "--wheel", "--quiet", "--out-dir", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {*ROOMS, "kithmap.py"}
    for part in ("loaders/tour/nodes.csv", "loaders/reference/countries.csv",
                 "graph/store/migrations/0001.sql", "viz/static/app.css"):  # fmt: skip
        assert part in names


def test_no_tracked_file_carries_a_download_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http" not in lock
    assert "--hash=sha256:" in lock
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_date_of_the_dependencies_is_fixed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["exclude-newer"]


def test_every_test_file_is_named_after_something_in_the_house() -> None:
    assert len({path.name for path in TESTS}) == len(TESTS)
    assert not (ROOT / "tests" / "__init__.py").exists()
