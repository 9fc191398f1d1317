"""Countries in titles, and groups that the register in force no longer names."""

import pytest

from graph.analysis.ground import Ground
from graph.analysis.titles import countries_named, lapsed_groups
from graph.model import Method, Node, NodeKind
from tests.estate import SPRING, SUMMER, country, estate, group, node, officers, person

PURPOSE = "To raise awareness of tea and of those who grow it across the Commonwealth."
BOTH, THEN, NOW = (SPRING, SUMMER), (SPRING,), (SUMMER,)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("APPG on South Africa", ["sa"]),
        ("APPG for Africa", ["africa"]),
        ("Sudan and South Sudan", ["ssd", "sudan"]),
        ("APPG for Türkiye", ["turkey"]),
        ("Turkish Delight", []),
        ("Africana", []),
        ("", []),
    ],
)
def test_titles_name_countries_by_whole_words_and_longest_first(
    title: str, named: list[str]
) -> None:
    network = estate(
        country("sa", "South Africa"), country("africa", "Africa", status="region"),
        country("sudan", "Sudan"), country("ssd", "South Sudan"),
        node(NodeKind.COUNTRY, "turkey", "Turkey", by="world", alias="Türkiye"),
    )  # fmt: skip
    found = countries_named(network, title)
    assert sorted(network.nodes[v].id for v in found) == named


def lapsed(*things: object, as_of: str = "") -> dict[str, tuple[str, str]]:
    """Of each lapsed group, when it last was listed and what it became."""
    network = estate(*things, as_of=as_of)  # type: ignore[arg-type]  # the parts of an estate
    return {
        found.node.id: (found.last, found.renamed.id if found.renamed else "")
        for found in lapsed_groups(Ground(network))
    }


STAYS = group("stays", "Cake", seen=BOTH)


def test_a_group_that_left_the_register_is_lapsed_with_its_last_day() -> None:
    assert lapsed(STAYS, group("libya", "Libya", seen=THEN)) == {"libya": (SPRING, "")}


def test_a_group_that_only_a_document_names_is_lapsed_without_a_day() -> None:
    assert lapsed(STAYS, group("kenya", "Kenya", by="document")) == {"kenya": ("", "")}


def test_what_a_register_said_before_is_known_though_a_document_keeps_the_group_in_force() -> None:
    once = group("refugees", "Refugees", seen=THEN)
    told = group("refugees", "Refugees", by="document", seen=("2015",))
    both = Node(
        id="refugees", kind=NodeKind.APPG, name="", statements=once.statements + told.statements
    )
    assert lapsed(STAYS, both) == {"refugees": (SPRING, "")}


def test_a_group_renamed_is_known_by_its_new_name() -> None:
    old = group("pcos", "Polycystic Example PCOS", seen=THEN, wording=PURPOSE)
    new = group("pmos", "Polyendocrine Example PMOS", seen=NOW, wording=PURPOSE)
    assert lapsed(STAYS, old, new) == {"pcos": (SPRING, "pmos")}


def test_a_like_group_that_was_there_all_along_is_no_new_name() -> None:
    old = group("one", "Tea and Cake", seen=THEN, wording=PURPOSE)
    twin = group("two", "Cake and Tea", seen=BOTH, wording=PURPOSE)
    assert lapsed(STAYS, old, twin) == {"one": (SPRING, "")}


def test_a_group_of_a_parliament_without_a_register_is_not_lapsed() -> None:
    spoken = group("s", "Tea", by="document", parliament="senedd", method=Method.STATED)
    assert lapsed(STAYS, spoken) == {}
    assert lapsed(group("only", "Tea", by="document")) == {}


def test_nothing_has_lapsed_at_an_earlier_day_when_all_were_listed() -> None:
    things = (
        STAYS, group("libya", "Libya", seen=THEN), person("p", seen=BOTH),
        officers("p stays", seen=BOTH),
    )  # fmt: skip
    assert lapsed(*things, as_of=SPRING) == {}
