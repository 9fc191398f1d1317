"""From answers to items: labels, proofs, legends, credits."""

from dataclasses import replace

from graph.model import LinkKind, NodeKind, Status
from graph.results import NodeRef
from tests.answers import HARAMBEE, RIVERBANK, evidence_of, hop, paths_answer, ref, world
from viz.drawing import (
    LETTERS,
    RADIUS,
    WRAP,
    broken,
    credits_in,
    credits_of,
    from_hop,
    from_link,
    legend_of,
    links_among,
    node_item,
    placed,
    proof_of,
    room_of,
    short,
    sources_of,
    tie,
)
from viz.labels import text_width
from viz.shapes import GAP
from viz.view import view_of_paths


def test_a_label_fits_the_width_of_a_node() -> None:
    rows = broken("An Organisation With Quite A Long Name For A Small Picture Indeed It Is")
    assert len(rows) == 3
    assert all(text_width(row, LETTERS) <= WRAP for row in rows)


def test_a_node_without_a_name_shows_its_id() -> None:
    item = node_item(NodeRef(id="x:1", name="", kind=NodeKind.EVENT), (0, 0))
    assert (item.name, item.label) == ("x:1", ("x:1",))


def test_a_node_says_its_kind_and_what_else_is_known() -> None:
    assert node_item(ref("appg-kenya"), (0, 0)).words == "parliamentary group"
    assert node_item(ref("appg-kenya"), (0, 0), words="on route 1").words == (
        "parliamentary group, on route 1"
    )


def test_only_groups_titles_are_shortened() -> None:
    long = "All-Party Parliamentary Group on Chess"
    assert short(NodeRef(id="a", name=long, kind=NodeKind.APPG)) == "APPG on Chess"
    assert short(NodeRef(id="a", name=long, kind=NodeKind.ORGANISATION)) == long


def test_a_room_holds_the_shape_and_all_lines_of_the_label() -> None:
    one, three = (room_of(("line",) * n, RADIUS) for n in (1, 3))
    assert three.down > one.down > RADIUS
    assert one.half >= text_width("line", LETTERS) / 2


def test_a_step_of_a_route_has_the_status_that_the_route_gives_it() -> None:
    step = hop(HARAMBEE, LinkKind.FUNDED, RIVERBANK, Status.PLANNED)
    assert from_hop(step).status == Status.PLANNED
    assert from_hop(step).named


def test_a_link_has_all_its_proofs() -> None:
    (link,) = [k for other, k in world().links_of(HARAMBEE) if other.id == RIVERBANK]
    made = from_link(world().link_view(link))
    assert (made.weight, len(made.proofs)) == (3, 3)
    assert not made.named


def test_a_proof_tells_an_amount_and_what_is_not_held() -> None:
    (grant, *_) = evidence_of(HARAMBEE, RIVERBANK)
    assert proof_of(grant).line.startswith("£")
    assert proof_of(grant).status == ""
    claimed = replace(grant, status=Status.CLAIMED, detail="as member", url="javascript:x")
    assert proof_of(claimed).status == "claimed, not confirmed"
    assert proof_of(claimed).line.startswith("as member; £")
    assert proof_of(claimed).url == ""


def test_the_words_of_a_soft_link_say_so_once() -> None:
    places = {"a": (0.0, 0.0), "b": (90.0, 0.0)}
    said = [
        placed([replace(tie("a", "b", "met", words, ()), status=status)], places)[0].said
        for words, status in (
            ("met", "planned"), ("met (planned)", "planned"), ("met", "held"), ("none", GAP),
            ("met (at tea; inferred)", "inferred"), ("met (inferred) once", "inferred"),
        )
    ]  # fmt: skip
    assert said == [
        "met (planned)", "met (planned)", "met", "none",
        "met (at tea; inferred)", "met (inferred) once (inferred)",
    ]  # fmt: skip


def test_a_legend_of_held_links_only_explains_shapes() -> None:
    view = view_of_paths(paths_answer())
    held = [k for k in view.links if k.status == Status.HELD]
    assert [line.words for line in legend_of(view.nodes, held)] == [
        "organisation", "parliamentary group", "person",
    ]  # fmt: skip


def test_a_legend_explains_strokes_where_they_differ() -> None:
    view = view_of_paths(paths_answer())
    assert [line.words for line in view.legend if line.status] == [
        "link recorded as fact", "link planned, not recorded as done",
    ]  # fmt: skip


def test_links_among_nodes_come_once_and_strong_ones_first() -> None:
    found = links_among(world(), {HARAMBEE, RIVERBANK, "country-ke", "appg-kenya"})
    assert len({link.id for link in found}) == len(found)
    assert found[0].kind == LinkKind.FUNDED
    assert found[-1].kind in (LinkKind.HERITAGE, LinkKind.OPERATES_IN, LinkKind.ABOUT)


def test_credits_name_each_source_once_and_skip_unknown_ones() -> None:
    network = world()
    links = [link for _, link in network.links_of(HARAMBEE)]
    assert sources_of(links) == {"convenor", "grants"}
    assert len(credits_of(network, ["grants", "grants", "nobody"])) == 1


def test_credits_from_evidence_name_title_and_licence() -> None:
    said = evidence_of(HARAMBEE, RIVERBANK)
    assert credits_in(said) == ("Open Grants. Licence: CC-BY-4.0.",)
