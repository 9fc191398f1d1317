"""Which editions are compared, who could have joined what between them, and who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.analysis.backtest_moment import Flags, Moment, Past
from graph.analysis.renames import same_person

# An edition is held against the second after it: about four months, in which groups meet.
STEP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """Two editions held against each other: who could join, who did, and what does not count.

    ``open`` marks the pairs without a tie at the first date whose group both editions name,
    ``joined`` those of them that have a tie at the second. ``met`` tells of the groups with a
    known yearly meeting whether the second edition gives a later one. ``aside`` counts in words
    what is no event.
    """

    before: Moment
    after: str
    open: Flags
    joined: Flags
    lasting: Flags
    met: Flags
    aside: tuple[tuple[str, int], ...]

    @property
    def events(self) -> int:
        """How many joined."""
        return int(self.joined.sum())


def pairs_of_editions(dates: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each edition with the second after it, and the first with the last.

    >>> pairs_of_editions(["a", "b", "c", "d", "e"])
    (('a', 'c'), ('a', 'e'), ('b', 'd'), ('c', 'e'))
    >>> pairs_of_editions(["a", "b"])
    (('a', 'b'),)
    """
    if len(dates) < STEP + 1:
        return tuple(pairwise(dates))
    found = {*zip(dates, dates[STEP:], strict=False), (dates[0], dates[-1])}
    return tuple(sorted(found))


def joins(past: Past, before: str, after: str) -> Joins:
    """Who joined which group between two editions, of the people and groups known at the first.

    No events: groups that one of the editions does not name, people whom the first does not
    name, and a new spelling or title of somebody who was an officer of the group already.
    Cost: the pairs, as arrays.
    """
    old, new = past.at(before), past.at(after)
    row, column = _places(old.people, new.people), _places(old.groups, new.groups)
    lasting = column >= 0
    later = new.ties[row][:, column] & (row >= 0)[:, None] & lasting
    spelt = _spelt_anew(past, old, later & ~old.ties)
    open_pairs = ~old.ties & lasting & ~spelt
    strangers = [i for i, person in enumerate(new.people) if person not in set(old.people)]
    return Joins(
        before=old,
        after=after,
        open=open_pairs,
        joined=later & open_pairs,
        lasting=lasting,
        met=np.array(
            [j >= 0 and new.met[j] > was != "" for j, was in zip(column, old.met, strict=True)],
            dtype=np.bool_,
        ),
        aside=(
            ("groups new in the later edition", len(set(new.groups) - set(old.groups))),
            ("groups that the later edition does not name", int((~lasting).sum())),
            (
                "joins by people not known before",
                int(new.ties[strangers][:, column[lasting]].sum()),
            ),
            ("new spellings or titles of an officer", int(spelt.sum())),
        ),
    )


def _places(ids: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    """Where each id stands in a list; -1 where it does not."""
    at = {name: k for k, name in enumerate(among)}
    return np.array([at.get(name, -1) for name in ids], dtype=np.int64)


def _spelt_anew(past: Past, moment: Moment, joined: Flags) -> Flags:
    """Joins by somebody who was an officer of the group under another name."""
    found = np.zeros_like(joined)
    for i, j in np.argwhere(joined):
        person = past.nodes[moment.people[i]]
        officers = (past.nodes[moment.people[k]] for k in np.flatnonzero(moment.ties[:, j]))
        found[i, j] = any(same_person(person, officer) for officer in officers)
    return found
