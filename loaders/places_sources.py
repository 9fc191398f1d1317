"""The sources of places: councils, constituencies, and how the one lie in the other."""

from graph.model import Source

_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
# The constituencies of the review of 2023 came into use at this general election, and the old
# ones went out of it.
NEW_SEATS = "2024-07-04"
OLD_SEATS = "2010-05-06"


def _compiled(source_id: str, title: str, publisher: str, attribution: str, url: str) -> Source:
    return Source(
        id=source_id,
        title=title,
        publisher=publisher,
        licence="CC-BY-4.0",
        attribution=attribution,
        url=url,
        licence_url=_CC_BY,
        compiler=publisher,
    )


COUNCILS = _compiled(
    "uk-councils",
    "UK local authorities, past and present",
    "mySociety",
    "Names and codes of UK local authorities compiled by mySociety, CC BY 4.0. Contains public "
    "sector information licensed under the Open Government Licence v3.0.",
    "https://pages.mysociety.org/uk_local_authority_names_and_codes/",
)
SEATS = _compiled(
    "uk-constituencies",
    "UK parliamentary constituencies: codes, overlaps with older ones and with councils",
    "mySociety",
    "Constituencies of 2025 and geographic overlaps compiled by mySociety, CC BY 4.0. Contains "
    "data of the Office for National Statistics, National Records of Scotland and NISRA, Open "
    "Government Licence v3.0.",
    "https://pages.mysociety.org/2025-constituencies/",
)
SHARES = _compiled(
    "council-shares",
    "Councils by the share of their people in each constituency",
    "Open Innovations",
    "Lookup of councils and constituencies by Open Innovations, CC BY 4.0.",
    "https://constituencies.open-innovations.org/",
)
