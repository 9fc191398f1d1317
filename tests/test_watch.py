"""A watch list: the changes that touch it, the editions that left its groups out, and new money."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.analysis.changes import find_changes
from graph.analysis.name_list import understood
from graph.analysis.watch import find_watch
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Amount, Edition, Link, LinkKind, Method, Node, Status
from graph.results_rooms import WatchAnswer
from graph.store import open_store
from loaders import get_loader
from loaders.run import load
from tests.estate import SPRING, SUMMER, estate, group, link, officers, organisation, person

WINTER, LATE_WINTER, AUTUMN = "2026-01-12", "2026-02-23", "2025-12-01"
ALL = (AUTUMN, WINTER, LATE_WINTER, SPRING, SUMMER)
ALWAYS = group("always", "Always", seen=ALL)


def watch(
    *things: Node | list[Link], names: tuple[str, ...], since: str = SPRING, until: str = SUMMER,
    **options: Any,
) -> WatchAnswer:  # fmt: skip
    editions = [Edition(source="register", date=day) for day in ALL]
    before, after = (estate(*things, as_of=day, editions=editions) for day in (since, until))
    listed = understood(after, names, lambda _: [*after.index, *after.past])
    return find_watch(before, after, listed, **options)


def test_only_changes_that_touch_the_list_are_told() -> None:
    things = (
        ALWAYS, group("tea", "Tea", seen=ALL), group("beer", "Beer", seen=(*ALL[:-1],)),
        person("ann", seen=ALL), person("ben", seen=ALL),
        officers("ann tea", seen=ALL[:-1]), officers("ben tea", seen=(SUMMER,)),
    )  # fmt: skip
    answer = watch(*things, names=("tea", "always"))
    assert [(c.kind, c.subject.id) for c in answer.changes] == [("changed", "tea")]
    assert "1 officer out: ann" in answer.changes[0].words
    assert [ref.id for ref in answer.unchanged] == ["always"]


def test_a_person_on_the_list_is_touched_by_the_office_that_they_leave() -> None:
    things = (
        group("tea", "Tea", seen=ALL), person("ann", seen=ALL), person("ben", seen=ALL),
        officers("ann tea", seen=ALL[:-1]), officers("ben tea", seen=ALL),
    )  # fmt: skip
    assert [c.subject.id for c in watch(*things, names=("ann",)).changes] == ["tea"]
    assert watch(*things, names=("ben",)).changes == ()


def test_the_changes_are_those_of_the_changes_verb_restricted_to_the_list() -> None:
    things = (
        ALWAYS,
        group("old", "Pubs", seen=ALL[:-1]),
        group("new", "Fertility", seen=(SUMMER,)),
    )
    answer = watch(*things, names=("old", "always"))
    before, after = (estate(*things, as_of=day) for day in (SPRING, SUMMER))
    plain = find_changes(before, after, only=frozenset({"old", "always"}))
    assert [c.words for c in answer.changes] == [c.words for c in plain.changes]
    assert (answer.joined, answer.left) == (plain.joined, plain.left) == (0, 1)


def test_editions_that_left_a_group_out_are_a_lapse_with_its_return() -> None:
    back = group("refugees", "Refugees", seen=(AUTUMN, SPRING, SUMMER))
    answer = watch(ALWAYS, back, names=("refugees",), since=AUTUMN)
    (lapse,) = answer.lapses
    assert (lapse.absent, lapse.before, lapse.back) == ((WINTER, LATE_WINTER), AUTUMN, SPRING)
    assert lapse.words == (
        "APPG on Refugees is absent from the editions of 12 January 2026 and 23 February 2026; "
        "it is in that of 18 May 2026."
    )
    assert lapse.evidence
    assert answer.unchanged == ()


def test_a_lapse_that_was_over_before_the_time_is_not_told() -> None:
    back = group("refugees", "Refugees", seen=(AUTUMN, SPRING, SUMMER))
    assert watch(ALWAYS, back, names=("refugees",), since=SPRING).lapses == ()


def test_a_group_that_has_not_come_back_is_out_still() -> None:
    gone = group("tea", "Tea", seen=(AUTUMN, WINTER))
    answer = watch(ALWAYS, gone, names=("tea",), since=WINTER)
    assert [(a.absent, a.back) for a in answer.lapses] == [((LATE_WINTER, SPRING, SUMMER), "")]
    assert answer.lapses[0].words.endswith("it has not come back.")


def test_a_group_that_is_young_did_not_lapse_before_it_began() -> None:
    young = group("tea", "Tea", seen=(SPRING, SUMMER))
    assert watch(ALWAYS, young, names=("tea",), since=AUTUMN).lapses == ()


def test_an_edition_of_which_only_part_was_read_proves_no_lapse() -> None:
    gap = group("tea", "Tea", seen=(AUTUMN, SPRING, SUMMER))
    editions = [Edition(source="register", date=d, complete=d not in (WINTER, LATE_WINTER))
                for d in ALL]  # fmt: skip
    before, after = (estate(ALWAYS, gap, as_of=d, editions=editions) for d in (AUTUMN, SUMMER))
    names = understood(after, ["tea"], lambda _: after.index)
    assert find_watch(before, after, names).lapses == ()


def grant(pair: str, **fields: Any) -> list[Link]:
    fields = {"method": Method.REGISTER, "amount": Amount(low=500, high=500), **fields}
    return [link(LinkKind.FUNDED, pair, "register", seen=ALL, **fields)]


@pytest.mark.parametrize("listed", ["fund", "kwa"])
def test_a_grant_dated_in_the_time_is_new_money_for_either_end(listed: str) -> None:
    things = (
        ALWAYS, organisation("fund", by="register", seen=ALL),
        organisation("kwa", by="register", seen=ALL), grant("fund kwa", since="2026-06-01"),
    )  # fmt: skip
    (new,) = watch(*things, names=(listed,)).money
    assert new.on == "2026-06-01"
    assert new.words == "fund funded kwa (£500), 1 June 2026."
    assert new.link.evidence


@pytest.mark.parametrize(
    "fields",
    [{"since": "2026-05-01"}, {"since": "2026-07-01"}, {"since": "2026-06-01",
                                                        "status": Status.PLANNED}],
)  # fmt: skip
def test_a_grant_before_or_after_the_time_or_only_planned_is_not(fields: dict[str, Any]) -> None:
    things = (
        ALWAYS, organisation("fund", by="register", seen=ALL),
        organisation("kwa", by="register", seen=ALL), grant("fund kwa", **fields),
    )  # fmt: skip
    assert watch(*things, names=("kwa",)).money == ()


def test_support_without_a_date_is_new_where_the_source_told_it_first_in_the_time() -> None:
    new = [link(LinkKind.SUPPORTS, "fund always", "register", seen=(SUMMER,))]
    old = [link(LinkKind.SUPPORTS, "mill always", "register", seen=ALL)]
    things = (ALWAYS, organisation("fund", by="register", seen=ALL),
              organisation("mill", by="register", seen=ALL), new, old)  # fmt: skip
    assert [m.link.source.id for m in watch(*things, names=("always",)).money] == ["fund"]


def test_a_list_of_strangers_is_refused() -> None:
    with pytest.raises(BadQuestion, match="nothing to watch"):
        watch(ALWAYS, names=("Qqqq",))


def test_a_limit_bounds_the_changes_and_not_the_figures() -> None:
    things = (ALWAYS, *(group(f"g{n}", f"Matter {n}", seen=ALL[:-1]) for n in range(3)))
    answer = watch(*things, names=("g0", "g1", "g2"), limit=1)
    assert (len(answer.changes), answer.left) == (1, 3)
    assert "3 changes" in answer.headline


# ---- the real register


@pytest.fixture(scope="module")
def register(real_data: Any) -> Iterator[Explorer]:
    """Six real editions, from 1 December 2025 to 29 June 2026."""
    store = open_store("sqlite://")
    days = ("251201", "260112", "260223", "260518", "260629")
    files = [real_data / "appg" / "releases" / f"{day}.zip" for day in days]
    load(store, get_loader("appg"), files, today="2026-07-21")
    with Explorer(store) as explorer:
        yield explorer


COALITION = (
    "APPG on Refugees", "APPG on Ghana", "Lord Dubs", "APPG on Polycystic Ovary Syndrome (PCOS)",
    "APPG on Fiji", "Bell Ribeiro-Addy",
)  # fmt: skip


@pytest.mark.real_data
@pytest.mark.slow
def test_the_watch_list_equals_the_diff_of_two_editions_restricted_to_it(
    register: Explorer,
) -> None:
    answer = register.watch(COALITION, SPRING, SUMMER)
    ids = {ref.id for line in answer.names.matched for ref in line.nodes}
    assert len(ids) == len(COALITION)
    plain = register.changes(SPRING, SUMMER, only=sorted(ids))
    assert answer.changes == plain.changes
    assert (answer.joined, answer.left, answer.renamed, answer.changed) == (
        plain.joined, plain.left, plain.renamed, plain.changed
    )  # fmt: skip
    whole = register.changes(SPRING, SUMMER, limit=1000)
    touched = [c for c in whole.changes if c in answer.changes]
    assert touched == list(answer.changes)
    assert len(whole.changes) > len(answer.changes) > 0
    assert (whole.left, whole.joined) == (12, 21)


@pytest.mark.real_data
@pytest.mark.slow
def test_refugees_lapsed_in_two_editions_and_is_back_in_the_next_one_held(
    register: Explorer,
) -> None:
    answer = register.watch(COALITION, "2025-12-01", SUMMER)
    (refugees,) = [a for a in answer.lapses if a.group.name.endswith("Refugees")]
    assert refugees.absent == (WINTER, LATE_WINTER)
    assert refugees.back == SPRING
    assert "12 January 2026 and 23 February 2026" in refugees.words


@pytest.mark.real_data
@pytest.mark.slow
def test_the_group_renamed_is_told_as_a_probable_rename_not_as_a_lapse_alone(
    register: Explorer,
) -> None:
    answer = register.watch(COALITION, SPRING, SUMMER)
    assert any(c.kind == "renamed" and "PMOS/PCOS" in c.after for c in answer.changes)
    (lapse,) = answer.lapses
    assert lapse.words.endswith("it is probably renamed.")
