"""The brief, the directory and money in a terminal: sources, marks, counts, what empty means."""

from dataclasses import replace

import pytest

from api.words import cite
from api.words_briefs import brief_lines, directory_lines, funding_lines
from graph.model import NodeKind, Status
from graph.results_briefs import BriefAnswer, CoFunder, DirectoryAnswer, FundingAnswer, Officer
from tests.answers import a_gap, evidence_of, ref
from tests.terminal import MARKS, backed, beneath, doubted, explorer, uncited, unmarked
from tests.world import NODES

BRIEFED = [
    node.id for node in NODES
    if node.kind in (NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME, NodeKind.PLACE)
]  # fmt: skip


def brief(subject: str = "country-ke", **options: int) -> BriefAnswer:
    return explorer().brief(subject, **options)


def directory(**options: bool | str | int) -> DirectoryAnswer:
    return explorer().directory(**options)  # type: ignore[arg-type]  # one option each


def money(limit: int = 100) -> FundingAnswer:
    return explorer().funding("Riverbank Foundation", limit=limit)


# ---- the brief


@pytest.mark.parametrize("subject", BRIEFED)
def test_every_line_of_every_brief_is_followed_by_its_source(subject: str) -> None:
    answer = brief(subject)
    lines = list(brief_lines(answer))
    assert lines[:2] == [answer.subject.name.upper(), answer.headline]
    assert uncited((answer.sections, answer.introductions), lines) == []
    said = [one for section in answer.sections for one in section.lines]
    assert all(f"  {one.words}" in lines for one in said)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("subject", ["country-ke", "theme-remittances", "community-gh-london"])
def test_no_mark_of_a_brief_is_lost(subject: str, mark: str) -> None:
    answer = doubted(brief(subject), mark)
    things = (answer.sections, answer.introductions)
    assert list(backed(things))
    assert unmarked(things, brief_lines(answer), mark) == []


def test_what_is_only_planned_is_never_told_as_held() -> None:
    lines = list(brief_lines(brief("theme-remittances")))
    (block,) = beneath(lines, "Remittances Round Table 2026")
    assert "  Remittances Round Table 2026: planned, not recorded as held, November 2026." in lines
    assert block == ["Convenor's sheet, 1 May 2026, took_part_in sheet [planned]"]


@pytest.mark.parametrize("subject", BRIEFED)
def test_a_heading_with_nothing_under_it_says_what_that_means(subject: str) -> None:
    answer = brief(subject)
    lines = list(brief_lines(answer))
    for section in answer.sections:
        at = lines.index(section.title.upper())
        assert section.none
        assert (lines[at + 1] == f"  {section.none}") is (not section.lines)


@pytest.mark.parametrize("shown", [1, 2])
def test_lines_of_a_section_that_are_cut_are_counted(shown: int) -> None:
    answer = brief(lines=shown)
    (officers,) = [s for s in answer.sections if s.key == "officers"]
    lines = list(brief_lines(replace(answer, sections=(officers,))))
    assert officers.lines_in_all == 2
    assert ("  … and 1 more." in lines) is (shown == 1)


def test_gaps_that_are_cut_are_counted_and_none_is_said_to_be_none() -> None:
    answer = replace(brief(), introductions=(a_gap(),), introductions_in_all=3)
    lines = list(brief_lines(answer))
    assert lines.index("MISSING INTRODUCTIONS") < lines.index("… and 2 more gaps.")
    whole = list(brief_lines(replace(answer, introductions_in_all=1, unknown_in_all=2)))
    assert not any("more gap" in line for line in whole)
    none = list(brief_lines(replace(answer, introductions=(), introductions_in_all=0)))
    assert "  None was found in these sources." in none


def test_what_is_not_known_has_a_heading_of_its_own_after_the_gaps() -> None:
    answer = brief()
    lines = list(brief_lines(answer))
    at = lines.index("NOT KNOWN, SO NO GAPS: ASK BEFORE YOU ACT")
    assert at > lines.index("MISSING INTRODUCTIONS")
    for gap in answer.unknown:
        assert f"  {gap.headline} {gap.coverage.words}" in lines[at:]
        assert not any(gap.headline in line for line in lines[:at])
    more = list(brief_lines(replace(answer, unknown_in_all=len(answer.unknown) + 4)))
    assert "  … and 4 more." in more
    none = brief_lines(replace(answer, unknown=(), unknown_in_all=0))
    assert not any("NOT KNOWN" in line for line in none)


def test_a_brief_ends_with_all_its_notes() -> None:
    answer = brief()
    assert answer.notes
    assert list(brief_lines(answer))[-len(answer.notes) :] == [f"Note: {n}" for n in answer.notes]


# ---- the directory


@pytest.mark.parametrize("by", ["country", "theme"])
def test_every_group_stands_under_its_heading_with_its_source(by: str) -> None:
    answer = directory(by=by, missing=True)
    lines = list(directory_lines(answer))
    assert uncited(answer, lines) == []
    for heading in answer.headings:
        name = heading.subject.name.upper() if heading.subject else "OTHERS"
        at = lines.index(f"{name}: {heading.words}")
        entries = [f"- {e.group.name} ({e.parliament})" for e in heading.groups]
        below = lines[at + 1 : lines.index("", at)]
        assert [line for line in below if line.startswith("- ")] == entries


def test_a_group_tells_officers_secretariat_bodies_and_communities() -> None:
    lines = list(directory_lines(directory(subject="country-ke")))
    assert lines[0] == "1 group under 1 heading."
    assert beneath(lines, "- Kenya (Westminster)")[0] == [
        "officers: Member for Aldermoor (Chair); Member for Fenwick (Vice Chair)",
        "secretariat: None named on the register.",
        "bodies to convene: Harambee Trust",
        "communities: Kenyans in Leeds",
        "Register of Groups, 29 June 2026, Title <https://register.example.org/260629/>",
    ]


def test_an_officer_without_party_or_office_has_no_empty_comma() -> None:
    answer = directory(subject="country-ke")
    (heading,) = answer.headings
    who = ref("member-fenwick")
    officers = (Officer(node=who, office="Chair", party="Blue"),
                Officer(node=who, office="", party="Red"))  # fmt: skip
    entry = replace(heading.groups[0], officers=officers, secretariat=(ref("org-westbridge"),))
    lines = list(directory_lines(replace(answer, headings=(replace(heading, groups=(entry,)),))))
    assert "    officers: Member for Fenwick (Chair, Blue); Member for Fenwick (Red)" in lines
    assert "    secretariat: Westbridge Public Affairs" in lines


def test_a_country_without_group_says_who_is_linked_here() -> None:
    lines = list(directory_lines(directory(missing=True)))
    assert lines[0] == "3 groups under 6 headings."
    assert "NEPAL: No group on Nepal is listed; linked here: Gurkha Families Network." in lines
    assert not any(line.startswith("NEPAL") for line in directory_lines(directory()))


def test_headings_that_are_cut_are_counted() -> None:
    lines = list(directory_lines(directory(missing=True, limit=5)))
    assert lines[0] == "3 groups under 6 headings."
    assert "… and 1 more heading." in lines
    assert not any("more" in line for line in directory_lines(directory(missing=True)))


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_group_is_lost(mark: str) -> None:
    answer = doubted(directory(), mark)
    assert unmarked(answer, directory_lines(answer), mark) == []


# ---- money


def test_money_starts_with_the_headline_and_every_payment_and_chain_has_its_source() -> None:
    answer = money()
    lines = list(funding_lines(answer))
    assert lines[0] == answer.headline
    assert len(answer.payments) == 7
    assert uncited(answer, lines) == []
    assert "- Harambee Trust: £50,000, 2021, 2022, 2023" in lines
    assert lines.index("WHOM IT REACHES") < lines.index("WHO ELSE FUNDS THE SAME")


def test_every_statement_of_a_chain_is_cited() -> None:
    answer = money()
    lines = list(funding_lines(answer))
    for chain in answer.chains:
        assert beneath(lines, chain.words)[0] == [cite(e) for e in chain.evidence]


def test_a_planned_payment_is_told_as_planned_and_no_other() -> None:
    answer = money()
    first, *rest = answer.payments
    planned = replace(
        first, planned=True, amount="", years=(),
        evidence=(replace(first.evidence[0], status=Status.PLANNED),),
    )  # fmt: skip
    lines = list(funding_lines(replace(answer, payments=(planned, *rest))))
    marked = [line for line in lines if "planned" in line]
    assert marked[0] == f"- {first.recipient.name} (planned, not recorded as made)"
    assert marked[1].endswith("[planned] <https://grants.example.org>")
    assert len(marked) == 2


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_payment_or_chain_is_lost(mark: str) -> None:
    answer = doubted(money(), mark)
    assert unmarked(answer, funding_lines(answer), mark) == []


def test_what_a_chain_does_not_know_is_said_behind_it() -> None:
    answer = money()
    lines = list(funding_lines(answer))
    for chain in answer.chains:
        behind = f"   (not known: {', '.join(chain.unknown)})" if chain.unknown else ""
        assert f"  {chain.words}{behind}" in lines
    assert any(chain.unknown for chain in answer.chains)


@pytest.mark.parametrize("limit", [1, 2, 6, 7])
def test_payments_chains_and_funders_that_are_cut_are_counted(limit: int) -> None:
    answer = money(limit)
    assert (answer.payments_in_all, answer.chains_in_all, answer.co_funders_in_all) == (7, 4, 1)
    told = [line for line in funding_lines(answer) if line.startswith("…")]
    rests = [n - limit for n in (7, 4, 1) if n > limit]
    assert told == [f"… and {rest} more." for rest in rests]


@pytest.mark.parametrize(("in_all", "behind"), [(1, ""), (2, " and 1 more"), (9, " and 8 more")])
def test_recipients_shared_with_another_funder_are_counted(in_all: int, behind: str) -> None:
    shared = CoFunder(
        funder=ref("GB-CHC-9000005"), shared=(ref("GB-CHC-9000001"),), shared_in_all=in_all
    )
    answer = replace(money(), co_funders=(shared,), co_funders_in_all=3)
    lines = list(funding_lines(answer))
    assert f"  Old Mill Fund: Harambee Trust{behind}" in lines
    assert lines[lines.index("WHO ELSE FUNDS THE SAME") + 2] == "… and 2 more."


def test_a_funder_of_nobody_has_no_empty_headings() -> None:
    answer = replace(
        money(), payments=(), payments_in_all=0, chains=(), chains_in_all=0, co_funders=(),
        co_funders_in_all=0,
    )  # fmt: skip
    notes = [f"Note: {note}" for note in answer.notes]
    assert list(funding_lines(answer)) == [answer.headline, "", *notes]


def test_the_evidence_of_a_payment_is_that_of_its_link() -> None:
    (payment,) = [p for p in money().payments if p.recipient.id == "GB-CHC-9000001"]
    assert {cite(e) for e in payment.evidence} <= {
        cite(e) for e in evidence_of("GB-CHC-9000004", "GB-CHC-9000001")
    }
