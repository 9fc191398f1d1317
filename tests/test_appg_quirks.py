"""The seventeen quirks of the registers: one test each, on the smallest register that has it."""

from pathlib import Path

import pytest

from graph.model import LinkKind, Method
from graph.policy import has_contacts
from loaders.base import Report
from tests.appg_cut import (
    PAGES,
    benefit,
    contact,
    devolved,
    group,
    ids,
    links,
    listing,
    load,
    loaded,
    member,
    node,
    officer,
    pack,
    texts,
)


def test_quirk_1_one_slug_in_two_parliaments_is_two_groups(tmp_path: Path) -> None:
    uk = pack(tmp_path, "appgs", group("cancer"))
    scottish = pack(
        tmp_path,
        "cpg_scotland",
        devolved(
            "cancer",
            "scottish-parliament",
            title="Cross-Party Group in the Scottish Parliament on Cancer",
        ),
    )
    found = {i for batch in load(uk, scottish) for i in ids(batch) if i.startswith("appg:")}
    assert found == {"appg:uk:cancer", "appg:scotland:cancer"}


@pytest.mark.parametrize("words", ["Country Group", "Country, Area or Region Group"])
def test_quirk_2_a_renamed_category_is_no_change(tmp_path: Path, words: str) -> None:
    batch, report = loaded(tmp_path, group("malta", category=words))
    assert node(batch, "appg:uk:malta").values("category") == ("country",)
    assert report.facts["country groups"] == 1


def test_quirk_2_a_group_without_category_claims_none(tmp_path: Path) -> None:
    batch, _ = loaded(tmp_path, group("wool", category=None))
    assert node(batch, "appg:uk:wool").values("category") == ()


def test_quirk_3_a_lost_space_before_the_address_changes_nothing_that_is_said(
    tmp_path: Path,
) -> None:
    spaced = "Wool Trust acts as the group's secretariat. https://wool.example.org/"
    glued = spaced.replace(". h", ".h")
    older = pack(tmp_path, "250507", group(index_date="250507", contact_details=contact(spaced)))
    newer = pack(tmp_path, "250618", group(index_date="250618", contact_details=contact(glued)))
    first, second = load(older, newer)
    facts = [
        {r.statement.fact() for r in b.records if r.statement.subject.startswith("org:")}
        for b in (first, second)
    ]
    assert facts[0] == facts[1]
    assert len(facts[0]) == 2


def test_quirk_4_a_glued_address_becomes_the_secretariats_website(tmp_path: Path) -> None:
    sentence = "Wool Campaign UK acts as the group's secretariat.https://wool.example.org/"
    batch, _ = loaded(tmp_path, group(contact_details=contact(sentence)))
    said = node(batch, "org:name:wool-campaign-uk")
    assert said.values("name") == ("Wool Campaign UK",)
    assert said.values("website") == ("https://wool.example.org/",)


def test_quirk_4_only_joint_secretariats_are_parted(tmp_path: Path) -> None:
    joint = (
        "Government of Sark and Government of Herm jointly act as the group’s  secretariat."
        "https://sark.example.org/andhttps://herm.example.org/"
    )
    single = "Friends, Spinners and Weavers acts as the group's secretariat."
    batch, _ = loaded(
        tmp_path,
        group("isles", contact_details=contact(joint)),
        group("wool", contact_details=contact(single)),
    )
    assert {s.subject for s in links(batch, LinkKind.SECRETARIAT_OF)} == {
        "org:name:government-of-sark",
        "org:name:government-of-herm",
        "org:name:friends-spinners-and-weavers",
    }
    herm = node(batch, "org:name:government-of-herm")
    assert herm.values("website") == ("https://herm.example.org/",)


def test_quirk_4_a_private_person_as_secretariat_is_left_out_and_counted(tmp_path: Path) -> None:
    sentence = "Glen Sampleton acts as the group's secretariat."
    batch, report = loaded(tmp_path, group(contact_details=contact(sentence)))
    assert not links(batch, LinkKind.SECRETARIAT_OF)
    assert report.set_aside == {"a secretariat who is a private person": 1}
    assert not any("Sampleton" in text for text in texts([batch]))


def test_quirk_5_who_pays_a_consultancy_supports_the_group(tmp_path: Path) -> None:
    sentence = (
        "Sample Consulting is paid by the following to act as the group's secretariat: Wool Trust, "
        "Guild of Millers and Bakers, and Nett Ltd. From: 14/05/2026 To: 13/05/2027"
    )
    entry = benefit("Sample Consulting", sentence, "24,001-25,500")
    batch, _ = loaded(tmp_path, group(detailed_benefits=[entry]))
    found = {s.subject: s for s in links(batch, LinkKind.SUPPORTS)}
    assert set(found) == {
        "org:name:sample-consulting",
        "org:name:wool-trust",
        "org:name:guild-of-millers-and-bakers",
        "org:name:nett-ltd",
    }
    payer = found["org:name:wool-trust"]
    assert payer.detail == "pays Sample Consulting for the secretariat"
    assert "share" in payer.note
    assert [s.amount is None for _, s in sorted(found.items())] == [True, True, False, True]


def test_quirk_6_the_payer_stands_behind_a_source_that_is_only_a_role(tmp_path: Path) -> None:
    sentence = (
        "Sample Media is paid by the Sark Chamber of Wool and Trade to act as the group's "
        "secretariat."
    )
    batch, _ = loaded(
        tmp_path, group(detailed_benefits=[benefit("Secretariat", sentence, "34,501-36,000")])
    )
    (found,) = links(batch, LinkKind.SUPPORTS)
    assert found.subject == "org:name:sark-chamber-of-wool-and-trade"
    assert found.amount is not None
    assert (found.amount.low, found.amount.high) == (34501.0, 36000.0)


def test_quirk_6_a_balance_carried_over_is_no_body(tmp_path: Path) -> None:
    entry = benefit("APPG on Wool in the previous Parliament", value="1,200")
    batch, report = loaded(tmp_path, group(detailed_benefits=[entry]))
    assert not links(batch, LinkKind.SUPPORTS)
    assert list(report.set_aside.values()) == [1]


def test_quirk_6_remarks_and_short_forms_in_brackets_are_no_part_of_a_name(tmp_path: Path) -> None:
    entries = [
        benefit("Felt Trust (2 year restricted grant covering 2025 to 2027)", value="75,000"),
        benefit("Sample Consulting Ltd (part of the Felt Group)", "Secretariat"),
        benefit("Council for Felt Understanding (Cofu)", "Reception"),
    ]
    batch, _ = loaded(tmp_path, group(detailed_benefits=entries))
    found = {s.subject: s for s in links(batch, LinkKind.SUPPORTS)}
    assert set(found) == {
        "org:name:felt-trust",
        "org:name:sample-consulting-ltd",
        "org:name:council-for-felt-understanding",
    }
    assert found["org:name:sample-consulting-ltd"].note == "part of the Felt Group"
    council = node(batch, "org:name:council-for-felt-understanding")
    assert "Cofu" in council.values("alias")


def test_quirk_7_impossible_dates_are_kept_noted_and_counted(tmp_path: Path) -> None:
    backwards = benefit("Wool Trust", "Secretariat From: 21/01/2026 To: 20/01/2025")
    early = benefit("Felt Trust", "Reception", Received="20/02/2026", Registered="10/02/2026")
    batch, report = loaded(tmp_path, group(detailed_benefits=[backwards, early]))
    notes = {s.subject: s.note for s in links(batch, LinkKind.SUPPORTS)}
    assert "2026-01-21 to 2025-01-20" in notes["org:name:wool-trust"]
    assert "2026-02-10" in notes["org:name:felt-trust"]
    assert report.facts["benefits whose period ends before it begins"] == 1
    assert report.facts["benefits received after they were registered"] == 1


def test_quirk_8_money_is_exact_and_gifts_in_kind_are_a_band(tmp_path: Path) -> None:
    entries = [benefit("Wool Trust", value="5,000"), benefit("Felt Trust", "Dinner")]
    batch, _ = loaded(tmp_path, group(detailed_benefits=entries))
    amounts = {
        s.subject: (s.amount.low, s.amount.high)
        for s in links(batch, LinkKind.SUPPORTS)
        if s.amount
    }
    assert amounts == {
        "org:name:wool-trust": (5000.0, 5000.0),
        "org:name:felt-trust": (1501.0, 3000.0),
    }


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("All-Partly Parliamentary Group on Malta", "country:MT"),
        ("Iraq  All-Party Parliamentary Group", "country:IQ"),
        ("All-Party Parliamentary China Group", "country:CN"),
        ("Britain-Palestine All-Party Parliamentary Group", "country:PS"),
        ("All-Party Parliamentary Group on UK-Israel", "country:IL"),
        ("All-Party Parliamentary Group for Türkiye", "country:TR"),
    ],
)
def test_quirk_9_every_form_of_title_gives_its_country_and_a_short_name(
    tmp_path: Path, title: str, country: str
) -> None:
    batch, _ = loaded(tmp_path, group("land", title=title))
    said = node(batch, "appg:uk:land")
    assert [s.object for s in links(batch, LinkKind.ABOUT)] == [country]
    assert any(alias.startswith("APPG on ") for alias in said.values("alias"))
    assert "  " not in said.values("name")[0]
    assert "Partly" not in said.values("name")[0]


def test_quirk_10_a_peer_without_a_number_is_one_person_in_all_groups(tmp_path: Path) -> None:
    peer = officer("Lord Sample of Felt")
    batch, _ = loaded(tmp_path, group("wool", officers=[peer]), group("silk", officers=[peer]))
    assert {s.subject for s in links(batch, LinkKind.OFFICER_OF)} == {
        "person:name:lord-sample-of-felt"
    }
    assert node(batch, "person:name:lord-sample-of-felt").values("chamber") == ("lords",)


def test_quirk_11_html_entities_are_resolved(tmp_path: Path) -> None:
    given = devolved(
        "wool",
        "senedd-en",
        title="Wool - Cross Party Group",
        officers=[officer("Si&#226;n Sample", "Chair", "7")],
        members_list=listing("official", member("Bo Body - Felt Trust &#40;FT&#41;", "other")),
    )
    batch, _ = loaded(tmp_path, given, name="cpg_senedd_en")
    assert node(batch, "person:twfy:7").values("name") == ("Siân Sample",)
    assert "FT" in node(batch, "org:name:felt-trust").values("alias")


def test_quirk_12_senedd_lists_give_the_body_and_never_the_person(tmp_path: Path) -> None:
    people = listing(
        "official",
        member("Bo Private - Felt Trust", "other"),
        member("Cy Private", "other"),
        member("Di Private - Housing Official (Felt)", "other"),
    )
    given = devolved("wool", "senedd-en", title="Wool - Cross Party Group", members_list=people)
    report = Report()
    (batch,) = load(pack(tmp_path, "cpg_senedd_en", given), report=report)
    assert [s.subject for s in links(batch, LinkKind.MEMBER_OF)] == ["org:name:felt-trust"]
    assert not any("Private" in text for text in texts([batch]))
    assert sum(report.set_aside.values()) == 2


def test_quirk_12_english_and_welsh_files_are_one_group_with_two_names(tmp_path: Path) -> None:
    english = devolved("wool", "senedd-en", title="Wool - Cross Party Group")
    welsh = devolved("wool", "senedd-cy", title="Gwlân - Grŵp Trawsbleidiol")
    (batch,) = load(
        pack(tmp_path, "cpg_senedd_cy", welsh), pack(tmp_path, "cpg_senedd_en", english)
    )
    said = node(batch, "appg:senedd:wool")
    assert said.values("name") == ("Wool - Cross Party Group",)
    assert "Gwlân - Grŵp Trawsbleidiol" in said.values("alias")


@pytest.mark.parametrize(
    ("url", "status", "kept"),
    [
        ("https://wool.example.org/", "register", True),
        ("https://wool.example.org/", "search", True),
        ("https://wool.example.org/", "bad_search", False),
        ("None", "register", False),
        ("", "register", False),
    ],
)
def test_quirk_13_a_missing_website_is_no_website(
    tmp_path: Path, url: str, status: str, kept: bool
) -> None:
    batch, _ = loaded(tmp_path, group(contact_details=contact(None, url, status)))
    assert bool(node(batch, "appg:uk:wool").values("website")) is kept


def test_quirk_14_other_members_of_westminster_groups_are_sorted_out(tmp_path: Path) -> None:
    people = listing(
        "manual",
        member("Ann Known", "other", "5"),
        member("Bo Known MP", "other"),
        member("Cy Staff MP", "other"),
        member("Lord Sample of Felt", "other"),
        member("Association of Wool Weavers", "other"),
        member("https://wool.example.org", "other"),
        member("Xu Unknown", "other"),
    )
    report = Report()
    given = group(members_list=people, officers=[officer("Bo Known", number="6")])
    _, lists = load(pack(tmp_path, "appgs", given), report=report)
    assert {s.subject for s in links(lists, LinkKind.MEMBER_OF)} == {
        "person:twfy:5",
        "person:twfy:6",
        "person:name:lord-sample-of-felt",
        "org:name:association-of-wool-weavers",
    }
    assert report.set_aside == {
        "a web address where a name should be": 1,
        "neither a known parliamentarian nor surely a body": 2,
    }
    assert {s.method for s in links(lists, LinkKind.MEMBER_OF)} == {Method.HAND}


def test_quirk_15_the_run_on_table_of_northern_ireland_is_parsed(tmp_path: Path) -> None:
    table = (
        "Date Amount Source Description 03/06/2025 >£250 p.a. Wool Connect Secretariat Services "
        "28/05/2024 Nil Registered Nil Registered Nil Registered "
        "11/03/2023 £116.25 Felt NI Hospitality for AGM"
    )
    given = devolved(
        "wool", "ni-assembly", title="All-Party Group on Wool", registrable_benefits=table
    )
    none = devolved(
        "felt",
        "ni-assembly",
        title="All-Party Group on Felt",
        registrable_benefits="There have been no financial or other benefits received",
    )
    batch, _ = loaded(tmp_path, given, none, name="apg_ni")
    found = {s.subject: s for s in links(batch, LinkKind.SUPPORTS)}
    assert {k: (s.detail, s.since) for k, s in found.items()} == {
        "org:name:wool-connect": ("Secretariat services", "2025-06-03"),
        "org:name:felt-ni": ("Hospitality for AGM", "2023-03-11"),
    }
    assert found["org:name:wool-connect"].note == "more than £250 a year"


def test_quirk_16_no_contact_detail_comes_through(tmp_path: Path) -> None:
    given = group(
        purpose="To weave. Write to ann@example.org or ring 020 7219 0000.",
        contact_details=contact("Wool Trust, wool@example.org, acts as the group's secretariat."),
        officers=[officer("Ann Sample", "Chair, 07700 900123")],
    )
    batch, _ = loaded(tmp_path, given)
    said = texts([batch])
    assert not [text for text in said if has_contacts(text)]
    assert not [text for text in said if "Ann Contact" in text or "Bea Enquiry" in text]


def test_quirk_17_what_has_left_the_register_is_a_part_of_an_older_edition(tmp_path: Path) -> None:
    left = group("felt", index_date="260518", source_url=f"{PAGES}/260518/felt.htm")
    report = Report()
    batches = load(pack(tmp_path, "appgs", group("wool"), left), report=report)
    told = [(b.edition.date, b.edition.complete, sorted(ids(b))) for b in batches]
    assert told == [
        ("2026-05-18", False, ["appg:uk:felt"]),
        ("2026-06-29", True, ["appg:uk:wool"]),
    ]
    assert report.facts["groups"] == 1
