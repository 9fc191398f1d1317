"""Money followed: payments, chains to communities, co-funders."""

from typing import Any

import pytest
from hypothesis import given

from graph.analysis.funding import find_funding, sums
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Amount, LinkKind, NodeKind, Statement, Status
from graph.network import Network
from graph.results_briefs import FundingAnswer
from tests.estate import (
    CAMPAIGN,
    community,
    country,
    estate,
    estates,
    link,
    links,
    node,
    organisation,
)
from tests.sketch import CALM

PAID = LinkKind.FUNDED
BODIES = [organisation(x, x.title()) for x in ("trust", "union", "aid", "other")]


def ask(*things: Any, **options: Any) -> FundingAnswer:
    return find_funding(estate(*BODIES, *things), "trust", **options)


def pounds(amount: float) -> Amount:
    return Amount(low=amount, high=amount)


def test_the_largest_payment_comes_first() -> None:
    answer = ask(link(PAID, "trust union", amount=pounds(5)),
                 link(PAID, "trust aid", amount=pounds(50)))  # fmt: skip
    assert [(p.recipient.id, p.amount) for p in answer.payments] == [
        ("aid", "£50"), ("union", "£5"),
    ]  # fmt: skip
    assert answer.headline == (
        "Trust funds 2 recipients in these sources: £55; 91% of the pounds to Aid."
    )


def test_a_planned_payment_is_told_as_planned_and_is_in_no_sum() -> None:
    answer = ask(link(PAID, "trust union", amount=pounds(5)),
                 link(PAID, "trust aid", amount=pounds(50), status=Status.PLANNED))  # fmt: skip
    assert [(p.recipient.id, p.planned, p.pounds) for p in answer.payments] == [
        ("union", False, 5.0), ("aid", True, 0.0),
    ]  # fmt: skip
    assert answer.headline.startswith("Trust funds 1 recipient in these sources: £5")
    assert "1 payment planned, not recorded as made." in answer.notes


def test_years_are_those_of_the_payments() -> None:
    answer = ask(link(PAID, "trust union", since="2024-05-01"))
    assert answer.payments[0].years == ("2024",)


def test_a_chain_goes_from_funder_through_programme_and_convenor_to_people_and_country() -> None:
    answer = ask(
        node(CAMPAIGN, "prog", "Programme"), community("people", "Ghanaians"), country("ghana"),
        links(PAID, "trust prog"), links(LinkKind.RUNS, "union prog"),
        links(LinkKind.SERVES, "prog people"), links(LinkKind.HERITAGE, "people ghana"),
    )  # fmt: skip
    (chain,) = answer.chains
    assert chain.words == "Trust → Programme → Union → Ghanaians → Ghana."
    assert chain.unknown == ()
    assert len(chain.evidence) == 4


def test_a_step_that_no_source_tells_is_named_as_not_known() -> None:
    answer = ask(node(CAMPAIGN, "prog", "Programme"), community("people", "Refugees"),
                 links(PAID, "trust prog"), links(LinkKind.SERVES, "prog people"))  # fmt: skip
    (chain,) = answer.chains
    assert chain.words == "Trust → Programme → Refugees."
    assert chain.unknown == ("who runs it", "of which country")


def test_a_body_at_work_abroad_is_a_chain_without_a_community() -> None:
    answer = ask(country("ghana"), links(PAID, "trust aid"),
                 links(LinkKind.OPERATES_IN, "aid ghana"))  # fmt: skip
    assert [(c.words, c.unknown) for c in answer.chains] == [
        ("Trust → Aid → Ghana.", ("which community",))
    ]


def test_money_that_reaches_nobody_known_makes_no_chain() -> None:
    assert ask(links(PAID, "trust aid")).chains == ()


def test_co_funders_pay_the_same_recipients_most_shared_first() -> None:
    answer = ask(links(PAID, "trust aid", "trust union", "other aid", "other union"),
                 organisation("third"), links(LinkKind.FUNDED, "third aid"))  # fmt: skip
    assert [(c.funder.id, c.shared_in_all) for c in answer.co_funders] == [
        ("other", 2), ("third", 1),
    ]  # fmt: skip


def test_each_list_is_cut_and_counted() -> None:
    answer = ask(links(PAID, "trust aid", "trust union", "trust other"), limit=1)
    assert (len(answer.payments), answer.payments_in_all) == (1, 3)


def test_who_is_not_known_to_fund_is_refused_with_a_next_step() -> None:
    with pytest.raises(BadQuestion, match=r"no source held says that it funds anybody \(Trust\)"):
        ask()


def test_sums_keep_currencies_apart() -> None:
    def said(amount: Amount) -> Statement:
        return Statement(source="s", seen=("2026",), subject="a", amount=amount)

    euros = Amount(low=3, high=3, unit="EUR")
    assert sums([said(pounds(2)), said(euros), said(pounds(5))]) == "EUR 3 and £7"
    assert sums([]) == ""


@CALM
@given(estates())
def test_every_payment_and_chain_rests_on_evidence(toy: Network) -> None:
    for made in toy.nodes:
        if made.kind is NodeKind.ORGANISATION:
            try:
                answer = find_funding(toy, made.id)
            except BadQuestion:
                continue
            assert all(p.evidence for p in answer.payments)
            assert all(len(c.nodes) == len({n.id for n in c.nodes}) for c in answer.chains)
            assert all(len(c.words.split()) <= 25 for c in answer.chains)
            assert len(answer.headline.split()) <= 25


def test_the_programme_of_the_documents_is_followed_from_funder_to_communities(
    shipped: Explorer,
) -> None:
    words = [c.words for c in shipped.funding("John Paul Getty Trust").chains]
    assert words == [
        "John Paul Getty Trust → Building on UK Diaspora International Partnerships → BUILD → "
        "Diaspora communities in the UK."
    ]
