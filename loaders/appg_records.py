"""Writes what an edition says as records: groups, people, bodies and the links between them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.model import (
    Amount,
    LinkKind,
    LinkRecord,
    Method,
    NodeKind,
    NodeRecord,
    Source,
    Statement,
    Status,
    Visibility,
)
from graph.text import fold
from loaders.appg_bodies import BodyName
from loaders.appg_people import PersonName
from loaders.base import claims, link_record, node_record

MOST_ALIAS_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where something is said: the place in the source in words, and its address."""

    locator: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """Writes records of one edition of one source."""

    source: Source
    date: str
    visibility: Visibility
    method: Method = Method.REGISTER

    def node(
        self,
        kind: NodeKind,
        subject: str,
        said: tuple[tuple[str, str], ...],
        page: Page,
        wording: str = "",
        note: str = "",
        method: Method | None = None,
    ) -> NodeRecord:
        """What is claimed of a node."""
        return node_record(
            kind,
            Statement(
                source=self.source.id,
                seen=(self.date,),
                subject=subject,
                locator=page.locator,
                url=page.url,
                method=method or self.method,
                visibility=self.visibility,
                wording=wording,
                note=note,
                claims=said,
            ),
        )

    def link(
        self,
        kind: LinkKind,
        subject: str,
        target: str,
        page: Page,
        *,
        detail: str = "",
        note: str = "",
        ref: str = "",
        since: str = "",
        amount: Amount | None = None,
        status: Status = Status.HELD,
        method: Method | None = None,
    ) -> LinkRecord:
        """What is said of the tie between two nodes."""
        return link_record(
            kind,
            Statement(
                source=self.source.id,
                seen=(self.date,),
                subject=subject,
                object=target,
                locator=page.locator,
                url=page.url,
                status=status,
                method=method or self.method,
                visibility=self.visibility,
                detail=detail,
                note=note,
                ref=ref,
                since=since,
                amount=amount,
            ),
        )


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What was met of one person or body in an edition."""

    page: Page
    names: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    parties: Counter[str] = field(default_factory=Counter)
    chambers: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    identifiers: set[str] = field(default_factory=set)


def _most(counts: Counter[str]) -> str:
    """The most common text, of equals the first; empty when there is none."""
    return min(counts, key=lambda text: (-counts[text], len(text), text)) if counts else ""


class People:
    """The people met in one edition of one source, each told once with all forms of the name."""

    def __init__(self, scribe: Scribe, shown: Callable[[str, str], str]) -> None:
        self._scribe = scribe
        self._shown = shown
        self._seen: dict[str, _Seen] = {}

    def ids(self) -> set[str]:
        """Ids of all that were met."""
        return set(self._seen)

    def meet(
        self,
        pid: str,
        name: PersonName,
        page: Page,
        *,
        party: str = "",
        chamber: str = "",
        identifiers: Iterable[str] = (),
    ) -> None:
        """Note one mention of a person."""
        seen = self._seen.setdefault(pid, _Seen(page=page))
        seen.names[name.shown] += 1
        seen.others.add(name.plain)
        seen.identifiers.update(identifiers)
        if party:
            seen.parties[party] += 1
        if chamber:
            seen.chambers[chamber] += 1

    def records(self) -> Iterator[NodeRecord]:
        """One record a person, by id."""
        for pid, seen in sorted(self._seen.items()):
            name = self._shown(pid, _most(seen.names))
            said = claims(
                name,
                aliases=_aliases(name, {*seen.names, *seen.others}),
                identifiers=sorted(seen.identifiers),
                party=_most(seen.parties),
                chamber=_most(seen.chambers),
            )
            yield self._scribe.node(NodeKind.PERSON, pid, said, seen.page)


def _aliases(name: str, forms: set[str]) -> list[str]:
    """Other forms of a name that somebody may search for: not single words, not whole phrases."""
    found: dict[str, str] = {}
    for form in sorted(forms):
        if 2 <= len(form.split()) <= MOST_ALIAS_WORDS and not any(c.isdigit() for c in form):
            found.setdefault(fold(form), form)
    found.pop(fold(name), None)
    return sorted(found.values())


class Bodies:
    """The bodies met in one edition of one source."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._seen: dict[str, _Seen] = {}

    def ids(self) -> set[str]:
        """Ids of all that were met."""
        return set(self._seen)

    def meet(self, body: BodyName, page: Page, website: str = "") -> None:
        """Note one mention of a body."""
        seen = self._seen.setdefault(body.id, _Seen(page=page))
        seen.names[body.name] += 1
        seen.others.update(body.aliases)
        if website:
            seen.sites[website] += 1

    def records(self) -> Iterator[NodeRecord]:
        """One record a body, by id."""
        for body_id, seen in sorted(self._seen.items()):
            name = _most(seen.names)
            spellings = {n for n in seen.names if n != name}
            said = claims(name, aliases=sorted(seen.others | spellings), website=_most(seen.sites))
            yield self._scribe.node(NodeKind.ORGANISATION, body_id, said, seen.page)
