"""The model: statements, links and their refusals."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    Amount,
    Judgement,
    Link,
    LinkKind,
    Node,
    NodeKind,
    Statement,
    Status,
    Verdict,
)

DAYS = st.dates().map(lambda d: d.isoformat())


def said(**fields: object) -> Statement:
    known: dict[str, object] = {"source": "s", "seen": ("2026-01-01",), "subject": "a"}
    return Statement(**{**known, **fields})  # type: ignore[arg-type]  # fields vary by test


def test_a_link_without_evidence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        Link(source="a", target="b", kind=LinkKind.MET, statements=())


def test_a_links_id_depends_on_kind_and_direction() -> None:
    one = Link(source="a", target="b", kind=LinkKind.MET, statements=(said(),))
    back = Link(source="b", target="a", kind=LinkKind.MET, statements=(said(),))
    other = Link(source="a", target="b", kind=LinkKind.FUNDED, statements=(said(),))
    assert len({one.id, back.id, other.id}) == 3


def test_nothing_kept_can_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        said().source = "other"  # type: ignore[misc]  # that it is refused is the point


def test_first_and_last_seen_are_the_ends_of_the_editions() -> None:
    statement = said(seen=("2024-08-28", "2025-06-18", "2026-06-29"))
    assert (statement.first_seen, statement.last_seen) == ("2024-08-28", "2026-06-29")


def test_the_address_names_the_edition_asked_for() -> None:
    statement = said(url="https://example.org/{yymmdd}/ghana.htm")
    assert statement.url_in("2026-06-29") == "https://example.org/260629/ghana.htm"


def test_parallel_grants_are_different_facts() -> None:
    assert said(ref="grant-1").fact() != said(ref="grant-2").fact()


def test_where_and_when_a_thing_is_said_does_not_make_it_another_fact() -> None:
    assert said(locator="row 1", seen=("2025-01-01",)).fact() == said(locator="row 9").fact()


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.PLANNED},
        {"detail": "Chair"},
        {"amount": Amount(low=1, high=1)},
        {"wording": "other words"},
        {"claims": (("name", "B"),)},
        {"since": "2026"},
    ],
)
def test_what_is_said_makes_the_fact(change: dict[str, object]) -> None:
    assert said(**change).fact() != said().fact()


@given(st.sets(DAYS, min_size=1, max_size=6), st.sets(DAYS, min_size=1, max_size=6))
def test_joining_keeps_every_edition_in_order_whichever_comes_first(
    some: set[str], others: set[str]
) -> None:
    one, two = said(seen=tuple(sorted(some))), said(seen=tuple(sorted(others)))
    assert one.joined(two) == two.joined(one)
    assert one.joined(two).seen == tuple(sorted(some | others))


def test_joining_keeps_an_address_that_only_the_older_edition_gave() -> None:
    old = said(seen=("2025-01-01",), url="https://example.org/")
    assert old.joined(said(seen=("2026-01-01",))).url == "https://example.org/"


def test_a_node_gives_a_property_or_the_default() -> None:
    node = Node(id="a", kind=NodeKind.APPG, name="A", properties=(("parliament", "uk"),))
    assert (node.get("parliament"), node.get("agm", "none")) == ("uk", "none")


def test_a_judgements_pair_is_the_same_either_way_round() -> None:
    def judged(left: str, right: str) -> Judgement:
        return Judgement(left=left, right=right, verdict=Verdict.SAME, by="x", on="", why="")

    assert judged("b", "a").pair == judged("a", "b").pair == ("a", "b")
