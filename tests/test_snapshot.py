"""Exports load again: an empty store gets the same hash, nodes, links, statements and sources."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.exporting import write_export
from graph.errors import BadSource
from graph.explorer import Explorer
from graph.model import (
    Amount,
    Edition,
    LinkKind,
    Method,
    NodeKind,
    Record,
    Source,
    Statement,
    Status,
    Verdict,
    Visibility,
)
from graph.network import Network
from graph.store.base import Store
from kithmap import load, open_graph
from loaders import get_loader
from loaders.base import Batch, Report, claims, link_record, node_record
from loaders.recognise import loader_of
from loaders.run import load as run_load
from tests.backends import empty_store

NUMBER = "GB-CHC-1014576"
OLD, MID, NEW = "2025-01-01", "2025-06-01", "2026-01-01"


class Made:
    """A loader of what a test made up."""

    name, summary = "made", ""

    def __init__(self, *batches: Batch) -> None:
        self.batches = batches

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        report.used = 1
        return iter(self.batches)


def batch(source: str, day: str, *records: Record) -> Batch:
    told = Source(
        id=source, title=source.title(), publisher="P", licence="OGL", attribution=f"By {source}.",
        url=f"https://{source}.example.org",
    )  # fmt: skip
    return Batch(source=told, edition=Edition(source=source, date=day), records=records)


def body(source: str, day: str, record: str, name: str, **more: str) -> Record:
    """An organisation named in one edition; ``identifier`` and ``visibility`` may be given."""
    visibility = Visibility(more.pop("visibility", "public"))
    identifiers = [more.pop("identifier")] if "identifier" in more else []
    said = Statement(
        source=source, seen=(day,), subject=record, locator="row 1", visibility=visibility,
        claims=claims(name, identifiers=identifiers, **more),
    )  # fmt: skip
    return node_record(NodeKind.ORGANISATION, said)


def met(source: str, day: str, left: str, right: str, **more: object) -> Record:
    said = Statement(source=source, seen=(day,), subject=left, object=right, **more)  # type: ignore[arg-type]  # fields of Statement
    return link_record(LinkKind.MET, said)


def store_of(*batches: Batch) -> Explorer:
    graph = open_graph("sqlite://")
    run_load(graph.store, Made(*batches), (Path(),), today=NEW)
    return graph


def again(network: Network, folder: Path, ending: str = "jsonl") -> Explorer:
    """A new store with an export of the network loaded."""
    (file,) = write_export(network, folder / f"snapshot.{ending}")
    graph = open_graph("sqlite://")
    load(graph, "snapshot", file)
    return graph


def alike(network: Network, graph: Explorer, as_of: str = "") -> None:
    back = graph.network(as_of)
    assert (back.nodes, back.links) == (network.nodes, network.links)
    assert {s.id: s for s in graph.store.sources()}.items() <= network.sources.items()
    assert back.current == network.current
    assert back.hash == network.hash


def small() -> Explorer:
    """Two sources, three editions, a planned link with money, and a body that left."""
    return store_of(
        batch("list", OLD, body("list", OLD, "a", "Alpha Union"), body("list", OLD, "g", "Gone")),
        batch(
            "list", NEW,
            body("list", NEW, "a", "Alpha Union"), body("list", NEW, "b", "Beta Trust"),
            met("list", NEW, "a", "b", status=Status.PLANNED, method=Method.AI_SEARCH,
                amount=Amount(low=1.5, high=9.0, unit="EUR"), url="https://x.org/{yymmdd}",
                note="a \"note\"\n", since="2013"),
        ),
        batch("other", MID, body("other", MID, "b", "Beta Trust"), met("other", MID, "a", "b")),
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["jsonl", "html"])
def test_an_empty_store_gets_the_very_same_network(tmp_path: Path, ending: str) -> None:
    network = small().network()
    assert network.past
    alike(network, again(network, tmp_path, ending))


@pytest.mark.parametrize("ending", ["jsonl", "html"])
def test_every_store_gets_the_very_same_network_and_the_same_again_changes_nothing(
    store: Store, tmp_path: Path, ending: str
) -> None:
    network = small().network()
    (file,) = write_export(network, tmp_path / f"x.{ending}")
    graph = Explorer(store)
    load(graph, "snapshot", file)
    alike(network, graph)
    version = store.version()
    assert load(graph, "snapshot", file).unchanged
    assert store.version() == version


@pytest.mark.parametrize("backend", ["sqlite-file", pytest.param("neo4j", marks=pytest.mark.neo4j)])
@pytest.mark.slow
def test_the_shipped_data_comes_back_whole(backend: str, shipped: Explorer, tmp_path: Path) -> None:
    network = shipped.network()
    (file,) = write_export(network, tmp_path / "snapshot.jsonl")
    graph = Explorer(empty_store(backend, tmp_path / "back.db"))
    load(graph, "snapshot", file)
    alike(network, graph)
    assert graph.store.counts() == shipped.store.counts()
    assert graph.store.judgements() == ()


def test_the_same_snapshot_again_changes_nothing(tmp_path: Path) -> None:
    (file,) = write_export(small().network(), tmp_path / "x.jsonl")
    graph = open_graph("sqlite://")
    assert not load(graph, "snapshot", file).unchanged
    version = graph.store.version()
    assert load(graph, "snapshot", file).unchanged
    assert graph.store.version() == version


def test_into_the_store_that_it_came_from_it_brings_nothing_new(tmp_path: Path) -> None:
    graph = small()
    (file,) = write_export(graph.network(), tmp_path / "x.jsonl")
    assert load(graph, "snapshot", file).unchanged


def test_a_snapshot_of_an_earlier_day_comes_back_as_of_that_day(tmp_path: Path) -> None:
    graph = small()
    network = graph.as_of("2025-03-01").network()
    alike(network, again(network, tmp_path), as_of="2025-03-01")


def test_an_earlier_day_has_one_hash_whatever_came_later() -> None:
    """Two sources say a link; a later edition must not change the order of what was said before."""
    early = [
        batch("z", OLD, body("z", OLD, "a", "Alpha"), body("z", OLD, "b", "Beta")),
        batch("z", MID, body("z", MID, "a", "Alpha"), body("z", MID, "b", "Beta"),
              met("z", MID, "a", "b")),
        batch("y", MID, body("y", MID, "a", "Alpha"), met("y", MID, "a", "b")),
    ]  # fmt: skip
    late = batch("y", NEW, body("y", NEW, "a", "Alpha"), met("y", NEW, "a", "b"))
    before, after = (store_of(*batches).as_of(MID) for batches in (early, [*early, late]))
    assert before.network().hash == after.network().hash


def test_editions_before_the_one_in_force_are_known_from_leftovers_only(tmp_path: Path) -> None:
    graph = again(small().network(), tmp_path)
    held = {(e.source, e.date): e.complete for e in graph.store.editions()}
    assert held == {("list", OLD): False, ("list", NEW): True, ("other", MID): True}


def test_of_what_was_withdrawn_only_the_number_is_told(tmp_path: Path) -> None:
    (file,) = write_export(small().network(), tmp_path / "x.jsonl")
    graph = open_graph("sqlite://")
    done = load(graph, "snapshot", file)
    assert done.report.facts["withdrawn, told by id only"] == 1
    assert graph.network().node("g") is None


def test_what_a_person_joined_stays_one_and_what_was_parted_stays_two(tmp_path: Path) -> None:
    graph = store_of(
        batch(
            "list", NEW,
            body("list", NEW, "a", "Alpha Union"), body("list", NEW, "z", "Something Else"),
            body("list", NEW, "p:1", "Remembrance Foundation Leeds"), met("list", NEW, "z", "p:1"),
        ),
        batch("other", NEW, body("other", NEW, "p:2", "Remembrance Foundation Leeds")),
    )  # fmt: skip
    assert graph.network().n == 3  # the last two have one distinctive name
    graph.decide("a", "z", Verdict.SAME, by="Ann", on=NEW, why="same office")
    graph.decide("p:1", "p:2", Verdict.DIFFERENT, by="Ann", on=NEW, why="two charities")
    network = graph.network()
    assert network.n == 3
    back = again(network, tmp_path)
    alike(network, back)
    assert {j.by for j in back.store.judgements()} == {"snapshot"}
    more = Made(batch("third", NEW, body("third", NEW, "t", "Third")))
    run_load(back.store, more, (Path(),), today=NEW)
    assert {n.id for n in back.network().nodes} == {*(n.id for n in network.nodes), "t"}


def test_a_node_keeps_the_id_of_a_record_that_the_snapshot_does_not_show(tmp_path: Path) -> None:
    """A charity's own entry came later than the day asked for, and gave the node its id."""
    graph = store_of(
        batch("list", OLD, body("list", OLD, "org:name:x", "Xylophone Union", identifier=NUMBER),
              body("list", OLD, "b", "Beta"), met("list", OLD, "org:name:x", "b")),
        batch("register", NEW, body("register", NEW, f"org:{NUMBER}", "X", identifier=NUMBER)),
    )  # fmt: skip
    network = graph.as_of(OLD).network()
    assert f"org:{NUMBER}" in network.index
    alike(network, again(network, tmp_path), as_of=OLD)


def test_internal_statements_stay_internal(tmp_path: Path) -> None:
    graph = store_of(
        batch("list", NEW, body("list", NEW, "a", "Alpha")),
        batch("mine", NEW, body("mine", NEW, "m", "Mine", visibility="internal")),
    )
    alike(graph.network(), back := again(graph.network(), tmp_path))
    assert back.network().n == 2
    assert back.public().network().n == 1


def test_a_public_snapshot_can_be_kept_internal(tmp_path: Path) -> None:
    (file,) = write_export(small().network(), tmp_path / "x.jsonl")
    graph = open_graph("sqlite://")
    loader = get_loader("snapshot")
    run_load(graph.store, loader, (file,), today=NEW, visibility=Visibility.INTERNAL)
    assert graph.network().n == 2
    assert graph.public().network().n == 0


def lines_of(folder: Path) -> tuple[Path, list[str]]:
    (file,) = write_export(small().network(), folder / "x.jsonl")
    return file, file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: lines[:-2], "some are lost or changed"),
        (lambda lines: [*lines[:2], *lines[3:]], "some are lost or changed"),
        (lambda lines: [lines[0], lines[1].replace("Alpha Union", "Alpha"), *lines[2:]], "changed"),
        (lambda lines: [lines[0], lines[1][:-9], *lines[2:]], r"x\.jsonl, line 2"),
        (lambda lines: [lines[0], '{"nod": {}}', *lines[2:]], r"x\.jsonl, line 2"),
        (lambda lines: [lines[0], '{"node": {"id": 5}}', *lines[2:]], r"x\.jsonl, line 2"),
        (lambda lines: [lines[0], "[1]", *lines[2:]], r"x\.jsonl, line 2"),
        (lambda lines: [lines[0].replace('"kithmap":1', '"kithmap":2'), *lines[1:]], "newer"),
        (lambda lines: lines[1:], r"x\.jsonl, line 1"),
        (lambda lines: ["{}"], r"x\.jsonl, line 1"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_was_written_is_refused_and_nothing_is_loaded(
    tmp_path: Path, change: object, told: str
) -> None:
    file, lines = lines_of(tmp_path)
    assert callable(change)
    file.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")
    graph = open_graph("sqlite://")
    with pytest.raises(BadSource, match=told):
        load(graph, "snapshot", file)
    assert graph.store.version() == 0


def test_a_page_without_a_snapshot_says_how_to_make_one(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with pytest.raises(BadSource, match=r"carries no snapshot.*kithmap export"):
        load(open_graph("sqlite://"), "snapshot", page)


@pytest.mark.parametrize("form", ["graphml", "gexf", "cypher", "parquet", "zip"])
def test_a_form_that_is_one_way_says_which_ones_load(tmp_path: Path, form: str) -> None:
    first, *_ = write_export(small().network(), tmp_path / f"x.{form}")
    with pytest.raises(BadSource, match=r"one way.*\.jsonl or \.html"):
        load(open_graph("sqlite://"), "snapshot", first)


def test_a_page_that_was_cut_or_changed_is_refused(tmp_path: Path) -> None:
    (page,) = write_export(small().network(), tmp_path / "x.html")
    text = page.read_text(encoding="utf-8")
    at = text.index('id="snapshot">') + len('id="snapshot">')
    for broken in (text[: at + 40] + text[at + 80 :], text[: at + 40] + "</script>"):
        page.write_text(broken, encoding="utf-8")
        with pytest.raises(BadSource, match=r"damaged|cut short|no line of"):
            load(open_graph("sqlite://"), "snapshot", page)


def test_load_all_knows_an_export_by_its_first_line(tmp_path: Path) -> None:
    file, lines = lines_of(tmp_path)
    assert loader_of(file) == "snapshot"
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"node": 1}) + "\n" + lines[1] + "\n", encoding="utf-8")
    assert loader_of(other) == ""


def test_the_command_line_brings_an_export_back(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.cli import main

    (file,) = write_export(small().network(), tmp_path / "x.jsonl")
    url = f"sqlite:///{tmp_path / 'new.db'}"
    monkeypatch.setattr("sys.argv", ["kithmap", "load", "snapshot", str(file), "--store", url])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    assert "nodes: 2" in capfd.readouterr().out
    with open_graph(url) as graph:
        assert graph.network().hash == small().network().hash
