"""Policy: who may see what, and contact details that are never kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Statement, Visibility
from graph.policy import audience_at, has_contacts, visible, visible_to, without_contacts

PUBLIC, INTERNAL, SUPPRESSED = Visibility.PUBLIC, Visibility.INTERNAL, Visibility.SUPPRESSED


def said(visibility: Visibility) -> Statement:
    return Statement(source="s", seen=("2026",), subject="a", visibility=visibility)


@pytest.mark.parametrize(
    ("visibility", "audience", "seen"),
    [
        (PUBLIC, PUBLIC, True),
        (PUBLIC, INTERNAL, True),
        (INTERNAL, PUBLIC, False),
        (INTERNAL, INTERNAL, True),
        (SUPPRESSED, PUBLIC, False),
        (SUPPRESSED, INTERNAL, False),
    ],
)
def test_who_may_see_what(visibility: Visibility, audience: Visibility, seen: bool) -> None:
    assert visible(said(visibility), audience) is seen


@pytest.mark.parametrize(
    ("address", "audience"),
    [
        ("kithmap.db", INTERNAL),
        ("/a/b.sqlite", INTERNAL),
        ("sqlite://", INTERNAL),
        ("neo4j+s://host:7687", PUBLIC),
        ("bolt://host", PUBLIC),
    ],
)
def test_whoever_asks_a_file_is_its_owner_and_a_server_anybody(
    address: str, audience: Visibility
) -> None:
    assert audience_at(address) is audience


def test_the_public_is_the_audience_unless_another_is_named() -> None:
    assert visible_to([said(v) for v in Visibility]) == (said(PUBLIC),)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Body, Tel: 020 7219 4519",
        "Tel 01482 679687.",
        "call +44 (0)20 7946 0000 today",
        "07808 661524",
        "write to ann.body+x@mail.example.org",
        "House of Commons, London, SW1A 0AA",
    ],
)
def test_contact_details_are_taken_out(text: str) -> None:
    kept = without_contacts(text)
    assert not has_contacts(kept)
    assert not any(part in kept for part in ("7219", "679687", "7946", "661524", "@", "SW1A"))


@pytest.mark.parametrize(
    "text", ["in 2024 and 2025", "£24,001-25,500", "360 members in 57 groups", "GB-CHC-1014576"]
)
def test_other_numbers_stay(text: str) -> None:
    assert without_contacts(text) == text


@given(st.text(max_size=200))
def test_taking_out_twice_takes_out_no_more_contacts(text: str) -> None:
    assert not has_contacts(without_contacts(without_contacts(text)))
