"""Loads grants published in the 360Giving Data Standard, 1.1 to 1.4: JSON, CSV and XLSX."""

from collections.abc import Iterator
from pathlib import Path

from graph.model import Edition, Visibility
from loaders.archives import refuse
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.grants_files import read_files
from loaders.grants_publishers import Publication, publications
from loaders.grants_records import GrantWriter
from loaders.grants_shape import Grant, Known, Unusable, grant_of


class GrantsLoader:
    """Files of grants, one or a folder of them: who funded whom, with how much, and when."""

    name = "grants"
    summary = "grants in the 360Giving Data Standard: funders, grantees, amounts, dates"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition of each publisher in the files; its files have to be loaded together.

        ``BadSource`` names the file and the row or grant that cannot be used, before any edition
        is given. Grants to individuals, and what a reader can do without, are counted with the
        reason. ``today`` dates a file without any date, and tells awards that lie in the future.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        files = tuple(read_files(paths, report))
        report.count("files", len(files))
        found = publications(files, report, today)
        yield from [_batch(one, gazetteer, report, visibility, today) for one in found]


def _batch(
    publication: Publication,
    gazetteer: Gazetteer,
    report: Report,
    visibility: Visibility,
    today: str,
) -> Batch:
    source, date = publication.source, publication.date
    writer = GrantWriter(source, date, visibility, gazetteer, report)
    records = writer.records(_grants(publication, report, today))
    bodies, links = writer.figures
    report.count("publishers")
    report.count("bodies", bodies)
    report.count("links", links)
    return Batch(
        source=source,
        edition=Edition(
            source=source.id,
            date=date,
            complete=publication.complete,
            url=publication.url,
            sha256=publication.sha256,
        ),
        records=records,
        replaces=True,
    )


def _grants(publication: Publication, report: Report, today: str) -> Iterator[Grant]:
    """The grants that can be used; refused when none of those that pay bodies can be read."""
    usable, broken = 0, ("", "")
    known: Known = {}
    for draft in publication.drafts:
        try:
            grant = grant_of(draft, today, known)
        except Unusable as reason:
            report.leave(str(reason), draft.place)
            broken = broken if broken[0] or draft.individual else (str(reason), draft.place)
        else:
            usable += 1
            yield grant
    if broken[0] and not usable:
        refuse(
            f"none of the {len(publication.drafts)} grants can be used; the first is {broken[0]}",
            broken[1], "Look whether the file keeps to the standard.",
        )  # fmt: skip
