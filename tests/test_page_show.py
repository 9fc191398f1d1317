"""The frame of pages: addresses that change one thing, cells that run nowhere, names for ids."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from api.page_paths import PathsForm, _headline, paths_form
from api.page_show import asked_name, cell, ref_cells, same_page, source_cells
from graph.explorer import Explorer
from graph.model import LinkKind
from graph.store import open_store
from tests.answers import HARAMBEE, RIVERBANK, evidence_of, paths_answer, ref
from tests.made import fill


def a_request(path: str, query: str = "", raw: str = "") -> Request:
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(),
        "raw_path": (raw or path).encode(), "headers": [],
    }  # fmt: skip
    return Request(scope)


def test_an_address_keeps_what_it_was_asked_for() -> None:
    request = a_request("/paths", "from=a&to=b&k=3")
    assert same_page(request) == "/paths?from=a&to=b&k=3"


def test_one_parameter_can_be_set_and_another_left_out() -> None:
    request = a_request("/paths", "from=a&to=b&k=3")
    assert same_page(request, k="5", to=None) == "/paths?from=a&k=5"


def test_parameters_given_twice_are_kept_twice() -> None:
    request = a_request("/changes", "only=a&only=b")
    assert same_page(request, made="2026") == "/changes?only=a&only=b&made=2026"


def test_empty_fields_of_a_form_leave_the_address() -> None:
    assert same_page(a_request("/gaps", "country=&theme=&rule=pair")) == "/gaps?rule=pair"


def test_an_id_in_the_path_stays_quoted() -> None:
    request = a_request("/nodes/appg:uk/x?", raw="/nodes/appg%3Auk%2Fx%3F")
    assert same_page(request, as_of="2026") == "/nodes/appg%3Auk%2Fx%3F?as_of=2026"


def test_what_is_put_into_an_address_is_quoted() -> None:
    assert same_page(a_request("/gaps"), country="a&b=c") == "/gaps?country=a%26b%3Dc"


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in cell(text)


@pytest.mark.parametrize("value", [-1, -0.5, 3, True])
def test_numbers_stay_numbers(value: float) -> None:
    assert cell(value) == str(value)


def test_a_missing_node_leaves_its_cells_empty() -> None:
    assert ref_cells(None) == ("", "", "")
    assert ref_cells(ref(HARAMBEE)) == ("Harambee Trust", HARAMBEE, "organisation")


def test_the_first_statement_fills_the_cells_of_the_source() -> None:
    assert source_cells(evidence_of(HARAMBEE, RIVERBANK)) == (
        "Open Grants", "2026-02-14", "", "https://grants.example.org", "held", "CC-BY-4.0",
    )  # fmt: skip
    assert set(source_cells(())) == {""}


@pytest.fixture(scope="module")
def explorer() -> Explorer:
    store = open_store("sqlite://")
    fill(store)
    return Explorer(store)


def test_a_form_shows_the_name_of_what_was_asked_by_id(explorer: Explorer) -> None:
    assert asked_name(explorer, HARAMBEE, ref(HARAMBEE)) == "Harambee Trust"


def test_a_form_keeps_the_id_where_the_name_means_another_thing(explorer: Explorer) -> None:
    # The group is called as the country is; bodies come first.
    assert asked_name(explorer, "country-ke", ref("country-ke")) == "country-ke"
    assert asked_name(explorer, "appg-kenya", ref("appg-kenya")) == "Kenya"


def test_a_form_keeps_what_was_typed(explorer: Explorer) -> None:
    assert asked_name(explorer, "harambee", ref(HARAMBEE)) == "harambee"


@pytest.mark.parametrize(
    ("length", "ties", "exact", "said"),
    [
        (1, 1, True, "They are linked directly. One route is as short as that."),
        (2, 1, True, "They are 2 hops apart, with 1 other in between. One route is as short"),
        (5, 32, True, "with 4 others in between. 32 routes are as short as that."),
        (5, 1200, False, "At least 1,200 routes are as short as that."),
    ],
)
def test_the_headline_of_paths_counts_hops_and_ties(
    length: int, ties: int, exact: bool, said: str
) -> None:
    answer = replace(paths_answer(), length=length, ties=ties, ties_exact=exact)
    assert said in _headline(answer)


def a_form(**changes: Any) -> PathsForm:
    return paths_form(**{"start": "a", "end": "b", **changes})


def test_a_plain_question_is_not_narrowed() -> None:
    assert not a_form().narrowed


@pytest.mark.parametrize(
    "option",
    [{"k": 3}, {"max_hops": 8}, {"officers_only": True}, {"include_ai": False},
     {"via_context": True}, {"without": ["funded"]}, {"only": ["met"]}, {"through": ["x"]},
     {"avoid": ["x"]}, {"since": "2025"}, {"as_of": "2025"}],
    ids=lambda option: next(iter(option)),
)  # fmt: skip
def test_every_option_opens_the_options_again(option: dict[str, Any]) -> None:
    assert a_form(**option).narrowed


def test_a_kind_of_link_that_is_none_is_not_asked_for() -> None:
    assert a_form(without=["no-such-kind"]).without == ()
    assert a_form(without=["funded"]).without == (LinkKind.FUNDED,)


def test_empty_and_repeated_names_of_a_form_count_once_or_not_at_all() -> None:
    assert a_form(through=[" x ", "", "x"]).through == ("x",)
