"""Plain forms of names: what goes, what stays, and which are enough to tell by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.names import (
    abbreviates,
    abbreviation_in,
    is_common_person,
    is_distinctive,
    name_key,
    normal_identifier,
    scheme_of,
)
from graph.model import NodeKind

ORG, PERSON, APPG = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.APPG


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Refugee Council", "refugee council"),
        ("Refugee Council Ltd.", "refugee council"),
        ("Refugee Council (Trading) Limited", "refugee council trading"),
        ("Advice Works Community Interest Company", "advice works"),
        ("Advice Works C.I.C.", "advice works"),
        ("Advice Works CIO Ltd", "advice works"),
        ("Friends & Families", "friends and families"),
        ("Friends&amp;Families", "friends and families"),
        ("Women’s Aid", "womens aid"),
        ("Afghan–British Society", "afghan british society"),
        ("N.S.P.C.C.", "nspcc"),
        ("World Health Organization", "world health organisation"),
        ("Amnesty International (UK)", "amnesty international uk"),
        ("Council for Arab-British Understanding (CAABU)",
         "council for arab british understanding"),
        ("RSPB (Royal Society for the Protection of Birds)",
         "royal society for the protection of birds"),
        ("Age UK (Leeds)", "age uk leeds"),
        ("Limited", "limited"),
        ("The", "the"),
        ("The The", "the"),
        ("Türkiye Derneği", "turkiye dernegi"),
        ("ﬁne arts", "fine arts"),
        ("الجالية السودانية", "الجالية السودانية"),
        ("!!!", "!!!"),
    ],
)  # fmt: skip
def test_a_body_keeps_what_tells_it_from_others(name: str, key: str) -> None:
    assert name_key(name, ORG) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rt Hon Sir Iain Duncan Smith MP", "iain duncan smith"),
        ("The Rt. Hon. Dame Chi Onwurah M.P.", "chi onwurah"),
        ("Dr Al Pinkerton", "al pinkerton"),
        ("Ann Jones MS", "ann jones"),
        ("Ms Ann Jones", "ann jones"),
        ("Ann Jones OBE, KC", "ann jones"),
        ("Onwurah, Chi", "chi onwurah"),
        ("Bell Ribeiro-Addy", "bell ribeiro addy"),
        ("Brendan O’Hara", "brendan ohara"),
        ("Si&#226;n Gwenllian", "sian gwenllian"),
        ("Lord Evans of Rainow", "lord evans of rainow"),
        ("The Rt Hon the Lord Evans of Rainow", "lord evans of rainow"),
        ("Baroness Kennedy of The Shaws, KC", "baroness kennedy of the shaws"),
        ("Ann Body, Baroness Body of Leeds", "baroness body of leeds"),
        ("The Lord Bishop of Leeds", "bishop of leeds"),
        ("Rt Revd the Bishop of Leeds", "bishop of leeds"),
        ("Earl Russell", "earl russell"),
        ("Sir MP", "sir"),
        ("Jo Am", "jo am"),
        ("Ann Body (Chair)", "ann body"),
    ],
)
def test_a_person_loses_honours_but_a_peer_keeps_the_title(name: str, key: str) -> None:
    assert name_key(name, PERSON) == key


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("All-Party Parliamentary Group on Somaliland", "somaliland"),
        ("All-Party Parliamentary Group for the Armed Forces", "armed forces"),
        ("All-Party Parliamentary Jazz Appreciation Group", "jazz appreciation"),
        ("Britain-Palestine All-Party Parliamentary Group", "britain palestine"),
        ("Iraq  All-Party Parliamentary Group", "iraq"),
        ("All-Partly Parliamentary Group on Ageing", "ageing"),
        ("APPG Kenya", "kenya"),
        ("APPG on Türkiye", "turkiye"),
        ("Cross-Party Group on Cancer", "cancer"),
        ("Cross-Party Group in the Scottish Parliament on Cancer", "cancer"),
        ("All Party Group on Housing", "housing"),
        ("Migration Parliamentary Group", "migration"),
        ("All-Party Parliamentary Group on Parliamentary Democracy", "parliamentary democracy"),
        ("APPG", "appg"),
    ],
)
def test_a_group_is_known_by_its_subject(title: str, subject: str) -> None:
    assert name_key(title, APPG) == subject


WORDS = (
    "The the Ltd Limited (UK) MP MS Sir Lord Bishop , . & + - APPG All-Party Parliamentary Group "
    "on for of CIC (Caabu) Council Arab British U.K. M.P. Ann Jones é ’ organization &amp; 9 x-mp"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)


@given(st.text(max_size=60) | PIECES, st.sampled_from(NodeKind))
def test_a_key_of_a_key_is_the_key(name: str, kind: NodeKind) -> None:
    key = name_key(name, kind)
    assert name_key(key, kind) == key


@given(st.text(max_size=40), st.sampled_from(NodeKind))
def test_a_name_with_a_letter_or_a_digit_has_a_key(name: str, kind: NodeKind) -> None:
    if any(c.isalnum() for c in name):
        assert name_key(name, kind).strip()


@given(PIECES, st.sampled_from(NodeKind))
def test_spaces_and_a_leading_the_make_no_other_name(name: str, kind: NodeKind) -> None:
    spaced = name_key(f"  The   {name} ", kind)
    assert spaced in (name_key(name, kind), name_key(f"The {name}", kind))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Council for Arab-British Understanding (Caabu)", "Caabu"),
        ("Council for Arab-British Understanding (CAABU)", "CAABU"),
        ("Migrants Resource Centre (MRC)", "MRC"),
        ("Drugs for Neglected Diseases initiative (DNDi)", "DNDi"),
        ("RSPB (Royal Society for the Protection of Birds)", "RSPB"),
        ("The Joint Council for the Welfare of Immigrants (JCWI)", "JCWI"),
        ("Age UK (Leeds)", ""),
        ("Citizens Advice (Crewe)", ""),
        ("Amnesty International (UK)", ""),
        ("Healthcomms Consulting (part of the PLMR Group)", ""),
        ("Crisis", ""),
        ("(MP)", ""),
    ],
)
def test_an_abbreviation_in_parentheses_is_told_from_a_place(name: str, short: str) -> None:
    assert abbreviation_in(name) == short


def test_letters_that_do_not_occur_in_order_abbreviate_nothing() -> None:
    assert not abbreviates("MRCF", "Migrants Resource Centre")
    assert not abbreviates("RMC", "Migrants Resource Centre")
    assert not abbreviates("M", "Migrants Resource Centre")


@pytest.mark.parametrize(
    ("key", "kind", "enough"),
    [
        ("council for arab british understanding", ORG, True),
        ("refugee council", ORG, True),
        ("burma campaign uk", ORG, True),
        ("crisis", ORG, False),
        ("lifeline", ORG, False),
        ("citizens uk", ORG, False),
        ("community centre association", ORG, False),
        ("somali community association", ORG, False),
        ("broughton womens institute", ORG, False),
        ("1st newport scout group", ORG, False),
        ("a and b of c", ORG, False),
        ("annual report 2014", NodeKind.PUBLICATION, False),
        ("mapping the participation of immigrants", NodeKind.PUBLICATION, True),
        ("launch of the diaspora network", NodeKind.EVENT, False),
        ("launch of the diaspora network 2013", NodeKind.EVENT, True),
        ("chi onwurah", PERSON, True),
        ("j hunt", PERSON, False),
        ("hunt", PERSON, False),
        ("jazz", APPG, True),
        ("chad", NodeKind.COUNTRY, True),
        ("uk", NodeKind.COUNTRY, False),
    ],
)
def test_only_long_and_telling_names_are_enough(key: str, kind: NodeKind, enough: bool) -> None:
    assert is_distinctive(key, kind) is enough


def test_a_common_given_name_with_a_common_surname_is_common() -> None:
    assert is_common_person("gareth davies")
    assert is_common_person("david john williams")
    assert not is_common_person("chi onwurah")
    assert not is_common_person("gareth bacon")


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("GB-CHC- 1153055 ", "GB-CHC-1153055"),
        ("gb-chc-0210183", "GB-CHC-210183"),
        ("GB-CHC-210183-1", "GB-CHC-210183-1"),
        ("GB–CHC–1153055", "GB-CHC-1153055"),
        ("GB-COH-7451584", "GB-COH-07451584"),
        ("GB-COH-sc123456", "GB-COH-SC123456"),
        ("GB-COH-CE8706", "GB-COH-CE008706"),
        ("GB-SC-12345", "GB-SC-SC012345"),
        ("GB-SC-SC012345", "GB-SC-SC012345"),
        ("GB-NIC-NIC106288", "GB-NIC-106288"),
        ("XI-GRID-grid.5335.0", "XI-GRID-GRID.5335.0"),
        ("ISO-ke", "ISO-KE"),
        ("ISO-GB-SCT", "ISO-GB-SCT"),
        ("GSS-E92000001", "GSS-E92000001"),
        ("TWFY-024729", "TWFY-24729"),
        ("uk.org.publicwhip/person/24729", "TWFY-24729"),
        ("UKPARL-4108", "UKPARL-4108"),
    ],
)
def test_an_identifier_has_one_spelling(text: str, identifier: str) -> None:
    assert normal_identifier(text) == identifier
    assert normal_identifier(identifier) == identifier


@pytest.mark.parametrize(
    "text",
    ["", "1153055", "GB-CHC-", "GB-CHC-12", "GB-CHC-abc", "GB-COH-123456789", "GB-SC-1234567",
     "GSS-92000001", "ISO-Kenya", "TWFY-x", "FOO-1", "GB-CHC-1153055 and 1153056", "-", "None"],
)  # fmt: skip
def test_what_is_no_identifier_of_its_scheme_is_none(text: str) -> None:
    assert normal_identifier(text) == ""


@given(st.text(max_size=30) | st.from_regex(r"\A[A-Za-z]{2,3}-[A-Za-z]{2,3}- ?[A-Z0-9]{1,9}\Z"))
def test_a_normal_identifier_stays_as_it_is_and_has_a_scheme(text: str) -> None:
    found = normal_identifier(text)
    assert normal_identifier(found) == found
    assert bool(scheme_of(found)) is bool(found)
