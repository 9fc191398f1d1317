"""What the register's interests become: events, payments, gifts, roles; and who is left out."""

from pathlib import Path

import pytest

from graph.model import Amount, LinkKind, Method, NodeKind, NodeRecord, Status
from graph.policy import has_contacts
from graph.schema import check_link
from tests.interests_made import (
    GIFT,
    ROLE,
    VISIT,
    Read,
    all_text,
    edition,
    read_gift,
    read_role,
    read_visit,
    row,
)

EVENT = "event:interest:16001"


def test_a_visit_is_an_event_of_its_own(tmp_path: Path) -> None:
    said = read_visit(tmp_path).nodes(NodeKind.EVENT)[EVENT]
    assert dict(said.claims) == {
        "name": "Visit of Ann Body to Kenya, July 2026",
        "identifier": "GB-RMFI-16001",
        "subtype": "visit",
    }
    assert (said.since, said.until) == ("2026-07-01", "2026-07-04")
    assert said.url == "https://interests-api.parliament.uk/api/v1/Interests/16001"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        (
            {"VisitLocations_Country_2": "Mali"},
            "Visit of Ann Body to Kenya and Mali, July 2026",
        ),
        ({"VisitLocations_Country_1": ""}, "Visit of Ann Body abroad, July 2026"),
        ({"StartDate": ""}, "Visit of Ann Body to Kenya"),
        ({"VisitLocations_Country_1": "Atlantis"}, "Visit of Ann Body to Atlantis, July 2026"),
    ],
)
def test_a_visit_is_named_by_member_countries_and_month(
    tmp_path: Path, changes: dict[str, str], name: str
) -> None:
    assert read_visit(tmp_path, **changes).nodes(NodeKind.EVENT)[EVENT].values("name") == (name,)


def test_the_member_took_part_and_is_known_by_parliaments_number(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Member="Rt Hon Ms Ann Body")
    said = read.link("took_part_in")
    assert (said.subject, said.object, said.status) == ("person:mnis:5101", EVENT, Status.HELD)
    assert said.method is Method.REGISTER
    (member,) = read.nodes(NodeKind.PERSON).values()
    assert dict(member.claims) == {
        "name": "Ann Body", "identifier": "UKPARL-5101", "chamber": "commons",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Palestine", "country:PS"),
        ("Vatican City", "country:VA"),
        ("Turkey", "country:TR"),
        ("Hong Kong", "country:HK"),
        ("Guernsey", "country:GG"),
        ("Kosovo", "country:XK"),
        ("Ivory Coast", "country:CI"),
        ("Saint Helena, Ascension and Tristan da Cunha", "country:SH"),
    ],
)
def test_the_registers_own_names_of_countries_are_known(
    tmp_path: Path, name: str, country: str
) -> None:
    read = read_visit(tmp_path, VisitLocations_Country_1=name)
    assert read.link("based_in").object == country
    assert read.left == {}


def test_a_visit_without_a_country_is_kept_and_counted(tmp_path: Path) -> None:
    read = read_visit(tmp_path, VisitLocations_Country_1="")
    assert read.links("based_in") == []
    assert len(read.nodes(NodeKind.EVENT)) == 1
    assert read.report.facts["visits without a country"] == 1


def test_a_country_that_is_not_known_is_counted(tmp_path: Path) -> None:
    read = read_visit(tmp_path, VisitLocations_Country_1="Atlantis")
    assert read.left == {"a country that is not known here": 1}
    assert read.report.examples["a country that is not known here"].endswith("Atlantis")


def test_no_member_is_tied_to_a_country(tmp_path: Path) -> None:
    read = read_visit(tmp_path)
    people = set(read.nodes(NodeKind.PERSON))
    assert all(said.subject not in people for said in read.links("based_in"))


def test_who_paid_funded_the_visit(tmp_path: Path) -> None:
    said = read_visit(tmp_path).link("funded")
    assert (said.subject, said.object) == ("org:name:drums-international", EVENT)
    assert said.amount == Amount(low=1560.09, high=1560.09, unit="GBP")
    assert (said.detail, said.ref, said.note) == ("paid for the visit", "16001", "in kind")


def test_a_payment_of_which_others_benefited_says_so(tmp_path: Path) -> None:
    said = read_visit(tmp_path, Donors_IsSoleBeneficiary_1="False").link("funded")
    assert said.note == "in kind; others benefited too"


def test_a_private_individual_who_paid_leaves_no_trace(tmp_path: Path) -> None:
    read = read_visit(
        tmp_path, Donors_Name_1="Glen Example", Donors_IsPrivateIndividual_1="TRUE"
    )  # fmt: skip
    assert read.left == {"a donor who is an individual": 1}
    assert read.links("funded") == []
    assert "Glen" not in all_text(read.records) + repr(read.report)


def test_a_name_that_may_be_a_persons_leaves_no_trace(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Donors_Name_1="Glen Example")
    assert read.left == {"a donor whose name may be a private person's": 1}
    assert "Glen" not in all_text(read.records) + repr(read.report)


def test_a_donor_whose_name_has_no_letters_is_counted(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Donors_Name_1="!?")
    assert read.left == {"a donor whose name has no letters": 1}


def test_the_group_named_with_a_visit_took_part_by_inference(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Appg="AAPG Gibraltar")
    (said,) = [s for s in read.links("took_part_in") if s.subject.startswith("appg")]
    assert (said.subject, said.object, said.status) == (
        "appg:uk:gibraltar", EVENT, Status.INFERRED,
    )  # fmt: skip
    assert said.note == "the register has the group by a person's reading"
    group = read.nodes(NodeKind.APPG)["appg:uk:gibraltar"]
    assert "Gibraltar" in group.values("name")[0]
    assert group.values("parliament") == ("uk",)


def test_this_register_is_no_register_of_groups(tmp_path: Path) -> None:
    """Else its newer date would pass for that on which the list of groups was read."""
    read = read_visit(tmp_path, Appg="AAPG Gibraltar")
    assert read.nodes(NodeKind.APPG)["appg:uk:gibraltar"].method is Method.STATED


def test_two_groups_in_one_cell_both_took_part(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Appg="Global Health and Security APPG; AMR APPG")
    assert set(read.nodes(NodeKind.APPG)) == {
        "appg:uk:global-health-and-security", "appg:uk:antimicrobial-resistance",
    }  # fmt: skip


def test_texts_that_are_not_certain_are_listed_and_never_guessed(tmp_path: Path) -> None:
    home = edition(
        tmp_path,
        c4=[
            row(VISIT, Appg="APPG on Global Health"),
            row(VISIT, ID="2", Appg="APPG on Global Health"),
            row(VISIT, ID="3", Appg="UK Trade and Business Commission"),
        ],
    )
    read = Read(home)
    assert read.nodes(NodeKind.APPG) == {}
    assert read.left == {
        "a group that is not certain: APPG on Global Health": 2,
        "a text that names no group: UK Trade and Business Commission": 1,
    }


def test_a_group_that_paid_took_part_rather_than_funded(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Donors_Name_1="APPG Japan")
    assert read.links("funded") == []
    (said,) = [s for s in read.links("took_part_in") if s.subject == "appg:uk:japan"]
    assert (said.detail, said.amount) == (
        "paid for the visit", Amount(low=1560.09, high=1560.09),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Armed Forces APPG", "APPG on Drums"])
def test_a_gift_of_a_group_is_counted_and_makes_no_body_of_it(tmp_path: Path, name: str) -> None:
    read = read_gift(tmp_path, DonorName=name, DonorCompanyName="", DonorCompanyIdentifier="")
    assert read.records == []
    assert read.left == {"a donor that is a parliamentary group": 1}


def test_a_payment_of_a_group_that_is_not_certain_is_counted(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Donors_Name_1="APPG on Drums")
    assert read.left == {"a donor that is a parliamentary group": 1}
    assert read.bodies == {}


def test_the_secretariat_of_a_group_is_a_body(tmp_path: Path) -> None:
    read = read_visit(tmp_path, Donors_Name_1="Drum Foundation (Secretariat to APPG Drums)")
    assert list(read.bodies) == ["org:name:drum-foundation"]


def test_a_gift_of_a_company_ends_at_the_member(tmp_path: Path) -> None:
    said = read_gift(tmp_path).link("funded")
    assert (said.subject, said.object) == ("org:GB-COH-00882843", "person:mnis:5101")
    assert (said.since, said.ref, said.amount) == (
        "2026-07-20", "16001", Amount(low=500, high=500),
    )  # fmt: skip
    assert (said.detail, said.note) == ("donation or gift", "in money")


def test_a_donation_through_the_party_says_so(tmp_path: Path) -> None:
    made = GIFT | {"DonationSource": "(a) Support linked to an MP"}
    read = Read(edition(tmp_path, c2=[made]))
    assert read.link("funded").detail == "donation through the party"


def test_an_individual_donor_leaves_no_trace(tmp_path: Path) -> None:
    read = read_gift(tmp_path, DonorName="Glen Example", DonorStatus="Individual")
    assert read.left == {"a donor who is an individual": 1}
    assert read.records == []
    assert "Glen" not in repr(read.report)


def test_a_gift_for_a_group_supports_it_by_inference_and_counts_once(tmp_path: Path) -> None:
    read = read_gift(tmp_path, Appg="Tennis APPG")
    said = read.link("supports")
    assert (said.object, said.status, said.amount) == ("appg:uk:tennis", Status.INFERRED, None)
    assert said.note == "named with the gift; the register has the group by its title"


def test_a_company_number_that_is_none_is_counted(tmp_path: Path) -> None:
    read = read_gift(tmp_path, DonorCompanyIdentifier="096309802024")
    assert list(read.bodies) == ["org:name:drum-makers-ltd:interests"]
    assert read.report.facts["company numbers that are none"] == 1


def test_a_role_is_an_office_in_a_body(tmp_path: Path) -> None:
    said = read_role(tmp_path, ROLE["Description"], EndDate="2025-12-31").link("officer_of")
    assert (said.subject, said.object) == ("person:mnis:5101", "org:name:drums-for-peace")
    assert (said.detail, said.since, said.until) == ("Trustee", "2020-01-02", "2025-12-31")
    assert (said.status, said.method, said.wording) == (Status.HELD, Method.STATED, "")


def test_a_role_in_a_group_is_an_office_in_that_group(tmp_path: Path) -> None:
    read = read_role(tmp_path, "Chair of the UAE APPG")
    assert read.link("officer_of").object == "appg:uk:united-arab-emirates"
    assert read.bodies == {}


def test_a_role_in_a_group_that_is_not_certain_is_none(tmp_path: Path) -> None:
    read = read_role(tmp_path, "Chair of the APPG on Drums")
    assert read.records == []
    assert read.left == {"a group that is not certain: APPG on Drums": 1}


def test_roles_without_a_clear_form_and_interests_of_other_sorts_are_counted(
    tmp_path: Path,
) -> None:
    home = edition(
        tmp_path,
        c8=[
            row(ROLE, Description="Non-practising barrister."),
            row(ROLE, ID="2", MiscellaneousInterestType="Other"),
            row(ROLE, ID="3", Description="Trustee of Glen Example"),
        ],
    )
    read = Read(home)
    assert read.left == {"a role told in no clear form": 2, "an interest that is no role": 1}
    assert read.records == []


def test_sentences_addresses_and_descriptions_are_not_kept(tmp_path: Path) -> None:
    read = Read(edition(tmp_path, c3=[GIFT], c4=[VISIT], c8=[ROLE]))
    kept = all_text(read.records)
    assert not has_contacts(kept)
    for part in ("High Road", "LS1", "see drums", "my office", "that drums", "unpaid", "a friend"):
        assert part not in kept


def test_members_and_bodies_are_told_once_however_often_they_are_named(tmp_path: Path) -> None:
    home = edition(
        tmp_path,
        c3=[GIFT, row(GIFT, ID="2", DonorName="Drum Works", DonorCompanyName="Drum Works")],
        c4=[row(VISIT, Member="Ann Body"), row(VISIT, ID="3", Member="Dr Ann Body")],
    )
    read = Read(home)
    told = [r.id for r in read.records if isinstance(r, NodeRecord)]
    assert len(told) == len(set(told))
    assert read.bodies["org:GB-COH-00882843"].values("alias") == ("Drum Makers Ltd",)
    assert read.nodes(NodeKind.PERSON)["person:mnis:5101"].values("name") == ("Ann Body",)


def test_every_link_runs_between_ends_that_are_told_and_may_be_tied(tmp_path: Path) -> None:
    home = edition(
        tmp_path, c3=[row(GIFT, Appg="Tennis")], c4=[row(VISIT, Appg="Kenya; Tibet APPG")],
        c8=[ROLE],
    )  # fmt: skip
    read = Read(home)
    kinds = {r.id: r.kind for r in read.records if isinstance(r, NodeRecord)}
    links = [r for r in read.records if isinstance(r.kind, LinkKind)]
    assert len(links) >= 6
    for record in links:
        said = record.statement
        assert isinstance(record.kind, LinkKind)
        check_link(record.kind, kinds[said.subject], kinds[said.object])
