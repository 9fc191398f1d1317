"""Our own gazetteer as a source: countries, regions, peoples, faiths and UK nations, with parents."""

from collections.abc import Iterator
from pathlib import Path

from graph.model import (
    Edition,
    LinkKind,
    NodeKind,
    Record,
    Source,
    Statement,
    Visibility,
)
from loaders.base import Batch, Report, claims, link_record, node_record
from loaders.gazetteer import Gazetteer, Place, load_gazetteer

SOURCE = Source(
    id="kithmap-gazetteer",
    title="Kithmap gazetteer",
    publisher="Kithmap",
    licence="Apache-2.0",
    attribution="Kithmap gazetteer of countries, regions and peoples",
)
EDITION = "2026-11-16"


class CountriesLoader:
    """The shipped gazetteer; it takes no files."""

    name = "countries"
    summary = "countries, regions, peoples and faiths, with their other names and parents"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition: every row of the gazetteer and the parent links between them."""
        gazetteer = load_gazetteer()
        yield Batch(
            source=SOURCE,
            edition=Edition(source=SOURCE.id, date=EDITION),
            records=tuple(records(gazetteer, report)),
            replaces=True,
        )


def records(gazetteer: Gazetteer, report: Report) -> Iterator[Record]:
    for place in gazetteer.places:
        report.read += 1
        report.used += 1
        yield place_record(place)
        report.count(f"{place.kind} rows")
        for parent in place.parents:
            if gazetteer.by_id(parent).kind == place.kind or place.kind == "place":
                yield link_record(
                    LinkKind.PART_OF,
                    Statement(
                        source=SOURCE.id,
                        seen=(EDITION,),
                        subject=place.id,
                        object=parent,
                        locator=place.id,
                    ),
                )


def place_record(place: Place) -> Record:
    identifiers = [f"ISO-{place.iso2}"] if place.iso2 else []
    return node_record(
        NodeKind(place.kind),
        Statement(
            source=SOURCE.id,
            seen=(EDITION,),
            subject=place.id,
            locator=place.id,
            note=place.note,
            claims=claims(
                place.name,
                aliases=place.aliases,
                identifiers=identifiers,
                status=place.status,
            ),
        ),
    )
