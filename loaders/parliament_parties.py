"""Parties at Westminster: the bodies that the short names in a list of members stand for."""

from dataclasses import dataclass

from graph.text import slug


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a body: its own name and the names that lists of members give it."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Id made of its name, as of any body without a number."""
        return f"org:name:{slug(self.name)}"


_LABOUR = Party("Labour Party")
# A short name alone ("Labour", "Green") is no alias: too many bodies answer to it.
_PARTIES = {
    "APNI": (Party("Alliance Party of Northern Ireland"),),
    "Con": (Party("Conservative and Unionist Party", ("Conservative Party",)),),
    "DUP": (Party("Democratic Unionist Party"),),
    "Green": (Party("Green Party of England and Wales"),),
    "Lab": (_LABOUR,),
    "LD": (Party("Liberal Democrats"),),
    "PC": (Party("Plaid Cymru"),),
    "RB": (Party("Restore Britain"),),
    "RUK": (Party("Reform UK"),),
    "SDLP": (Party("Social Democratic and Labour Party"),),
    "SF": (Party("Sinn Féin"),),
    "SNP": (Party("Scottish National Party"),),
    "TUV": (Party("Traditional Unionist Voice"),),
    "UUP": (Party("Ulster Unionist Party"),),
    "YP": (Party("Your Party"),),
}
# Whoever is elected for both sits for both; the list gives them the code of the larger one.
_BOTH = "Labour (Co-op)"
_CO_OPERATIVE = Party("Co-operative Party")
_NONE = frozenset(("Ind", "Spk"))


def parties(code: str, name: str) -> tuple[Party, ...] | None:
    """The parties that a member sits for: none for independents and the Speaker; None unknown.

    >>> [party.name for party in parties("Lab", "Labour (Co-op)")]
    ['Labour Party', 'Co-operative Party']
    >>> parties("Ind", "Independent"), parties("XYZ", "New")
    ((), None)
    """
    if name == _BOTH:
        return (_LABOUR, _CO_OPERATIVE)
    return () if code in _NONE else _PARTIES.get(code)
