"""The figure beside a ranked list: kept with the weights, with luck, or not given at all."""

from dataclasses import replace
from importlib.resources import files

import orjson
import pytest

from graph.analysis.backtest_reasons import FORWARD, names_of
from graph.analysis.gaps import find_gaps
from graph.analysis.proof import FILE, TESTED, load_proof, sentence, told
from graph.analysis.sentences import LIMIT
from graph.network import Network


def test_the_shipped_proof_gives_figure_luck_dates_and_hash() -> None:
    proof = load_proof()
    assert sentence(TESTED) == (
        f"Of 100 groups that members joined later, {100 * proof.shown:.0f} were among the 20 "
        f"suggested; luck would give {100 * proof.luck:.0f} (2025-12-01 to 2026-06-29, "
        f"data {proof.data})."
    )
    assert len(sentence(TESTED).split()) <= LIMIT


@pytest.mark.parametrize("kind", ["pair", "pair_of_groups", "supports", "funded"])
def test_what_was_not_tested_has_no_figure(kind: str) -> None:
    assert sentence(kind).startswith("Not tested")
    assert not any(character.isdigit() for character in sentence(kind))


def test_a_ranking_that_beats_nothing_has_no_figure() -> None:
    words = told(replace(load_proof(), beats=False))
    assert "common ground" in words
    assert not any(character.isdigit() for character in words)


def test_the_shipped_file_holds_weights_scale_dates_and_hashes_of_all_reasons() -> None:
    held = orjson.loads(files("graph.analysis").joinpath(FILE).read_bytes())
    assert tuple(held["reasons"]) == names_of(FORWARD)
    assert all(set(reason) == {"weight", "mean", "spread"} for reason in held["reasons"].values())
    assert held["until"] == held["proof"]["start"] == "2025-12-01"
    assert all(pair["to"] <= held["until"] for pair in held["learnt_on"])
    assert held["data"] != held["proof"]["data"]


def test_the_figure_is_printed_with_every_list_of_gaps() -> None:
    notes = find_gaps(Network.of("a-m", "b-m")).notes
    assert sentence(TESTED) in notes
