"""The public extract of England and Wales: tables joined, and every oddity of the register."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, Method, Status
from loaders.base import Report
from tests import charity_cut as cut

ORG = "org:GB-CHC-1014576"


def test_a_charity_is_named_by_its_number_not_by_the_key_of_the_tables(tmp_path: Path) -> None:
    cut.one(tmp_path, "CITIZENS UK CHARITY", 102)
    assert set(cut.nodes(cut.records(tmp_path))) == {ORG}


def test_a_charity_states_its_number_company_site_and_role(tmp_path: Path) -> None:
    said = cut.charity(
        1014576, "LANGO ASSOCIATION",
        charity_company_registration_number="7451584", charity_contact_web="www.lango.org.uk/",
    )  # fmt: skip
    cut.put(tmp_path, "charity", cut.CHARITY, [said])
    claims = cut.nodes(cut.records(tmp_path))[ORG].statement.claims
    assert claims == (
        ("identifier", "GB-CHC-1014576"),
        ("identifier", "GB-COH-07451584"),
        ("name", "Lango Association"),
        ("role", "charity"),
        ("website", "www.lango.org.uk"),
    )


def test_the_registers_own_spelling_is_kept_beside_the_readable_one(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    said = cut.nodes(cut.records(tmp_path))[ORG].statement
    assert said.values("name") == ("Lango Association",)
    assert said.wording == "LANGO ASSOCIATION"


def test_entities_in_a_name_are_resolved(tmp_path: Path) -> None:
    cut.one(tmp_path, "SIÂN &amp; FRIENDS")
    said = cut.nodes(cut.records(tmp_path))[ORG].statement
    assert said.values("name") == ("Siân & Friends",)


def test_working_and_previous_names_are_aliases(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    names = ["LANGO UK", "Lango Association", "n/a", "  "]
    cut.put(
        tmp_path, "charity_other_names", cut.NAMES,
        [cut.row(1014576, charity_name=n, charity_name_type="Working name") for n in names],
    )  # fmt: skip
    assert cut.nodes(cut.records(tmp_path))[ORG].statement.values("alias") == ("Lango UK",)


@pytest.mark.parametrize("form", ["txt", "json"])
def test_both_forms_of_the_extract_say_the_same(tmp_path: Path, form: str) -> None:
    write = {"txt": cut.as_text, "json": cut.as_json}[form]
    said = cut.charity(1014576, "FÍRINNE", charity_activities="A\u2019s")
    cut.packed(tmp_path, "charity", form, write(cut.CHARITY, [said]))
    coded = write(cut.CODES, [cut.code(1014576, 106)])
    cut.packed(tmp_path, "charity_classification", form, coded)
    found = cut.records(tmp_path)
    assert cut.nodes(found)[ORG].statement.values("name") == ("Fírinne",)
    assert cut.targets(found, LinkKind.ABOUT) == ["theme:international-development"]


def test_the_edition_is_of_the_day_of_the_extract(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    (batch,) = cut.read(tmp_path)
    assert (batch.edition.source, batch.edition.date) == ("charity-register-ew", "2023-09-07")
    assert {r.statement.seen for r in batch.records} == {("2023-09-07",)}
    assert {r.statement.method for r in batch.records} == {Method.REGISTER}


def test_a_cut_out_of_the_register_is_no_complete_edition(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    (batch,) = cut.read(tmp_path)
    assert not batch.edition.complete
    assert not batch.replaces


def test_a_removed_charity_is_set_aside_with_an_example(tmp_path: Path) -> None:
    gone = cut.charity(200, "GONE", charity_registration_status="Removed", date_of_removal=cut.DAY)
    cut.put(tmp_path, "charity", cut.CHARITY, [gone, cut.charity(201, "HERE")])
    report = Report()
    assert set(cut.nodes(cut.records(tmp_path, report=report))) == {"org:GB-CHC-201"}
    reason = "a charity removed from the register"
    assert report.set_aside == {reason: 1}
    assert report.examples[reason].endswith("publicextract.charity.txt, line 2")


def test_a_linked_charity_is_a_part_of_its_main_one(tmp_path: Path) -> None:
    part = cut.charity(200, "HOUSE FUND", organisation_number=9, linked_charity_number=3)
    cut.put(tmp_path, "charity", cut.CHARITY, [part, cut.charity(200, "MAIN HOUSE")])
    found = cut.records(tmp_path)
    assert set(cut.nodes(found)) == {"org:GB-CHC-200", "org:GB-CHC-200-3"}
    assert cut.ends(found, LinkKind.PART_OF) == [("org:GB-CHC-200-3", "org:GB-CHC-200")]


def test_a_linked_charity_whose_main_one_is_not_there_has_no_parent(tmp_path: Path) -> None:
    part = cut.charity(200, "HOUSE FUND", linked_charity_number=3)
    cut.put(tmp_path, "charity", cut.CHARITY, [part])
    report = Report()
    assert cut.ends(cut.records(tmp_path, report=report), LinkKind.PART_OF) == []
    assert "a link to a main charity that is not in this edition" in report.set_aside


def test_a_number_written_with_blanks_is_that_number(tmp_path: Path) -> None:
    said = cut.charity(1, "SPACED", registered_charity_number=" 1 166 608 ")
    cut.put(tmp_path, "charity", cut.CHARITY, [said])
    assert set(cut.nodes(cut.records(tmp_path))) == {"org:GB-CHC-1166608"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"registered_charity_number": "none"}, "a charity without a number or a name"),
        ({"charity_name": "  "}, "a charity without a number or a name"),
        ({"linked_charity_number": "x"}, "a charity without a number or a name"),
        (
            {"charity_registration_status": "Pending"},
            "a status that is neither Registered nor Removed",
        ),
    ],
)
def test_an_unusable_row_is_set_aside(
    tmp_path: Path, cells: dict[str, object], reason: str
) -> None:
    rows = [cut.charity(200, "GOOD"), {**cut.charity(201, "BAD"), **cells}]
    cut.put(tmp_path, "charity", cut.CHARITY, rows)
    report = Report()
    assert set(cut.nodes(cut.records(tmp_path, report=report))) == {"org:GB-CHC-200"}
    assert report.set_aside == {reason: 1}
    assert report.read == report.used + 1


def test_a_charity_listed_twice_is_read_once(tmp_path: Path) -> None:
    again = cut.charity(200, "SAME", organisation_number=77)
    cut.put(tmp_path, "charity", cut.CHARITY, [cut.charity(200, "SAME"), again, again])
    report = Report()
    assert len(cut.nodes(cut.records(tmp_path, report=report))) == 1
    assert report.set_aside == {"a charity listed twice": 2}


def test_countries_are_where_a_charity_works(tmp_path: Path) -> None:
    cut.one(tmp_path, "ALL OVER", areas=["Burma", "Congo (Democratic Republic)", "Namibia"])
    found = cut.records(tmp_path)
    assert cut.targets(found, LinkKind.OPERATES_IN) == ["country:CD", "country:MM", "country:NA"]
    assert cut.nodes(found, "country:NA")["country:NA"].statement.values("name") == ("Namibia",)


def test_repeats_of_a_country_are_one_and_its_weight_is_told(tmp_path: Path) -> None:
    cut.one(tmp_path, "TWO LANDS", areas=["KENYA", "Kenya", "Ivory Coast"])
    found = cut.links(cut.records(tmp_path), LinkKind.OPERATES_IN)
    assert [r.statement.note for r in found] == ["one of 2 countries that it lists"] * 2


def test_who_lists_half_the_world_is_tied_to_no_country(tmp_path: Path) -> None:
    states = [p.name for p in cut.gazetteer().places if p.status == "state"]
    cut.one(tmp_path, "EVERYWHERE", areas=[*states[:120], "Scotland"])
    report = Report()
    found = cut.records(tmp_path, report=report)
    assert cut.targets(found, LinkKind.OPERATES_IN) == [
        "country:GB", "place:scotland",
    ]  # fmt: skip
    assert report.set_aside["a country of a charity that lists more than 100"] == 119


def test_themes_come_from_what_a_charity_does_and_whom_it_helps(tmp_path: Path) -> None:
    cut.one(tmp_path, "MANY", 101, 102, 104, 202, 203, 207, 302)
    found = cut.records(tmp_path)
    themes = ["theme:education", "theme:disability", "theme:older-people"]
    assert cut.targets(found, LinkKind.ABOUT) == themes
    assert [r.statement.detail for r in cut.links(found, LinkKind.ABOUT)] == [
        "Education/training", "Disability", "Elderly/old people",
    ]  # fmt: skip


def test_an_unknown_code_is_set_aside(tmp_path: Path) -> None:
    cut.one(tmp_path, "MANY", 102, 999)
    report = Report()
    assert cut.targets(cut.records(tmp_path, report=report), LinkKind.ABOUT) == ["theme:education"]
    reason = "a classification code that is not known here"
    assert report.examples[reason].endswith("line 3")


def _merger(tmp_path: Path, *heirs: int, **cells: object) -> list[dict[str, object]]:
    gone = cut.charity(200, "OLD", charity_registration_status="Removed", date_of_removal=cut.DAY)
    heir_rows = [cut.charity(n, f"HEIR {n}") for n in (300, 301)]
    cut.put(tmp_path, "charity", cut.CHARITY, [gone, *heir_rows])
    told = {"event_type": "Asset transfer out", "date_of_event": "2019-07-02 00:00:00.0000000"}
    return [
        cut.row(200, **(told | {"assoc_registered_charity_number": heir} | cells)) for heir in heirs
    ]


def test_a_charity_that_gave_all_to_one_other_has_it_as_successor(tmp_path: Path) -> None:
    events = _merger(tmp_path, 300, 300)
    cut.put(tmp_path, "charity_event_history", cut.EVENTS, events)
    found = cut.records(tmp_path)
    (link,) = cut.links(found, LinkKind.SUCCESSOR_OF)
    assert (link.statement.subject, link.statement.object) == ("org:GB-CHC-300", "org:GB-CHC-200")
    assert link.statement.since == "2019-07-02"
    old = cut.nodes(found)["org:GB-CHC-200"].statement
    assert (old.until, old.values("role")) == ("2023-09-07", ())


def test_the_receiving_side_tells_of_a_merger_too(tmp_path: Path) -> None:
    _merger(tmp_path)
    told = cut.row(
        300, event_type="Asset transfer in", date_of_event=cut.DAY,
        assoc_organisation_number=3_000_200, assoc_registered_charity_number=200,
    )  # fmt: skip
    cut.put(tmp_path, "charity_event_history", cut.EVENTS, [told])
    found = cut.records(tmp_path)
    assert cut.ends(found, LinkKind.SUCCESSOR_OF) == [("org:GB-CHC-300", "org:GB-CHC-200")]


@pytest.mark.parametrize(
    ("heirs", "reason"),
    [
        ([300, 301], "a charity that left its assets to several others"),
        ([999], "a merger into a charity that is not in this edition"),
    ],
)
def test_what_is_no_merger_is_set_aside(tmp_path: Path, heirs: list[int], reason: str) -> None:
    cut.put(tmp_path, "charity_event_history", cut.EVENTS, _merger(tmp_path, *heirs))
    report = Report()
    assert cut.links(cut.records(tmp_path, report=report), LinkKind.SUCCESSOR_OF) == []
    assert report.set_aside[reason] == 1


def test_no_contact_detail_and_no_text_of_the_charity_is_kept(tmp_path: Path) -> None:
    said = cut.charity(
        1014576, "CALL 020 7946 0000 TRUST",
        charity_contact_postcode="SW1A 0AA", charity_contact_phone="020 7946 0001",
        charity_contact_email="ann@example.org", charity_contact_address1="1 Mill Lane",
        charity_contact_web="ann@example.org", charity_activities="Ring Ann Body at home",
    )  # fmt: skip
    cut.put(tmp_path, "charity", cut.CHARITY, [said])
    cut.put(tmp_path, "charity_classification", cut.CODES, [cut.code(1014576, 204)])
    kept = repr(cut.records(tmp_path))
    for word in ("SW1A", "7946", "ann@", "Mill Lane", "Ann Body", "website"):
        assert word not in kept


def test_tables_of_another_day_refuse_the_load(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    late = {**cut.code(1014576, 102), "date_of_extract": "2023-09-08 00:00:00.0000000"}
    cut.put(tmp_path, "charity_classification", cut.CODES, [late])
    with pytest.raises(BadSource, match=r"2023-09-08 is not among.*classification"):
        cut.read(tmp_path)


def test_two_extracts_in_a_folder_are_two_editions(tmp_path: Path) -> None:
    for name, day in (("new", "2024-09-07T00:00:00"), ("old", "2023-09-07T00:00:00")):
        (tmp_path / name).mkdir()
        said = {**cut.charity(200, "SAME"), "date_of_extract": day}
        cut.packed(tmp_path / name, "charity", "json", cut.as_json(cut.CHARITY, [said]))
    assert [b.edition.date for b in cut.read(tmp_path)] == ["2023-09-07", "2024-09-07"]


def test_a_table_that_came_in_both_forms_is_read_once(tmp_path: Path) -> None:
    said = [cut.charity(200, "SAME")]
    (tmp_path / "publicextract.charity.txt").write_bytes(cut.as_text(cut.CHARITY, said))
    (tmp_path / "publicextract.charity.json").write_bytes(cut.as_json(cut.CHARITY, said))
    report = Report()
    assert len(cut.read(tmp_path, report=report)) == 1
    assert (report.read, report.facts["tables that came twice, read once"]) == (1, 1)


def test_what_a_register_lists_is_held_and_not_inferred(tmp_path: Path) -> None:
    cut.one(tmp_path, "GHANA SCHOOLS", 102, areas=["Ghana"])
    assert {r.statement.status for r in cut.records(tmp_path)} == {Status.HELD}


def test_a_table_without_rows_says_nothing(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION", 102)
    cut.packed(tmp_path, "charity_area_of_operation", "json", b"\xef\xbb\xbf[\r\n]")
    report = Report()
    assert len(cut.nodes(cut.records(tmp_path, report=report))) == 1
    assert report.facts["tables of the extract without a row"] == 1


def test_an_empty_table_of_charities_is_refused(tmp_path: Path) -> None:
    cut.put(tmp_path, "charity", cut.CHARITY, [])
    with pytest.raises(BadSource, match=r"has no row \(publicextract.charity.zip"):
        cut.read(tmp_path)
