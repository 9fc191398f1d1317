"""The table of kinds: who may be tied to whom, and in which words."""

import re

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind, Role
from graph.schema import (
    CONTEXT_KINDS,
    LINK_KINDS,
    NODE_KINDS,
    ROLE_LABELS,
    ROLE_WORDS,
    carries_introduction,
    check_link,
    words,
)

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


def test_every_kind_and_role_is_in_its_table() -> None:
    assert set(NODE_KINDS) == set(NodeKind)
    assert set(LINK_KINDS) == set(LinkKind)
    assert set(ROLE_LABELS) == set(ROLE_WORDS) == set(Role)


@pytest.mark.parametrize("kind", LinkKind)
def test_no_link_kind_ties_a_person_to_a_country_or_a_community(kind: LinkKind) -> None:
    forbidden = {NodeKind.COUNTRY, NodeKind.COMMUNITY}
    for ends in LINK_KINDS[kind].pairs:
        assert not (NodeKind.PERSON in ends and forbidden & set(ends))


@pytest.mark.parametrize("kind", LinkKind)
def test_every_link_kind_reads_both_ways(kind: LinkKind) -> None:
    assert words(kind)
    assert words(kind, forward=False)


@pytest.mark.parametrize("kind", LinkKind)
def test_only_acquaintance_has_strength(kind: LinkKind) -> None:
    rule = LINK_KINDS[kind]
    assert (rule.strength > 0) == rule.acquaintance
    assert rule.strength <= 1


def test_labels_are_safe_names_and_all_different() -> None:
    labels = [w.label for w in NODE_KINDS.values()] + list(ROLE_LABELS.values())
    assert len(set(labels)) == len(labels)
    assert all(NAME.fullmatch(label) for label in labels)


def test_every_kind_has_a_shape_of_its_own_so_that_colour_is_not_alone() -> None:
    assert len({w.shape for w in NODE_KINDS.values()}) == len(NodeKind)
    assert len({w.colour for w in NODE_KINDS.values()}) == len(NodeKind)


def test_a_place_a_country_or_a_theme_never_carries_an_introduction() -> None:
    for kind, rule in LINK_KINDS.items():
        for source, target in rule.pairs:
            if {source, target} & CONTEXT_KINDS:
                assert not carries_introduction(kind, source, target)


def test_officers_carry_an_introduction() -> None:
    assert carries_introduction(LinkKind.OFFICER_OF, NodeKind.PERSON, NodeKind.APPG)


def test_a_link_between_the_wrong_ends_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(BadSource, match=r"cannot run from person to country \(row 7\).*Allowed"):
        check_link(LinkKind.HERITAGE, NodeKind.PERSON, NodeKind.COUNTRY, "row 7")


def test_a_link_between_the_right_ends_passes() -> None:
    check_link(LinkKind.HERITAGE, NodeKind.COMMUNITY, NodeKind.COUNTRY)
