"""Writes an edition of the register of interests as records: visits, gifts, roles, who gave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.model import (
    Amount,
    LinkKind,
    LinkRecord,
    Method,
    NodeKind,
    Record,
    Source,
    Statement,
    Status,
    Visibility,
)
from loaders.appg_bodies import body_name
from loaders.appg_people import PersonName, person_id, person_identifiers, person_name
from loaders.base import Report, claims, link_record, node_record
from loaders.gazetteer import Gazetteer
from loaders.grants_bodies import sounds_private
from loaders.grants_cells import short
from loaders.interests_donors import Bodies, Body, body_of, may_be_person, record_id
from loaders.interests_groups import Group, GroupTexts
from loaders.interests_roles import ROLE_SORTS, held_in
from loaders.interests_shape import Donor, Gift, Interest, Role, Visit

_MONTHS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June",
    "07": "July", "08": "August", "09": "September", "10": "October", "11": "November",
    "12": "December",
}  # fmt: skip
# A group has no money of its own, and which one is meant may not be certain.
GROUP_GAVE = "a donor that is a parliamentary group"
LONGEST_SHOWN = 80  # characters
INDIVIDUAL = "a donor who is an individual"
MAY_BE_PERSON = "a donor whose name may be a private person's"
NO_FORM = "a role told in no clear form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the records of an edition have in common."""

    source: Source
    date: str
    visibility: Visibility
    gazetteer: Gazetteer
    groups: GroupTexts
    report: Report


@dataclass(slots=True)
class _Member:
    names: Counter[str] = field(default_factory=Counter)
    identifiers: tuple[str, ...] = ()
    said: Statement | None = None


class InterestWriter:
    """Writes the interests of one edition; ``ends`` tells everybody and everything they name."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._report = register.report
        self._bodies = Bodies()
        self._members: dict[str, _Member] = {}
        self._names: dict[str, PersonName] = {}
        self._ends: dict[str, tuple[NodeKind, Statement]] = {}
        self._places: dict[str, Statement] = {}

    # ---- visits

    def visit(self, visit: Visit) -> Iterator[Record]:
        """A visit as an event: the member, the countries, who paid, the groups named with it."""
        said, member = self._said(visit.interest), self._member(visit.interest)
        event = f"event:interest:{visit.interest.id}"
        about = replace(said, subject=event, since=visit.since, until=visit.until)
        countries = list(self._countries(visit))
        told = claims(
            _visit_name(self._name_of(visit.interest), self._shown(visit), visit.since),
            identifiers=[f"GB-RMFI-{visit.interest.id}"],
            subtype="visit",
        )
        self._report.count("visits")
        yield node_record(NodeKind.EVENT, replace(about, claims=told))
        yield link_record(
            LinkKind.TOOK_PART_IN,
            replace(about, subject=member, object=event, detail="visiting member"),
        )
        for country in countries:
            self._report.count("countries visited")
            yield link_record(LinkKind.BASED_IN, replace(about, object=country, detail="visited"))
        for donor in visit.donors:
            yield from self._paid(donor, event, about, visit.interest)
        for group, by in self._named(visit.group, visit.interest):
            self._report.count("visits tied to a group")
            yield link_record(
                LinkKind.TOOK_PART_IN,
                replace(
                    about, subject=group.id, object=event, detail="named by the member",
                    status=Status.INFERRED, method=Method.STATED, note=by,
                ),
            )  # fmt: skip

    def _shown(self, visit: Visit) -> list[str]:
        """The countries of a visit as the gazetteer calls them, else as the register does."""
        rows = [(name, self._register.gazetteer.by_name(name)) for name in visit.countries]
        return [row.name if row else name for name, row in rows]

    def _countries(self, visit: Visit) -> Iterator[str]:
        if not visit.countries:
            self._report.count("visits without a country")
        for name in visit.countries:
            row = self._register.gazetteer.by_name(name)
            if row is None or row.kind is not NodeKind.COUNTRY:
                where = f"{visit.interest.place}, {name}"
                self._report.leave("a country that is not known here", where)
                continue
            told = claims(row.name)
            self._tell(NodeKind.COUNTRY, row.id, replace(self._said(visit.interest), claims=told))
            yield row.id

    def _paid(
        self, donor: Donor, event: str, about: Statement, interest: Interest
    ) -> Iterator[LinkRecord]:
        said = replace(
            about, object=event, detail="paid for the visit", ref=interest.id,
            amount=_amount(donor), note=_note(donor),
        )  # fmt: skip
        if self._is_group(donor) and self._register.groups.read(donor.name).groups:
            for group, by in self._named(donor.name, interest):
                self._report.count("visits paid by a group")
                note = "; ".join(filter(None, (by, said.note)))
                yield link_record(LinkKind.TOOK_PART_IN, replace(said, subject=group.id, note=note))
            return
        body = self._donor(donor, interest)
        if body:
            self._report.count("payments for visits")
            yield link_record(LinkKind.FUNDED, replace(said, subject=body.id))

    # ---- gifts

    def gift(self, gift: Gift) -> Iterator[Record]:
        """A donation or gift of a body to a member, and the group for which it was given."""
        body = self._donor(gift.donor, gift.interest)
        if not body:
            return
        said, member = self._said(gift.interest), self._member(gift.interest)
        self._report.count("donations and gifts of bodies")
        detail = "donation through the party" if gift.through_party else "donation or gift"
        given = replace(
            said, subject=body.id, object=member, detail=detail, ref=gift.interest.id,
            since=gift.received, amount=_amount(gift.donor), note=_note(gift.donor),
        )  # fmt: skip
        yield link_record(LinkKind.FUNDED, given)
        for group, by in self._named(gift.group, gift.interest):
            self._report.count("gifts tied to a group")
            yield link_record(
                LinkKind.SUPPORTS,
                replace(
                    given, object=group.id, amount=None, status=Status.INFERRED,
                    method=Method.STATED, detail="benefit to a member of the group",
                    note=f"named with the gift; {by}",
                ),
            )  # fmt: skip

    def _donor(self, donor: Donor, interest: Interest) -> Body | None:
        """The body that gave, noted as met; None for a person, who is counted and not named."""
        if donor.private or may_be_person(donor, self._register.gazetteer):
            self._report.leave(INDIVIDUAL if donor.private else MAY_BE_PERSON, interest.place)
            return None
        if self._is_group(donor):
            self._report.leave(GROUP_GAVE, interest.place)
            return None
        body = body_of(donor)
        if body is None:
            self._report.leave("a donor whose name has no letters", interest.place)
            return None
        if donor.number and not body.identifiers:
            self._report.count("company numbers that are none")
        self._meet(body, interest)
        return body

    def _is_group(self, donor: Donor) -> bool:
        """Whether a donor is a parliamentary group, which is no body that funds."""
        named = self._register.groups.names_group(donor.name)
        return named and not donor.private and "secretariat" not in donor.name.casefold()

    def _meet(self, body: Body, interest: Interest) -> None:
        self._bodies.meet(body)
        said = self._said(interest)
        self._places[body.id] = _first(self._places.get(body.id, said), said)

    # ---- roles

    def role(self, role: Role) -> Iterator[Record]:
        """A role in a body or in a parliamentary group."""
        if role.sort.casefold() not in ROLE_SORTS:
            self._report.leave("an interest that is no role", role.interest.place)
            return
        held = held_in(role)
        if held is None:
            self._report.leave(NO_FORM, role.interest.place)
            return
        said = replace(
            self._said(role.interest), subject=self._person(role.interest), detail=held.words,
            ref=role.interest.id, since=role.since, until=role.until, method=Method.STATED,
        )  # fmt: skip
        if self._register.groups.names_group(held.body):
            ends = [group.id for group, _ in self._named(held.body, role.interest)]
        else:
            ends = list(self._role_body(held.body, role.interest))
        for end in ends:
            self._member(role.interest)
            self._report.count("roles")
            yield link_record(held.kind, replace(said, object=end))

    def _role_body(self, written: str, interest: Interest) -> Iterator[str]:
        name = body_name(written)
        if not name.id or sounds_private(name.name):
            self._report.leave(NO_FORM, interest.place)
            return
        body = Body(
            id=record_id(name.name, name.id), name=name.name, aliases=name.aliases, identifiers=()
        )
        self._meet(body, interest)
        yield body.id

    # ---- who and what is named

    def ends(self) -> Iterator[Record]:
        """Members, bodies, countries and groups, each told once."""
        for pid, member in sorted(self._members.items()):
            name = min(member.names, key=lambda n: (-member.names[n], n))
            others = sorted(set(member.names) - {name})
            if member.said:
                told = claims(
                    name, aliases=others, identifiers=member.identifiers, chamber="commons"
                )
                self._tell(NodeKind.PERSON, pid, replace(member.said, claims=told))
        for body_id, name, others, identifiers in self._bodies.told():
            told = claims(name, aliases=others, identifiers=identifiers)
            said = replace(self._places[body_id], claims=told)
            self._tell(NodeKind.ORGANISATION, body_id, said)
        for end, (kind, said) in sorted(self._ends.items()):
            yield node_record(kind, replace(said, subject=end))
        self._report.count("members", len(self._members))
        self._report.count("bodies", len(self._bodies))

    def _tell(self, kind: NodeKind, end: str, said: Statement) -> None:
        held = self._ends.get(end)
        self._ends[end] = (kind, _first(held[1] if held else said, said))

    def _named(self, text: str, interest: Interest) -> Iterator[tuple[Group, str]]:
        """The groups that a text certainly means, and how that was told; others are counted."""
        if not text:
            return
        reading = self._register.groups.read(text)
        self._report.count("texts that name a group")
        if reading.no_group:
            self._report.leave(f"a text that names no group: {_shown(text)}", interest.place)
        for part in reading.unknown:
            self._report.leave(f"a group that is not certain: {_shown(part)}", interest.place)
        for group in reading.groups:
            told = claims(group.title, parliament="uk")
            # A member's own words: this register lists members, not groups.
            said = replace(self._said(interest), claims=told, method=Method.STATED)
            self._tell(NodeKind.APPG, group.id, said)
            yield group, f"the register has the group {reading.by}"

    def _member(self, interest: Interest) -> str:
        pid = self._person(interest)
        member = self._members.setdefault(pid, _Member())
        member.names[self._name_of(interest)] += 1
        member.identifiers = person_identifiers("", interest.mnis, True)
        member.said = _first(member.said or self._said(interest), self._said(interest))
        return pid

    def _person(self, interest: Interest) -> str:
        return person_id(self._read_name(interest), "", interest.mnis, True)

    def _name_of(self, interest: Interest) -> str:
        return self._read_name(interest).shown or interest.member

    def _read_name(self, interest: Interest) -> PersonName:
        if interest.member not in self._names:
            self._names[interest.member] = person_name(interest.member)
        return self._names[interest.member]

    def _said(self, interest: Interest) -> Statement:
        return Statement(
            source=self._register.source.id,
            seen=(self._register.date,),
            subject=f"interest:{interest.id}",
            locator=interest.place,
            url=interest.url,
            method=Method.REGISTER,
            visibility=self._register.visibility,
        )


def _first(one: Statement, two: Statement) -> Statement:
    """The statement of the lower interest: what tells an end must not turn on the order of rows."""
    return min(one, two, key=lambda said: (len(said.url), said.url, said.locator))


def _shown(text: str) -> str:
    """A text for the report: the start of it, without contact details."""
    return short(text, LONGEST_SHOWN)


def _amount(donor: Donor) -> Amount | None:
    return Amount(low=donor.pounds, high=donor.pounds) if donor.pounds else None


def _note(donor: Donor) -> str:
    return "; ".join(filter(None, (donor.how, "others benefited too" if donor.shared else "")))


def _visit_name(member: str, countries: Iterable[str], since: str) -> str:
    """What a visit is called: "Visit of Ann Body to Kenya and Uganda, August 2026"."""
    places = " and ".join(countries)
    year, _, rest = since.partition("-")
    month = f"{_MONTHS[rest[:2]]} " if rest else ""
    when = f", {month}{year}" if year else ""
    return f"Visit of {member} {f'to {places}' if places else 'abroad'}{when}"
