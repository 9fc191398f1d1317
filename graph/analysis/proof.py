"""The figure that stands beside a ranked list: how often a suggestion came true, and luck."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.resources import files

import orjson

from graph.errors import Defect

FILE = "weights.json"
# The one kind of tie that was tested on later editions.
TESTED = "officer_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a forward test gave: shares of joins, by the learnt ranking, luck and popularity.

    ``until`` is the last day that was learnt from, ``start`` and ``end`` the first and last day
    tested, ``data`` the hash of the editions tested on, ``beats`` whether the ranking is better
    than luck and popularity with intervals apart.
    """

    until: str
    start: str
    end: str
    cases: int
    shown: float
    luck: float
    popularity: float
    beats: bool
    data: str

    def as_json(self) -> dict[str, str | int | float | bool]:
        """The fields by name, in order."""
        return asdict(self)


@cache
def load_proof() -> Proof:
    """The proof kept with the weights that this package ships."""
    held = orjson.loads(files("graph.analysis").joinpath(FILE).read_bytes())["proof"]
    names = {field.name for field in fields(Proof)}
    if set(held) != names:
        raise Defect(
            f"the proof does not have the fields {', '.join(sorted(names))}", where=FILE,
            next_step="Learn anew: kithmap backtest learn.",
        )  # fmt: skip
    return Proof(**held)


def sentence(kind: str) -> str:
    """What is known of a ranking of one kind of tie (a ``LinkKind``, or a rule's name).

    >>> sentence("pair")
    'Not tested: how often suggested ties between bodies came true.'
    """
    if kind == TESTED:
        return told(load_proof())
    return "Not tested: how often suggested ties between bodies came true."


def told(proof: Proof) -> str:
    """The figure, luck beside it, and the data; no figure where the ranking beats nothing.

    >>> told(Proof(until="2025-12-01", start="2025-12-01", end="2026-06-29", cases=600, shown=0.21,
    ...            luck=0.04, popularity=0.03, beats=True, data="ab"))
    'Of 100 groups that members joined later, 21 were among the 20 suggested; luck would give 4 \
(2025-12-01 to 2026-06-29, data ab).'
    """
    if not proof.beats:
        return common_ground()
    return (
        f"Of 100 groups that members joined later, {100 * proof.shown:.0f} were among the 20 "
        f"suggested; luck would give {100 * proof.luck:.0f} ({proof.start} to "
        f"{proof.end}, data {proof.data})."
    )


def common_ground() -> str:
    """What is said of a ranking that is no better than a simpler one: no figure."""
    return "This ranking does no better than popularity: it shows common ground, no forecast."
