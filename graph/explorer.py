"""The verbs over one store: the façade that Python, the command line and the site all use.

Each verb imports its analysis when it is asked, so that a door opens quickly.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from graph.analysis.find import core_words, find_nodes, pick_node
from graph.errors import BadQuestion
from graph.model import Node, NodeKind, Verdict, Visibility
from graph.network import Network
from graph.results import (
    ChangesAnswer,
    FindAnswer,
    GapsAnswer,
    NodeAnswer,
    PathsAnswer,
    SourcesAnswer,
)
from graph.results_briefs import BriefAnswer, DirectoryAnswer, FundingAnswer
from graph.results_groups import ClustersAnswer, ListsAnswer, MatrixAnswer
from graph.results_judge import JudgeAnswer, VerdictAnswer
from graph.results_proof import BacktestAnswer
from graph.results_rooms import InterlocksAnswer, Names, RoomAnswer, WatchAnswer
from graph.results_routes import BrokersAnswer, ReachAnswer
from graph.schema import CONTEXT_KINDS
from graph.store.base import Store

if TYPE_CHECKING:
    from graph.analysis.backtest_moment import Past

# Kinds that a convenor can be introduced to: what 'paths' looks for first when a name is shared.
BODIES = tuple(kind for kind in NodeKind if kind not in CONTEXT_KINDS)

# What a room can be compared with.
SCOPES = (NodeKind.COUNTRY, NodeKind.THEME, NodeKind.PLACE, NodeKind.COMMUNITY)


class Explorer:
    """A store and the network it holds, with one method for each verb.

    ``as_of`` (an ISO date) fixes the date of every answer; ``audience`` who may see them. The
    network is read once and kept until the store changes.
    """

    def __init__(
        self, store: Store, *, as_of: str = "", audience: Visibility = Visibility.PUBLIC
    ) -> None:
        self.store = store
        self.as_of_date = as_of
        self.audience = audience
        self._networks: dict[str, Network] = {}
        self._version = -1

    def __enter__(self) -> "Explorer":
        """The explorer itself; its store is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def as_of(self, date: str) -> "Explorer":
        """The same store as its sources stood at a date (ISO, may be partial)."""
        return Explorer(self.store, as_of=_iso(date), audience=self.audience)

    def public(self) -> "Explorer":
        """The same store and date as everybody may see them: without internal statements."""
        return Explorer(self.store, as_of=self.as_of_date)

    def network(self, as_of: str = "") -> Network:
        """The snapshot that answers are computed on; kept until the store changes.

        Raises ``BadQuestion`` when the store is empty or no source is as old as the date.
        """
        version = self.store.version()
        if version != self._version:
            self._networks.clear()
            self._version = version
        date = _iso(as_of) if as_of else self.as_of_date
        if date not in self._networks:
            self._networks[date] = self._read(date)
        return self._networks[date]

    def _read(self, date: str) -> Network:
        editions = self.store.editions()
        if not editions:
            raise BadQuestion(
                "the store is empty",
                where=self.store.url,
                next_step="Load something first: 'kithmap tour' or 'kithmap load'.",
            )
        return Network.build(
            self.store.nodes(),
            self.store.links(),
            sources=self.store.sources(),
            editions=editions,
            as_of=date,
            audience=self.audience,
        )

    def find(self, text: str, *, kinds: Collection[NodeKind] = (), limit: int = 20) -> FindAnswer:
        """Nodes whose name, alias, identifier or id answers to a text, best first."""
        return find_nodes(self.network(), text, self._proposals(text), kinds=kinds, limit=limit)

    def pick(self, text: str, *, kinds: Collection[NodeKind] = ()) -> Node:
        """The one node that a text means; ``NotFound`` or ``Ambiguous`` say what to try."""
        return pick_node(self.network(), text, self._proposals(text), kinds=kinds)

    def _proposals(self, text: str) -> tuple[str, ...]:
        if not text.strip() or len(text) > 1000:
            raise BadQuestion(
                "a name to look for has 1 to 1,000 characters",
                where=text[:40],
                next_step="Give a part of a name, an identifier or an id.",
            )
        return self.store.candidates(core_words(text)) if core_words(text) else ()

    def _body(self, text: str) -> str:
        """Id of the node meant, a body before a country, place or theme of the same name."""
        return self.pick(text).id

    def node(self, text: str, *, limit: int = 200) -> NodeAnswer:
        """One node with its links, its evidence, what is known of its lists, and its history."""
        from graph.analysis.node import describe

        return describe(self.network(), self.pick(text), limit=limit)

    def paths(self, start: str, end: str, **options: Any) -> PathsAnswer:
        """Ranked routes between two nodes; options as in ``graph.analysis.paths.find_paths``.

        Members found by an AI search may stand on a route, where they are marked and cost more;
        ``include_ai=False`` leaves them out. Introducers and gaps never rest on them unless asked.
        Of each filter the notes tell whether it changes or removes the first route.
        """
        from graph.analysis.paths import find_paths

        options = {"include_ai": True, "compare": True, **options}
        if options.get("since"):
            _iso(options["since"])
        for name in ("through", "avoid"):
            options[name] = tuple(self._body(text) for text in options.get(name, ()))
        return find_paths(self.network(), self._body(start), self._body(end), **options)

    def clusters(self, **options: Any) -> ClustersAnswer:
        """Who belongs together; options as in ``graph.analysis.clusters.find_clusters``."""
        from graph.analysis.clusters import find_clusters

        return find_clusters(self.network(), **options)

    def cluster_matrix(self, **options: Any) -> MatrixAnswer:
        """Clusters against clusters; options as in ``find_matrix`` of ``cluster_matrix``."""
        from graph.analysis.cluster_matrix import find_matrix

        return find_matrix(self.network(), **options)

    def brokers(self, **options: Any) -> BrokersAnswer:
        """Who joins the parts; options as in ``graph.analysis.brokers.find_brokers``."""
        from graph.analysis.brokers import find_brokers

        return find_brokers(self.network(), **options)

    def reach(
        self, name: str = "", *, country: str = "", theme: str = "", place: str = "", **options: Any
    ) -> ReachAnswer:
        """How far communities and diaspora bodies are from whoever decides.

        ``name`` asks for one of them; a country, theme or place so named stands for all that touch
        it. Options as in ``graph.analysis.reach.find_reach``.
        """
        from graph.analysis.reach import find_reach

        where: dict[str, Any] = {"country": country, "theme": theme, "place": place}
        for key, text in where.items():
            where[key] = self.pick(text, kinds=(NodeKind(key),)).id if text else ""
        asked = self.pick(name) if name else None
        if asked is not None and asked.kind in CONTEXT_KINDS:
            if where[asked.kind]:
                raise BadQuestion(
                    f"two of a kind are asked for: {asked.kind}", where=name,
                    next_step="Leave one of them out.",
                )  # fmt: skip
            where[asked.kind] = asked.id
        elif asked is not None:
            options["subject"] = asked.id
        return find_reach(self.network(), **options, **where)

    def gaps(
        self, *, country: str = "", theme: str = "", place: str = "", **options: Any
    ) -> GapsAnswer:
        """What is expected and not there; options as in ``graph.analysis.gaps.find_gaps``."""
        from graph.analysis.gaps import find_gaps

        asked = (
            ("country", country, (NodeKind.COUNTRY,)),
            ("theme", theme, (NodeKind.THEME,)),
            ("place", place, (NodeKind.PLACE,)),
        )
        for key, text, kinds in asked:
            options[key] = self.pick(text, kinds=kinds).id if text else ""
        return find_gaps(self.network(), **options)

    def brief(self, text: str, **options: Any) -> BriefAnswer:
        """What is held on a country, community, theme or place; options as in
        ``graph.analysis.brief.find_brief``."""
        from graph.analysis.brief import BRIEFED, find_brief

        return find_brief(self.network(), self.pick(text, kinds=BRIEFED).id, **options)

    def directory(self, *, subject: str = "", **options: Any) -> DirectoryAnswer:
        """Parliamentary groups by country or theme; options as in
        ``graph.analysis.directory.find_directory``."""
        from graph.analysis.directory import find_directory

        kinds = (NodeKind.COUNTRY, NodeKind.THEME)
        found = self.pick(subject, kinds=kinds) if subject else None
        if found:
            options = {**options, "by": found.kind.value, "subject": found.id}
        return find_directory(self.network(), **options)

    def funding(self, funder: str, **options: Any) -> FundingAnswer:
        """Whom a funder funds and whom that reaches; options as in
        ``graph.analysis.funding.find_funding``."""
        from graph.analysis.funding import find_funding

        return find_funding(self.network(), self._body(funder), **options)

    def backtest(self, way: str = "forward", **options: Any) -> BacktestAnswer:
        """How often past suggestions came true: ``forward`` in time, or ``hidden`` today.

        Options as in ``graph.analysis.backtest.forward`` and ``hidden``.
        """
        from graph.analysis.backtest import forward, hidden

        if way == "hidden":
            return hidden(self.network(), **options)
        if way != "forward":
            raise BadQuestion(
                f"there is no back-test '{way[:40]}'", next_step="Ask for 'forward' or 'hidden'."
            )
        if options.get("until"):
            options["until"] = _iso(options["until"])
        return forward(self.network(), self._past(), **options)

    def learn_weights(self, until: str, *, seed: int = 0) -> bytes:
        """The file of weights learnt on editions until a day, with what they did on later ones."""
        from graph.analysis.backtest import learn_and_test
        from graph.analysis.backtest_file import weights_file

        done = learn_and_test(self._past(), _iso(until), seed=seed)
        return weights_file(done.weights, done.proof)

    def _past(self) -> "Past":
        """Every edition held of the register of officers, up to the explorer's date."""
        from graph.analysis.backtest_moment import read_past

        until = self.as_of_date
        editions = [e for e in self.store.editions() if not until or e.date <= until]
        return read_past(self.store.nodes(), self.store.links(), editions, self.audience)

    def gap_lists(self, *, name: str = "") -> ListsAnswer:
        """The register's own figures, each as a list; see ``graph.analysis.register_lists``."""
        from graph.analysis.register_lists import find_lists

        return find_lists(self.network(), name=name)

    def changes(
        self, before: str, after: str, *, only: Iterable[str] = (), **options: Any
    ) -> ChangesAnswer:
        """What differs between two dates; ``only`` names nodes whose changes are wanted."""
        from graph.analysis.changes import find_changes

        ids = frozenset(self._body(text) for text in only)
        return find_changes(self.network(before), self.network(after), only=ids, **options)

    def room(self, names: Iterable[str], *, scope: str = "", **options: Any) -> RoomAnswer:
        """Who is missing from a list of attendees; options as in ``graph.analysis.room.find_room``.

        ``scope`` names a country, theme, place or community; empty for the whole network.
        """
        from graph.analysis.room import find_room

        asked = self.pick(scope, kinds=SCOPES).id if scope else ""
        return find_room(self.network(), self._names(names), scope=asked, **options)

    def interlocks(self, names: Iterable[str], *, limit: int = 50) -> InterlocksAnswer:
        """What the names of a list share, and which of them share nothing."""
        from graph.analysis.interlocks import find_interlocks

        return find_interlocks(self.network(), self._names(names), limit=limit)

    def watch(
        self, names: Iterable[str], since: str, until: str = "", *, limit: int = 200
    ) -> WatchAnswer:
        """What changed for the names of a list between two dates; ``until`` empty for the newest.

        A name that only an older edition has is understood too.
        """
        from graph.analysis.watch import find_watch

        after = self.network(until)
        return find_watch(self.network(since), after, self._names(names), limit=limit)

    def _names(self, names: Iterable[str]) -> Names:
        from graph.analysis.name_list import understood

        return understood(self.network(), names, self._proposals)

    def sources(self) -> SourcesAnswer:
        """Every source held, its licence and editions, and how much rests on it."""
        from graph.analysis.sources import find_sources

        return find_sources(self.network())

    def judge(
        self,
        *,
        kinds: Collection[NodeKind] = (),
        min_score: float = 0.0,
        limit: int = 50,
        offset: int = 0,
    ) -> JudgeAnswer:
        """Pairs that may be one node, with reasons and evidence; and what was judged so far."""
        from graph.identity.court import open_questions

        return open_questions(
            self.store,
            self.network(),
            kinds=kinds,
            min_score=min_score,
            limit=limit,
            offset=offset,
        )

    def decide(
        self, left: str, right: str, verdict: Verdict, *, by: str, on: str, why: str
    ) -> VerdictAnswer:
        """Say that two nodes or identifiers are the same, different or unsure; it holds at once."""
        from graph.identity.court import judge, verdict_answer

        judged, now = judge(self.store, left, right, verdict, by=by, on=on, why=why)
        return verdict_answer(self.network(), judged, now, withdrawn=False)

    def undo(self, left: str, right: str) -> VerdictAnswer:
        """Withdraw the judgement on a pair; the nodes become what they were without it."""
        from graph.identity.court import verdict_answer, withdraw

        judged, now = withdraw(self.store, left, right)
        return verdict_answer(self.network(), judged, now, withdrawn=True)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the stored content, one line each; empty when all is well."""
        return self.store.check()


def _iso(date: str) -> str:
    """A date as given, when it is an ISO date, whole or partial."""
    parts = date.split("-")
    fits = (
        1 <= len(parts) <= 3
        and all(part.isascii() and part.isdigit() for part in parts)
        and [len(part) for part in parts] == [4, 2, 2][: len(parts)]
        and all(1 <= int(p) <= top for p, top in zip(parts[1:], (12, 31), strict=False))
    )
    if not fits:
        raise BadQuestion(
            f"'{date}' is not a date", next_step="Write it as 2026-06-29, 2026-06 or 2026."
        )
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")
