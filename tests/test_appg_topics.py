"""What groups are about: by their titles, and by the categories that a model gave them."""

from pathlib import Path

import pytest

from graph.model import LinkKind, Method, NodeKind, NodeRecord, Status
from tests.appg_cut import group, ids, links, loaded, node


def about(tmp_path: Path, **fields: object) -> list[tuple[str, Status, Method]]:
    batch, _ = loaded(tmp_path, group("wool", **fields))
    return [(s.object, s.status, s.method) for s in links(batch, LinkKind.ABOUT)]


def test_a_country_in_the_title_is_held_from_the_register(tmp_path: Path) -> None:
    title = "All-Party Parliamentary Group on Somaliland"
    assert about(tmp_path, title=title) == [("country:somaliland", Status.HELD, Method.REGISTER)]


def test_several_countries_are_several_links(tmp_path: Path) -> None:
    title = "All-Party Parliamentary Group on Kosovo and Albania"
    assert {object_ for object_, _, _ in about(tmp_path, title=title)} == {
        "country:XK",
        "country:AL",
    }


def test_a_people_in_the_title_is_a_community(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group("wool", title="All-Party Parliamentary Group on Kurds"))
    (said,) = links(batch, LinkKind.ABOUT)
    assert said.object == "community:kurds"
    kinds = {r.id: r.kind for r in batch.records if isinstance(r, NodeRecord)}
    assert kinds["community:kurds"] is NodeKind.COMMUNITY


def test_a_theme_in_the_title_is_a_theme(tmp_path: Path) -> None:
    found = about(tmp_path, title="All-Party Parliamentary Group on Refugees")
    assert found == [("theme:refugees", Status.HELD, Method.REGISTER)]


def test_the_topics_own_record_says_where_it_was_read(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group("land", title="All-Party Parliamentary Group on Somaliland"))
    said = node(batch, "country:somaliland")
    assert said.source == "appg-uk"
    assert said.locator == "title of land"
    assert said.values("name") == ("Somaliland",)


def test_a_topic_of_many_groups_is_told_once(tmp_path: Path) -> None:
    title = "All-Party Parliamentary Group on Somaliland"
    batch, _ = loaded(tmp_path, group("one", title=title), group("two", title=title))
    assert len(links(batch, LinkKind.ABOUT)) == 2
    assert node(batch, "country:somaliland")


def test_a_category_is_inferred_by_a_model_and_says_so(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group("wool", categories=["Health, Medicine & Public Health"]))
    (said,) = links(batch, LinkKind.ABOUT)
    assert (said.object, said.status, said.method) == (
        "theme:health",
        Status.INFERRED,
        Method.AI_SEARCH,
    )
    assert "mySociety" in said.note


@pytest.mark.parametrize("category", ["Country Group", "Other"])
def test_categories_that_only_file_a_group_are_no_themes(tmp_path: Path, category: str) -> None:
    assert about(tmp_path, categories=[category]) == []


def test_an_unknown_category_is_set_aside(tmp_path: Path) -> None:
    batch, report = loaded(tmp_path, group("wool", categories=["Quux & Zork"]))
    assert not links(batch, LinkKind.ABOUT)
    assert report.set_aside == {"a category that is no theme here": 1}


def test_a_title_about_nothing_known_links_nothing(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group("quux"))
    assert ids(batch) == {"appg:uk:quux"}
