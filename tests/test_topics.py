"""Nearness in topic: words of names, common ground, neighbours, and who has no topic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import topics
from graph.analysis.find import core_words
from graph.analysis.topics import nearness, topic_words
from graph.model import Link, LinkKind, Method, Node, NodeKind
from graph.network import Network
from tests.sketch import CALM, body, group, network, officers, person, tie, toys

COUNTRY, THEME, COMMUNITY = NodeKind.COUNTRY, NodeKind.THEME, NodeKind.COMMUNITY


def near(drawn: Network, *ends: str) -> dict[str, float]:
    where = tuple(drawn.index[end] for end in ends)
    found = nearness(drawn, (where[0], where[-1]), usable=np.ones(drawn.m, dtype=np.bool_))
    return {node.id: float(value) for node, value in zip(drawn.nodes, found, strict=True)}


def about(*pairs: str, **fields: object) -> list[Link]:
    return [tie(LinkKind.ABOUT, pair, **fields) for pair in pairs]


def crowd(number: int = 30) -> list[Node]:
    """Bodies that have nothing to do with anything, so that a shared word is rare."""
    return [body(f"z{i}", f"Zeta{chr(97 + i % 26)}{i}") for i in range(number)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Refugee Council", ("refugee",)),
        ("All-Party Parliamentary Group on Refugees", ("refugee",)),
        ("British Society for the Study of Communities", ("study",)),
        ("Charities and Countries", ("country",)),
        ("Business in Wales", ("business",)),
        ("Trust of UK", ()),
        ("Asylum, Asylum!", ("asylum",)),
        ("Αθήνα", ("αθηνα",)),
    ],
)
def test_words_that_tell_what_a_body_is_about(name: str, words: tuple[str, ...]) -> None:
    assert topic_words(name) == words


def test_words_of_form_say_nothing() -> None:
    assert topic_words("The National Council of the United Foundation Trust") == ()


def test_a_shared_rare_word_brings_two_bodies_near() -> None:
    bodies = [body("a", "Refugee Council"), body("b", "Refugee Aid"), body("c", "Steel Club")]
    found = near(network([*bodies, *crowd()], []), "a")
    assert found["b"] > 0.7
    assert found["c"] == 0


def test_a_word_that_all_hold_counts_nothing() -> None:
    drawn = network([body(f"a{i}", f"Refugees {i}") for i in range(5)], [])
    assert near(drawn, "a0")["a1"] == 0


def test_a_rarer_word_counts_more() -> None:
    names = ["Refugee Tea", "Refugee", "Tea"] + ["Tea"] * 6
    drawn = network([body(f"a{i}", name) for i, name in enumerate(names)] + crowd(), [])
    found = near(drawn, "a0")
    assert found["a1"] > found["a2"] > 0


def test_words_that_stand_together_elsewhere_bring_near_in_part() -> None:
    nodes = [
        body("a", "Refugee Council"),
        body("b", "Refugees and Asylum Seekers"),
        body("e", "Asylum and Refugees"),
        group("c", "Asylum"),
        group("d", "Seekers"),
    ]
    found = near(network([*nodes, *crowd()], []), "a")
    assert 0 < found["c"] < found["b"]
    # Seekers stand beside refugees in one name only: that may be chance.
    assert found["d"] == 0


def test_a_shared_theme_brings_near_and_a_rare_one_more() -> None:
    nodes = [group(f"g{i}", f"Gamma{chr(97 + i)}") for i in range(8)]
    themes = [body("t-rare", "Xylo", THEME), body("t-wide", "Ypsi", THEME)]
    links = about("g0 t-rare", "g0 t-wide", "g1 t-rare", *(f"g{i} t-wide" for i in range(2, 8)))
    found = near(network([*nodes, *themes], links), "g0")
    assert found["g1"] > found["g2"] > 0


def test_a_community_or_country_in_common_brings_near() -> None:
    nodes = [body("a"), body("b"), body("k", "Kenya", COUNTRY), body("c"), body("d")]
    links = [tie(LinkKind.HERITAGE, "a k"), tie(LinkKind.HERITAGE, "b k"), *about("c k2")]
    nodes.append(body("k2", "Peru", COUNTRY))
    found = near(network(nodes, links), "a")
    assert found["b"] > found["c"] == found["d"] == 0


def test_a_country_as_an_end_is_near_to_what_is_about_it() -> None:
    nodes = [body("k", "Kenya", COUNTRY), group("g", "Safari"), group("h", "Tea"), *crowd()]
    links = about("g k", *(f"z{i} k2" for i in range(8)))
    found = near(network([*nodes, body("k2", "Peru", COUNTRY)], links), "k")
    assert found["g"] > 0.5
    assert found["h"] == 0


def test_the_category_of_the_register_brings_near_a_little() -> None:
    nodes = [group(f"g{i}", f"Gam{chr(97 + i)}", category="country" if i < 3 else "subject")
             for i in range(9)]  # fmt: skip
    found = near(network(nodes, []), "g0")
    assert 0 < found["g1"] < 0.6
    assert found["g8"] == 0


def test_what_the_body_beside_it_is_about_counts_in_part() -> None:
    nodes = [body("a", "Refugee Council"), group("g", "Movement"), body("s", "Refugees Policy"),
             group("h", "Tea"), *crowd()]  # fmt: skip
    found = near(network(nodes, [tie(LinkKind.SECRETARIAT_OF, "s g")]), "a")
    assert 0 < found["g"] < found["s"]
    assert found["h"] == 0


def test_a_secretariat_lends_its_topic_and_a_supporter_does_not() -> None:
    nodes = [body("a", "Refugee Council"), group("g", "Movement"), group("h", "Stillness"),
             body("s", "Refugees Policy"), *crowd()]  # fmt: skip
    links = [tie(LinkKind.SECRETARIAT_OF, "s g"), tie(LinkKind.SUPPORTS, "s h")]
    found = near(network(nodes, links), "a")
    assert found["g"] > found["h"] == 0


def test_what_an_end_runs_belongs_to_its_topic() -> None:
    nodes = [body("a", "Alpha"), body("c", "Literacy", NodeKind.CAMPAIGN),
             group("g", "Literacy"), *crowd()]  # fmt: skip
    assert near(network(nodes, []), "a")["g"] == 0
    assert near(network(nodes, [tie(LinkKind.RUNS, "a c")]), "a")["g"] > 0.5


def test_what_a_subject_is_part_of_belongs_to_the_topic_by_half() -> None:
    nodes = [body("a"), body("b"), body("c"), body("refugees", "Flight", THEME),
             body("migration", "Moving", THEME), *crowd()]  # fmt: skip
    links = [*about("a refugees", "b refugees", "c migration", *(f"z{i} other" for i in range(9)))]
    nodes.append(body("other", "Other", THEME))
    assert near(network(nodes, links), "a")["c"] == 0
    found = near(network(nodes, [*links, tie(LinkKind.PART_OF, "refugees migration")]), "a")
    assert 0 < found["c"] < found["b"]


def test_a_body_with_many_other_subjects_is_less_near() -> None:
    many = body("c", "Refugees, Cooking, Sailing, Weaving, Bees and Clocks")
    nodes = [body("a", "Refugee Council"), body("b", "Refugees"), many, *crowd()]
    found = near(network(nodes, []), "a")
    assert found["b"] > found["c"] > 0


def test_people_have_no_topic_even_when_named_after_one() -> None:
    nodes = [body("a", "Refugee Council"), person("p", "Lord Refugee"), *crowd()]
    assert near(network(nodes, []), "a")["p"] == 0


def test_a_person_as_an_end_brings_nothing_near() -> None:
    nodes = [person("p", "Lord Tea"), group("g", "Tea"), group("h", "Tea Time")]
    found = near(network(nodes, officers("p g")), "p")
    assert set(found.values()) == {0.0}


def test_links_that_may_not_be_used_tell_nothing() -> None:
    nodes = [body("a"), body("b"), body("c"), body("k", "Kenya", COUNTRY)]
    nodes += [body("d"), body("m", "Malta", COUNTRY)]
    drawn = network(nodes, about("a k", "b k", "c m", "d m", method=Method.AI_SEARCH))
    none = nearness(drawn, (0, 0), usable=np.zeros(drawn.m, dtype=np.bool_))
    assert none[drawn.index["b"]] == 0
    assert near(drawn, "a")["b"] > 0


def test_a_hub_as_an_end_is_read_without_its_thousand_neighbours() -> None:
    star = Network.of(*(f"hub-leaf{i}" for i in range(1000)))
    found = nearness(star, (star.index["hub"],) * 2, usable=np.ones(star.m, dtype=np.bool_))
    assert found[star.index["leaf1"]] == 0


@CALM
@given(toys(), st.data())
def test_nearness_lies_between_nothing_and_all(toy: Network, data: st.DataObject) -> None:
    ends = data.draw(st.tuples(*[st.integers(0, toy.n - 1)] * 2))
    found = nearness(toy, ends, usable=np.ones(toy.m, dtype=np.bool_))
    assert found.shape == (toy.n,)
    assert ((found >= 0) & (found <= 1)).all()


@CALM
@given(toys(), st.data())
def test_nearness_does_not_depend_on_which_end_is_first(toy: Network, data: st.DataObject) -> None:
    one, other = data.draw(st.tuples(*[st.integers(0, toy.n - 1)] * 2))
    usable = np.ones(toy.m, dtype=np.bool_)
    there, back = (nearness(toy, ends, usable=usable) for ends in ((one, other), (other, one)))
    assert there.tolist() == back.tolist()


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ("Refugees", "council", "ladies", "Glass", "the", "APPG", "on", "trust", "Bus", "us")
)).map(" ".join))  # fmt: skip
def test_topic_words_are_the_core_words_in_the_singular_each_once(name: str) -> None:
    one_by_one = [
        word[:-3] + "y" if word.endswith("ies") and len(word) > 4
        else word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for word in core_words(name)
    ]  # fmt: skip
    kept = [w for w in one_by_one if len(w) >= topics._SHORTEST and w not in topics._FORM_WORDS]
    assert topic_words(name) == tuple(dict.fromkeys(kept))
