"""The four parliaments whose registers of groups are read, and the sources named for them."""

from dataclasses import dataclass

from graph.model import Source

_MYSOCIETY = "mySociety, appg-membership"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_REPOSITORY = "https://github.com/mysociety/appg-membership"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parliament:
    """One of them: its key in ids, the value of the ``parliament`` claim, its words.

    ``short`` is what its groups are called in short ("APPG"), ``place`` stands behind a short
    name where several parliaments have groups of that name.
    """

    key: str
    claim: str
    source: Source
    chamber: str
    short: str
    place: str
    words: str


def _source(source_id: str, title: str, publisher: str, url: str, ground: str) -> Source:
    return Source(
        id=source_id,
        title=title,
        publisher=publisher,
        licence="CC-BY-4.0",
        attribution=f"{ground} Compiled by mySociety, CC BY 4.0.",
        url=url,
        licence_url=_CC_BY,
        compiler=_MYSOCIETY,
    )


WESTMINSTER = Parliament(
    key="uk",
    claim="uk",
    source=_source(
        "appg-uk",
        "Register of All-Party Parliamentary Groups",
        "UK Parliament",
        "https://publications.parliament.uk/pa/cm/cmallparty/",
        "Contains Parliamentary information under the Open Parliament Licence v3.0.",
    ),
    chamber="commons",
    short="APPG",
    place="",
    words="Westminster",
)
SCOTLAND = Parliament(
    key="scotland",
    claim="scottish-parliament",
    source=_source(
        "cpg-scotland",
        "Cross-Party Groups in the Scottish Parliament",
        "Scottish Parliament",
        "https://data.parliament.scot/api/crosspartygroups/json",
        "Contains information of the Scottish Parliament.",
    ),
    chamber="holyrood",
    short="CPG",
    place="Scottish Parliament",
    words="Scottish Parliament",
)
SENEDD = Parliament(
    key="senedd",
    claim="senedd",
    source=_source(
        "cpg-senedd",
        "Cross-Party Groups in the Senedd",
        "Senedd Cymru",
        "https://business.senedd.wales/",
        "Contains information of the Senedd.",
    ),
    chamber="senedd",
    short="CPG",
    place="Senedd",
    words="Senedd",
)
NORTHERN_IRELAND = Parliament(
    key="ni",
    claim="ni-assembly",
    source=_source(
        "apg-ni",
        "All-Party Groups in the Northern Ireland Assembly",
        "Northern Ireland Assembly",
        "https://aims.niassembly.gov.uk/mlas/allpartygroups.aspx",
        "Contains information of the Northern Ireland Assembly.",
    ),
    chamber="stormont",
    short="APG",
    place="Northern Ireland Assembly",
    words="Northern Ireland Assembly",
)

# The value of ``parliament`` in a file → parliament and language. Early registers lack the field.
PARLIAMENTS: dict[str, tuple[Parliament, str]] = {
    "": (WESTMINSTER, "en"),
    "uk": (WESTMINSTER, "en"),
    "scottish-parliament": (SCOTLAND, "en"),
    "senedd-en": (SENEDD, "en"),
    "senedd-cy": (SENEDD, "cy"),
    "ni-assembly": (NORTHERN_IRELAND, "en"),
}

# Lists of members of Westminster groups are no part of the register: a source of their own.
MEMBER_LISTS = Source(
    id="appg-members",
    title="Membership lists of All-Party Parliamentary Groups",
    publisher="mySociety",
    licence="CC-BY-4.0",
    attribution="Lists gathered by mySociety, CC BY 4.0; those found by AI search need checking.",
    url=_REPOSITORY,
    licence_url=_CC_BY,
    compiler=_MYSOCIETY,
)
