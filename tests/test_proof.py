"""The figure beside a ranked list: kept with the weights, with luck, or not given at all."""

from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

import orjson
import pytest

from graph.analysis.backtest_reasons import FORWARD, names_of
from graph.analysis.gaps import find_gaps
from graph.analysis.proof import (
    FILE,
    TESTED,
    Proof,
    baselines,
    load_proof,
    sentence,
    sentences,
    told,
)
from graph.analysis.sentences import LIMIT
from graph.errors import Defect
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


def test_the_proof_as_json_has_every_field_in_order() -> None:
    proof = load_proof()
    told = proof.as_json()
    assert list(told) == [field.name for field in fields(proof)]
    assert Proof(**told) == proof  # type: ignore[arg-type]  # each of its own type


@pytest.mark.parametrize("kind", ["pair", "supports"])
def test_what_was_not_tested_has_one_sentence_and_no_baselines(kind: str) -> None:
    assert sentences(kind) == (sentence(kind),)
    assert sentences(TESTED) == (sentence(TESTED), *baselines(load_proof()))


def test_a_proof_with_a_field_too_few_or_too_many_says_to_learn_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = orjson.loads(files("graph.analysis").joinpath(FILE).read_bytes())
    monkeypatch.setattr("graph.analysis.proof.files", lambda _: tmp_path)
    less = {key: value for key, value in held["proof"].items() if key != "luck"}
    for broken in (less, held["proof"] | {"hope": 1}):
        (tmp_path / FILE).write_bytes(orjson.dumps({"proof": broken}))
        with pytest.raises(Defect, match="kithmap backtest learn"):
            load_proof.__wrapped__()


def test_baselines_are_told_only_beside_a_figure_and_say_where_neighbours_do_as_well() -> None:
    proof = load_proof()
    assert baselines(replace(proof, beats=False)) == ()
    beside, _ = baselines(replace(proof, beats_neighbours=False, luck=0.0))
    assert "(no better than common neighbours)" in beside
    assert "times as many as by luck" not in beside
    _, forecast = baselines(replace(proof, first_20=0.5))
    assert forecast == "Over all pairs at once: of the first 20, 10.0 came true on average."
    _, none = baselines(replace(proof, first_20=0.01))
    assert none.startswith("Over all pairs at once it is no forecast: ")
