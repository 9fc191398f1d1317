"""The ledger: judgements of people and of Kithmap, and the canonical id that follows from them."""

from collections.abc import Iterable

from graph.model import Judgement, Verdict

# Which id of several names the node: official numbers first, names of our own making last.
_RANKS = (
    "org:GB-CHC-", "org:GB-SC-", "org:GB-NIC-", "org:GB-COH-", "org:GB-",
    "person:twfy:", "person:mnis:", "country:", "appg:",
)  # fmt: skip


# Who judges when a snapshot is loaded: its ids name nodes whose own records it need not hold.
SNAPSHOT = "snapshot"


class Ledger:
    """Which records are one, as judgements say: built once, asked often.

    Of people's judgements on one pair the newest counts. ``different`` always holds, also
    against what would follow from others by a chain. Then come ``same`` judgements of people,
    newest first, then ``automatic`` ones in the order given (strongest first); one that would
    join what is kept apart is left out and told in ``dropped``. ``unsure`` joins nothing.
    Cost: near linear in the number of judgements.

    >>> from graph.model import Verdict
    >>> said = Judgement(left="b", right="a", verdict=Verdict.SAME, by="Ann", on="2026", why="x")
    >>> Ledger([said]).canonical("b")
    'a'
    """

    def __init__(
        self,
        judgements: Iterable[Judgement] = (),
        automatic: Iterable[Judgement] = (),
        *,
        ids: Iterable[str] = (),
    ) -> None:
        latest = latest_of(judgements)
        vouched = (end for j in latest if j.by == SNAPSHOT for end in j.pair)
        self._known = frozenset((*ids, *vouched))
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._foes: dict[str, set[str]] = {}
        self.dropped: tuple[Judgement, ...] = ()
        for judgement in latest:
            if judgement.verdict is Verdict.DIFFERENT:
                self._part(*judgement.pair)
        same = [j for j in latest if j.verdict is Verdict.SAME]
        same.sort(key=lambda j: j.on, reverse=True)
        machine = [j for j in automatic if j.verdict is Verdict.SAME]
        self.dropped = tuple(j for j in (*same, *machine) if not self._join(*j.pair))
        self._canonical = {root: self._best(ids) for root, ids in self._members.items()}

    def canonical(self, record_id: str) -> str:
        """The id of the node to which a record belongs; its own where nothing joins it."""
        root = self._find(record_id)
        return self._canonical.get(root, record_id)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Ids that are one, canonical id first and the others sorted; groups by canonical id."""
        found = []
        for root, ids in self._members.items():
            first = self._canonical[root]
            others = sorted(i for i in ids if i != first and (not self._known or i in self._known))
            if others:
                found.append((first, *others))
        return tuple(sorted(found))

    def _best(self, ids: list[str]) -> str:
        # A judgement outlives the records it was made on; a node is named by one that is there.
        return min([i for i in ids if i in self._known] or ids, key=rank)

    def _find(self, record_id: str) -> str:
        root = record_id
        while (above := self._root.get(root, root)) != root:
            root = above
        while (above := self._root.get(record_id, record_id)) != root:
            self._root[record_id] = root
            record_id = above
        return root

    def _part(self, left: str, right: str) -> None:
        self._foes.setdefault(left, set()).add(right)
        self._foes.setdefault(right, set()).add(left)

    def _join(self, left: str, right: str) -> bool:
        """Make two ids one unless they are kept apart; whether they are one now."""
        one, two = self._find(left), self._find(right)
        if one == two:
            return True
        if two in self._foes.get(one, ()):
            return False
        if len(self._members.get(one, ())) < len(self._members.get(two, ())):
            one, two = two, one
        self._root[two] = one
        self._members.setdefault(one, [one]).extend(self._members.pop(two, [two]))
        for foe in self._foes.pop(two, ()):
            self._foes[foe].discard(two)
            self._part(one, foe)
        return True


def rank(record_id: str) -> tuple[int, int, str]:
    """Order in which ids name a node: official numbers, then other ids, then names; then length.

    >>> sorted(["org:name:caabu", "org:GB-CHC-1", "org:GB-COH-00000001"], key=rank)
    ['org:GB-CHC-1', 'org:GB-COH-00000001', 'org:name:caabu']
    """
    place = next((n for n, start in enumerate(_RANKS) if record_id.startswith(start)), len(_RANKS))
    return (place + (":name:" in record_id) * len(_RANKS), len(record_id), record_id)


def latest_of(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgement that counts for each pair, by pair: the newest, of one day the last given."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        known = last.get(judgement.pair)
        if judgement.left != judgement.right and (known is None or known.on <= judgement.on):
            last[judgement.pair] = judgement
    return tuple(last[pair] for pair in sorted(last))


def undo(judgements: Iterable[Judgement], left: str, right: str) -> tuple[Judgement, ...]:
    """The judgements without those on one pair, in their order."""
    pair = (left, right) if left < right else (right, left)
    return tuple(j for j in judgements if j.pair != pair)
