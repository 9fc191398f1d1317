"""What a group is about: countries and peoples in its title, themes in title and categories."""

from collections.abc import Iterator

from graph.model import LinkKind, Method, NodeKind, Record, Status
from loaders.appg_records import Page, Scribe
from loaders.appg_shape import GroupFile
from loaders.appg_titles import clean_title
from loaders.base import Report, claims
from loaders.gazetteer import Gazetteer

# Categories that say how the register files a group, not what it is about.
NO_THEMES = frozenset({"Country Group", "Other"})


class TopicWriter:
    """Links groups to their topics, and tells each topic once an edition."""

    def __init__(self, scribe: Scribe, gazetteer: Gazetteer, report: Report) -> None:
        self._scribe = scribe
        self._gazetteer = gazetteer
        self._report = report
        self._themes = {theme.id: theme.name for theme in gazetteer.all_themes}
        self._told: set[str] = set()

    def records(self, group: GroupFile, group_id: str, page: Page) -> Iterator[Record]:
        """Links from one group, each topic's own record before its first link."""
        title = clean_title(group.title)
        at_title = Page(locator=f"title of {group.slug}", url=page.url)
        for match in self._gazetteer.match_title(title):
            row = self._gazetteer.by_id(match.id)
            if row:
                yield from self._topic(row.kind, row.id, row.name, at_title)
                yield self._scribe.link(LinkKind.ABOUT, group_id, row.id, at_title)
        for theme in self._gazetteer.themes(title):
            yield from self._topic(NodeKind.THEME, theme, self._themes[theme], at_title)
            yield self._scribe.link(LinkKind.ABOUT, group_id, theme, at_title)
        yield from self._categories(group, group_id, page)

    def _categories(self, group: GroupFile, group_id: str, page: Page) -> Iterator[Record]:
        """Categories were given to the groups by mySociety with a language model."""
        at = Page(locator=f"{group.slug}, categories", url=page.url)
        for category in sorted(set(group.categories) - NO_THEMES):
            themes = self._gazetteer.themes(category)
            self._report.read += 1
            if not themes:
                self._report.leave("a category that is no theme here", at.locator)
                continue
            self._report.used += 1
            yield from self._topic(NodeKind.THEME, themes[0], self._themes[themes[0]], at)
            yield self._scribe.link(
                LinkKind.ABOUT,
                group_id,
                themes[0],
                at,
                status=Status.INFERRED,
                method=Method.AI_SEARCH,
                note=f"category '{category}' given by mySociety",
            )

    def _topic(self, kind: NodeKind, topic: str, name: str, page: Page) -> Iterator[Record]:
        if topic not in self._told:
            self._told.add(topic)
            yield self._scribe.node(kind, topic, claims(name), page)
