"""Lists of members of Westminster groups: a source of their own, with its own completeness."""

from pathlib import Path

import pytest

from graph.model import LinkKind, Method
from loaders.base import Batch, Report
from tests.appg_cut import group, ids, links, listing, load, member, node, officer, pack


def lists(tmp_path: Path, *groups: dict[str, object], name: str = "appgs") -> list[Batch]:
    found = load(pack(tmp_path, name, *groups))
    return [batch for batch in found if batch.source.id == "appg-members"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [("manual", Method.HAND), ("ai_search", Method.AI_SEARCH), ("official", Method.REGISTER)],
)
def test_how_a_list_was_come_by_is_the_method_of_its_statements(
    tmp_path: Path, method: str, expected: Method
) -> None:
    (batch,) = lists(
        tmp_path, group(members_list=listing(method, member("Ann Sample", number="7")))
    )
    (said,) = links(batch, LinkKind.MEMBER_OF)
    assert (said.subject, said.object, said.method) == ("person:twfy:7", "appg:uk:wool", expected)
    assert node(batch, "appg:uk:wool").values("member_list") == (method,)


def test_a_member_says_when_the_list_was_last_checked_and_where_it_is(tmp_path: Path) -> None:
    found = listing("manual", member("Ann Sample", number="7"))
    found["source_url"] = ["None", "https://wool.example.org/members"]
    (batch,) = lists(tmp_path, group(members_list=found))
    (said,) = links(batch, LinkKind.MEMBER_OF)
    assert said.note == "list last checked 2026-07-16"
    assert said.url == "https://wool.example.org/members"
    assert said.locator == "wool, members"


def test_without_an_address_of_its_own_the_groups_page_is_given(tmp_path: Path) -> None:
    (batch,) = lists(
        tmp_path, group(members_list=listing("manual", member("Ann Sample", number="7")))
    )
    (said,) = links(batch, LinkKind.MEMBER_OF)
    assert said.url.endswith("/{yymmdd}/wool.htm")


def test_a_list_that_was_not_found_is_claimed_as_not_found(tmp_path: Path) -> None:
    (batch,) = lists(tmp_path, group("wool", members_list=listing("not_found")), group("felt"))
    assert node(batch, "appg:uk:wool").values("member_list") == ("not_found",)
    assert node(batch, "appg:uk:felt").values("member_list") == ("empty",)


def test_bare_scrapes_of_a_register_say_nothing_of_lists(tmp_path: Path) -> None:
    assert lists(tmp_path, group(), name="260629") == []


def test_the_register_itself_never_claims_a_westminster_list(tmp_path: Path) -> None:
    given = group(members_list=listing("manual", member("Ann Sample", number="7")))
    register, _ = load(pack(tmp_path, "appgs", given))
    assert node(register, "appg:uk:wool").values("member_list") == ()
    assert not links(register, LinkKind.MEMBER_OF)


def test_whole_lists_replace_those_gathered_before_and_parts_do_not(tmp_path: Path) -> None:
    gathered = listing("manual", member("Ann Sample", number="7"))
    left = group("felt", index_date="260518", members_list=gathered)
    found = lists(tmp_path, group("wool", members_list=gathered), left)
    assert [(b.edition.date, b.edition.complete, b.replaces) for b in found] == [
        ("2026-05-18", False, False),
        ("2026-06-29", True, True),
    ]


def test_lists_of_a_complete_register_are_incomplete_when_only_some_were_looked_for(
    tmp_path: Path,
) -> None:
    release = pack(tmp_path, "260518", *(group(s, index_date="260518") for s in ("wool", "felt")))
    gathered = listing("manual", member("Ann Sample", number="7"))
    current = pack(
        tmp_path, "appgs", group("felt", index_date="260518", members_list=gathered), group("silk")
    )
    found = {(b.source.id, b.edition.date): b for b in load(release, current)}
    assert found["appg-uk", "2026-05-18"].edition.complete
    lists_ = found["appg-members", "2026-05-18"]
    assert not lists_.edition.complete
    assert {i for i in ids(lists_) if i.startswith("appg:")} == {"appg:uk:felt"}


def test_an_officer_who_is_listed_too_has_both_links_and_one_name(tmp_path: Path) -> None:
    given = group(
        officers=[officer("Sir Bo Sample", "Chair", "7")],
        members_list=listing("manual", member("Robert Sample MP", number="7")),
    )
    given["members_list"]["members"][0]["name"] = "Bo Sample MP"
    register, found = load(pack(tmp_path, "appgs", given))
    assert [s.subject for s in links(register, LinkKind.OFFICER_OF)] == ["person:twfy:7"]
    assert [s.subject for s in links(found, LinkKind.MEMBER_OF)] == ["person:twfy:7"]
    assert node(found, "person:twfy:7").values("name") == ("Sir Bo Sample",)
    assert node(found, "person:twfy:7").values("alias") == ("Bo Sample",)


def test_removed_members_are_counted_as_such(tmp_path: Path) -> None:
    report = Report()
    people = listing("manual", member("Ann Sample", number="7", removed=True))
    load(pack(tmp_path, "appgs", group(members_list=people)), report=report)
    assert report.set_aside == {"no longer a member": 1}
