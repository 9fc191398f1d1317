"""Our own gazetteer as a source: countries, regions, peoples, UK nations and themes."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import BadSource
from graph.model import (
    Edition,
    LinkKind,
    NodeKind,
    Record,
    Source,
    Statement,
    Status,
    Visibility,
)
from loaders.base import Batch, Report, claims, link_record, node_record
from loaders.gazetteer import Gazetteer, Place, load_gazetteer
from loaders.known_bodies import known_bodies

SOURCE = Source(
    id="kithmap-gazetteer",
    title="Kithmap gazetteer",
    publisher="Kithmap",
    licence="Apache-2.0",
    attribution="Kithmap gazetteer of countries, regions and peoples",
)
# Names and parents as they stood when the oldest register edition that we read was published:
# a question about any later date finds them in force.
EDITION = "2024"


class CountriesLoader:
    """The shipped gazetteer; it takes no files."""

    name = "countries"
    summary = "countries, regions, peoples, faiths and themes, with other names and parents"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """Every row of the gazetteer and the parent links between them; and the known bodies."""
        gazetteer = load_gazetteer()
        yield Batch(
            source=SOURCE,
            edition=Edition(source=SOURCE.id, date=EDITION),
            records=tuple(records(gazetteer, report)),
            replaces=True,
        )
        yield known_bodies()


def records(gazetteer: Gazetteer, report: Report) -> Iterator[Record]:
    for place in gazetteer.places:
        report.read += 1
        report.used += 1
        report.count(f"{place.kind} rows")
        # Who claims a place is told of it: a link would make it a part, which is disputed.
        claimant = gazetteer.by_name(place.claimed_by) if place.claimed_by else None
        yield _named(
            place.kind,
            place.id,
            note=place.note,
            claimed=claims(
                place.name,
                aliases=place.aliases,
                identifiers=_identifiers(place),
                status=place.status,
                claimed_by=claimant.id if claimant else "",
            ),
        )
        for parent in place.parents:
            above = gazetteer.by_id(parent)
            if above is None:
                raise BadSource(
                    f"the gazetteer knows no '{parent}'",
                    where=f"countries.csv, {place.id}, parents",
                    next_step="Mend the row.",
                )
            yield _tied(_parent_kind(place.kind, above.kind), place, above)
    yield from _themes(gazetteer, report)


def _themes(gazetteer: Gazetteer, report: Report) -> Iterator[Record]:
    for theme in gazetteer.all_themes:
        report.read += 1
        report.used += 1
        report.count("theme rows")
        yield _named(NodeKind.THEME, theme.id, claimed=claims(theme.name))
        for parent in theme.parents:
            yield _told(LinkKind.PART_OF, theme.id, parent)


def _parent_kind(kind: NodeKind, above: NodeKind) -> LinkKind:
    """A people's country is its heritage; whatever else has a parent is a part of it."""
    if kind is NodeKind.COMMUNITY and above is NodeKind.COUNTRY:
        return LinkKind.HERITAGE
    return LinkKind.PART_OF


def _named(
    kind: NodeKind, node_id: str, *, claimed: tuple[tuple[str, str], ...], note: str = ""
) -> Record:
    return node_record(
        kind,
        Statement(
            source=SOURCE.id,
            seen=(EDITION,),
            subject=node_id,
            locator=node_id,
            note=note,
            claims=claimed,
        ),
    )


def _identifiers(place: Place) -> list[str]:
    iso = [f"ISO-{place.iso2}"] if place.iso2 else []
    return [*iso, f"GSS-{place.gss}"] if place.gss else iso


def _tied(kind: LinkKind, place: Place, above: Place) -> Record:
    # That a people has its origin in a country does not say that any of it lives in the UK.
    if kind is LinkKind.HERITAGE:
        note = "A people by name; no count of it in the UK is known here."
        return _told(kind, place.id, above.id, Status.INFERRED, note)
    return _told(kind, place.id, above.id)


def _told(
    kind: LinkKind, child: str, parent: str, status: Status = Status.HELD, note: str = ""
) -> Record:
    return link_record(
        kind,
        Statement(
            source=SOURCE.id,
            seen=(EDITION,),
            subject=child,
            object=parent,
            locator=child,
            status=status,
            note=note,
        ),
    )
