"""Reasons that rest on who else is in which group: for lists of members, long and short."""

import numpy as np

from graph.analysis.backtest_reasons import Sight, Table

# Ridge of the linear map from groups to groups; of 20 and 100 the better at finding hidden ties.
GROUP_RIDGE = 20.0
# Added to each count of members before shares are taken, so that few members tell little.
PRIOR = 1.0


def size(sight: Sight) -> Table:
    """The group has many members."""
    return sight.of_group(np.log1p(_floored(sight)))


def listed(sight: Sight) -> Table:
    """The group has more members on record than officers: a list of them was read."""
    return sight.of_group((sight.sizes > sight.usual_size).astype(np.float64))


def like_groups(sight: Sight) -> Table:
    """The group has its members in common with the person's groups."""
    return np.asarray(np.log1p((sight.ties @ _cosine(sight)) / _root(sight.offices)[:, None]))


def like_people(sight: Sight) -> Table:
    """People with the person's groups are in the group."""
    of_person = _root(sight.offices)
    alike = (sight.ties @ sight.ties.T) / np.outer(of_person, of_person)
    np.fill_diagonal(alike, 0)
    return np.log1p(alike @ sight.ties)


def most_in(sight: Sight) -> Table:
    """Most members of one of the person's groups are in the group."""
    inside = (sight.ties.T @ sight.ties) / _floored(sight)[:, None]
    return _best(sight, inside)


def twin(sight: Sight) -> Table:
    """One of the person's groups has nearly the same members as the group."""
    both = sight.ties.T @ sight.ties
    of_group = _floored(sight)
    return _best(sight, both / (of_group[:, None] + of_group[None, :] - both))


def implied(sight: Sight) -> Table:
    """The person's groups together imply the group: a linear map that is best over all people."""
    # Steck 2019, Embarrassingly shallow autoencoders: the diagonal is kept at zero.
    inverse = np.linalg.inv(sight.ties.T @ sight.ties + GROUP_RIDGE * np.eye(len(sight.sizes)))
    mapped = -inverse / np.diag(inverse)[None, :]
    np.fill_diagonal(mapped, 0)
    return np.asarray(sight.ties @ mapped)


def same_house(sight: Sight) -> Table:
    """The group's members sit where the person sits, in the Commons or the Lords."""
    peers = sight.moment.lords.astype(np.float64)
    share = (peers @ sight.ties + PRIOR) / (sight.sizes + 2 * PRIOR)
    of_person = np.where(sight.moment.lords[:, None], share[None, :], 1 - share[None, :])
    # Of a group of officers alone the missing one's house would show.
    return np.asarray(np.log(of_person) * (sight.sizes > sight.usual_size)[None, :])


def _floored(sight: Sight) -> Table:
    """Sizes of groups, as if none were short of the usual: hiding a tie must leave no mark."""
    return np.asarray(np.maximum(sight.sizes, max(sight.usual_size, 1)))


def _root(counts: Table) -> Table:
    return np.sqrt(np.maximum(counts, 1))


def _cosine(sight: Sight) -> Table:
    of_group = np.sqrt(_floored(sight))
    alike = (sight.ties.T @ sight.ties) / np.outer(of_group, of_group)
    np.fill_diagonal(alike, 0)
    return np.asarray(alike)


def _best(sight: Sight, alike: Table) -> Table:
    """The best likeness of a group to one of the person's groups, itself aside."""
    np.fill_diagonal(alike, 0)
    found = np.zeros_like(sight.ties)
    for row, ties in enumerate(sight.moment.ties):
        if ties.any():
            found[row] = alike[ties].max(axis=0)
    return found
