"""Benefits: supporters, amounts, days and payers; and what is set aside with a reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Amount
from loaders.appg_benefits import (
    DETAIL_LENGTH,
    Support,
    amount_of,
    iso_day,
    shortened,
    supports_of,
)
from loaders.base import Report
from tests.appg_cut import benefit, group, read

DUTY = "to act as the group's secretariat"


def supports(*entries: Any, report: Report | None = None) -> list[Support]:
    return supports_of(read(group(detailed_benefits=list(entries))), report or Report())


def one(*entries: Any) -> Support:
    (found,) = supports(*entries)
    return found


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("5,000", Amount(low=5000.0, high=5000.0)),
        ("24,001-25,500", Amount(low=24001.0, high=25500.0)),
        ("£1,501 - £3,000", Amount(low=1501.0, high=3000.0)),
        ("116.25", Amount(low=116.25, high=116.25)),
        ("3,000-1,501", None),
        ("", None),
        (",", None),
        ("about 5,000", None),
        ("-5", None),
    ],
)
def test_amounts_are_exact_or_a_band(value: str, amount: Amount | None) -> None:
    assert amount_of(value) == amount


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/04/2025", "2025-04-22"),
        ("23/04/0206", ""),
        ("31/02/2025", ""),
        ("2025-04-22", ""),
        ("1/2/2025", ""),
        ("२२/०४/२०२५", ""),
        ("", ""),
    ],
)
def test_days_that_cannot_be_are_none(text: str, day: str) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("description", "detail"),
    [
        ("Secretariat From: 20/05/2025 To: 19/05/2026", "Secretariat"),
        ("Seretariat", "Secretariat"),
        ("Secreariat", "Secretariat"),
        ("Joint  Secretariat", "Joint secretariat"),
        ("Felt acts as the group's secretariat and pays Ann Sample to help it", "Secretariat"),
        (
            "Felt provides the joint secretariat and pays Ann Sample to assist it",
            "Joint secretariat",
        ),
        (
            "Contribution to salary of APPG's secretariat",
            "Contribution to salary of APPG's secretariat",
        ),
        ("Visit to Felt Cost Met : Food", "Visit to Felt; Food"),
        ("Reception.", "Reception"),
    ],
)
def test_what_was_given_is_told_in_a_few_words(description: str, detail: str) -> None:
    assert one(benefit("Felt Trust", description)).detail == detail


def test_money_and_gifts_without_words_are_named_by_their_kind() -> None:
    assert one(benefit("Felt Trust", value="5,000")).detail == "Money"
    assert one(benefit("Felt Trust", benefit_type="Benefits In Kind")).detail == "Benefit in kind"


def test_a_support_has_its_day_its_place_and_a_reference() -> None:
    found = one(benefit("Felt Trust", "Dinner"))
    assert (found.since, found.ref, found.place) == (
        "2026-02-03",
        "registered 2026-02-10",
        "wool, benefits 1",
    )


def test_entries_alike_in_everything_stay_apart() -> None:
    dinner = benefit("Felt Trust", "Dinner")
    assert [s.ref for s in supports(dinner, dinner, dinner)] == [
        "registered 2026-02-10",
        "registered 2026-02-10, 2",
        "registered 2026-02-10, 3",
    ]


def test_the_period_of_a_secretariat_is_in_the_note() -> None:
    found = one(benefit("Felt Trust", "Secretariat From: 20/05/2025 To: 19/05/2026"))
    assert found.note == "for 2025-05-20 to 2026-05-19"


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        (
            benefit("Felt", "Secretariat From: 20/05/2025 To: 19/05/2024"),
            "benefits whose period ends before it begins",
        ),
        (
            benefit("Felt", "Secretariat From: 20/05/2025 To: 19/05/0206"),
            "benefits with a date that cannot be",
        ),
        (
            benefit("Felt", "Dinner", Received="11/02/2026"),
            "benefits received after they were registered",
        ),
        (benefit("Felt", "Dinner", Received="soon"), "benefits with a date that cannot be"),
    ],
)
def test_odd_dates_are_counted_noted_and_kept(entry: Any, fact: str) -> None:
    report = Report()
    (found,) = supports(entry, report=report)
    assert report.facts == {fact: 1}
    assert found.note
    assert not report.set_aside


def test_the_amount_is_told_once_and_payers_share_nothing_that_is_known() -> None:
    sentence = f"Felt Ltd is paid by Wool UK and Silk UK {DUTY}. From: 01/02/2026 To: 31/01/2027"
    worker, wool, silk = supports(benefit("Felt Ltd", sentence))
    assert worker.amount == Amount(low=1501.0, high=3000.0)
    assert (wool.amount, silk.amount) == (None, None)
    assert wool.detail == silk.detail == "pays Felt Ltd for the secretariat"
    assert "one of 2 payers" in wool.note
    assert wool.since == "2026-02-03"


def test_a_payer_who_stopped_is_said_to_have_stopped() -> None:
    worker, payer = supports(benefit("Felt Ltd", f"Felt Ltd was paid by Wool UK {DUTY}."))
    assert "no longer" in payer.note
    assert "no longer" not in worker.note


def test_payment_for_something_else_is_not_called_a_secretariat() -> None:
    text = "Felt Ltd is paid by the following to meet cost of events: Wool UK"
    assert supports(benefit("Felt Ltd", text))[1].detail == "pays Felt Ltd for work for the group"


def test_a_private_worker_is_left_out_and_the_payer_kept_without_the_name() -> None:
    report = Report()
    (found,) = supports(
        benefit("Emily Sample", f"Emily Sample is paid by 0utwool {DUTY}."), report=report
    )
    assert (found.body.name, found.detail) == ("0utwool", "pays for the secretariat")
    assert report.set_aside == {"a supporter who may be a private person": 1}


def test_a_private_payer_is_left_out() -> None:
    report = Report()
    text = f"Felt Ltd is paid by the following {DUTY}: Wool UK and Sara Sample."
    assert [s.body.name for s in supports(benefit("Felt Ltd", text), report=report)] == [
        "Felt Ltd",
        "Wool UK",
    ]
    assert report.set_aside == {"a supporter who may be a private person": 1}


def test_a_sentence_in_the_place_of_the_source_is_taken_apart() -> None:
    source = f"Felt Ltd is paid by Wool UK {DUTY}"
    worker, payer = supports(benefit(source, "Secretariat"))
    assert (worker.body.name, worker.amount is None) == ("Felt Ltd", False)
    assert (payer.body.name, payer.amount) == ("Wool UK", None)


@pytest.mark.parametrize("source", ["Secretariat", "the secretariat", "Joint Secretariat"])
def test_a_role_as_source_without_a_name_is_set_aside(source: str) -> None:
    report = Report()
    assert not supports(benefit(source, "Reception"), report=report)
    assert sum(report.set_aside.values()) == 1


def test_several_payers_behind_a_role_share_no_amount() -> None:
    text = f"Felt Ltd is paid by Wool UK and Silk UK {DUTY}."
    assert [s.amount for s in supports(benefit("Secretariat", text))] == [None, None]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("APPG for Wool in the previous Parliament", "a balance carried over"),
        (
            "Bo Sample, as Chair of the Wool APPG in the previous Parliament",
            "a balance carried over",
        ),
        ("APPG on Wool", "a balance carried over"),
        ("Lord Sample", "a gift of a parliamentarian"),
        ("Baroness Sample of Felt", "a gift of a parliamentarian"),
        ("Simon Sample", "a supporter who may be a private person"),
        ("", "a supporter without a name"),
        ("&", "a supporter without a name"),
    ],
)
def test_what_is_no_body_is_set_aside_with_its_reason(source: str, reason: str) -> None:
    report = Report()
    assert not supports(benefit(source, value="1,200"), report=report)
    assert [r.startswith(reason) for r in report.set_aside] == [True]
    assert list(report.examples.values()) == ["wool, benefits 1"]


@pytest.mark.parametrize(
    "source", ["APPG Services Ltd", "The Lady Sample Trust", "Lords Felt Club"]
)
def test_bodies_whose_names_sound_like_the_others_are_kept(source: str) -> None:
    assert one(benefit(source, value="1,200")).body.name == source


def test_every_entry_and_payer_is_used_or_set_aside() -> None:
    report = Report()
    supports(
        benefit("Felt Ltd", f"Felt Ltd is paid by Wool UK and Sara Sample {DUTY}."),
        benefit("Emily Sample", f"Emily Sample is paid by Silk UK {DUTY}."),
        benefit("Secretariat", f"Felt Ltd is paid by Hemp UK {DUTY}."),
        benefit("APPG on Wool", value="5"),
        report=report,
    )
    assert report.read == report.used + sum(report.set_aside.values())


def test_long_texts_are_cut_at_a_word() -> None:
    text = shortened("wool " * 60)
    assert len(text) <= DETAIL_LENGTH
    assert text.endswith("wool…")


@given(st.text(max_size=150), st.text(max_size=250), st.text(max_size=20), st.text(max_size=12))
def test_any_entry_is_read_counted_and_never_nameless(
    source: str, description: str, value: str, day: str
) -> None:
    report = Report()
    for found in supports(benefit(source, description, value, Received=day), report=report):
        assert found.body.name
        assert found.body.id.startswith("org:name:")
        assert found.detail
        assert found.amount is None or 0 <= found.amount.low <= found.amount.high
    assert report.read == report.used + sum(report.set_aside.values())
