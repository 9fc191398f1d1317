"""Lists of members: who is taken, as whom, and why others are left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_known import Known
from loaders.appg_members import Member, members_of
from loaders.base import Report
from tests.appg_cut import devolved, group, listing, member, officer, read

UNKNOWN = "listed as a parliamentarian, and not known as one by number, title or name"
UNSURE = "neither a known parliamentarian nor surely a body"


def placed(
    *entries: Any, officers: tuple[Any, ...] = (), parliament: str = "uk"
) -> tuple[list[Member], Report]:
    lists = listing("manual", *entries)
    fields: dict[str, Any] = {"members_list": lists, "officers": list(officers)}
    made = group(**fields) if parliament == "uk" else devolved("wool", parliament, **fields)
    found, report = read(made), Report()
    return list(members_of(found, Known([found]), report)), report


def ids(*entries: Any, **more: Any) -> list[str]:
    return [m.id for m in placed(*entries, **more)[0]]


def reason(*entries: Any, **more: Any) -> str:
    members, report = placed(*entries, **more)
    assert members == []
    ((words, count),) = report.set_aside.items()
    assert count == 1
    return words


def test_a_numbered_parliamentarian_is_taken_with_chamber_and_identifiers() -> None:
    ((found,), _) = placed(member("Ann Sample MP", "mp", "7", mnis_id="99"))
    assert (found.id, found.chamber) == ("person:twfy:7", "commons")
    assert found.identifiers == ("TWFY-7", "UKPARL-99")
    assert found.person is not None
    assert found.person.shown == "Ann Sample"


@pytest.mark.parametrize(
    ("kind", "name", "chamber"),
    [
        ("mp", "Ann Sample", "commons"),
        ("lord", "Ann Sample", "lords"),
        ("mp", "Lord Felt", "lords"),
        ("other", "Ann Sample", ""),
    ],
)
def test_the_chamber_is_told_by_title_or_kind(kind: str, name: str, chamber: str) -> None:
    ((found,), _) = placed(member(name, kind, "7"))
    assert found.chamber == chamber


def test_a_removed_member_is_no_member() -> None:
    assert reason(member("Ann Sample MP", "mp", "7", removed=True)) == "no longer a member"


def test_a_member_listed_twice_counts_once() -> None:
    entry = member("Ann Sample MP", "mp", "7")
    members, report = placed(entry, entry)
    assert len(members) == 1
    assert report.set_aside == {"listed twice in one list": 1}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Lord Sample of Felt", "lord", "person:name:lord-sample-of-felt"),
        ("The Rt Hon the Baroness Sample CBE", "other", "person:name:baroness-sample"),
        ("Bishop of Felt", "mp", "person:name:bishop-of-felt"),
    ],
)
def test_a_title_shows_a_parliamentarian(name: str, kind: str, expected: str) -> None:
    assert ids(member(name, kind)) == [expected]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bo Sample Commons", "mp"),
        ("Officer: Bo Sample (Con)", "mp"),
        ("Bo Sample", "other"),
        ("Bo Sample MP", "other"),
        ("Bo Sample Bo Sample MP", "mp"),
        ("Bo SAMPLE Officer Lib Dem", "lord"),
    ],
)
def test_a_name_known_in_the_edition_is_that_person(name: str, kind: str) -> None:
    assert ids(member(name, kind), officers=(officer("Bo Sample", number="7"),)) == [
        "person:twfy:7"
    ]


def test_a_peers_bare_name_counts_only_in_a_list_of_peers() -> None:
    officers = (officer("Lord Sample of Felt", number="7"),)
    assert ids(member("Sample of Felt", "lord"), officers=officers) == ["person:twfy:7"]
    assert reason(member("Sample of Felt", "mp"), officers=officers) == UNKNOWN


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Quill Sample", "mp"),
        ("Aberfelt North", "mp"),
        ("APPG Chair and Officers:", "mp"),
        ("Lab", "mp"),
        ("Felt Airways Ltd", "mp"),
        ("Amanda Sample FELT HOSPITALS NHS FOUNDATION TRUST)", "mp"),
        ("Sample MP", "mp"),
        ("Quill Sample MP", "mp"),
        ("Sample", "lord"),
        ("Quill Sample", "lord"),
        ("Lord David", "lord"),
        ("Lord Stone of", "lord"),
        ("Baroness Sample Lord Felt", "lord"),
        ("Bo Sample BA(Hons) Oxon FIFireE", "mp"),
    ],
)
def test_who_is_not_surely_public_is_left_out(name: str, kind: str) -> None:
    assert reason(member(name, kind), officers=(officer("Bo Sample", number="7"),)) == UNKNOWN


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("https://felt.example.org", "a web address where a name should be"),
        ("www.felt.example.org", "a web address where a name should be"),
        ("", "a list entry without a name"),
        ("Professor Quill Sample", UNSURE),
        ("Ann Quillon", UNSURE),
        ("Xu Quillon", UNSURE),
    ],
)
def test_other_entries_that_cannot_be_told_are_left_out(name: str, words: str) -> None:
    assert reason(member(name, "other")) == words


def test_bodies_are_taken_from_other_entries() -> None:
    found = ids(
        member("Felt Trust", "other"), member("WOOL", "other"), member("Dogs for Felt", "other")
    )
    assert found == ["org:name:felt-trust", "org:name:wool", "org:name:dogs-for-felt"]


def test_a_number_that_contradicts_the_name_is_not_believed() -> None:
    members, report = placed(
        member("Howard Sample MP", "mp", "7"), officers=(officer("Sir Edward Sample", number="7"),)
    )
    assert members == []
    assert report.facts == {"members whose number is another person's": 1}


@pytest.mark.parametrize(
    ("parliament", "kind", "chamber"),
    [
        ("scottish-parliament", "msp", "holyrood"),
        ("senedd-en", "ms", "senedd"),
        ("ni-assembly", "mla", "stormont"),
    ],
)
def test_official_lists_are_believed_without_a_number(
    parliament: str, kind: str, chamber: str
) -> None:
    ((found,), _) = placed(member("Quill Sample", kind, mnis_id="99"), parliament=parliament)
    assert (found.id, found.chamber) == ("person:name:quill-sample", chamber)
    assert found.identifiers == ()


def test_a_member_of_the_commons_in_a_welsh_list_sits_in_the_commons() -> None:
    ((found,), _) = placed(member("Quill Sample MP", "ms"), parliament="senedd-en")
    assert found.chamber == "commons"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ann Sample - Felt Trust", "org:name:felt-trust"),
        ("Ann Sample - Felt - Churches of Wool", "org:name:felt-churches-of-wool"),
        ("Felt Wales - Felt Wales", "org:name:felt-wales"),
        ("Ann Baron - British Felt Association", "org:name:british-felt-association"),
        ("Dr Ann Sample - Felt University (Wool Department)", "org:name:felt-university"),
    ],
)
def test_welsh_entries_give_their_body(text: str, body: str) -> None:
    assert ids(member(text, "other"), parliament="senedd-en") == [body]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Sample",
        "Ann Sample - Cabinet Lead for Housing (Felt)",
        "Ann Sample - Housing Official (Felt)",
        "Ann Sample - Police and Crime Commissioner for Felt",
        "Ann Sample - Felt-Wool Police and Crime Commissioner",
        "Ann Sample - Support staff",
        "Ann Sample - Patient voice",
        "Ann Sample - Travelling community member",
        "Ann Sample - Ben Sampleton",
        "Ann Sample (Secretariat) Felt UK",
    ],
)
def test_welsh_entries_without_a_body_are_left_out(text: str) -> None:
    assert reason(member(text, "other"), parliament="senedd-en").startswith("a private person")


@given(
    st.lists(
        st.tuples(
            st.text(max_size=60),
            st.sampled_from(["mp", "lord", "other", "ms"]),
            st.sampled_from(["", "7"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["uk", "senedd-en"]),
)
def test_every_entry_is_used_or_set_aside_and_nobody_is_nameless(
    entries: list[tuple[str, str, str]], parliament: str
) -> None:
    found, report = placed(*(member(*entry) for entry in entries), parliament=parliament)
    assert report.read == len(entries) == report.used + sum(report.set_aside.values())
    assert len({m.id for m in found}) == len(found)
    assert all((m.person is None) != (m.body is None) for m in found)
