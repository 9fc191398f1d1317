"""What differs between two dates: groups that came, went, were renamed or changed hands."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.analysis.changes import find_changes
from graph.analysis.sentences import LIMIT
from graph.model import Edition, Link, LinkKind, Method, Node, NodeKind, Status
from graph.network import Network
from graph.results import Change, ChangesAnswer
from tests.estate import (
    SPRING,
    SUMMER,
    estate,
    estates,
    group,
    link,
    links,
    officers,
    organisation,
    person,
)

PURPOSE = "To raise awareness of tea and of those who grow it across the Commonwealth."
BOTH, THEN, NOW = (SPRING, SUMMER), (SPRING,), (SUMMER,)


def between(
    *things: Node | list[Link], editions: tuple[Edition, ...] = (), **kw: object
) -> ChangesAnswer:
    """The changes from spring to summer in an estate."""
    before, after = sides(*things, editions=editions)
    return find_changes(before, after, **kw)  # type: ignore[arg-type]  # the options of find_changes


def sides(
    *things: Node | list[Link], editions: tuple[Edition, ...] = ()
) -> tuple[Network, Network]:
    """The estate as it stood in spring, and as it stands."""
    return (
        estate(*things, as_of=SPRING, editions=editions),
        estate(*things, as_of=SUMMER, editions=editions),
    )


def told(answer: ChangesAnswer) -> list[tuple[str, str]]:
    """Kind and subject of each change, in order."""
    return [(change.kind, change.subject.id) for change in answer.changes]


ALWAYS = group("always", "Always", seen=BOTH)


def test_groups_join_and_leave_with_the_register() -> None:
    answer = between(ALWAYS, group("old", "Pubs", seen=THEN), group("new", "Fertility", seen=NOW))
    assert told(answer) == [("joined", "new"), ("left", "old")]
    assert (answer.joined, answer.left, answer.renamed, answer.changed) == (1, 1, 0, 0)
    assert [c.words for c in answer.changes] == [
        "APPG on Fertility joined: in the register of 29 June 2026, not in that of 18 May 2026.",
        "APPG on Pubs is not in the register of 29 June 2026; it was in that of 18 May 2026.",
    ]


def test_a_group_that_left_is_never_said_to_have_closed() -> None:
    answer = between(ALWAYS, group("old", "Pubs", seen=THEN))
    assert "Left means that the newer edition does not name it; it need not have closed." in (
        answer.notes
    )
    assert not any("closed" in change.words for change in answer.changes)


def test_a_group_that_was_away_is_listed_again_not_new() -> None:
    back = group("refugees", "Refugees", seen=("2025-12-01", SUMMER))
    answer = between(ALWAYS, back)
    assert told(answer) == [("joined", "refugees")]
    assert answer.changes[0].words == (
        "APPG on Refugees is listed again: the register, 29 June 2026; "
        "last listed before on 1 December 2025."
    )


def test_a_group_that_comes_back_with_another_wording_is_listed_again_too() -> None:
    """A new purpose or meeting makes another statement; the older one still tells of before."""
    gone = group("refugees", "Refugees", seen=("2025-12-01",), wording="To help refugees.")
    back = group("refugees", "Refugees", seen=(SUMMER,), wording="To hear refugees.")
    both = replace(back, statements=(*gone.statements, *back.statements))
    answer = between(ALWAYS, both)
    assert "is listed again" in answer.changes[0].words


def test_a_probable_rename_counts_in_all_three_figures() -> None:
    answer = between(
        ALWAYS,
        group("pcos", "Polycystic Example (PCOS)", seen=THEN, wording=PURPOSE),
        group("pmos", "Polyendocrine Example (PMOS/PCOS)", seen=NOW, wording=PURPOSE),
        person("ann", "Ann Body", seen=BOTH),
        officers("ann pcos", seen=THEN), officers("ann pmos", seen=NOW),
    )  # fmt: skip
    assert (answer.joined, answer.left, answer.renamed) == (1, 1, 1)
    first = answer.changes[0]
    assert (first.kind, first.subject.id) == ("renamed", "pmos")
    assert first.words.startswith("Probable rename: APPG on Polycystic Example (PCOS) to APPG on")
    assert "1 of 1 officer the same" in first.words
    assert (first.before, first.after) == (
        "All-Party Parliamentary Group on Polycystic Example (PCOS)",
        "All-Party Parliamentary Group on Polyendocrine Example (PMOS/PCOS)",
    )
    assert {e.edition for e in first.evidence} == {SPRING, SUMMER}


def _titles(before: str, after: str) -> Node:
    one, two = group("a", before, seen=THEN), group("a", after, seen=NOW)
    return Node(id="a", kind=NodeKind.APPG, name="", statements=one.statements + two.statements)


def test_a_new_title_under_one_id_is_a_rename() -> None:
    answer = between(_titles("Male Suicide", "Male Suicide and Mental Health"))
    assert told(answer) == [("renamed", "a")]
    assert answer.changes[0].words == (
        "APPG on Male Suicide is now listed as APPG on Male Suicide and Mental Health."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Coffee and Tea", "Tea and Coffee"),
        ("the Tea Trade", "Tea Trade"),
        ("Women's Health", "Women’s Health"),
        ("Tea", "tea"),
    ],
)
def test_another_order_or_spelling_of_a_title_is_no_change(before: str, after: str) -> None:
    assert told(between(_titles(before, after))) == []


def test_another_category_is_no_change() -> None:
    one = group("a", "Ghana", seen=THEN, category="Country Group")
    two = group("a", "Ghana", seen=NOW, category="Country, Area or Region Group")
    both = Node(id="a", kind=NodeKind.APPG, name="", statements=one.statements + two.statements)
    assert told(between(both)) == []


def test_officers_come_and_go_in_one_sentence() -> None:
    answer = between(
        ALWAYS,
        *(person(i, f"{i.title()} Body", seen=BOTH) for i in ("ann", "bo", "cy", "di")),
        officers("ann always", seen=BOTH),
        officers("bo always", seen=THEN), officers("cy always", "di always", seen=NOW),
    )  # fmt: skip
    assert told(answer) == [("changed", "always")]
    change = answer.changes[0]
    assert change.words == (
        "APPG on Always: 1 officer out: Bo Body; 2 officers in: Cy Body and Di Body."
    )
    assert change.before == "officers: Ann Body, Bo Body"
    assert change.after == "officers: Ann Body, Cy Body, Di Body"
    assert sorted(e.edition for e in change.evidence) == [SPRING, SUMMER, SUMMER]


def test_another_office_of_the_same_person_is_no_change() -> None:
    answer = between(
        ALWAYS, person("ann", "Ann Body", seen=BOTH),
        officers("ann always", seen=THEN, detail="Vice Chair"),
        officers("ann always", seen=NOW, detail="Chair"),
    )  # fmt: skip
    assert told(answer) == []


@pytest.mark.parametrize("name", ["Dame Ann Elsewhere-Body", "Ann Elsewhere-Bodi"])
def test_a_person_under_another_title_or_spelling_is_no_change(name: str) -> None:
    answer = between(
        ALWAYS,
        person("one", "Ann Elsewhere-Body", seen=THEN), person("two", name, seen=NOW),
        officers("one always", seen=THEN), officers("two always", seen=NOW),
    )  # fmt: skip
    assert told(answer) == []


def test_a_new_secretariat_is_told() -> None:
    answer = between(
        ALWAYS,
        organisation("tea", "Tea Trust", by="register", seen=BOTH),
        organisation("cake", "Cake Trust", by="register", seen=BOTH),
        links(LinkKind.SECRETARIAT_OF, "tea always", by="register", seen=THEN),
        links(LinkKind.SECRETARIAT_OF, "cake always", by="register", seen=NOW),
    )
    assert [c.words for c in answer.changes] == [
        "APPG on Always: 1 secretariat out: Tea Trust; 1 secretariat in: Cake Trust."
    ]


def test_the_same_secretariat_under_another_spelling_is_no_change() -> None:
    answer = between(
        ALWAYS,
        organisation("one", "The Tea Trust Limited", by="register", seen=THEN),
        organisation("two", "Tea Trust Ltd (part of Cake)", by="register", seen=NOW),
        links(LinkKind.SECRETARIAT_OF, "one always", by="register", seen=THEN),
        links(LinkKind.SECRETARIAT_OF, "two always", by="register", seen=NOW),
    )
    assert told(answer) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("not_found", "official", ["APPG on Tea: member list newly published."]),
        ("empty", "manual", ["APPG on Tea: member list newly published."]),
        ("official", "empty", ["APPG on Tea: member list no longer published."]),
        ("official", "manual", []),
        ("not_found", "ai_search", []),
    ],
)
def test_a_member_list_newly_published_is_told(before: str, after: str, words: list[str]) -> None:
    one = group("a", "Tea", seen=THEN, member_list=before)
    two = group("a", "Tea", seen=NOW, member_list=after)
    both = Node(id="a", kind=NodeKind.APPG, name="", statements=one.statements + two.statements)
    assert [c.words for c in between(both).changes] == words


def test_officers_that_only_an_ai_search_found_are_no_change() -> None:
    answer = between(
        ALWAYS, person("ann", seen=BOTH),
        officers("ann always", seen=NOW, method=Method.AI_SEARCH),
    )  # fmt: skip
    assert told(answer) == []


def test_people_and_bodies_that_come_with_a_group_are_not_counted_beside_it() -> None:
    answer = between(
        ALWAYS, group("new", "Fertility", seen=NOW), person("ann", seen=NOW),
        organisation("tea", "Tea Trust", by="register", seen=NOW),
        officers("ann new", seen=NOW),
        links(LinkKind.SECRETARIAT_OF, "tea new", by="register", seen=NOW),
    )  # fmt: skip
    assert told(answer) == [("joined", "new")]


def test_the_figures_say_what_they_count() -> None:
    answer = between(
        ALWAYS, group("new", "Fertility", seen=NOW),
        organisation("tea", "Tea Trust", by="sheet", seen=NOW),
        organisation("cake", "Cake Trust", by="sheet", seen=BOTH),
    )  # fmt: skip
    assert told(answer) == [("joined", "new"), ("joined", "tea")]
    assert answer.joined == 1
    assert "The figures count parliamentary groups only: 1 were named before, 2 after." in (
        answer.notes
    )
    assert "Also listed: changes of 1 organisation." in answer.notes


def test_without_groups_the_figures_count_bodies() -> None:
    answer = between(
        organisation("tea", "Tea Trust", by="sheet", seen=NOW),
        organisation("cake", "Cake Trust", by="sheet", seen=THEN),
    )
    assert (answer.joined, answer.left) == (1, 1)
    assert answer.changes[0].words == (
        "Tea Trust joined: in A sheet of 29 June 2026, not in that of 18 May 2026."
    )


def test_a_register_decides_that_a_group_left_though_a_document_still_names_it() -> None:
    listed = group("old", "Pubs", seen=THEN)
    spoken = group("old", "Pubs", by="document", seen=BOTH)
    both = Node(
        id="old", kind=NodeKind.APPG, name="", statements=listed.statements + spoken.statements
    )
    assert told(between(ALWAYS, both)) == [("left", "old")]


def test_a_group_that_only_others_name_in_passing_neither_joins_nor_leaves() -> None:
    passing = group("old", "Pubs", by="sheet", seen=THEN)
    kept = organisation("tea", by="sheet", seen=BOTH)
    answer = between(ALWAYS, passing, kept)
    assert told(answer) == []
    assert (answer.left, answer.joined) == (0, 0)


def test_without_a_register_a_sheet_tells_which_groups_left() -> None:
    passing = group("old", "Pubs", by="sheet", seen=THEN)
    kept = organisation("tea", by="sheet", seen=BOTH)
    assert told(between(passing, kept)) == [("left", "old")]


def test_a_source_without_an_edition_on_one_side_is_not_compared() -> None:
    answer = between(ALWAYS, organisation("tea", "Tea Trust", by="sheet", seen=NOW))
    assert told(answer) == []
    assert "A sheet: not compared, no edition held by 18 May 2026." in answer.notes


def test_a_partial_edition_is_not_compared() -> None:
    part = Edition(source="register", date=SPRING, complete=False)
    answer = between(ALWAYS, group("new", "Fertility", seen=NOW), editions=(part,))
    assert told(answer) == []
    assert answer.notes[0] == (
        "Register of Groups: not compared, only part of the edition of 18 May 2026 was read."
    )


def test_the_same_edition_on_both_sides_needs_no_note() -> None:
    before = estate(ALWAYS)
    answer = find_changes(before, before)
    assert answer.changes == ()
    assert answer.notes == ()


def test_a_saved_list_shows_only_what_touches_it() -> None:
    things = (
        ALWAYS, group("new", "Fertility", seen=NOW), group("old", "Pubs", seen=THEN),
        person("ann", seen=BOTH), person("bo", seen=BOTH),
        officers("ann always", seen=NOW), officers("bo new", seen=NOW),
    )  # fmt: skip
    assert told(between(*things, only=frozenset({"ann"}))) == [("changed", "always")]
    assert told(between(*things, only=frozenset({"bo"}))) == [("joined", "new")]
    answer = between(*things, only=frozenset({"old"}))
    assert told(answer) == [("left", "old")]
    assert (answer.joined, answer.left, answer.changed) == (0, 1, 0)


def test_kinds_and_limit_narrow_the_list_but_not_the_figures() -> None:
    things = (ALWAYS, *(group(f"n{i}", f"Tea {i}x", seen=NOW) for i in range(5)))
    answer = between(*things, kinds=frozenset({"joined"}), limit=2)
    assert (len(answer.changes), answer.changes_in_all) == (2, 5)
    assert answer.joined == 5
    none = between(*things, kinds=frozenset({"left"}))
    assert (none.changes, none.changes_in_all) == ((), 0)


def test_every_change_has_evidence() -> None:
    answer = between(
        ALWAYS, group("old", "Pubs", seen=THEN), group("new", "Fertility", seen=NOW),
        person("ann", seen=BOTH), officers("ann always", seen=NOW),
    )  # fmt: skip
    assert len(answer.changes) == 3
    assert all(change.evidence for change in answer.changes)


def test_a_planned_tie_is_no_change() -> None:
    answer = between(
        ALWAYS, organisation("tea", by="register", seen=BOTH),
        [link(LinkKind.SECRETARIAT_OF, "tea always", "register", seen=NOW, status=Status.PLANNED)],
    )  # fmt: skip
    assert told(answer) == []


@given(estates())
@settings(max_examples=40)
@pytest.mark.slow
def test_a_network_does_not_differ_from_itself(network: Network) -> None:
    assert find_changes(network, network).changes == ()


_SWAPPED = {"joined": "left", "left": "joined", "renamed": "renamed", "changed": "changed"}


def _ends(change: Change) -> tuple[str, str]:
    return change.before, change.after


@given(estates(), estates())
@settings(max_examples=60)
@pytest.mark.slow
def test_changes_read_backwards_are_the_same_changes(one: Network, other: Network) -> None:
    there, back = find_changes(one, other), find_changes(other, one)
    assert (there.joined, there.left, there.changed) == (back.left, back.joined, back.changed)
    assert sorted((_SWAPPED[c.kind], *_ends(c)) for c in there.changes) == sorted(
        (c.kind, *reversed(_ends(c))) for c in back.changes
    )


@given(estates(), estates())
@settings(max_examples=60)
@pytest.mark.slow
def test_every_sentence_about_changes_has_25_words_or_fewer(one: Network, other: Network) -> None:
    answer = find_changes(one, other)
    for words in (*answer.notes, *(change.words for change in answer.changes)):
        assert len(words.split()) <= LIMIT, words
