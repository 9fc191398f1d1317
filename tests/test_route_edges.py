"""Paths, brokers and reach at their edges, asked in Python, on the command line and over HTTP.

Empty, unlinked, single, unknown, looped, of a hundred thousand links, in other scripts, ambiguous:
a sensible answer, or a clear question back.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from api.wire import body as wire
from graph.errors import Ambiguous, BadQuestion
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Node, NodeKind
from graph.store import open_store
from tests.made import put
from tests.sketch import EDITIONS, LISTS, REGISTER, body, officers, person, tie

PEOPLE = NodeKind.COMMUNITY
VERBS = {"brokers": ["brokers"], "reach": ["reach"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """One store and its three doors."""

    asked: Explorer
    web: TestClient
    url: str
    monkeypatch: pytest.MonkeyPatch
    capfd: pytest.CaptureFixture[str]

    def cli(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code and output of a command."""
        self.monkeypatch.setattr(sys, "argv", ["kithmap", *arguments, "--store", self.url])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capfd.readouterr()
        return int(ended.value.code or 0), out, err

    def same(self, verb: str, *names: str, **query: Any) -> Any:
        """The answer, after seeing that all three doors give the same bytes."""
        answer = getattr(self.asked, verb)(*names)
        got = self.web.get(f"/api/v1/{verb}", params=query)
        assert got.status_code == 200, got.text
        code, out, err = self.cli(verb, *names, "--json")
        assert (code, err) == (0, "")
        assert got.content == wire(answer) == out.rstrip("\n").encode()
        page = self.web.get(f"/{verb}", params=query)
        assert page.status_code == 200
        return answer


@pytest.fixture
def doors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Any:
    """Opens a store of some nodes and links at all its doors."""
    number = iter(range(9))

    @contextmanager
    def opened(nodes: Iterable[Node], links: Iterable[Link] = ()) -> Iterator[Doors]:
        url = f"sqlite:///{tmp_path}/{next(number)}.db"
        store = open_store(url)
        put(store, sources=(LISTS, REGISTER), editions=EDITIONS, nodes=nodes, links=links)
        app = create_app(Settings(store=url, per_minute=100_000))
        with TestClient(app, raise_server_exceptions=False) as web, Explorer(store) as asked:
            yield Doors(asked=asked, web=web, url=url, monkeypatch=monkeypatch, capfd=capfd)

    return opened


def test_an_empty_store_says_what_to_load(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    store = open_store(url)
    with Explorer(store) as asked:
        for ask in (lambda: asked.paths("a", "b"), asked.brokers, asked.reach):
            with pytest.raises(BadQuestion, match="the store is empty"):
                ask()
    web = TestClient(create_app(Settings(store=url)), raise_server_exceptions=False)
    for path in ("paths?from=a&to=b", "brokers", "reach"):
        got = web.get(f"/api/v1/{path}")
        assert (got.status_code, "store is empty" in got.text) == (422, True)


def test_an_empty_store_ends_a_command_with_one_line(doors: Any) -> None:
    with doors([body("a")]) as one:
        empty = one.url.replace("0.db", "none.db")
        for command in (["paths", "a", "b"], ["brokers"], ["reach"]):
            one.monkeypatch.setattr(sys, "argv", ["kithmap", *command, "--store", empty])
            with pytest.raises(SystemExit) as ended:
                main()
            out, err = one.capfd.readouterr()
            assert (ended.value.code, out, err.count("\n")) == (2, "", 1)
            assert "kithmap tour" in err


def test_a_single_node_has_no_route_no_broker_and_is_unknown(doors: Any) -> None:
    with doors([body("somali", "Somali people", PEOPLE)]) as one:
        paths = one.same("paths", "somali", "somali", **{"from": "somali", "to": "somali"})
        assert paths.notes == ("Start and end are the same node.",)
        assert one.same("brokers").brokers == ()
        reach = one.same("reach")
        assert [row.state for row in reach.unknown] == ["unknown"]
        assert reach.unknown[0].words == (
            "Somali people: unknown; no source held tells who is in contact."
        )


def test_parts_that_are_not_linked_are_said_to_be_so(doors: Any) -> None:
    nodes = [body(i) for i in "abcd"]
    with doors(nodes, [tie(LinkKind.MET, "a b"), tie(LinkKind.MET, "c d")]) as one:
        answer = one.same("paths", "a", "c", **{"from": "a", "to": "c"})
        assert (answer.length, answer.paths) == (0, ())
        assert answer.notes[0].startswith("Nothing that was read joins the two.")
        assert one.same("brokers").brokers == ()
        assert one.same("reach").headline.startswith("No community or diaspora body")


def test_where_all_is_unknown_nobody_is_called_far(doors: Any) -> None:
    people = [body(f"p{i}", f"People {i}", PEOPLE) for i in range(3)]
    with doors([*people, body("office", "Home Office")]) as one:
        answer = one.same("reach")
        assert (answer.reached_in_all, answer.none_in_all, answer.unknown_in_all) == (0, 0, 3)


def test_a_link_to_itself_carries_nobody_anywhere(doors: Any) -> None:
    nodes = [body("a", "Alpha", PEOPLE), body("office", "Home Office")]
    with doors(nodes, [tie(LinkKind.MET, "a a"), tie(LinkKind.MET, "office office")]) as one:
        assert one.same("paths", "a", "office", **{"from": "a", "to": "office"}).paths == ()
        assert one.same("brokers").brokers == ()
        assert [row.state for row in one.same("reach").unknown] == ["unknown"]


def test_names_in_other_scripts_are_found_and_told(doors: Any) -> None:
    nodes = [
        body("np", "नेपाली समुदाय", PEOPLE), body("sd", "اتحاد السودان"), body("zh", "華人社區中心"),
        body("office", "Home Office"),
    ]  # fmt: skip
    links = [tie(LinkKind.MET, "sd np"), tie(LinkKind.MET, "sd zh"), tie(LinkKind.MET, "zh office")]
    with doors(nodes, links) as one:
        names = ("नेपाली समुदाय", "華人社區中心")
        answer = one.same("paths", *names, **{"from": names[0], "to": names[1]})
        assert [ref.name for ref in answer.paths[0].nodes][1] == "اتحاد السودان"
        assert "اتحاد السودان" in one.same("brokers").brokers[0].if_left
        row = one.same("reach").reached[0]
        assert (row.hops, row.words.startswith("नेपाली समुदाय: 3 hops to Home Office")) == (3, True)
        code, out, _ = one.cli("paths", *names, "--draft")
        assert code == 0
        assert "Subject: An introduction to 華人社區中心" in out


def test_a_name_of_several_bodies_is_asked_back(doors: Any) -> None:
    nodes = [body("one", "Lifeline Project"), body("two", "Lifeline Trust"), body("c", "Crisis")]
    with doors(nodes, [tie(LinkKind.MET, "one c"), tie(LinkKind.MET, "two c")]) as one:
        for verb, names in (("paths", ("Lifeline", "Crisis")), ("reach", ("Lifeline",))):
            with pytest.raises(Ambiguous):
                getattr(one.asked, verb)(*names)
            code, out, err = one.cli(verb, *names)
            assert (code, out) == (3, "")
            assert "one" in err
            assert "two" in err
        got = one.web.get("/api/v1/paths", params={"from": "Lifeline", "to": "Crisis"})
        assert got.status_code == 409
        assert set(json.loads(got.content)["suggestions"]) == {"one", "two"}
        page = one.web.get("/reach", params={"name": "Lifeline"}, headers={"Accept": "text/html"})
        assert page.status_code == 409
        assert "Which one do you mean?" in page.text
        assert 'href="/reach?name=one"' in page.text


def test_a_name_that_nobody_bears_is_answered_with_what_is_near(doors: Any) -> None:
    with doors([body("a", "Migrants Organise"), body("b", "Crisis")]) as one:
        code, _, err = one.cli("reach", "Migrants Organize")
        assert code == 3
        assert "Migrants Organise" in err
        got = one.web.get("/api/v1/reach", params={"name": "Migrants Organize"})
        assert (got.status_code, json.loads(got.content)["suggestions"]) == (404, ["a"])


def test_options_that_make_no_sense_are_refused_at_every_door(doors: Any) -> None:
    with doors([body("a"), body("b")]) as one:
        assert one.web.get("/api/v1/reach?to=king").status_code == 422
        assert one.cli("reach", "--to", "king")[0] == 2
        assert one.web.get("/api/v1/paths?from=a&to=b&since=soon").status_code == 422
        assert one.cli("paths", "a", "b", "--since", "soon")[0] == 2
        assert one.web.get("/api/v1/brokers?networks=-1").status_code == 422


@pytest.mark.slow
def test_a_hub_of_100_000_links_is_answered_at_every_door_in_time(doors: Any) -> None:
    many = [person(f"m{i:06}") for i in range(100_000)]
    nodes = [*many, body("hub", "Great Hub"), body("z", "Zeta People", PEOPLE)]
    links = [*officers(*(f"{node.id} hub" for node in many)), tie(LinkKind.MET, "z m000001")]
    with doors(nodes, links) as one:
        one.asked.network().snapshot  # noqa: B018 -- read once, kept for the rest
        began = time.process_time()
        answer = one.asked.paths("m000007", "z", draft=True)
        assert answer.length == 3
        assert one.asked.reach().none_in_all == 1
        brokers = one.asked.brokers(limit=3)
        assert time.process_time() - began < 60
        assert brokers.brokers[0].node.name == "Great Hub"
        assert brokers.brokers[0].links == 100_000
        assert "Betweenness is sampled" in brokers.method
        got = one.web.get("/api/v1/paths", params={"from": "m000007", "to": "z", "draft": "true"})
        assert got.content == wire(answer)
        assert one.cli("reach")[0] == 0
