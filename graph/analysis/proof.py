"""The figure that stands beside a ranked list: how often a suggestion came true, and luck."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.resources import files

import orjson

from graph.errors import Defect

FILE = "weights.json"
# The one kind of tie that was tested on later editions.
TESTED = "officer_of"
# Below this share the first of all pairs are no forecast that anyone may act on.
NO_FORECAST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a forward test gave: shares of joins, by the learnt ranking, luck and popularity.

    ``until`` is the last day that was learnt from, ``start`` and ``end`` the first and last day
    tested, ``data`` the hash of the editions tested on, ``beats`` whether the ranking is better
    than luck and popularity with intervals apart, ``beats_neighbours`` than common neighbours too.
    ``first_20`` is the share of joins among the first 20 of all pairs at once, on average a test.
    """

    until: str
    start: str
    end: str
    cases: int
    shown: float
    luck: float
    popularity: float
    neighbours: float
    first_20: float
    beats: bool
    beats_neighbours: bool
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


def sentences(kind: str) -> tuple[str, ...]:
    """What is known of a ranking of one kind of tie, with the baselines where it was tested."""
    if kind == TESTED:
        return (told(load_proof()), *baselines(load_proof()))
    return (sentence(kind),)


def told(proof: Proof) -> str:
    """The figure, luck beside it, and the data; no figure where the ranking beats nothing.

    >>> told(Proof(until="2025-12-01", start="2025-12-01", end="2026-06-29", cases=600, shown=0.21,
    ...            luck=0.04, popularity=0.03, neighbours=0.12, first_20=0.025, beats=True,
    ...            beats_neighbours=True, data="ab"))
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


def baselines(proof: Proof) -> tuple[str, ...]:
    """The simpler rankings beside the figure, and the list over all pairs; none without a figure.

    >>> held = Proof(until="2025-12-01", start="2025-12-01", end="2026-06-29", cases=600,
    ...              shown=0.21, luck=0.04, popularity=0.03, neighbours=0.12, first_20=0.025,
    ...              beats=True, beats_neighbours=True, data="ab")
    >>> for words in baselines(held):
    ...     print(words)
    Beside these 21 of 100: 3 by popularity, 12 by common neighbours; 5 times as many as by luck.
    Over all pairs at once it is no forecast: of the first 20, 0.5 came true on average.
    """
    if not proof.beats:
        return ()
    shown, popular, near = (
        f"{100 * share:.0f}" for share in (proof.shown, proof.popularity, proof.neighbours)
    )
    times = f"{proof.shown / proof.luck:.0f} times as many as by luck" if proof.luck else ""
    level = "" if proof.beats_neighbours else " (no better than common neighbours)"
    first = 20 * proof.first_20
    return (
        f"Beside these {shown} of 100: {popular} by popularity, {near} by common neighbours{level}"
        f"{f'; {times}' if times else ''}.",
        (
            "Over all pairs at once it is no forecast: of the first 20, "
            if proof.first_20 < NO_FORECAST else "Over all pairs at once: of the first 20, "
        ) + f"{first:.1f} came true on average.",
    )  # fmt: skip


def common_ground() -> str:
    """What is said of a ranking that is no better than a simpler one: no figure."""
    return "This ranking does no better than popularity: it shows common ground, no forecast."
