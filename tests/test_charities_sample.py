"""Samples of the register in the shape of an API: two spellings, dated by what is in them."""

import json
from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, Record
from loaders.base import Report
from tests import charity_cut as cut

SAID = {
    "id": "1014576",
    "name": "LANGO ASSOCIATION",
    "names": [{"value": "LANGO ASSOCIATION", "primary": True}],
    "all_names": [{"value": "LANGO UK", "primary": False}],
    "activities": "Advice.",
    "areas": [
        {"id": "D-213", "name": "UGANDA"},
        {"id": None, "name": "Uganda"},
        {"id": None, "name": "Throughout London"},
        {"id": "B-101", "name": "LUTON"},
    ],
    "orgids": [{"id": "GB-CHC-1014576"}, {"id": "GB-COH-7451584"}],
    "operations": [{"id": 307}],
    "causes": [{"id": 106}],
    "beneficiaries": [{"id": 204}],
    "registrations": [{"removalDate": None, "registrationDate": "1995-04-03"}],
    "all_finances": [{"income": 0, "financialYear": {"end": "2023-12-31"}}],
    "website": "www.lango.org.uk",
    "areaOfBenefit": "LANGO DISTRICT, UGANDA",
    "governingDoc": "RULES",
}
OTHER = {
    "id": "268369",
    "names": [{"value": "Barnardo'S", "primary": True}, {"value": "Homes", "primary": False}],
    "areas": [{"id": "A-1", "name": "Throughout England And Wales"}],
    "orgIds": [{"id": "GB-CHC-268369"}],
    "registrations": [
        {"registrationDate": "1974-01-01T00:00:00.000Z", "removalDate": None},
    ],
    "geo": None,
}  # fmt: skip


def lines(folder: Path, *rows: object, report: Report | None = None) -> list[Record]:
    path = folder / "sample.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows) + "\n\n", encoding="utf-8")
    return cut.records(path, report=report)


def test_a_line_of_a_sample_is_a_charity(tmp_path: Path) -> None:
    found = lines(tmp_path, SAID)
    (node, guess) = (r for r in found if r.statement.subject.startswith("org:")
                     and not r.statement.object)  # fmt: skip
    assert node.statement.claims == (
        ("alias", "Lango UK"),
        ("identifier", "GB-CHC-1014576"),
        ("identifier", "GB-COH-07451584"),
        ("name", "Lango Association"),
        ("role", "charity"),
        ("website", "www.lango.org.uk"),
    )
    assert guess.statement.values("role") == ("diaspora_group",)


def test_areas_with_and_without_a_code_are_places_once(tmp_path: Path) -> None:
    report = Report()
    found = lines(tmp_path, SAID, report=report)
    assert cut.targets(found, LinkKind.OPERATES_IN) == ["country:UG", "place:london"]
    assert report.set_aside == {"an area that is no place here (Local Authority)": 1}
    assert cut.targets(found, LinkKind.HERITAGE) == ["country:UG"]


def test_a_sample_is_dated_by_its_newest_day_and_is_no_whole_register(tmp_path: Path) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(json.dumps(SAID), encoding="utf-8")
    (batch,) = cut.read(path)
    assert (batch.edition.date, batch.edition.complete) == ("2023-12-31", False)


def test_the_answer_of_an_api_is_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    answer = {"data": {"CHC": {"getCharities": {"count": 1, "list": [OTHER]}}}}
    path.write_text(json.dumps(answer), encoding="utf-8")
    found = cut.records(path)
    said = cut.nodes(found)["org:GB-CHC-268369"].statement
    assert (said.values("name"), said.values("alias")) == (("Barnardo's",), ("Homes",))
    assert cut.targets(found, LinkKind.OPERATES_IN) == ["place:england", "place:wales"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "SC1"}, "a charity without a number or a name"),
        ({"name": "", "names": None}, "a charity without a number or a name"),
        (
            {"registrations": [{"registrationDate": "1999-01-01", "removalDate": "2001-01-01"}]},
            "a charity removed from the register",
        ),
        ({"name": "AGAIN"}, "a charity listed twice"),
    ],
)
def test_an_unusable_charity_is_set_aside(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    report = Report()
    found = lines(tmp_path, SAID, SAID | change, report=report)
    assert len(cut.nodes(found)) == 1
    assert report.set_aside[reason] == 1
    assert report.examples[reason] == "sample.jsonl, charity 2"


def test_a_line_that_is_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(json.dumps(SAID) + '\n{"id": \n', encoding="utf-8")
    with pytest.raises(BadSource, match=r"sample.jsonl, line 2"):
        cut.read(path)


def test_a_line_that_is_no_charity_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"not an object \(sample.jsonl, charity 2\)"):
        lines(tmp_path, SAID, [1])


def test_a_sample_without_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"data": {"registrations": 1, "areas": 2}}', encoding="utf-8")
    with pytest.raises(BadSource, match="holds no list of charities"):
        cut.read(path)


def test_a_sample_without_a_day_is_refused(tmp_path: Path) -> None:
    bare = OTHER | {"registrations": [{"registrationDate": None, "removalDate": None}]}
    with pytest.raises(BadSource, match="nothing tells the day"):
        lines(tmp_path, bare)
