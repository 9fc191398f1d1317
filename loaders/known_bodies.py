"""Bodies whose name is too short or too common to be joined by, with their registered numbers.

Our own judgements, kept as a list of identifiers: they hold for whoever is loaded, and a person
takes one out with ``judge reject``.
"""

import csv
from importlib.resources import files

from graph.identity.concordance import packed
from graph.model import Edition, FactKind, IdentifierFact, Source
from loaders.base import Batch

SOURCE = Source(
    id="kithmap-known-bodies",
    title="Kithmap's known bodies",
    publisher="Kithmap",
    licence="Apache-2.0",
    attribution="Kithmap's own list of bodies with short names and their registered numbers",
)
# The oldest edition of the registers that we read: a question about any later date finds it.
EDITION = "2024"


def known_bodies() -> Batch:
    """The shipped list, as one edition of its source."""
    text = files("loaders").joinpath("reference/known_bodies.csv").read_text(encoding="utf-8")
    facts = [
        IdentifierFact(FactKind.SAME, row["record"], row["identifier"], row["why"], number)
        for number, row in enumerate(csv.DictReader(text.splitlines()), start=2)
    ]
    return Batch(
        source=SOURCE,
        edition=Edition(source=SOURCE.id, date=EDITION),
        records=(),
        concordances=packed(SOURCE.id, EDITION, "known-bodies", facts),
    )
