"""Who is known in an edition: the parliamentarians that officers and numbered entries name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graph.text import fold
from loaders.appg_people import PersonName, person_id, person_name, titles_in, without_title
from loaders.appg_shape import GroupFile
from loaders.appg_sources import WESTMINSTER

# Short forms of given names that begin with another letter than the name itself.
_SHORT_GIVEN = {
    "bill": "william", "billy": "william", "bob": "robert", "bobby": "robert", "dick": "richard",
    "ted": "edward", "teddy": "edward", "tony": "anthony", "liz": "elizabeth",
    "lizzie": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "sandy": "alexander",
    "peggy": "margaret", "kit": "christopher", "nell": "eleanor", "drew": "andrew",
}  # fmt: skip
_WOMEN = frozenset({"baroness", "lady", "viscountess", "countess", "duchess"})
# An officer's name is what the register prints; lists are typed by many hands.
OFFICER_WEIGHT = 1000


def _mentions(group: GroupFile) -> Iterator[tuple[str, PersonName, int]]:
    """Everybody whom a group names surely enough: id, name, and how much the form counts."""
    westminster = group.parliament is WESTMINSTER
    for officer in group.officers:
        name = person_name(officer.name)
        pid = person_id(name, officer.twfy, officer.mnis, westminster)
        if pid and name.shown:
            yield pid, name, OFFICER_WEIGHT
    for entry in group.members:
        name = person_name(entry.name)
        if name.shown and (entry.twfy or proper_peer(name)):
            yield person_id(name, entry.twfy, entry.mnis, westminster), name, 1


class Known:
    """Names of parliamentarians in one edition, and whose each is."""

    def __init__(self, groups: Iterable[GroupFile]) -> None:
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._by_bare_peer: dict[str, set[str]] = defaultdict(set)
        met = [mention for group in groups for mention in _mentions(group)]
        for pid, name, weight in met:
            self._forms[pid][name.shown] += weight
        self._shown = {pid: max(c, key=lambda n: (c[n], n)) for pid, c in self._forms.items()}
        for pid, name, _ in met:
            if not self.contradicts(pid, name):
                self._learn(pid, name)

    def _learn(self, pid: str, name: PersonName) -> None:
        if name.words > 1:
            self._by_key[name.key].add(pid)
        if name.peer:
            self._by_bare_peer[fold(without_title(name.shown))].add(pid)

    def shown(self, pid: str, fallback: str) -> str:
        """The form of a person's name to show: the register's, else the most common one."""
        return self._shown.get(pid, fallback)

    def only(self, name: PersonName) -> str:
        """The id of the one person of that name; empty where nobody or several bear it."""
        return _single(self._by_key.get(name.key, set()))

    def only_peer(self, name: PersonName) -> str:
        """The id of the one peer whose title without "Lord" or "Baroness" is this name."""
        return _single(self._by_bare_peer.get(fold(name.shown), set()))

    def contradicts(self, pid: str, name: PersonName) -> bool:
        """Whether a name cannot be that of the person whose number stands beside it.

        Numbers were matched to typed names by machine: a man's number stood beside a woman's name.
        """
        known = self._shown.get(pid, name.shown)
        if known == name.shown:
            return False
        reference = person_name(known)
        if name.peer and reference.peer:
            titles = [fold(n.shown).split()[0] in _WOMEN for n in (name, reference)]
            return titles[0] != titles[1]
        mine, theirs = fold(name.plain).split(), fold(reference.plain).split()
        if name.peer or reference.peer or min(len(mine), len(theirs)) < 2:
            return False
        given, other = ({w[0][0], _SHORT_GIVEN.get(w[0], w[0])[0]} for w in (mine, theirs))
        return mine[-1] == theirs[-1] and not given & other


def proper_peer(name: PersonName) -> bool:
    """Whether a peer's name is whole: one title, a name behind it, nothing cut off."""
    words = name.shown.split()
    if not (name.peer and 2 <= len(words) <= 8) or words[-1].lower() in ("of", "the", "and"):
        return False
    return titles_in(name.shown) == 1 and not any(c.isdigit() for c in name.shown)


def _single(ids: set[str]) -> str:
    """The only id; beside one with a number, an id made of the name alone says nothing new."""
    numbered = {pid for pid in ids if not pid.startswith("person:name:")}
    found = numbered or ids
    return next(iter(found)) if len(found) == 1 else ""
