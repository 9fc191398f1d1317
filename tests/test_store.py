"""What every store keeps and gives back, on every back end; each test takes an empty ``store``.

The contract goes on in ``test_store_steps.py`` (writing, closing) and ``test_store_search.py``.
"""

import pytest

from graph.model import Edition, FactKind, Link, LinkKind, NodeKind, Role, Source, Verdict
from graph.store.base import Counts, Store
from tests.made import (
    FULL,
    TEXTS,
    a_judgement,
    a_link,
    a_node,
    a_page,
    a_run,
    a_statement,
    content,
    fill,
    put,
)
from tests.world import HARAMBEE, RIVERBANK, tiny_world

ABC = (a_node("a"), a_node("b"), a_node("c"))


def ids(store: Store) -> list[str]:
    return [node.id for node in store.nodes()]


# -- An empty store


def test_a_new_store_is_at_version_nought(store: Store) -> None:
    assert store.version() == 0


def test_a_new_store_holds_nothing(store: Store) -> None:
    assert store.counts() == Counts(version=0, nodes=0, links=0, statements=0)
    assert content(store)[1:] == ((), (), (), (), (), (), ())


def test_a_new_store_is_sound(store: Store) -> None:
    assert store.check() == ()


def test_the_address_holds_no_password(store: Store) -> None:
    assert "://" in store.url
    assert "@" not in store.url


# -- What is given comes back


def test_the_tiny_world_comes_back_exactly(store: Store) -> None:
    fill(store)
    sources, editions, nodes, links = tiny_world()
    assert content(store)[1:5] == (nodes, links, sources, editions)


def test_a_statement_with_every_field_set_comes_back_on_a_node(store: Store) -> None:
    put(store, nodes=[a_node("a", statements=(FULL, a_statement("x")))])
    assert next(store.nodes()).statements == (FULL, a_statement("x"))


def test_a_statement_with_every_field_set_comes_back_on_a_link(store: Store) -> None:
    link = Link(source="a", target="b", kind=LinkKind.MET, statements=(FULL, a_statement("x")))
    put(store, nodes=ABC, links=[link])
    assert list(store.links()) == [link]


def test_a_node_with_every_field_set_comes_back(store: Store) -> None:
    node = a_node(
        "GB-CHC-1", kind=NodeKind.CAMPAIGN, aliases=("z", "a", "z"), summary="One sentence.",
        roles=(Role.FUNDER, Role.CHARITY), identifiers=("x-2", "x-1"),
        properties=(("status", "state"), ("agm", "2026")), statements=(FULL,),
    )  # fmt: skip
    put(store, nodes=[node])
    assert list(store.nodes()) == [node]


def test_a_node_may_hold_nothing_but_its_name(store: Store) -> None:
    node = a_node("bare", statements=())
    put(store, nodes=[node])
    assert list(store.nodes()) == [node]


def test_every_kind_of_node_comes_back(store: Store) -> None:
    put(store, nodes=[a_node(kind.value, kind=kind) for kind in NodeKind])
    assert {node.id: node.kind for node in store.nodes()} == {k.value: k for k in NodeKind}


def test_every_kind_of_link_comes_back(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b", kind) for kind in LinkKind])
    assert [link.kind for link in store.links()] == sorted(LinkKind)


def test_every_role_comes_back_as_a_role(store: Store) -> None:
    put(store, nodes=[a_node("a", roles=tuple(Role))])
    assert [type(role) for role in next(store.nodes()).roles] == [Role] * len(Role)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_comes_back_from_every_place(store: Store, text: str) -> None:
    said = a_statement("a", note=text, wording=text, url=text, claims=(("summary", text),))
    short = text[:80]  # no id is longer than some hundred letters
    node = a_node(
        f"a{short}", name=text, aliases=(text,), identifiers=(text,), summary=text,
        properties=(("website", text),), statements=(said,),
    )  # fmt: skip
    source = Source(id=f"s{short}", title=text, publisher=text, licence=text, attribution=text)
    judgement = a_judgement(f"a{short}", f"b{short}")
    put(store, nodes=[node], sources=[source], judgements=(judgement,))
    assert list(store.nodes()) == list(store.nodes([node.id])) == [node]
    assert (store.sources(), store.judgements()) == ((source,), (judgement,))


def test_parallel_facts_stay_apart_and_in_order(store: Store) -> None:
    grants = tuple(a_statement("a", "b", ref=ref) for ref in ("G-2", "G-1", "G-3"))
    link = Link(source="a", target="b", kind=LinkKind.FUNDED, statements=grants)
    put(store, nodes=ABC, links=[link])
    assert next(store.links()).statements == grants


def test_links_of_two_kinds_may_join_the_same_ends_both_ways(store: Store) -> None:
    ways = [a_link("a", "b", k) for k in (LinkKind.FUNDED, LinkKind.MET)] + [a_link("b", "a")]
    put(store, nodes=ABC, links=reversed(ways))
    assert list(store.links()) == list(store.links(["b"])) == ways


def test_a_node_may_be_linked_to_itself(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "a", LinkKind.PART_OF)])
    assert list(store.links(["a"])) == [a_link("a", "a", LinkKind.PART_OF)]


def test_a_source_with_every_field_set_comes_back(store: Store) -> None:
    source = Source(
        id="s", title="t", publisher="p", licence="l", attribution="a", url="u", licence_url="lu",
        compiler="c",
    )  # fmt: skip
    put(store, sources=[source])
    assert store.sources() == (source,)


def test_an_edition_with_every_field_set_comes_back(store: Store) -> None:
    edition = Edition(source="s", date="2026-06-29", complete=False, url="u", sha256="f" * 64)
    put(store, editions=[edition])
    assert store.editions() == (edition,)


def test_the_ledger_comes_back_in_the_order_given(store: Store) -> None:
    ledger = (a_judgement("z", "b"), a_judgement("a", "b", Verdict.UNSURE), a_judgement("z", "b"))
    put(store, judgements=ledger)
    assert store.judgements() == ledger


def test_lists_of_identifiers_come_back_in_the_order_given(store: Store) -> None:
    pages = (*(a_page(n) for n in (1, 0)), *(a_page(kind=kind) for kind in FactKind))
    put(store, concordances=pages)
    assert store.concordances() == pages
    assert [type(page.kind) for page in store.concordances()] == [FactKind] * len(pages)


def test_a_hundred_pages_of_a_hundred_thousand_characters_come_back(store: Store) -> None:
    line = "GB-CHC-1\tGB-COH-00000001\t2\tname\n" * 3_000
    pages = tuple(a_page(number, facts=f"{line}{number}") for number in range(100))
    put(store, concordances=pages)
    assert store.concordances() == pages


# -- Order and choice


def test_nodes_come_by_id_in_the_order_of_code_points(store: Store) -> None:
    given = ["b", "B", "á", "a", "z", "10", "9", "一", "\uffee", "😀", "a-b", "a b", "ab"]
    put(store, nodes=[a_node(node_id) for node_id in given])
    assert ids(store) == sorted(given)


def test_links_come_by_source_target_and_kind(store: Store) -> None:
    ends = [("b", "a"), ("a", "c"), ("a", "b"), *((end, "a") for end in "Bé😀\uffee")]
    made = [a_link(*pair, kind) for pair in ends for kind in (LinkKind.RUNS, LinkKind.ABOUT)]
    put(store, nodes=[a_node(n) for n in "abcBé😀\uffee"], links=made)
    assert list(store.links()) == sorted(made, key=lambda ln: (ln.source, ln.target, ln.kind))


def test_sources_come_by_id_and_editions_by_source_and_date(store: Store) -> None:
    made = [Edition(source=s, date=d) for s in "ba" for d in ("2026", "2025-06", "2025-06-01")]
    sources = [Source(id=s, title="", publisher="", licence="", attribution="") for s in "bBa"]
    put(store, editions=made, sources=sources)
    assert store.editions() == tuple(sorted(made, key=lambda e: (e.source, e.date)))
    assert [source.id for source in store.sources()] == ["B", "a", "b"]


def test_nodes_of_given_ids_come_once_each_by_id(store: Store) -> None:
    put(store, nodes=ABC)
    assert [n.id for n in store.nodes(["c", "a", "c", "nobody"])] == ["a", "c"]


def test_no_ids_asked_give_no_nodes_and_no_links(store: Store) -> None:
    fill(store)
    assert (list(store.nodes([])), list(store.links([]))) == ([], [])


def test_thousands_of_ids_can_be_asked_at_once(store: Store) -> None:
    fill(store)
    _, _, nodes, links = tiny_world()
    many = [f"nobody-{n}" for n in range(5_000)] + [n.id for n in nodes]
    assert tuple(store.nodes(iter(many))) == nodes
    assert tuple(store.links(iter(many))) == links


def test_links_touching_a_node_run_from_it_and_to_it(store: Store) -> None:
    fill(store)
    touching = [ln for ln in tiny_world()[3] if HARAMBEE in (ln.source, ln.target)]
    assert list(store.links([HARAMBEE])) == touching


def test_a_link_between_two_asked_nodes_comes_once(store: Store) -> None:
    fill(store)
    asked = {HARAMBEE, RIVERBANK}
    touching = [ln for ln in tiny_world()[3] if asked & {ln.source, ln.target}]
    assert list(store.links(sorted(asked))) == touching


# -- Replacing and dropping


def test_a_node_is_replaced_whole(store: Store) -> None:
    put(store, nodes=[a_node("a", aliases=("x",), roles=(Role.FUNDER,), properties=(("k", "v"),))])
    bare = a_node("a", name="Other", kind=NodeKind.THEME, statements=())
    put(store, nodes=[bare])
    assert list(store.nodes()) == [bare]


def test_replacing_a_node_keeps_its_links(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b"), a_link("c", "a")])
    put(store, nodes=[a_node("a", name="Other")])
    assert list(store.links()) == [a_link("a", "b"), a_link("c", "a")]


def test_a_link_is_replaced_whole(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b", note="old", ref="1")])
    put(store, links=[a_link("a", "b", detail="new")])
    assert list(store.links()) == [a_link("a", "b", detail="new")]


def test_sources_and_editions_are_replaced_by_their_keys(store: Store) -> None:
    fill(store)
    source = Source(id="grants", title="New", publisher="", licence="", attribution="")
    edition = Edition(source="grants", date="2026-02-14", complete=False)
    put(store, sources=[source], editions=[edition])
    assert (len(store.sources()), len(store.editions())) == (5, 7)
    assert source in store.sources()
    assert edition in store.editions()


def test_runs_come_in_the_order_in_which_they_were_first_written(store: Store) -> None:
    put(store, runs=[a_run("z"), a_run("b")])
    put(store, runs=[a_run("a"), a_run("z", records=9)])
    assert store.runs() == (a_run("z", records=9), a_run("b"), a_run("a"))


def test_the_ledger_is_replaced_whole(store: Store) -> None:
    put(store, judgements=(a_judgement("a", "b"), a_judgement("c", "d")))
    put(store, judgements=(a_judgement("a", "b", Verdict.DIFFERENT),))
    assert store.judgements() == (a_judgement("a", "b", Verdict.DIFFERENT),)


def test_a_write_without_a_ledger_leaves_the_ledger_as_it_is(store: Store) -> None:
    put(store, judgements=(a_judgement("a", "b"),))
    put(store, nodes=ABC)
    assert store.judgements() == (a_judgement("a", "b"),)


def test_an_empty_ledger_empties_the_ledger(store: Store) -> None:
    put(store, judgements=(a_judgement("a", "b"),))
    assert put(store, judgements=()).version == 2
    assert store.judgements() == ()


def test_lists_of_identifiers_are_replaced_whole(store: Store) -> None:
    put(store, concordances=(a_page(0), a_page(1), a_page(2)))
    put(store, concordances=(a_page(0), a_page(1, facts="GB-CHC-3\tx\t9\t")))
    assert store.concordances() == (a_page(0), a_page(1, facts="GB-CHC-3\tx\t9\t"))
    assert put(store, concordances=()).version == 3
    assert store.concordances() == ()


def test_a_write_without_lists_leaves_them_as_they_are(store: Store) -> None:
    put(store, concordances=(a_page(),))
    put(store, nodes=ABC, judgements=())
    assert store.concordances() == (a_page(),)


def test_dropped_links_are_gone_and_their_ends_stay(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b"), a_link("b", "c")])
    put(store, drop_links=[a_link("a", "b").id])
    assert list(store.links()) == [a_link("b", "c")]
    assert ids(store) == ["a", "b", "c"]


def test_a_node_is_dropped_together_with_its_links(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b"), a_link("b", "c")])
    put(store, drop_nodes=["a"], drop_links=[a_link("a", "b").id])
    assert ids(store) == ["b", "c"]


def test_dropping_what_is_not_there_does_nothing(store: Store) -> None:
    put(store, nodes=ABC)
    counted = put(store, drop_nodes=["nobody"], drop_links=["nothing"])
    assert (counted.version, counted.nodes) == (2, 3)


def test_a_dropped_node_can_come_back(store: Store) -> None:
    put(store, nodes=ABC)
    put(store, drop_nodes=["a"])
    put(store, nodes=[a_node("a", name="Back")], links=[a_link("a", "b")])
    assert next(store.nodes()) == a_node("a", name="Back")


def test_a_node_and_its_link_can_move_in_one_write(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b")])
    put(
        store, nodes=[a_node("d")], links=[a_link("d", "b")], drop_nodes=["a"],
        drop_links=[a_link("a", "b").id],
    )  # fmt: skip
    assert list(store.links()) == [a_link("d", "b")]


def test_writing_the_same_again_changes_nothing_but_the_version(store: Store) -> None:
    first = fill(store)
    before = content(store)[1:]
    second = fill(store)
    assert content(store)[1:] == before
    assert (second.version, second.nodes, second.links) == (2, first.nodes, first.links)
