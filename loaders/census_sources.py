"""The sources of the census: communities of England and Wales, and births by constituency."""

from graph.model import Source

_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# Census day. In Scotland it was a year later, which is when the count of the whole was complete.
CENSUS_DAY = "2021-03-21"
SCOTLANDS_DAY = "2022-03-20"

COMMUNITIES = Source(
    id="census-2021",
    title="Census 2021, England and Wales",
    publisher="Office for National Statistics",
    licence="OGL-UK-3.0",
    attribution="Source: Office for National Statistics, Census 2021, licensed under the Open "
    "Government Licence v3.0.",
    url="https://www.nomisweb.co.uk/sources/census_2021_bulk",
    licence_url=_OGL,
    compiler="Office for National Statistics; national counts gathered by Paul Williamson",
)
BIRTHS = Source(
    id="constituency-births",
    title="Constituency statistics: country of birth",
    publisher="House of Commons Library",
    licence="OGL-UK-3.0",
    attribution="House of Commons Library, from the censuses of the Office for National "
    "Statistics, NISRA and Scotland's Census, Open Government Licence v3.0. Compiled by Open "
    "Innovations, CC BY 4.0.",
    url="https://commonslibrary.parliament.uk/constituency-statistics-country-of-birth/",
    licence_url=_OGL,
    compiler="Open Innovations, constituencies",
)
