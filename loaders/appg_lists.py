"""The lists of members of Westminster groups that mySociety gathered: a source of their own."""

from collections.abc import Iterator

from graph.model import LinkKind, Method, NodeKind, Record
from loaders.appg_editions import EditionFiles
from loaders.appg_known import Known
from loaders.appg_members import members_of
from loaders.appg_records import Bodies, Page, People, Scribe
from loaders.appg_register import group_id, page_url
from loaders.appg_shape import GroupFile
from loaders.appg_titles import clean_title
from loaders.base import Report, claims

_METHODS = {"official": Method.REGISTER, "manual": Method.HAND, "ai_search": Method.AI_SEARCH}


class MemberLists:
    """Writes the records of one edition of the lists."""

    def __init__(self, scribe: Scribe, known: Known, report: Report) -> None:
        self._scribe = scribe
        self._known = known
        self._report = report
        self.people = People(scribe, known.shown)
        self.bodies = Bodies(scribe)

    def records(self, edition: EditionFiles) -> Iterator[Record]:
        """How each group's list was come by, the members, and who they are."""
        for group in edition.groups:
            if group.slug not in edition.listed:
                continue
            address = next(iter(group.list_urls), page_url(group))
            page = Page(locator=f"{group.slug}, members", url=address)
            said = claims(
                clean_title(group.title),
                parliament=group.parliament.claim,
                member_list=group.list_method,
            )
            yield self._scribe.node(
                NodeKind.APPG, group_id(group), said, page, method=self._method(group)
            )
            yield from self._members(group, page)
        yield from self.people.records()
        yield from self.bodies.records()

    def _method(self, group: GroupFile) -> Method:
        return _METHODS.get(group.list_method, Method.STATED)

    def _members(self, group: GroupFile, page: Page) -> Iterator[Record]:
        checked = f"list last checked {group.list_checked}" if group.list_checked else ""
        for member in members_of(group, self._known, self._report):
            if member.person:
                self.people.meet(
                    member.id, member.person, page,
                    chamber=member.chamber, identifiers=member.identifiers,
                )  # fmt: skip
            elif member.body:
                self.bodies.meet(member.body, page)
            yield self._scribe.link(
                LinkKind.MEMBER_OF, member.id, group_id(group), page,
                note=checked, method=self._method(group),
            )  # fmt: skip
