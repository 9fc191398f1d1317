"""US-5, who is not in the room: fifteen attendees pasted in odd spellings, on the real editions."""

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from graph.analysis.name_list import lines_of
from graph.explorer import Explorer
from graph.results_rooms import Missing, RoomAnswer, SideName

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

# As a convenor pastes it from an email: numbers, bullets, capitals, honours, a wrong letter.
PASTED = """\
1. Rt Hon Diane ABBOTT MP
- bell ribeiro addy
Abtisad Mohamed MP
LORD BOATENG
  * Baroness Coffey
The Refugee Council, London
Council for Arab British Understanding
citizens uk
Migrants organise
Jane Nobody (COMPAS)
Faith regen foundation
APPG for Ghana
Dame Chi ONWURAH
Lord Smith
Zzyx Foundation of Nowhere
"""
# Whom each line means, as the register and the documents name them.
MEANT = {
    "Rt Hon Diane ABBOTT MP": "Diane Abbott", "bell ribeiro addy": "Bell Ribeiro-Addy",
    "Abtisad Mohamed MP": "Abtisam Mohamed", "LORD BOATENG": "Lord Boateng",
    "Baroness Coffey": "Baroness Coffey", "The Refugee Council, London": "Refugee Council",
    "Council for Arab British Understanding": "Council for Arab-British Understanding",
    "citizens uk": "Citizens UK", "Migrants organise": "Migrants Organise",
    "Jane Nobody (COMPAS)": "COMPAS", "Faith regen foundation": "Faith Regen Foundation",
    "APPG for Ghana": "All-Party Parliamentary Group for Ghana",
    "Dame Chi ONWURAH": "Dame Chi Onwurah",
}  # fmt: skip
NAMES = lines_of(PASTED)


def words_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def lacks(answer: RoomAnswer, side: SideName) -> dict[str, Missing]:
    (found,) = (s for s in answer.sides if s.side is side)
    return {one.item.name: one for one in found.missing}


@pytest.fixture(scope="module")
def kenya(joined: Explorer) -> RoomAnswer:
    return joined.room(NAMES, scope="Kenya", limit=1000)


@pytest.fixture(scope="module")
def whole(joined: Explorer) -> RoomAnswer:
    return joined.room(NAMES, limit=1000)


def test_5_thirteen_are_matched_one_is_ambiguous_and_one_unmatched(kenya: RoomAnswer) -> None:
    names = kenya.names
    assert {line.text: [ref.name for ref in line.nodes] for line in names.matched} == {
        text: [name] for text, name in MEANT.items()
    }
    (ambiguous,) = names.ambiguous
    assert ambiguous.text == "Lord Smith"
    assert {"Lord Smith of Hindhead", "Lord Smith of Finsbury"} <= {
        ref.name for ref in ambiguous.choices
    }
    assert [line.text for line in names.unmatched] == ["Zzyx Foundation of Nowhere"]
    assert any("2 names not settled" in note for note in kenya.notes)


def test_5_a_name_that_is_not_settled_stands_for_nothing(joined: Explorer) -> None:
    settled = [n for n in NAMES if n not in ("Lord Smith", "Zzyx Foundation of Nowhere")]
    with_them = joined.room(NAMES, scope="Africa")
    without = joined.room(settled, scope="Africa")
    assert with_them.sides == without.sides
    assert with_them.invitations == without.invitations


@pytest.mark.parametrize(
    ("scope", "side", "some"),
    [
        ("Africa", SideName.COUNTRIES, {"Kenya", "Nigeria"}),
        ("Africa", SideName.PARTIES, {"Liberal Democrat"}),
        ("London", SideName.REGIONS, {"London"}),
        ("London", SideName.LANGUAGES, {"Portuguese speakers in Lambeth"}),
        ("London", SideName.FUNDERS, {"London Development Agency"}),
        ("Kenya", SideName.COMMUNITIES, {"Kenyan diaspora in the UK", "Kenyans in West London"}),
    ],
)
def test_5_what_is_missing_is_told_relative_to_the_scope(
    joined: Explorer, scope: str, side: SideName, some: set[str]
) -> None:
    answer = joined.room(NAMES, scope=scope, limit=1000)
    assert answer.scope is not None
    assert answer.scope.name == scope
    assert some <= lacks(answer, side).keys()


def test_5_another_scope_is_another_question(whole: RoomAnswer, kenya: RoomAnswer) -> None:
    countries = (lacks(a, SideName.COUNTRIES).keys() for a in (whole, kenya))
    every, narrow = countries
    assert narrow == {"Kenya"}
    assert narrow < every
    assert whole.scope is None


def test_5_what_the_room_holds_is_not_missing(joined: Explorer) -> None:
    answer = joined.room(NAMES, scope="Ghana", limit=1000)
    held = {h.item.name: h for s in answer.sides for h in s.held}
    assert {"Ghana", "Labour"} <= held.keys()
    assert "Ghana" not in lacks(answer, SideName.COUNTRIES)
    assert all(h.evidence for h in held.values())


@pytest.mark.parametrize("scope", ["Kenya", "Africa"])
def test_5_nobody_in_the_room_has_a_shorter_evidenced_route(joined: Explorer, scope: str) -> None:
    answer = joined.room(NAMES, scope=scope, limit=1000)
    inside = {ref.id for line in answer.names.matched for ref in line.nodes}
    routed = [one for s in answer.sides for one in s.missing if one.path]
    assert routed
    for one in routed[:8]:
        assert one.introducer is not None
        assert one.invite is not None
        assert one.path is not None
        assert all(hop.evidence for hop in one.path.hops)
        assert (one.path.nodes[0].id, one.path.nodes[-1].id) == (one.introducer.id, one.invite.id)
        away = {
            who: joined.paths(who, one.invite.id, k=1, include_ai=False, compare=False).length
            for who in inside
        }
        found = {who: hops for who, hops in away.items() if hops}
        assert min(found.values()) == found[one.introducer.id] == one.hops == len(one.path.hops)


def test_5_where_nobody_in_the_room_has_a_route_it_is_said(whole: RoomAnswer) -> None:
    alone = [m for s in whole.sides for m in s.missing if m.introducer is None]
    assert alone
    assert all("route" in m.words or "nobody" in m.words for m in alone)


# ---- export, and nothing stored


@pytest.fixture
def unsaved(joined_url: str) -> Iterator[str]:
    """The address of the store; after the test it has to be what it was, byte for byte."""
    file = Path(joined_url.removeprefix("sqlite:///"))

    def bytes_held() -> dict[str, str]:
        found = sorted(p for p in file.parent.iterdir() if p.name.startswith(file.name))
        return {p.name: sha256(p.read_bytes()).hexdigest() for p in found if p.stat().st_size}

    before = bytes_held()
    assert file.name in before
    yield joined_url
    assert {n: h for n, h in bytes_held().items() if not n.endswith("-shm")} == {
        n: h for n, h in before.items() if not n.endswith("-shm")
    }


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def told_whole(rows: list[dict[str, str]], whole: RoomAnswer) -> None:
    """The sheet has every name as it was understood, and every missing thing with who can reach."""
    kinds = {row["row"] for row in rows}
    assert {"recognised", "unclear", "not recognised", "missing", "invitation"} <= kinds
    lacking = {row["id"] or row["name"]: row for row in rows if row["row"] == "missing"}
    every = [m for s in whole.sides for m in s.missing]
    assert len([row for row in rows if row["row"] == "missing"]) == len(every) > 100
    for one in every:
        row = lacking[one.item.id or one.item.name]
        assert row["introducer_id"] == (one.introducer.id if one.introducer else "")
        assert row["hops"] == str(one.hops)


def test_5_the_command_writes_it_all_as_csv_and_stores_nothing(
    unsaved: str, tmp_path: Path, whole: RoomAnswer, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "names.txt").write_text(PASTED, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [
        "kithmap", "room", str(tmp_path / "names.txt"), "--store", unsaved,
        "--csv", str(tmp_path / "missing.csv"),
    ])  # fmt: skip
    with suppress(SystemExit):
        main()
    text = capfd.readouterr().out
    for heading in ("RECOGNISED (13)", "UNCLEAR (1)", "NOT RECOGNISED (1)"):
        assert heading in text
    told_whole(rows_of((tmp_path / "missing.csv").read_bytes()), whole)


def test_5_the_page_downloads_it_all_as_csv_and_stores_nothing(
    unsaved: str, whole: RoomAnswer
) -> None:
    settings = Settings(store=unsaved, per_minute=100_000)
    with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
        page = client.post("/room", data={"names": PASTED, "scope": "Kenya"})
        sheet = client.post("/room.csv", data={"names": PASTED})
        body = client.post("/api/v1/room", json={"names": list(NAMES), "scope": "Kenya"})
    assert "13 recognised, 1 unclear, 1 not recognised." in words_of(page.text)
    assert page.headers["cache-control"] == sheet.headers["cache-control"] == "no-store"
    assert body.status_code == 200
    told_whole(rows_of(sheet.content), whole)
