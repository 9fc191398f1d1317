"""What every store proposes when words are asked; each test takes an empty ``store``.

The contract begins in ``test_store.py``.
"""

from dataclasses import replace

import pytest

from graph.store.base import Store
from tests.made import a_node, put


def searchable(store: Store) -> None:
    named = {
        "1": ("Kenya Women’s Network", ("Wanawake", "KWN"), ("GB-CHC-1014576",)),
        "2": ("Kenyan Society", (), ("GB-COH-00012345",)),
        "3": ("Türkiye Élan", ("Turkey House",), ()),
        "4": ("नेपाल Society", ("ネパール", "尼泊尔"), ()),
        "5": ("", (), ("kenya-5",)),
        "6": ("under_score", ("x+y=z", "ⅫI ²³"), ()),
        "7": ("𞤆𞤵𞤤𞤢𞤪 Union", ("ꓡꓲꓢꓴ", "🌍"), ()),
    }
    nodes = [
        replace(a_node(node_id), name=name, aliases=aliases, identifiers=identifiers)
        for node_id, (name, aliases, identifiers) in named.items()
    ]
    put(store, nodes=nodes)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("kenya",), ("1", "2", "5")),
        (("kenyan",), ("2",)),
        (("k",), ("1", "2", "5")),
        (("soc",), ("2", "4")),
        (("enya",), ()),
        (("kenya", "network"), ("1",)),
        (("network", "kenya"), ("1",)),
        (("kenya", "wanawake"), ("1",)),
        (("society", "gb"), ("2",)),
        (("gb", "chc", "1014576"), ("1",)),
        (("10145",), ("1",)),
        (("kenya", "turkey"), ()),
        (("turkiye",), ("3",)),
        (("womens",), ("1",)),
        (("score",), ("6",)),
        (("ネ",), ("4",)),
        (("尼泊",), ("4",)),
        (("kenya", "kenya"), ("1", "2", "5")),
        (("kwn", "k"), ("1",)),
        (("nothing",), ()),
        ((), ()),
    ],
)
def test_a_candidate_holds_a_word_beginning_with_each_asked_word(
    store: Store, words: tuple[str, ...], found: tuple[str, ...]
) -> None:
    searchable(store)
    assert store.candidates(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("KENYA", "Women’s"), ("1",)),
        (("TÜRKIYE",), ("3",)),
        (("GB-CHC-1014576",), ("1",)),
        (("नेपाल",), ("4",)),
        (("élan",), ("3",)),
        (("²",), ("6",)),
        (("𞤆𞤵𞤤",), ("7",)),
        (("𞤵𞤤",), ()),
        (("!!!",), ()),
        ((" ",), ()),
        (("",), ()),
    ],
)
def test_asked_words_are_folded_as_names_are(
    store: Store, words: tuple[str, ...], found: tuple[str, ...]
) -> None:
    searchable(store)
    assert store.candidates(words) == found


@pytest.mark.parametrize(
    "words",
    ['"', "kenya OR society", "kenya*", 'x" OR "kenya', "name:kenya", "NOT kenya", "*", "{}", "~",
     "kenya' OR 1=1 --", "(kenya", "kenya) NEAR(society", "/.*/", "\\", "[* TO *]", "kenya~0.1"],
)  # fmt: skip
def test_no_asked_word_is_taken_for_a_query(store: Store, words: str) -> None:
    searchable(store)
    asked = {"kenya*": ("1", "2", "5"), "(kenya": ("1", "2", "5")}
    assert store.candidates((words,)) == asked.get(words, ())


def test_candidates_come_by_id_and_are_capped(store: Store) -> None:
    put(store, nodes=[a_node(f"n{i}", name="Same name") for i in range(40)])
    everyone = tuple(sorted(f"n{i}" for i in range(40)))
    assert store.candidates(("same",)) == everyone
    assert store.candidates(("same",), limit=7) == everyone[:7]


def test_candidates_follow_a_change_of_names(store: Store) -> None:
    put(store, nodes=[a_node("a", name="Old Mill", aliases=("Watermill",))])
    put(store, nodes=[a_node("a", name="New Mill")])
    asked = ("old", "watermill", "new", "mill")
    assert [store.candidates((word,)) for word in asked] == [(), (), ("a",), ("a",)]


def test_a_dropped_node_is_no_candidate(store: Store) -> None:
    put(store, nodes=[a_node(n) for n in "abc"])
    put(store, drop_nodes=["a"])
    assert store.candidates(("name",)) == ("b", "c")


def test_summaries_and_properties_are_not_names(store: Store) -> None:
    put(store, nodes=[a_node("a", summary="Sentence", properties=(("website", "webby"),))])
    assert store.candidates(("sentence",)) == store.candidates(("webby",)) == ()
