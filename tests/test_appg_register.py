"""One edition of a register: groups, officers, secretariats and supporters as records."""

from pathlib import Path

import pytest

from graph.model import LinkKind, Method
from tests.appg_cut import (
    PAGES,
    benefit,
    contact,
    devolved,
    group,
    ids,
    links,
    listing,
    loaded,
    member,
    node,
    officer,
)


def test_a_group_tells_name_short_names_parliament_category_and_meeting(tmp_path: Path) -> None:
    given = group(
        title="All-Party Parliamentary Group for Wool",
        category="Subject Group",
        contact_details=contact(None, "https://wool.example.org/"),
    )
    batch, _ = loaded(tmp_path, given)
    said = node(batch, "appg:uk:wool")
    assert said.claims == (
        ("agm", "2026-01-14"),
        ("alias", "APPG for Wool"),
        ("alias", "APPG on Wool"),
        ("category", "subject"),
        ("name", "All-Party Parliamentary Group for Wool"),
        ("parliament", "uk"),
        ("website", "https://wool.example.org/"),
    )
    assert said.wording == "To speak of wool in Parliament."
    assert said.method is Method.REGISTER


def test_pages_are_templates_that_follow_the_edition(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group())
    said = node(batch, "appg:uk:wool")
    assert said.url == f"{PAGES}/{{yymmdd}}/wool.htm"
    assert said.url_in("2025-01-02") == f"{PAGES}/250102/wool.htm"


def test_a_page_of_another_form_is_kept_as_it_is(tmp_path: Path) -> None:
    page = "https://business.example.org/details?ID=260629"
    batch, _ = loaded(tmp_path, group(source_url=page))
    assert node(batch, "appg:uk:wool").url == page


def test_an_officer_is_linked_with_the_office(tmp_path: Path) -> None:
    chair = officer("Ann Sample", "Chair & Registered Contact", "7", mnis_id="99")
    batch, _ = loaded(tmp_path, group(officers=[chair]))
    (said,) = links(batch, LinkKind.OFFICER_OF)
    assert (said.subject, said.object) == ("person:twfy:7", "appg:uk:wool")
    assert (said.detail, said.note, said.locator) == (
        "Chair",
        "registered contact",
        "wool, officers",
    )
    person = node(batch, "person:twfy:7")
    assert person.values("identifier") == ("TWFY-7", "UKPARL-99")
    assert person.values("party") == ("Labour",)
    assert person.values("chamber") == ("commons",)


def test_a_removed_officer_is_counted_and_not_linked(tmp_path: Path) -> None:
    batch, report = loaded(tmp_path, group(officers=[officer("Ann Sample", removed=True)]))
    assert not links(batch, LinkKind.OFFICER_OF)
    assert report.set_aside == {"no longer an officer": 1}
    assert report.facts["officers"] == 0


def test_an_officer_in_two_offices_is_linked_twice_and_in_one_twice_once(tmp_path: Path) -> None:
    people = [
        officer("Ann Sample", "Chair", "7"),
        officer("Ann Sample", "Treasurer", "7"),
        officer("Ann Sample", "Chair", "7"),
    ]
    batch, report = loaded(tmp_path, group(officers=people))
    assert sorted(s.detail for s in links(batch, LinkKind.OFFICER_OF)) == ["Chair", "Treasurer"]
    assert report.set_aside == {"an officer named twice": 1}


def test_an_officer_whose_cell_holds_no_name_is_set_aside(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, group(officers=[officer("!")]))
    assert report.set_aside == {"an officer without a name": 1}


@pytest.mark.parametrize(
    ("parliament", "name", "chamber"),
    [
        ("scottish-parliament", "cpg_scotland", "holyrood"),
        ("senedd-en", "cpg_senedd_en", "senedd"),
        ("ni-assembly", "apg_ni", "stormont"),
    ],
)
def test_devolved_officers_sit_in_their_own_chamber_and_lose_its_numbers(
    tmp_path: Path, parliament: str, name: str, chamber: str
) -> None:
    given = devolved("wool", parliament, officers=[officer("Ann Sample", "Chair", mnis_id="99")])
    batch, _ = loaded(tmp_path, given, name=name)
    person = node(batch, "person:name:ann-sample")
    assert person.values("chamber") == (chamber,)
    assert person.values("identifier") == ()


def test_official_lists_of_the_devolved_belong_to_their_own_register(tmp_path: Path) -> None:
    given = devolved(
        "wool",
        "scottish-parliament",
        members_list=listing("official", member("Ann Sample", "msp", "7")),
    )
    batch, report = loaded(tmp_path, given, name="cpg_scotland")
    (said,) = links(batch, LinkKind.MEMBER_OF)
    assert (said.source, said.method) == ("cpg-scotland", Method.REGISTER)
    assert node(batch, "appg:scotland:wool").values("member_list") == ("official",)
    assert report.facts["Scottish Parliament: member lists official"] == 1


def test_a_joint_secretariat_says_so(tmp_path: Path) -> None:
    sentence = "Wool UK and Felt UK jointly act as the group's secretariat."
    batch, _ = loaded(tmp_path, group(contact_details=contact(sentence)))
    assert {(s.subject, s.detail, s.locator) for s in links(batch, LinkKind.SECRETARIAT_OF)} == {
        ("org:name:wool-uk", "jointly", "wool, secretariat"),
        ("org:name:felt-uk", "jointly", "wool, secretariat"),
    }


def test_a_parliamentarian_as_secretariat_is_linked_as_that_person(tmp_path: Path) -> None:
    batch, report = loaded(
        tmp_path,
        group(
            officers=[officer("Ann Sample", "Chair", "7")],
            contact_details=contact("Ann Sample acts as the group's secretariat."),
        ),
    )
    assert [s.subject for s in links(batch, LinkKind.SECRETARIAT_OF)] == ["person:twfy:7"]
    assert not report.set_aside


def test_a_group_whose_secretariat_is_a_private_person_says_that_it_has_one(tmp_path: Path) -> None:
    private = group("wool", contact_details=contact("Glen Sampleton acts as the secretariat."))
    public = group("felt", contact_details=contact("Felt Trust acts as the secretariat."))
    batch, _ = loaded(tmp_path, private, public, group("silk"))
    notes = {slug: node(batch, f"appg:uk:{slug}").note for slug in ("wool", "felt", "silk")}
    assert "private person" in notes["wool"]
    assert (notes["felt"], notes["silk"]) == ("", "")


def test_somebody_in_a_peers_office_is_not_that_peer(tmp_path: Path) -> None:
    sentence = "Bruno Sampleton, in the Office of Lord Felt, acts as the group's secretariat."
    given = group(officers=[officer("Lord Felt", number="7")], contact_details=contact(sentence))
    batch, report = loaded(tmp_path, given)
    assert not links(batch, LinkKind.SECRETARIAT_OF)
    assert report.set_aside == {"a secretariat who is a private person": 1}


def test_secretariat_and_supporter_of_one_name_are_one_body(tmp_path: Path) -> None:
    given = group(
        contact_details=contact(
            "Felt Trust (FT) acts as the group's secretariat.https://felt.org/"
        ),
        detailed_benefits=[benefit("Felt Trust", "Secretariat")],
    )
    batch, _ = loaded(tmp_path, given)
    said = node(batch, "org:name:felt-trust")
    assert said.values("website") == ("https://felt.org/",)
    assert said.values("alias") == ("FT", "Felt Trust (FT)")
    assert {i for i in ids(batch) if i.startswith("org:")} == {"org:name:felt-trust"}


def test_supports_carry_amount_day_reference_and_place(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group(detailed_benefits=[benefit("Felt Trust", "Dinner")]))
    (said,) = links(batch, LinkKind.SUPPORTS)
    assert said.amount is not None
    assert (said.amount.low, said.amount.high, said.amount.unit) == (1501.0, 3000.0, "GBP")
    assert (said.since, said.detail, said.ref, said.locator) == (
        "2026-02-03",
        "Dinner",
        "registered 2026-02-10",
        "wool, benefits 1",
    )


def test_every_link_of_a_register_runs_between_nodes_that_it_tells_of(tmp_path: Path) -> None:
    given = group(
        title="All-Party Parliamentary Group on Malta",
        officers=[officer("Ann Sample", number="7"), officer("Lord Sample of Felt")],
        contact_details=contact("Wool UK and Felt UK jointly act as the group's secretariat."),
        detailed_benefits=[benefit("Silk UK", "Silk UK is paid by Hemp UK to act as secretariat.")],
        categories=["Country Group", "Health, Medicine & Public Health"],
    )
    batch, _ = loaded(tmp_path, given)
    known = ids(batch)
    for kind in LinkKind:
        for said in links(batch, kind):
            assert {said.subject, said.object} <= known
