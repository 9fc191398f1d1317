"""One edition of a register: its groups, officers, secretariats, supporters and topics."""

from collections.abc import Iterator

from graph.model import LinkKind, NodeKind, NodeRecord, Record
from graph.policy import without_contacts
from loaders.appg_benefits import supports_of
from loaders.appg_editions import EditionFiles
from loaders.appg_known import Known, proper_peer
from loaders.appg_members import members_of
from loaders.appg_ni import ni_supports
from loaders.appg_people import office, person_id, person_identifiers, person_name
from loaders.appg_records import Bodies, Page, People, Scribe
from loaders.appg_secretariat import SecretariatBody, secretariat_bodies
from loaders.appg_shape import GroupFile
from loaders.appg_sources import NORTHERN_IRELAND, WESTMINSTER
from loaders.appg_titles import clean_title, short_names
from loaders.appg_topics import TopicWriter
from loaders.base import Report, claims
from loaders.private_people import in_an_office, may_be_private

# Until 12 February 2025 the register wrote "Country Group".
_CATEGORIES = {
    "Country Group": "country",
    "Country, Area or Region Group": "country",
    "Subject Group": "subject",
}
HIDDEN_SECRETARIAT = "has a secretariat who is a private person and is not recorded here"
# Addresses that were found and then rejected are no website of the group.
_WEBSITE_STATUS = frozenset({"register", "manual", "search"})


def group_id(group: GroupFile) -> str:
    """Id of a group: slugs are unique within one parliament only."""
    return f"appg:{group.parliament.key}:{group.slug}"


def page_url(group: GroupFile) -> str:
    """The group's page in the register; ``{yymmdd}`` stands for the edition's date."""
    if group.index and f"/{group.index}/" in group.url:
        return group.url.replace(f"/{group.index}/", "/{yymmdd}/")
    return group.url


def category_of(group: GroupFile) -> str:
    """Country or subject, whatever the register called it then; empty where it says neither."""
    return _CATEGORIES.get(group.category, "")


class Register:
    """Writes the records of one edition; afterwards ``people`` and ``bodies`` tell how many."""

    def __init__(self, scribe: Scribe, topics: TopicWriter, known: Known, report: Report) -> None:
        self._scribe = scribe
        self._topics = topics
        self._known = known
        self._report = report
        self.people = People(scribe, known.shown)
        self.bodies = Bodies(scribe)

    def records(self, edition: EditionFiles) -> Iterator[Record]:
        """All records of the edition."""
        for group in edition.groups:
            self._report.read += 1
            self._report.used += 1
            page = Page(locator=group.slug, url=page_url(group))
            secretariat = list(self._secretariat(group))
            hidden = bool(group.secretariat) and not secretariat
            yield self._group(group, edition.welsh.get(group.slug, ""), hidden, page)
            yield from self._topics.records(group, group_id(group), page)
            yield from self._officers(group)
            yield from secretariat
            yield from self._supports(group)
            if group.parliament is not WESTMINSTER:
                yield from self._members(group)
        yield from self.people.records()
        yield from self.bodies.records()

    def _group(self, group: GroupFile, welsh: str, hidden: bool, page: Page) -> NodeRecord:
        """The group itself; of a secretariat that may not be named it is noted that it exists."""
        title = clean_title(group.title)
        devolved = group.parliament is not WESTMINSTER
        said = claims(
            title,
            aliases=[*short_names(title, group.parliament), welsh],
            parliament=group.parliament.claim,
            category=category_of(group),
            agm=group.agm,
            secretariat="a private person" if hidden else "",
            member_list=group.list_method if devolved else "",
            website=group.website if group.website_status in _WEBSITE_STATUS else "",
        )
        return self._scribe.node(
            NodeKind.APPG, group_id(group), said, page,
            wording=without_contacts(group.purpose), note=HIDDEN_SECRETARIAT if hidden else "",
        )  # fmt: skip

    def _officers(self, group: GroupFile) -> Iterator[Record]:
        page = Page(locator=f"{group.slug}, officers", url=page_url(group))
        westminster = group.parliament is WESTMINSTER
        seen: set[tuple[str, str]] = set()
        for number, officer in enumerate(group.officers, start=1):
            self._report.read += 1
            at = f"{group.slug}, officers {number}"
            name = person_name(officer.name)
            pid = person_id(name, officer.twfy, officer.mnis, westminster)
            detail, note = office(officer.role)
            if officer.removed or not pid or not name.shown:
                reason = "no longer an officer" if officer.removed else "an officer without a name"
                self._report.leave(reason, at)
                continue
            if (pid, detail) in seen:
                self._report.leave("an officer named twice", at)
                continue
            seen.add((pid, detail))
            self._report.used += 1
            self.people.meet(
                pid,
                name,
                page,
                party=officer.party,
                chamber="lords" if name.peer and westminster else group.parliament.chamber,
                identifiers=person_identifiers(officer.twfy, officer.mnis, westminster),
            )
            yield self._scribe.link(
                LinkKind.OFFICER_OF, pid, group_id(group), page, detail=detail, note=note
            )

    def _secretariat(self, group: GroupFile) -> Iterator[Record]:
        page = Page(locator=f"{group.slug}, secretariat", url=page_url(group))
        for found in secretariat_bodies(group.secretariat):
            self._report.read += 1
            subject = self._secretary(found, page)
            if not subject:
                self._report.leave("a secretariat who is a private person", page.locator)
                continue
            self._report.used += 1
            detail = "jointly" if found.joint else ""
            yield self._scribe.link(
                LinkKind.SECRETARIAT_OF, subject, group_id(group), page,
                detail=detail, note=found.body.note,
            )  # fmt: skip

    def _secretary(self, found: SecretariatBody, page: Page) -> str:
        """The id of a secretariat, noted as met; empty for a private person."""
        if not may_be_private(found.body.name, found.website):
            self.bodies.meet(found.body, page, found.website)
            return found.body.id
        if in_an_office(found.body.name):
            return ""
        name = person_name(found.body.name)
        pid = self._known.only(name)
        if not pid and proper_peer(name):
            pid = person_id(name, "", "", False)
        if pid:
            self.people.meet(pid, name, page, chamber="lords" if name.peer else "commons")
        return pid

    def _supports(self, group: GroupFile) -> Iterator[Record]:
        read = ni_supports if group.parliament is NORTHERN_IRELAND else supports_of
        for support in read(group, self._report):
            page = Page(locator=support.place, url=page_url(group))
            self.bodies.meet(support.body, page)
            yield self._scribe.link(
                LinkKind.SUPPORTS, support.body.id, group_id(group), page,
                detail=support.detail, note=support.note, ref=support.ref,
                since=support.since, amount=support.amount,
            )  # fmt: skip

    def _members(self, group: GroupFile) -> Iterator[Record]:
        """The official lists of the devolved parliaments."""
        page = Page(locator=f"{group.slug}, members", url=page_url(group))
        for member in members_of(group, self._known, self._report):
            note = ""
            if member.person:
                self.people.meet(
                    member.id, member.person, page,
                    chamber=member.chamber, identifiers=member.identifiers,
                )  # fmt: skip
            elif member.body:
                self.bodies.meet(member.body, page)
                note = "; ".join(filter(None, ("by a representative", member.body.note)))
            yield self._scribe.link(LinkKind.MEMBER_OF, member.id, group_id(group), page, note=note)
