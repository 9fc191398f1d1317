"""The one file of weights: what was learnt, on which data, and how it did on later editions."""

from dataclasses import asdict

import orjson

from graph.analysis.backtest_learning import Weights
from graph.analysis.proof import Proof

ABOUT = (
    "Weights of the reasons for which a group is suggested to a member, and how such suggestions "
    "did on later editions. Made by 'kithmap backtest learn'; not to be edited by hand."
)


def weights_file(weights: Weights, proof: Proof) -> bytes:
    """The file's bytes: the same data, day and seed give the same bytes."""
    told = {
        "about": ABOUT,
        "until": weights.until,
        "learnt_on": [
            {"from": before, "to": after, "joins": joined}
            for before, after, joined in weights.learnt_on
        ],
        "data": weights.data,
        "seed": weights.seed,
        "openings": asdict(weights.openings),
        "reasons": {
            name: {"weight": weight, "mean": mean, "spread": spread}
            for name, weight, mean, spread in zip(
                weights.reasons, weights.weight, weights.mean, weights.spread, strict=True
            )
        },
        "proof": proof.as_json(),
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
