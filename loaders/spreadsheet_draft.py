"""The records that a convenor's sheet comes to: nodes, every name that means them, and links."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from graph.errors import BadRows, BadSource
from graph.identity.names import name_key
from graph.model import Amount, LinkKind, Method, NodeKind, Record, Statement, Status, Visibility
from graph.policy import has_contacts, without_contacts
from graph.schema import check_link
from graph.text import clean, search_words
from loaders.base import Report, claims, link_record, node_record
from loaders.gazetteer import Gazetteer
from loaders.spreadsheet_ids import Told, guessed_kind, identified, kind_of_id, seated
from loaders.spreadsheet_words import ORG, PERSON

NO_PUBLIC_ROLE = "person without a public role"
# Parts that are nobody's business, however freely they were written down.
_PRIVATE = re.compile(
    r"(?:an? )?(?:asylum seeker|beneficiary|client|donor|friend|member of the public|neighbour"
    r"|parent|patient|private person|pupil|refugee|resident|service user|student|supporter"
    r"|volunteer)s?",
    re.IGNORECASE,
)
# Lines told of bad rows; who has more has one mistake in all of them.
MOST_TOLD = 50
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|\+)\s+|\s*/\s*", re.IGNORECASE)
_NOT_FOR_PEOPLE = frozenset((NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME))


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a name in the sheet means; ``private`` when it is set aside."""

    id: str
    kind: NodeKind
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A row, as messages name it and as statements do."""

    file: str
    sheet: str
    row: int

    @property
    def locator(self) -> str:
        """Sheet and row."""
        return f"{self.sheet}, row {self.row}"

    def column(self, heading: str) -> str:
        """File, sheet, row and column."""
        sheet = f", sheet '{self.sheet}'" if self.sheet != self.file else ""
        return f"{self.file}{sheet}, row {self.row}, column '{heading}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a row says of a link beside its ends."""

    detail: str = ""
    note: str = ""
    url: str = ""
    status: Status = Status.HELD
    since: str = ""
    until: str = ""
    amount: Amount | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """Records of one sheet in the making."""

    source: str
    date: str
    visibility: Visibility
    gazetteer: Gazetteer
    report: Report
    records: list[Record] = field(default_factory=list)
    names: dict[str, list[Named]] = field(default_factory=dict)
    bad: list[BadSource] = field(default_factory=list)

    @contextmanager
    def row(self) -> Iterator[None]:
        """What is done for one row: a failure is kept for ``settle``, and the next row goes on."""
        try:
            yield
        except BadSource as error:
            self.bad.append(error)

    def settle(self) -> None:
        """Raise what was wrong with the rows so far: the one failure, or all in one."""
        if len(self.bad) == 1:
            raise self.bad[0]
        if self.bad:
            lines = tuple(str(error) for error in self.bad[:MOST_TOLD])
            more = len(self.bad) - len(lines)
            what = f"{len(self.bad)} rows cannot be used"
            raise BadRows(what, rows=(*lines, *([f"and {more} more"] if more else [])))

    def parted(self, text: str) -> tuple[str, ...]:
        """A value, or its parts where commas, slashes or "and" part names that are all known.

        "Trinidad and Tobago" is one country, "Kenya, Uganda and Ghana" are three.
        """
        if self._knows(text):
            return (text,)
        parts = tuple(filter(None, map(str.strip, _BETWEEN.split(text))))
        return parts if len(parts) > 1 and all(map(self._knows, parts)) else (text,)

    def _knows(self, name: str) -> bool:
        listed = self.names.get(" ".join(search_words(name)))
        return bool(listed) or self.gazetteer.by_name(name) is not None

    def add(self, told: Told, spot: Spot, heading: str, key: str = "") -> Named:
        """Record a node under its name, its aliases and the sheet's own key for it."""
        if any(map(has_contacts, (told.name, *told.aliases))):
            raise BadSource(
                "a name holds an e-mail address or a telephone number",
                where=spot.column(heading),
                next_step="Write the name only.",
            )
        if told.kind is PERSON and not _public(told):
            named = Named(f"private:{told.name}", PERSON, private=True)
            self.report.leave(NO_PUBLIC_ROLE, spot.column(heading))
        else:
            record_id, told = identified(told, self.gazetteer, spot.column(heading))
            if kind_of_id(key) is told.kind:
                record_id = key  # the sheet tells the store's own id
            named = Named(record_id, told.kind)
            self.records.append(self._node(record_id, told, spot))
        for name in (told.name, *told.aliases):
            self._remember(" ".join(search_words(name)), named)
            self._remember(f"{named.kind}|{name_key(name, named.kind)}", named)
        if key:
            self._remember(f"id|{key.casefold()}", named)
        return named

    def _remember(self, key: str, named: Named) -> None:
        known = self.names.setdefault(key, [])
        if named not in known:
            known.append(named)

    def _node(self, record_id: str, told: Told, spot: Spot) -> Record:
        statement = replace(
            self._statement(record_id, spot, told.url, told.status),
            note=without_contacts(told.note),
            claims=claims(
                told.name,
                aliases=told.aliases,
                identifiers=told.identifiers,
                roles=told.roles,
                summary=without_contacts(told.summary or told.office),
                **told.properties,
            ),
        )
        return node_record(told.kind, statement)

    def _statement(self, subject: str, spot: Spot, url: str, status: Status) -> Statement:
        return Statement(
            source=self.source,
            seen=(self.date,),
            subject=subject,
            locator=spot.locator,
            url=url,
            status=status,
            method=Method.HAND,
            visibility=self.visibility,
        )

    # ---- the node that a cell means

    def known(self, text: str, kinds: Collection[NodeKind], where: str) -> Named | None:
        """The node that was recorded under a name or key; ``BadSource`` when there are two."""
        keys = [f"id|{text.casefold()}", " ".join(search_words(text))]
        keys += [f"{kind}|{name_key(text, kind)}" for kind in sorted(kinds)]
        for key in keys:
            found = self.names.get(key, [])
            fitting = [named for named in found if named.kind in kinds] or found
            if len(fitting) > 1:
                kinds_found = " and ".join(sorted(f"{n.kind} {n.id}" for n in fitting))
                raise BadSource(
                    f"'{text}' could be {kinds_found}",
                    where=where,
                    next_step="Give each its own 'id' in the nodes and use that here.",
                )
            if fitting:
                return fitting[0]
        kind = kind_of_id(text)
        return Named(text, kind) if kind else None

    def end(
        self,
        text: str,
        kinds: Collection[NodeKind],
        hint: NodeKind | None,
        spot: Spot,
        heading: str,
        office: str = "",
    ) -> Named:
        """The node that a cell means, recorded now if no row described it.

        Its kind is ``hint`` (from the column), what the name shows, or the only one among
        ``kinds`` that the link allows; ``BadSource`` when none of these tells.
        """
        named = self.known(text, kinds, spot.column(heading))
        if named:
            return named
        kind = self._kind_of_end(text, kinds, hint)
        if kind is None:
            options = ", ".join(sorted(kinds))
            raise BadSource(
                f"'{text}' is in no row of the nodes, and could be: {options}",
                where=spot.column(heading),
                next_step="Add it to the nodes, or say its kind in a column "
                "'from kind' or 'to kind'.",
            )
        self.report.count(f"{kind} named in links only")
        return self.add(Told(kind=kind, name=text, office=office), spot, heading)

    def _kind_of_end(
        self, text: str, kinds: Collection[NodeKind], hint: NodeKind | None
    ) -> NodeKind | None:
        shown = guessed_kind(text, self.gazetteer)
        if shown in kinds and (hint is None or hint is ORG or shown is not ORG):
            return shown
        # A name that shows what the link does not allow is no chance to call it something else.
        if hint or shown:
            return hint or shown
        return next(iter(kinds)) if len(kinds) == 1 else None

    # ---- links

    def link(
        self, kind: LinkKind, source: Named, target: Named, said: Said, spot: Spot, heading: str
    ) -> None:
        """Record a link; one of a person without a public role is set aside."""
        ends = {source.kind, target.kind}
        if PERSON in ends and ends & _NOT_FOR_PEOPLE:
            raise BadSource(
                f"a person is never linked to a {max(ends & _NOT_FOR_PEOPLE)}",
                where=spot.column(heading),
                next_step="Link the body for which the person speaks.",
            )
        if source.private or target.private:
            self.report.leave(f"link of a {NO_PUBLIC_ROLE}", spot.column(heading))
            return
        check_link(kind, source.kind, target.kind, spot.column(heading))
        if source.id == target.id:
            raise BadSource(
                "both ends are one node",
                where=spot.column(heading),
                next_step="Mend one of the two names.",
            )
        statement = replace(
            self._statement(source.id, spot, said.url, said.status),
            object=target.id,
            detail=clean(without_contacts(said.detail)),
            note=without_contacts(said.note),
            since=said.since,
            until=said.until,
            amount=said.amount,
        )
        self.records.append(link_record(kind, statement))


def _public(told: Told) -> bool:
    """Whether a person is told in a public role: an office, a seat or a peerage."""
    office = seated(told).office
    return bool(office) and not _PRIVATE.fullmatch(office.strip())
