"""How well matching does: precision and recall on pairs that a person has labelled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from graph.assemble import assemble_node
from graph.errors import BadQuestion
from graph.identity.ledger import Ledger
from graph.identity.match import automatic
from graph.identity.raw import RawNode
from graph.identity.suggest import suggest
from graph.model import NodeKind, Statement, Verdict
from graph.results_judge import PairScore, ScoreAnswer

COLUMNS = ("left", "left_says", "right", "right_says", "kind", "verdict", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two records, and what a person says of them."""

    left: RawNode
    right: RawNode
    verdict: Verdict


def labelled(rows: Iterable[Mapping[str, str]]) -> tuple[LabelledPair, ...]:
    """Pairs from rows with ``COLUMNS``: names, further claims, kind, verdict and why.

    Claims are written "identifier=GB-CHC-1|chamber=lords", a verdict same, different or unsure.

    Raises ``BadQuestion`` (row, column) for a kind or verdict that there is not.
    """
    return tuple(_pair(number, row) for number, row in enumerate(rows, start=2))


def _pair(number: int, row: Mapping[str, str]) -> LabelledPair:
    try:
        kind, verdict = NodeKind(row["kind"]), Verdict(row["verdict"])
        left = _record(kind, row["left"], row["left_says"])
        right = _record(kind, row["right"], row["right_says"])
    except (KeyError, ValueError) as error:
        raise BadQuestion(
            f"a labelled pair cannot be read: {error}",
            where=f"row {number}",
            next_step=f"The columns are {', '.join(COLUMNS)}.",
        ) from error
    twins = left.id == right.id
    return LabelledPair(
        left=left,
        right=_record(kind, row["right"], row["right_says"], "2") if twins else right,
        verdict=verdict,
    )


def _record(kind: NodeKind, name: str, says: str, twin: str = "") -> RawNode:
    said = [part.partition("=")[::2] for part in says.split("|") if part]
    told = sha256(f"{kind} {name} {says} {twin}".encode()).hexdigest()[:12]
    statement = Statement(
        source="labelled",
        seen=("2026-06-29",),
        subject=f"{kind}:name:{told}",
        claims=tuple(sorted({("name", name), *said})),
    )
    return RawNode(id=statement.subject, kind=kind, statements=(statement,))


def score(pairs: Iterable[LabelledPair]) -> ScoreAnswer:
    """How the pairs come out, all records in one pool: a join over a third record counts too.

    Of no pairs joined, precision is 1; of no same ones, recall is 1. Cost: 0.5 ms a pair.
    """
    given = tuple(pairs)
    pool = {record.id: record for pair in given for record in (pair.left, pair.right)}
    ledger = Ledger((), automatic(pool.values()))
    scored = [_scored(pair, ledger) for pair in given]
    same = [one for one in scored if one.expected is Verdict.SAME]
    joined = [one for one in scored if one.joined]
    asked = [one for one in scored if one.suggested and not one.joined]
    right = sum(one.expected is Verdict.SAME for one in joined)
    return ScoreAnswer(
        pairs=len(scored),
        same=len(same),
        different=sum(one.expected is Verdict.DIFFERENT for one in scored),
        unsure=sum(one.expected is Verdict.UNSURE for one in scored),
        precision=_share(right, len(joined), 1.0),
        recall=_share(right, len(same), 1.0),
        found=_share(sum(one.joined or one.suggested > 0 for one in same), len(same), 1.0),
        false_alarms=_share(
            sum(one.expected is Verdict.DIFFERENT for one in asked), len(asked), 0.0
        ),
        wrong=tuple(one for one in joined if one.expected is not Verdict.SAME),
        missed=tuple(one for one in same if not one.joined and not one.suggested),
    )


def _share(part: int, whole: int, of_none: float) -> float:
    return round(part / whole, 4) if whole else of_none


def _scored(pair: LabelledPair, ledger: Ledger) -> PairScore:
    joined = ledger.canonical(pair.left.id) == ledger.canonical(pair.right.id)
    ends = (pair.left, pair.right)
    nodes = [assemble_node(raw.id, raw.kind, raw.statements) for raw in ends]
    asked = suggest(nodes, frozenset(), 1)
    return PairScore(
        left=nodes[0].name,
        right=nodes[1].name,
        expected=pair.verdict,
        joined=joined,
        suggested=asked[0][2] if asked else 0.0,
    )
