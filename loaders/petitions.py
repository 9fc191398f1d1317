"""Loads petitions to the UK Parliament: their subjects, states, and where they were signed."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from graph.model import Edition, Record, Source, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.petitions_files import PetitionsFile, read_files
from loaders.petitions_records import PetitionWriter
from loaders.petitions_shape import Petition

LIST, ARCHIVE = "petitions-uk", "petitions-uk-archived"


def _source(source_id: str, title: str, url: str) -> Source:
    return Source(
        id=source_id,
        title=title,
        publisher="UK Government and Parliament",
        licence="OGL-UK-3.0",
        attribution=(
            "Contains public sector information licensed under the Open Government Licence v3.0: "
            "UK Government and Parliament petitions."
        ),
        url=url,
        licence_url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )


class PetitionsLoader:
    """Petitions in the site's JSON (one, or lists) and its CSV list; files or a folder of them.

    Counts are snapshots that only ever grow, so each keeps its day. A petition's own page is a
    source of its own, so that a newer list does not put it out of force. Whoever began a petition
    is not read, nor are the members named beside constituencies.
    """

    name = "petitions"
    summary = "petitions to Parliament: subject, state, signatures by country and constituency"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition of each petition's page, and one of all lists together, oldest first.

        ``BadSource`` names the file and the place that cannot be used; nothing is loaded then.
        ``today`` dates a file that holds no day at all. Cost: linear in the petitions.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        files = tuple(read_files(paths, report))
        report.count("files", len(files))
        batches = []
        for source, date, petitions, used in _editions(files, report, today):
            writer = PetitionWriter(source, date, visibility, gazetteer, report)
            records = tuple(r for petition in petitions for r in writer.records(petition))
            batches.append(_batch(source, date, petitions, records, used))
        yield from sorted(batches, key=lambda b: (b.edition.date, b.source.id))


Found = tuple[Source, str, list[Petition], list[PetitionsFile]]


def _editions(files: Iterable[PetitionsFile], report: Report, today: str) -> Iterator[Found]:
    pages: dict[tuple[str, str], tuple[Petition, PetitionsFile]] = {}
    lists: dict[str, list[tuple[Petition, PetitionsFile]]] = {}
    for file in files:
        for petition in file.petitions:
            if not file.single:
                lists.setdefault(ARCHIVE if petition.archived else LIST, []).append(
                    (petition, file)
                )
                continue
            key = (petition.id, file.day or today)
            if key in pages:
                report.leave("a petition that came twice on one day", petition.place)
            held = pages.get(key)
            if held is None or len(held[0].countries) < len(petition.countries):
                pages[key] = (petition, file)
    for (number, date), (petition, file) in sorted(pages.items()):
        title = f"Petition {number} to the UK Government and Parliament"
        yield _source(f"petition-uk:{number}", title, petition.url), date, [petition], [file]
    for source_id, met in sorted(lists.items()):
        yield _list_edition(source_id, met, report, today)


def _list_edition(
    source_id: str, met: list[tuple[Petition, PetitionsFile]], report: Report, today: str
) -> Found:
    """All lists together: they come in pages, and of a petition in two of them the newer counts."""
    chosen: dict[str, tuple[str, Petition]] = {}
    for petition, file in met:
        day = petition.on or file.day
        if petition.id in chosen:
            report.leave("a petition that stands in two lists", petition.place)
        if petition.id not in chosen or chosen[petition.id][0] < day:
            chosen[petition.id] = (day, petition)
    used = list({id(file): file for _, file in met}.values())
    date = max((file.day for file in used), default="") or today
    old = source_id == ARCHIVE
    source = _source(
        source_id,
        "Petitions to earlier Parliaments" if old else "Petitions to the UK Parliament",
        f"https://petition.parliament.uk/{'archived/' if old else ''}petitions.json",
    )
    petitions = [petition for _, (_, petition) in sorted(chosen.items(), key=lambda e: int(e[0]))]
    return source, date, petitions, used


def _batch(
    source: Source,
    date: str,
    petitions: list[Petition],
    records: tuple[Record, ...],
    used: list[PetitionsFile],
) -> Batch:
    """A page whose countries account for every signature is whole; a list is never known to be,
    and its pages may be loaded one after another."""
    own_page = source.id not in (LIST, ARCHIVE)
    digest = sha256("\n".join(sorted(file.sha256 for file in used)).encode()).hexdigest()
    return Batch(
        source=source,
        edition=Edition(
            source=source.id,
            date=date,
            complete=own_page and petitions[0].whole,
            url=source.url,
            sha256=digest,
        ),
        records=records,
        replaces=own_page,
    )
