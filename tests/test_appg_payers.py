"""Who pays a secretariat: the forms of the sentence, and the list of payers in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_payers import MOST_PAYERS, payment_of, period_of

DUTY = "to act as the group's secretariat"


def told(text: str) -> tuple[str, list[str], bool] | None:
    found = payment_of(text)
    return (found.worker.name, [p.name for p in found.payers], found.over) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Felt Ltd is paid by Wool UK {DUTY}.", ("Felt Ltd", ["Wool UK"], False)),
        (
            f"Felt Ltd was paid by Wool UK {DUTY} for part of the year.",
            ("Felt Ltd", ["Wool UK"], True),
        ),
        (
            f"Felt Ltd is funded by the Wool Trust and the Silk Fund {DUTY}",
            ("Felt Ltd", ["Wool Trust", "Silk Fund"], False),
        ),
        (f"Felt Ltd is partly funded by The Wool {DUTY}.", ("Felt Ltd", ["The Wool"], False)),
        (
            f"Felt Ltd is paid by by the Social and Economic Wool Council {DUTY}.",
            ("Felt Ltd", ["Social and Economic Wool Council"], False),
        ),
        (
            f"Felt Ltd paid by Wool, Silk, and Hemp {DUTY}.",
            ("Felt Ltd", ["Wool", "Silk", "Hemp"], False),
        ),
        (
            f"FeltUKis paid by the following {DUTY}: Wool, Silk.",
            ("FeltUK", ["Wool", "Silk"], False),
        ),
        (
            f"Felt Ltd is paid by the following {DUTY}, including: Wool, Silk.",
            ("Felt Ltd", ["Wool", "Silk"], False),
        ),
        (
            f"Felt Ltd is paid by grants from Wool and Silk {DUTY}.",
            ("Felt Ltd", ["Wool", "Silk"], False),
        ),
        (
            "Felt Ltd is paid by the following to meet cost of events: Wool, Silk",
            ("Felt Ltd", ["Wool", "Silk"], False),
        ),
        (
            "Felt Ltd meets the cost of events and is funded by the following to do so: Wool.",
            ("Felt Ltd", ["Wool"], False),
        ),
        (
            "Felt Ltd acts as secretariat for Fur and is part-funded by Wool and Silk to do so.",
            ("Felt Ltd", ["Wool", "Silk"], False),
        ),
        (
            "Felt acts as the secretariat and pays Fur to help it. Felt is paid for this work "
            "by the following: Wool, Silk, and Hemp",
            ("Felt", ["Wool", "Silk", "Hemp"], False),
        ),
        (f"NBTA received funding from Team Wool {DUTY}.", ("NBTA", ["Team Wool"], True)),
        (
            f"From 28 August 2025, the Felt Trust receives a grant from the Wool Trust {DUTY}.",
            ("Felt Trust", ["Wool Trust"], False),
        ),
        (f"Wool Centre paid Felt Ltd {DUTY}.", ("Felt Ltd", ["Wool Centre"], True)),
        (
            f"From 1 April 2025, Felt is paid by the Wool Trust {DUTY}. Previously, the Fur was "
            "paid by Silk to fulfil this role.",
            ("Felt", ["Wool Trust"], False),
        ),
    ],
)
def test_every_form_of_the_sentence_is_understood(
    text: str, expected: tuple[str, list[str], bool]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Secretariat",
        "",
        "Felt acts as the group's secretariat and pays Fur Ltd to help it fulfil this role",
        "Wool UK pays the Felt Taskforce to assist the former in its role as the secretariat",
        "Felt acts as the group's secretariat and is assisted by one of its members (Fur) in this",
        "Reception provided by Felt",
        "Felt is paid by to act as",
    ],
)
def test_what_tells_of_no_payer_is_no_payment(text: str) -> None:
    assert payment_of(text) is None


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Wool Gas Research, Trust, Silk", ["Wool Gas Research Trust", "Silk"]),
        ("Compwool. East Silk Authority, Hemp", ["Compwool", "East Silk Authority", "Hemp"]),
        ("Weatherwool U.K. Limited, Silk", ["Weatherwool U.K. Limited", "Silk"]),
        ("pay.wool (on behalf of the Silk Consortium), Hemp plc", ["pay.wool", "Hemp plc"]),
        ("Wool, Silk, Wool", ["Wool", "Silk"]),
        ("Wool Piper; Silk; Institute of Hemp", ["Wool Piper", "Silk", "Institute of Hemp"]),
    ],
)
def test_slips_in_the_list_of_payers_are_mended(listed: str, expected: list[str]) -> None:
    found = payment_of(f"Felt Ltd is paid by the following {DUTY}: {listed}.")
    assert found is not None
    assert [p.name for p in found.payers] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Secretariat From: 20/05/2025 To: 19/05/2026",
            ("Secretariat", "20/05/2025", "19/05/2026"),
        ),
        (
            "Secretariat From : 20/05/2025 To  : 19/05/2026",
            ("Secretariat", "20/05/2025", "19/05/2026"),
        ),
        (
            "Visit From: 20/05/2025 To: 21/05/2025 Cost Met : Food",
            ("Visit Cost Met : Food", "20/05/2025", "21/05/2025"),
        ),
        ("Report (originally registered 19/05/2025)", ("Report", "", "")),
        (
            "Visit (updated 19/05/2026). From: 20/05/2025 To: 21/05/2025",
            ("Visit", "20/05/2025", "21/05/2025"),
        ),
        ("Report (research, launch)", ("Report (research, launch)", "", "")),
        ("", ("", "", "")),
    ],
)
def test_periods_and_remarks_are_taken_out_of_a_description(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert period_of(text) == expected


def test_a_list_without_end_is_cut() -> None:
    names = ", ".join(f"Wool {n}" for n in range(300))
    found = payment_of(f"Felt is paid by the following {DUTY}: {names}")
    assert found is not None
    assert len(found.payers) == MOST_PAYERS


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    rest, _, _ = period_of(text)
    found = payment_of(rest)
    assert found is None or all(p.id and p.name for p in found.payers)


@given(
    st.lists(
        st.from_regex(r"[A-Z][a-z]{2,7} (Trust|Council|Ltd)", fullmatch=True),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
def test_all_named_payers_are_found_in_their_order(names: list[str]) -> None:
    found = payment_of(f"Felt Ltd is paid by the following {DUTY}: {', '.join(names)}.")
    assert found is not None
    assert [p.name for p in found.payers] == names
