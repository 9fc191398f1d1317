"""The register's own figures as lists: who is on each, what each says, and the real figures."""

import csv
import io
from pathlib import Path

import pytest

from graph.analysis.register_lists import TITLES, find_lists
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind
from graph.network import Network
from graph.results_groups import RegisterList
from graph.store import open_store
from loaders.appg import AppgLoader
from loaders.run import load
from tests.estate import country, estate, group, links, officers, organisation, person

FOUR = ("p1", "p2", "p3", "p4")


def small() -> Network:
    """A full country group, a bare one that speaks of a diaspora, and a group on tea."""
    return estate(
        country("kenya", "Kenya"), organisation("office", by="register"),
        group("g", "Kenya", category="country"),
        group("h", "Atlantis", category="country", wording="To hear the Atlantean Diaspora."),
        group("t", "Tea", category="subject", wording="To drink tea."),
        group("s", "Scotland", category="country", parliament="scottish-parliament"),
        *(person(p, p.upper()) for p in FOUR),
        officers(*(f"{p} g" for p in FOUR), "p1 h"),
        links(LinkKind.SECRETARIAT_OF, "office g", by="register"),
        links(LinkKind.ABOUT, "g kenya", by="register"),
    )  # fmt: skip


def of(name: str, network: Network | None = None) -> RegisterList:
    (found,) = find_lists(network or small(), name=name).lists
    return found


def rows(name: str) -> list[tuple[str, str]]:
    return [(row.node.id, row.words) for row in of(name).rows]


def test_country_groups_are_those_that_the_register_files_so() -> None:
    assert rows("country_groups") == [
        ("h", "No country of its title is in the gazetteer."), ("g", "About Kenya."),
    ]  # fmt: skip
    assert (of("country_groups").count, of("country_groups").of) == (2, 3)


def test_country_groups_without_a_secretariat_are_counted_among_country_groups() -> None:
    found = of("country_groups_without_secretariat")
    assert [row.node.id for row in found.rows] == ["h"]
    assert found.words == (
        "1 of 2 country groups list no secretariat on the register of 29 June 2026. "
        "As listed; may be a data lag."
    )


def test_groups_with_few_officers_name_those_whom_they_have() -> None:
    assert rows("groups_with_few_officers") == [
        ("h", "1 officer listed: P1."), ("t", "No officer is listed."),
    ]  # fmt: skip


def test_a_purpose_that_has_the_word_is_found_in_any_case_of_letters() -> None:
    assert rows("groups_that_mention_diaspora") == [("h", "Its purpose has the word 'diaspora'.")]


def test_where_no_purpose_was_read_it_is_said_that_they_are_not_known() -> None:
    found = of("groups_that_mention_diaspora", estate(group("g", "The Irish Diaspora")))
    assert [row.words for row in found.rows] == ["Its title has the word 'diaspora'."]
    assert "purposes were not read: not known" in found.words


def test_every_list_says_that_it_may_lag_and_every_row_has_its_evidence() -> None:
    for found in find_lists(small()).lists:
        assert found.words.endswith("As listed; may be a data lag.")
        assert found.count == len(found.rows)
        assert all(row.evidence for row in found.rows)


def test_one_list_can_be_asked_for_by_name_and_no_other_name_is_known() -> None:
    assert [one.name for one in find_lists(small()).lists] == list(TITLES)
    with pytest.raises(BadQuestion, match="there is no list 'groups'"):
        find_lists(small(), name="groups")


def test_without_a_register_there_are_no_lists() -> None:
    assert find_lists(estate(organisation("a"))).lists == ()
    assert find_lists(Network(nodes=(), links=())).lists == ()


def test_the_shipped_register_has_its_figures(shipped: Explorer) -> None:
    counts = {one.name: (one.count, one.of) for one in shipped.gap_lists().lists}
    assert counts["country_groups"] == (96, 571)
    assert counts["country_groups_without_secretariat"] == (69, 96)
    assert counts["groups_with_few_officers"] == (32, 571)


@pytest.mark.real_data
@pytest.mark.slow
def test_the_lists_of_the_register_of_29_june_2026_are_those_known_from_outside(
    real_data: Path,
) -> None:
    store = open_store("sqlite://")
    load(store, AppgLoader(), [real_data / "appg" / "releases" / "260629.zip"], today="2026-07-21")
    with Explorer(store) as asked:
        lists = {one.name: one for one in asked.gap_lists().lists}
    counts = {name: one.count for name, one in lists.items()}
    assert counts == {
        "country_groups": 96, "country_groups_without_secretariat": 69,
        "groups_with_few_officers": 32, "groups_that_mention_diaspora": 5,
    }  # fmt: skip
    few = " ".join(row.node.name for row in lists["groups_with_few_officers"].rows)
    for name in ("India", "Japan", "Ukraine", "Portugal", "Nepal"):
        assert name in few
    diaspora = {row.node.id for row in lists["groups_that_mention_diaspora"].rows}
    assert diaspora == {f"appg:uk:{n}" for n in ("africa", "bulgaria", "fiji", "ghana", "jamaica")}


def test_a_list_can_be_taken_away_as_csv(shipped: Explorer) -> None:
    from api.page_lists import _table
    from api.page_show import _as_csv

    answer = shipped.gap_lists(name="groups_with_few_officers")
    sent = _as_csv(_table(answer), answer.snapshot, "gaps").body
    lines = list(csv.DictReader(io.StringIO(bytes(sent).decode("utf-8-sig"))))
    assert len(lines) == 32
    assert {line["list"] for line in lines} == {"groups_with_few_officers"}
    assert all("may be a data lag" in line["says"] for line in lines)
    assert all(line["url"].startswith("https://") and line["snapshot"] for line in lines)
