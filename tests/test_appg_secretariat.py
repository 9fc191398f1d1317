"""The sentence that names a secretariat, in all the forms that 13 registers hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_secretariat import secretariat_bodies

ACTS = "acts as the group's secretariat."
JOINTLY = "jointly act as the group's secretariat."


def told(sentence: str) -> list[tuple[str, str]]:
    return [(found.body.name, found.website) for found in secretariat_bodies(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Wool Trust {ACTS}", [("Wool Trust", "")]),
        (f"Wool Trust {ACTS}https://wool.org/", [("Wool Trust", "https://wool.org/")]),
        (f"Wool Trust {ACTS} https://wool.org/", [("Wool Trust", "https://wool.org/")]),
        (f"Wool Trust {ACTS} hhttps://wool.org/", [("Wool Trust", "https://wool.org/")]),
        (f"Wool Trust {ACTS} h https://wool.org/", [("Wool Trust", "https://wool.org/")]),
        ("Wool Trust acts as the group’s secretariat.", [("Wool Trust", "")]),
        (f"Wool Trust  {ACTS}", [("Wool Trust", "")]),
        (f"Wool Trust, {ACTS}", [("Wool Trust", "")]),
        (f"Refugee, Wool and Felt Project (RWFP) {ACTS}", [("Refugee, Wool and Felt Project", "")]),
        (f"Wool and Felt {ACTS}", [("Wool and Felt", "")]),
        (f"do Wool. {ACTS}https://w.uk/", [("do Wool.", "https://w.uk/")]),
        ("Wool Trust", [("Wool Trust", "")]),
        ("", []),
    ],
)
def test_a_single_secretariat_is_never_parted(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert told(sentence) == expected
    assert not any(found.joint for found in secretariat_bodies(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            f"Wool UK and Felt UK {JOINTLY}https://wool.ukandhttps://felt.uk/",
            [("Wool UK", "https://wool.uk"), ("Felt UK", "https://felt.uk/")],
        ),
        (
            f"Wool UK and Felt UK {JOINTLY} https://wool.uk and https://felt.uk/",
            [("Wool UK", "https://wool.uk"), ("Felt UK", "https://felt.uk/")],
        ),
        (
            f"Wool UK, Felt UK and a-n {JOINTLY}https://w.uk/andhttps://f.uk/andhttps://a.uk/",
            [("Wool UK", "https://w.uk/"), ("Felt UK", "https://f.uk/"), ("a-n", "https://a.uk/")],
        ),
        (
            f"Wool Company and Felt Company {JOINTLY}https://w.uk/",
            [("Wool Company", ""), ("Felt Company", "")],
        ),
        (
            "The Wool Trust and the Felt Society (https://felt.org/)jointly act as secretariat.",
            [("The Wool Trust", ""), ("Felt Society", "https://felt.org/")],
        ),
        (
            f"Wool Councils and Felt Chamber: {JOINTLY}",
            [("Wool Councils", ""), ("Felt Chamber", "")],
        ),
        (
            f"Society of Weavers and Dyers, Felt Association and Fur Foundation {JOINTLY}",
            [
                ("Society of Weavers and Dyers", ""),
                ("Felt Association", ""),
                ("Fur Foundation", ""),
            ],
        ),
    ],
)
def test_joint_secretariats_are_parted_and_get_the_address_that_is_theirs(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert told(sentence) == expected
    assert all(found.joint for found in secretariat_bodies(sentence))


def test_asides_become_notes_and_short_forms_other_names() -> None:
    (found,) = secretariat_bodies(f"Wool Ltd (part of the Felt Group) {ACTS}")
    assert (found.body.name, found.body.note) == ("Wool Ltd", "part of the Felt Group")
    (found,) = secretariat_bodies(f"Global Wool (formerly FELT) {ACTS}")
    assert found.body.aliases == ("FELT",)


@given(st.text(max_size=300))
def test_no_sentence_gives_a_body_without_a_name(sentence: str) -> None:
    for found in secretariat_bodies(sentence):
        assert found.body.name
        assert found.body.id.startswith("org:name:")


@given(
    st.lists(
        st.from_regex(r"[A-Z][a-z]{2,7} (Trust|Society|UK)", fullmatch=True),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
def test_as_many_addresses_as_bodies_are_given_out_in_their_order(names: list[str]) -> None:
    urls = [f"https://w{n}.org/" for n in range(len(names))]
    joined = ", ".join(names[:-1]) + " and " + names[-1]
    assert told(f"{joined} {JOINTLY}{'and'.join(urls)}") == list(zip(names, urls, strict=True))
