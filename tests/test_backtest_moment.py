"""What an edition of a register knew, and nothing that came later."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.backtest_moment import read_past, stem, stems, with_wholes
from graph.model import Edition, Link, LinkKind, Method, Visibility
from tests.register_made import DATES, past, register, said

TWO = {DATES[0]: {"g": ["ann", "bob"]}, DATES[1]: {"g": ["ann"], "h": ["bob", "cat"]}}


def test_each_edition_has_its_own_groups_people_and_ties() -> None:
    first, second = past(TWO).moments
    assert (first.groups, first.people) == (("g",), ("ann", "bob"))
    assert (second.groups, second.people) == (("g", "h"), ("ann", "bob", "cat"))
    assert second.ties.tolist() == [[True, False], [False, True], [False, True]]


def test_the_last_meeting_is_the_one_that_the_edition_gives() -> None:
    held = past(TWO, met={("g", DATES[1]): "2025-03-01"})
    assert [moment.met[0] for moment in held.moments] == ["2024-12-01", "2025-03-01"]


def test_a_peer_is_known_by_the_chamber() -> None:
    assert past(TWO, peers=["bob"]).moments[0].lords.tolist() == [False, True]


def test_the_register_with_most_complete_editions_is_read() -> None:
    nodes, links, editions = register(TWO)
    other = said("ann", "2025-02-02", "g", source="other")
    links = (*links, Link(source="ann", target="g", kind=LinkKind.OFFICER_OF, statements=(other,)))
    held = read_past(nodes, links, (*editions, Edition(source="other", date="2025-02-02")))
    assert (held.source, held.dates) == ("register", DATES[:2])


def test_an_edition_of_leftovers_is_not_read() -> None:
    nodes, links, editions = register(TWO)
    held = read_past(nodes, links, (editions[0], replace(editions[1], complete=False)))
    assert held.dates == DATES[:1]


def test_a_store_without_a_register_has_no_past() -> None:
    assert read_past((), (), ()).moments == ()


def test_lists_of_members_and_ai_searches_are_not_read() -> None:
    nodes, links, editions = register(TWO)
    found = said("cat", DATES[0], "g", method=Method.AI_SEARCH)
    member = said("cat", DATES[0], "g")
    more = (
        Link(source="cat", target="g", kind=LinkKind.OFFICER_OF, statements=(found,)),
        Link(source="cat", target="g", kind=LinkKind.MEMBER_OF, statements=(member,)),
    )
    assert read_past(nodes, (*links, *more), editions).moments[0].people == ("ann", "bob")


def test_what_an_audience_may_not_see_is_not_read() -> None:
    nodes, links, editions = register(TWO)
    secret = tuple(
        replace(k, statements=(replace(k.statements[0], visibility=Visibility.INTERNAL),))
        for k in links if k.source == "ann"
    )  # fmt: skip
    shown = (*(k for k in links if k.source != "ann"), *secret)
    assert "ann" not in read_past(nodes, shown, editions).moments[0].people
    inside = read_past(nodes, shown, editions, Visibility.INTERNAL)
    assert "ann" in inside.moments[0].people


def test_a_group_is_about_its_topic_and_all_that_the_topic_is_part_of() -> None:
    nodes, links, editions = register(TWO)
    about = said("g", DATES[1], "country:AA")
    more = (
        Link(source="g", target="country:AA", kind=LinkKind.ABOUT, statements=(about,)),
        Link(source="country:AA", target="country:world", kind=LinkKind.PART_OF,
             statements=(said("country:AA", DATES[0], "country:world"),)),
    )  # fmt: skip
    topics = nodes[0], replace(nodes[0], id="country:AA"), replace(nodes[0], id="country:world")
    first, second = read_past((*nodes, *topics[1:]), (*links, *more), editions).moments
    assert first.topics[0] == ("filed:",)
    assert second.topics[0] == ("country:AA", "country:world", "filed:")


def test_parts_that_are_parts_of_one_another_come_to_an_end() -> None:
    assert with_wholes(["a"], {"a": frozenset("b"), "b": frozenset("a")}) == ("a", "b")


def test_forms_of_a_word_have_one_stem_and_words_that_all_groups_have_none() -> None:
    assert stem("migrants") == stem("migrant")
    assert stems("APPG on Rivers", "the group for rivers") == ("river", "river", "river")


@given(st.text())
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))


def test_later_editions_leave_the_earlier_moment_as_it_is() -> None:
    later = {**TWO, DATES[2]: {"g": ["dan"], "h": ["ann"]}}
    assert past(later).moments[0].digest() == past(TWO).moments[0].digest()


def test_another_tie_is_another_digest() -> None:
    (one, _) = past(TWO).moments
    assert one.with_ties(np.zeros_like(one.ties)).digest() != one.digest()
