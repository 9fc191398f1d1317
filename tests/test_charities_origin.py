"""Which charities are diaspora bodies: decided with reasons, and never by name alone."""

from pathlib import Path

import pytest

from graph.model import LinkKind, Method, NodeRecord, Record, Status
from tests import charity_cut as cut

ORG = "org:GB-CHC-1014576"
HELPS = "helps people of one ethnic or national origin"


def found(
    folder: Path, name: str, *codes: int, areas: tuple[str, ...] = (), objects: str = ""
) -> list[Record]:
    cut.one(folder, name, *codes, areas=areas, objects=objects)
    return cut.records(folder)


def heritage(records: list[Record]) -> list[tuple[str, str]]:
    said = cut.links(records, LinkKind.HERITAGE)
    return [(r.statement.object, r.statement.note) for r in said]


def roles(records: list[Record]) -> list[tuple[str, ...]]:
    return [
        r.statement.values("role")
        for r in records
        if isinstance(r, NodeRecord) and r.id == ORG and r.statement.status is Status.INFERRED
    ]


def test_name_help_and_work_together_make_a_diaspora_body(tmp_path: Path) -> None:
    records = found(tmp_path, "GHANA UNION OF LEEDS", 204, areas=("Ghana",))
    note = f"{HELPS}; its name names Ghana; works in Ghana"
    assert heritage(records) == [("country:GH", note)]
    assert roles(records) == [("diaspora_group",)]


def test_what_is_inferred_says_so_and_can_be_told_from_the_register(tmp_path: Path) -> None:
    records = found(tmp_path, "GHANA UNION OF LEEDS", 204)
    (link,) = cut.links(records, LinkKind.HERITAGE)
    assert (link.statement.status, link.statement.method) == (Status.INFERRED, Method.REGISTER)
    plain = [r for r in records if isinstance(r, NodeRecord) and r.id == ORG]
    assert [r.statement.status for r in plain] == [Status.HELD, Status.INFERRED]
    assert plain[0].statement.values("role") == ("charity",)
    assert plain[1].statement.note == link.statement.note


def test_a_name_alone_is_never_enough(tmp_path: Path) -> None:
    records = found(tmp_path, "GHANA UNION OF LEEDS", 102, 207, objects="For Ghanaians.")
    assert (heritage(records), roles(records)) == ([], [])


def test_a_name_and_work_in_the_country_are_not_enough(tmp_path: Path) -> None:
    records = found(tmp_path, "FRIENDS OF GHANA", 106, areas=("Ghana",))
    assert (heritage(records), roles(records)) == ([], [])


def test_help_and_work_without_a_word_of_the_country_are_not_enough(tmp_path: Path) -> None:
    records = found(tmp_path, "GARDENER TRUST", 204, areas=("Kenya",), objects="Medical camps.")
    assert (heritage(records), roles(records)) == ([], [])


@pytest.mark.parametrize(
    ("objects", "areas", "countries"),
    [
        ("To support indigent Polish people.", ("Poland",), ["country:PL"]),
        ("To support indigent Polish people.", ("Kenya",), []),
        ("To build schools in Somalia.", ("Somalia", "Throughout London"), ["country:SO"]),
        ("To build schools in Somalia.", ("Somalia",), []),
        ("To build schools in Somalia.", ("Kenya", "Throughout London"), []),
        ("For communities of East Africa.", ("Kenya", "Scotland"), ["country:east-africa"]),
        ("For the United Kingdom.", ("Kenya", "Scotland"), []),
    ],
)
def test_objects_count_with_work_that_bears_them_out(
    tmp_path: Path, objects: str, areas: tuple[str, ...], countries: list[str]
) -> None:
    cut.one(tmp_path, "WELCOME HOUSE", 204, objects=objects)
    rows = [
        cut.area(1014576, a, "Region" if a.startswith("Throughout") else "Country") for a in areas
    ]
    cut.put(tmp_path, "charity_area_of_operation", cut.AREAS, rows)
    assert [country for country, _ in heritage(cut.records(tmp_path))] == countries


def test_a_council_that_is_not_known_here_is_still_at_home(tmp_path: Path) -> None:
    cut.one(tmp_path, "WELCOME HOUSE", 204, objects="Schools in Somalia.")
    rows = [cut.area(1014576, "Somalia"), cut.area(1014576, "Luton", "Local Authority")]
    cut.put(tmp_path, "charity_area_of_operation", cut.AREAS, rows)
    assert [country for country, _ in heritage(cut.records(tmp_path))] == ["country:SO"]


def test_many_countries_in_the_objects_are_no_one_origin(tmp_path: Path) -> None:
    lands = ("Kenya", "Ghana", "Somalia", "Uganda", "Scotland")
    text = "To help in Kenya, Ghana, Somalia and Uganda."
    assert heritage(found(tmp_path, "WELCOME HOUSE", 204, areas=lands, objects=text)) == []


def test_the_area_of_benefit_counts_as_objects(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION", 204, areas=("Uganda", "Scotland"))
    told = cut.row(1014576, charitable_objects="Advice.", area_of_benefit="LANGO, UGANDA")
    cut.put(tmp_path, "charity_governing_document", cut.OBJECTS, [told])
    assert [country for country, _ in heritage(cut.records(tmp_path))] == ["country:UG"]


def test_the_commonwealth_is_nobodys_origin(tmp_path: Path) -> None:
    records = found(tmp_path, "COMMONWEALTH SOCIETY", 204, areas=("Kenya",))
    assert heritage(records) == []


def test_a_people_without_a_state_is_served_and_makes_a_diaspora_body(tmp_path: Path) -> None:
    records = found(tmp_path, "TAMIL SCHOOL", 204)
    (link,) = cut.links(records, LinkKind.SERVES)
    assert link.statement.object == "community:tamils"
    assert link.statement.note == f"{HELPS}; its name names Tamils"
    assert (heritage(records), roles(records)) == ([], [("diaspora_group",)])


@pytest.mark.parametrize(("codes", "served"), [((108,), 1), ((204,), 1), ((102,), 0)])
def test_a_faith_in_the_name_is_served_where_the_register_bears_it_out(
    tmp_path: Path, codes: tuple[int, ...], served: int
) -> None:
    records = found(tmp_path, "HINDU CENTRE", *codes)
    assert cut.targets(records, LinkKind.SERVES) == ["community:hindus"] * served
    assert roles(records) == []


def test_every_reason_has_at_most_25_words(tmp_path: Path) -> None:
    records = found(
        tmp_path, "DEMOCRATIC REPUBLIC OF THE CONGO AND SAINT VINCENT AND THE GRENADINES", 204,
        areas=("Congo (Democratic Republic)", "Saint Vincent"),
    )  # fmt: skip
    notes = [note for _, note in heritage(records)]
    assert len(notes) == 2
    assert all(len(note.split()) <= 25 for note in notes)


def test_no_link_runs_from_a_person(tmp_path: Path) -> None:
    records = found(tmp_path, "GHANA UNION", 204, areas=("Ghana",))
    assert {r.kind.value for r in records if isinstance(r, NodeRecord)} == {
        "organisation", "country",
    }  # fmt: skip


NI = {"Reg charity number": 1000, "Charity name": "Sport Club", "Who the charity helps": ""}


@pytest.mark.parametrize(
    ("helps", "objects", "countries"),
    [
        ("Ethnic minorities", "To unite Polish people.", ["country:PL"]),
        ("General public", "To unite Polish people.", []),
        ("Ethnic minorities", "To build a school in Poland.", []),
        ("Ethnic minorities", "Irish dance for all of Ireland.", []),
    ],
)
def test_where_no_countries_are_listed_the_objects_must_name_a_people(
    tmp_path: Path, helps: str, objects: str, countries: list[str]
) -> None:
    said = NI | {"Who the charity helps": helps, "Charitable purposes": objects}
    records = cut.records(cut.ni(tmp_path, said))
    assert [country for country, _ in heritage(records)] == countries


def test_a_reason_tells_what_the_register_says(tmp_path: Path) -> None:
    said = NI | {"Charity name": "Kenya House", "Who the charity helps": "Ethnic minorities"}
    ((_, note),) = heritage(cut.records(cut.ni(tmp_path, said)))
    assert note == "helps ethnic minorities; its name names Kenya"


def test_a_scottish_body_for_one_origin_is_found_by_name(tmp_path: Path) -> None:
    said = {
        "Charity Number": "SC1", "Charity Name": "Nigerian Community in Glasgow",
        "Beneficiaries": "'People of a particular ethnic or racial origin'",
    }  # fmt: skip
    assert heritage(cut.records(cut.sc(tmp_path, said))) == [
        ("country:NG", f"{HELPS}; its name names Nigeria")
    ]
