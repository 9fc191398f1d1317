"""The three registers of charities: their sources, ids, addresses and least sizes."""

from dataclasses import dataclass

from graph.model import Source

_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True, kw_only=True)
class CharityRegister:
    """One register: scheme of its numbers, address of a charity's page, who is at home there.

    ``least`` is how many charities its whole list holds at the very least: a file with fewer is a
    cut-out, and what is not in it has not left the register. ``home`` are places that name no
    origin there: in Northern Ireland "Irish" says nothing of a diaspora.
    """

    source: Source
    scheme: str
    page: str
    least: int
    home: frozenset[str]

    def address(self, number: str, linked: int = 0) -> str:
        """Address of a charity's page on the regulator's site."""
        return self.page.format(number=number, linked=linked)


def _source(source_id: str, title: str, publisher: str, url: str) -> Source:
    return Source(
        id=source_id,
        title=title,
        publisher=publisher,
        licence="OGL-UK-3.0",
        attribution=f"Contains information from the {title}, supplied by the {publisher} and "
        "licensed under the Open Government Licence v3.0.",
        url=url,
        licence_url=_OGL,
    )


_UK = frozenset({"country:GB"})

ENGLAND_WALES = CharityRegister(
    source=_source(
        "charity-register-ew",
        "Register of Charities, England and Wales",
        "Charity Commission for England and Wales",
        "https://register-of-charities.charitycommission.gov.uk/register/full-register-download",
    ),
    scheme="GB-CHC",
    page="https://register-of-charities.charitycommission.gov.uk/charity-details/"
    "?regId={number}&subId={linked}",
    least=100_000,  # about 170,000 are registered
    home=_UK,
)
NORTHERN_IRELAND = CharityRegister(
    source=_source(
        "charity-register-ni",
        "Register of Charities, Northern Ireland",
        "Charity Commission for Northern Ireland",
        "https://www.charitycommissionni.org.uk/charity-search/",
    ),
    scheme="GB-NIC",
    page="https://www.charitycommissionni.org.uk/charity-details/?regId={number}&subId={linked}",
    least=5_000,  # about 7,000 are registered
    home=_UK | {"country:IE"},
)
SCOTLAND = CharityRegister(
    source=_source(
        "charity-register-sc",
        "Scottish Charity Register",
        "Office of the Scottish Charity Regulator",
        "https://www.oscr.org.uk/about-charities/search-the-register/download-the-register/",
    ),
    scheme="GB-SC",
    page="https://www.oscr.org.uk/about-charities/search-the-register/charity-details"
    "?number={number}",
    least=15_000,  # about 25,000 are registered
    home=_UK,
)
