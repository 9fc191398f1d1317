"""The draft of an introduction: every hop cited, doubts marked, no address, nothing invented."""

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.paths import find_paths
from graph.explorer import Explorer
from graph.model import Method, Status
from graph.network import Network
from tests.sketch import CALM, group, members, network, officers, parliament, person, toys


def draft(net: Network, one: str, other: str) -> str:
    return find_paths(net, one, other, include_ai=True, draft=True).draft


def test_the_first_on_the_route_is_asked_for_the_next() -> None:
    text = draft(parliament(*members("ann kenya")), "aid", "kenya")
    assert text.startswith("Subject: An introduction to Kenya\n\nDear [whom you know at Refugees],")
    assert "Refugee Aid would like to be introduced to Kenya." in text
    assert "Could you put us in touch with ann, as a step towards Kenya?" in text


def test_a_person_is_addressed_by_name_and_told_with_the_office() -> None:
    drawn = network([person("p", "Ann Other"), group("g"), group("h")],
                    officers("p g", "p h", detail="Chair"))  # fmt: skip
    text = draft(drawn, "g", "h")
    assert "Dear Ann Other," in text
    assert "1. g has as officer Ann Other (Chair). [1]" in text
    assert "Could you put us in touch with h?" in text


def test_two_who_are_linked_are_not_sent_to_somebody_else() -> None:
    drawn = network([person("p"), group("g")], officers("p g"))
    assert "Could we speak about this with g?" in draft(drawn, "p", "g")


def test_what_is_not_held_or_not_confirmed_is_marked_on_its_hop_and_to_be_checked() -> None:
    link = members("ann kenya", status=Status.PLANNED, method=Method.AI_SEARCH)
    text = draft(parliament(*link), "aid", "kenya")
    assert (
        "3. ann is a member of Kenya (planned, not recorded as held; found by an AI search, not "
        "confirmed). [3]"
    ) in text
    checks = text.partition("Check before you send")[2]
    assert "- Planned, not recorded as held: ann – Kenya." in checks
    assert "- Found only by an AI search, confirm before use: ann – Kenya." in checks
    assert "- Weakest hop: ann is a member of Kenya" in checks


def test_without_a_route_or_unasked_there_is_no_draft() -> None:
    assert draft(Network.of("a-b", "c"), "a", "c") == ""
    assert find_paths(Network.of("a-b"), "a", "b").draft == ""


@CALM
@given(toys(), st.data())
def test_every_hop_is_cited_with_source_edition_and_place(
    toy: Network, data: st.DataObject
) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    answer = find_paths(toy, one, other, draft=True)
    for number, hop in enumerate(answer.paths[0].hops if answer.paths else (), start=1):
        (cited,) = re.findall(rf"^\[{number}\] (.*)$", answer.draft, flags=re.MULTILINE)
        e = hop.evidence[0]
        assert cited.startswith(f"{e.title}, edition of 1 January 2026, {e.locator}")


def test_the_shipped_draft_cites_each_hop_by_address_and_names_nobodys_own_address(
    shipped: Explorer,
) -> None:
    answer = shipped.paths("Refugee Council", "APPG on Somaliland", draft=True)
    assert answer.draft.count("https://") >= len(answer.paths[0].hops)
    for hop in answer.paths[0].hops:
        assert hop.evidence[0].url in answer.draft
    assert "@" not in answer.draft
    assert not re.search(r"\b(?:\+44|0\d{3})[ \d]{6,}", answer.draft)
    assert answer.snapshot.hash in answer.draft
