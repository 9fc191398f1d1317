"""Loads the registers of parliamentary groups: Westminster, Scotland, Wales, Northern Ireland."""

from collections.abc import Iterator
from pathlib import Path

from graph.model import Edition, Record, Source, Visibility
from loaders.appg_editions import EditionFiles, editions_of
from loaders.appg_files import read_archives
from loaders.appg_known import Known
from loaders.appg_lists import MemberLists
from loaders.appg_records import Scribe
from loaders.appg_register import Register, category_of
from loaders.appg_sources import MEMBER_LISTS, WESTMINSTER
from loaders.appg_topics import TopicWriter
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer

# The register's own rule: a group has at least four officers.
LEAST_OFFICERS = 4
_CONTENTS = "https://publications.parliament.uk/pa/cm/cmallparty/{index}/contents.htm"

_LIST_WORDS = (("official", "official"), ("manual", "by hand"), ("ai_search", "found by AI"))

Facts = dict[str, int]


class AppgLoader:
    """Registers as mySociety publishes them: zips or folders of JSON files, one a group."""

    name = "appg"
    summary = "registers of parliamentary groups: officers, members, secretariats, supporters"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The editions in zips, folders and files, oldest first.

        A file that cannot be used refuses the whole load (``BadSource``, naming file and field);
        entries that are left out are counted. The facts in the report are those of the newest
        edition of each parliament.
        """
        editions = editions_of(read_archives(paths), report, today)
        gazetteer = self._gazetteer or load_gazetteer()
        facts: dict[str, Facts] = {}
        for edition in editions:
            batches, told = _batches(edition, gazetteer, report, visibility)
            facts[edition.parliament.key] = told
            yield from batches
        report.count("editions", len(editions))
        for told in facts.values():
            for fact, number in told.items():
                report.count(fact, number)


def _batches(
    edition: EditionFiles, gazetteer: Gazetteer, report: Report, visibility: Visibility
) -> tuple[list[Batch], Facts]:
    known = Known(edition.groups)
    source = edition.parliament.source
    scribe = Scribe(source=source, date=edition.date, visibility=visibility)
    register = Register(scribe, TopicWriter(scribe, gazetteer, report), known, report)
    batches = [_batch(edition, source, register.records(edition))]
    people, bodies = register.people.ids(), register.bodies.ids()
    if edition.listed:
        own = Scribe(source=MEMBER_LISTS, date=edition.date, visibility=visibility)
        lists = MemberLists(own, known, report)
        batches.append(_batch(edition, MEMBER_LISTS, lists.records(edition)))
        people |= lists.people.ids()
        bodies |= lists.bodies.ids()
    facts = _facts(edition) | {"people": len(people), "organisations": len(bodies)}
    place = "" if edition.parliament is WESTMINSTER else f"{edition.parliament.words}: "
    return batches, {f"{place}{fact}": number for fact, number in facts.items()}


def _batch(edition: EditionFiles, source: Source, records: Iterator[Record]) -> Batch:
    """One edition of one source.

    mySociety's whole current state takes the place of what was read of that edition before: bare
    scrapes name the same officers without their numbers, and lists are gathered anew.
    """
    lists = source is MEMBER_LISTS
    index = edition.groups[0].index
    return Batch(
        source=source,
        edition=Edition(
            source=source.id,
            date=edition.date,
            complete=edition.lists_complete if lists else edition.complete,
            url=_CONTENTS.format(index=index) if index and not lists else source.url,
            sha256=edition.sha256,
        ),
        records=tuple(sorted(set(records), key=_order)),
        replaces=edition.lists_complete,
    )


def _order(record: Record) -> tuple[str, str, str, str, str]:
    said = record.statement
    return (said.object, said.subject, record.kind.value, said.locator, repr(said.fact()))


def _facts(edition: EditionFiles) -> Facts:
    """Figures of an edition in the register's own terms."""
    groups = edition.groups
    facts = {
        "groups": len(groups),
        "groups with a secretariat": sum(bool(g.secretariat) for g in groups),
        "officers": sum(not o.removed for g in groups for o in g.officers),
        "groups with a member list": sum(bool(g.members) for g in groups),
    }
    for method, words in _LIST_WORDS:
        lists = sum(g.list_method == method and bool(g.members) for g in groups)
        facts |= {f"member lists {words}": lists} if lists else {}
    if edition.parliament is WESTMINSTER:
        country = [g for g in groups if category_of(g) == "country"]
        few = sum(sum(not o.removed for o in g.officers) < LEAST_OFFICERS for g in groups)
        facts["country groups"] = len(country)
        facts["country groups without a secretariat"] = sum(not g.secretariat for g in country)
        facts["groups with fewer than four officers"] = few
    return facts
