"""Distance that a source states: of a body and communities, and of sides of one sort."""

from graph.analysis.distance_rules import distance_stated
from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.sentences import LIMIT
from graph.model import Link, LinkKind, Node, NodeKind
from tests.estate import THEME, community, estate, links, node, organisation

WORK = NodeKind.PUBLICATION


def found(*things: Node | Link | list[Link]) -> list[Finding]:
    return list(distance_stated(Ground(estate(*things)), max_hops=4))


def report(*about: str) -> list[Node | Link]:
    """A theme of distance, and a report on it that a body published."""
    return [
        node(THEME, "far", "Joint work", subtype="distance"), node(WORK, "report"),
        organisation("maker", "Makers"), *links(LinkKind.PUBLISHED, "maker report"),
        *links(LinkKind.ABOUT, "report far", *(f"report {name}" for name in about)),
    ]  # fmt: skip


def test_a_body_is_far_from_the_communities_that_the_report_speaks_of() -> None:
    (one,) = found(
        *report("c"), community("c", "Kenyans"), organisation("gov", "Ministry"),
        links(LinkKind.ABOUT, "gov far"),
    )  # fmt: skip
    assert (one.subject.id, one.object and one.object.id) == ("c", "gov")
    assert one.knows is not None
    assert one.knows.id == "maker"


def test_communities_are_far_from_one_another_where_no_body_is_named() -> None:
    (one,) = found(*report("a", "b"), community("a", "Ashanti"), community("b", "Bajans"))
    assert one.headline == (
        "A source of 2024 finds Joint work wanting between Ashanti and Bajans; no contact is "
        "recorded."
    )
    assert {one.subject.id, one.object.id if one.object else ""} == {"a", "b"}
    assert one.routes
    assert one.clues[0].said


def test_of_three_sides_there_is_one_gap_and_all_are_told() -> None:
    sides = [community(name, name.title()) for name in ("ashanti", "bajans", "celts")]
    (one,) = found(*report("ashanti", "bajans", "celts"), *sides)
    assert one.object is None
    assert "among Ashanti, Bajans and Celts" in one.headline
    assert one.advice == "Ask Makers, who wrote of it, to bring Ashanti, Bajans and Celts together."


def test_a_whole_is_no_side_beside_its_own_parts() -> None:
    (one,) = found(
        *report("all", "a", "b"), community("all", "Everybody"), community("a"), community("b"),
        links(LinkKind.PART_OF, "a all", "b all"),
    )  # fmt: skip
    assert "Everybody" not in one.headline


def test_sides_that_are_in_contact_are_not_apart() -> None:
    sides = [community("a"), community("b")]
    assert found(*report("a", "b"), *sides, links(LinkKind.MET, "a b")) == []
    assert len(found(*report("a", "b"), *sides)) == 1


def test_two_bodies_are_apart_where_no_community_is_spoken_of_and_each_is_quoted() -> None:
    (one,) = found(
        node(THEME, "far", "Guidance", subtype="distance"), organisation("gov", "Ministry"),
        organisation("council", "Council"), links(LinkKind.ABOUT, "gov far", "council far"),
    )  # fmt: skip
    assert one.advice == "Bring Council and Ministry together."
    assert one.knows is None


def test_a_field_of_work_is_no_distance() -> None:
    things = [node(THEME, "far", "Health"), organisation("a"), organisation("b")]
    assert found(*things, links(LinkKind.ABOUT, "a far", "b far")) == []


def test_one_side_alone_is_far_from_nobody() -> None:
    assert found(*report("a"), community("a")) == []


def test_no_sentence_is_longer_than_25_words() -> None:
    long = "Friends of " + "very " * 30 + "long names"
    one, *_ = found(*report("a", "b"), community("a", long), community("b", f"{long} two"))
    told = (one.headline, one.advice, one.read, *(clue.words for clue in one.clues))
    assert [words for words in told if len(words.split()) > LIMIT] == []
