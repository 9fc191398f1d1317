"""Suggested pairs: which are asked about, with which reasons, and how fast."""

import resource
import time
from collections.abc import Iterator
from random import Random

import pytest

from graph.identity.suggest import LARGEST_BLOCK, Suggested, suggest
from graph.model import Node, NodeKind, Statement

ORG, PERSON, APPG = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.APPG


def node(
    node_id: str,
    name: str,
    *aliases: str,
    kind: NodeKind = ORG,
    identifiers: tuple[str, ...] = (),
    locator: str = "",
    **properties: str,
) -> Node:
    statement = Statement(source="register", seen=("2026",), subject=node_id, locator=locator)
    return Node(
        id=node_id,
        kind=kind,
        name=name,
        aliases=aliases,
        identifiers=identifiers,
        properties=tuple(sorted(properties.items())),
        statements=(statement,),
    )


def asked(*nodes: Node, judged: frozenset[frozenset[str]] = frozenset()) -> tuple[Suggested, ...]:
    return suggest(nodes, judged, 10)


def reasons(*nodes: Node) -> str:
    found = asked(*nodes)
    return "; ".join(found[0][3]) if found else ""


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("Lifeline", "The Lifeline Ltd", "both are called 'lifeline'"),
        ("Diaspora Kenya Forum", "Kenya Diaspora Forum", "same words in another order"),
        ("Institute for Music", "Institute of Music", "the same words but small ones"),
        ("Institution of Civil Engineers", "Institute of Civil Engineers", "differ in 3 letters"),
        ("AtkinsRéalis", "Atkins Realis", "differ in 1 letter"),
        ("LICC", "London Institute for Contemporary Christianity (LICC)", "abbreviates itself"),
        ("BBC", "British Beauty Council", "has the initials of"),
        ("Trussell", "The Trussell Trust", "one name adds only 'trust'"),
        ("Body for Wide Open Spaces", "Body for Wide Open Spaces BWOS", "adds only 'bwos'"),
    ],
)
def test_the_reason_is_given_in_words(left: str, right: str, words: str) -> None:
    assert words in reasons(node("a", left), node("b", right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Refugee Council", "Scottish Refugee Council"),
        ("Government of Jersey", "Government of Guernsey"),
        ("British Deaf Association", "British Dental Association"),
        ("Annual Report 2014", "Annual Report 2015"),
        ("West Midlands Forum", "East Midlands Forum"),
        ("Burma Campaign UK", "Kurdish Progress"),
    ],
)
def test_names_that_tell_two_bodies_apart_are_not_asked_about(left: str, right: str) -> None:
    assert asked(node("a", left), node("b", right)) == ()


def test_an_alias_is_compared_too() -> None:
    assert asked(node("a", "Royal Body", "Kenyan Welfare Front"), node("b", "Kenya Welfare Front"))


def test_a_website_makes_a_suggestion_stronger_and_is_told() -> None:
    plain = asked(node("a", "Trussell"), node("b", "Trussell Trust"))[0]
    sited = asked(
        node("a", "Trussell", website="https://www.example.org/about"),
        node("b", "Trussell Trust", website="http://example.org"),
    )[0]
    assert sited[2] > plain[2]
    assert "both have the website example.org" in sited[3]


def test_a_website_that_all_sorts_share_tells_nothing() -> None:
    sited = asked(
        node("a", "Trussell", website="https://facebook.com/a"),
        node("b", "Trussell Trust", website="https://facebook.com/b"),
    )
    assert len(sited[0][3]) == 1


def test_one_place_in_a_source_is_told() -> None:
    place = "Food group"
    told = reasons(node("a", "Trussell", locator=place), node("b", "Trussell Trust", locator=place))
    assert "both stand at one place of register: Food group" in told


def test_two_values_of_one_scheme_end_the_question() -> None:
    two = [node(i, "Kenya Society", identifiers=(f"GB-CHC-110000{n}",)) for n, i in enumerate("ab")]
    assert asked(*two) == ()


def test_numbers_of_two_schemes_leave_it_open() -> None:
    assert asked(
        node("a", "Kenya Society", identifiers=("GB-CHC-1100001",)),
        node("b", "Kenya Society", identifiers=("GB-COH-01100001",)),
    )


def test_two_chambers_make_one_person_unlikely() -> None:
    seats = [
        node(i, "Tom Gordon", kind=PERSON, chamber=c) for i, c in (("a", "commons"), ("b", "lords"))
    ]
    assert asked(*seats) == ()


def test_groups_are_compared_within_one_parliament() -> None:
    west = node("a", "APPG on Kenya", kind=APPG, parliament="uk")
    north = node("b", "Cross-Party Group on Kenya", kind=APPG, parliament="scottish-parliament")
    again = node("c", "APPG for Kenya", kind=APPG, parliament="uk")
    assert [pair[:2] for pair in asked(west, north, again)] == [("a", "c")]


def test_kinds_are_never_mixed() -> None:
    campaign = node("b", "Kenya Society", kind=NodeKind.CAMPAIGN)
    assert asked(node("a", "Kenya Society"), campaign) == ()


def test_what_was_judged_is_not_asked_again() -> None:
    pair = node("b", "Lifeline"), node("a", "Lifeline")
    assert asked(*pair)[0][:2] == ("a", "b")
    assert asked(*pair, judged=frozenset({frozenset({"b", "a"})})) == ()


def test_the_likeliest_come_first_and_the_limit_holds() -> None:
    nodes = [
        node("a", "Lifeline"), node("b", "Lifeline"),
        node("c", "AtkinsRéalis"), node("d", "Atkins Realis"),
        node("e", "Trussell"), node("f", "Trussell Trust"),
    ]  # fmt: skip
    scores = [pair[2] for pair in asked(*nodes)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
    assert suggest(nodes, set(), 1) == asked(*nodes)[:1]


def test_the_order_of_nodes_changes_nothing() -> None:
    nodes = [node(word, f"Kenya {word} Society") for word in ("Welfar", "Welfare", "Wellfare")]
    for seed in range(5):
        assert suggest(Random(seed).sample(nodes, 3), set(), 10) == suggest(nodes, set(), 10)


def test_a_word_in_many_names_is_not_compared_pair_by_pair() -> None:
    many = [node(f"n{i:03}", f"Forum {chr(97 + i % 26)}{i}z") for i in range(LARGEST_BLOCK + 1)]
    assert suggest(many, set(), 10) == ()


def invented(count: int, random: Random) -> Iterator[Node]:
    """Bodies with invented names, whose words are as unevenly common as real ones."""
    syllables = [a + b for a in "bcdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or")]
    rare = ["".join(random.choices(syllables, k=3)) for _ in range(60_000)]
    common = ["trust", "association", "club", "society", "of", "the", "community", "school"]
    weights = [1 / rank for rank in range(1, len(rare) + 1)]
    told = random.choices(rare, weights, k=3 * count)
    name = "A Name"
    for number in range(count):
        own = told[3 * number : 3 * number + random.randint(1, 3)]
        slip = name[:-2] + name[-1]  # in the name before
        name = " ".join((*own, *random.choices(common, k=2))).title() if number % 50 else slip
        yield node(f"n{number:06}", name)


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_a_quarter_of_a_million_nodes_take_half_of_two_minutes_and_two_gigabytes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    nodes = list(invented(250_000, Random(7)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    found = suggest(nodes, set(), 100_000)
    seconds = time.process_time() - begun
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with capsys.disabled():
        print(f"\n250,000 nodes: {len(found):,} suggestions, {seconds:.0f} s, {megabytes:.0f} MB")
    assert found
    assert seconds < 60
    assert megabytes < 1_000


# ---- branches of federations


def test_two_branches_of_one_federation_are_not_suggested() -> None:
    one = node("a", "Age Concern Melton Mowbray", federation="Age UK")
    two = node("b", "Age Concern Melton Mowbrey", federation="Age UK")
    assert asked(one, two) == ()
    assert asked(one, node("b", "Age Concern Melton Mowbrey"))


def test_a_branch_is_not_suggested_as_its_federation() -> None:
    branch = node("a", "Samaritans Trust", federation="Samaritans")
    assert asked(branch, node("b", "Samaritans")) == ()
    assert asked(node("a", "Samaritans Trust"), node("b", "Samaritans"))


def test_a_slip_is_found_among_many_names_with_the_same_words() -> None:
    many = [node(f"n{i:03}", f"Community Association {chr(97 + i % 26) * 3}") for i in range(200)]
    pair = [node("x", "Community Association Netwrok"), node("y", "Community Association Network")]
    found = {pair[:2] for pair in suggest([*many, *pair], set(), 1000)}
    assert ("x", "y") in found
