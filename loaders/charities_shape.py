"""A charity as any of the three registers gives it, reduced to what is kept."""

from dataclasses import dataclass

from loaders.charities_sources import CharityRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A theme that a register's own heading stands for; ``words`` are the heading's."""

    theme: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a charity says it works: a country, region or council by the register's own name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Charity:
    """One charity in force. ``locator`` says where it stands in the source.

    ``origin`` is what the register says when it helps people of an ethnic or national origin
    (empty otherwise). ``purposes`` is the text of its objects and activities: read for what it
    names, never kept. ``linked`` is the number that a register gives to a part of a charity, 0
    for the charity itself.
    """

    register: CharityRegister
    number: str
    name: str
    locator: str
    linked: int = 0
    others: tuple[str, ...] = ()
    website: str = ""
    company: str = ""
    topics: tuple[Topic, ...] = ()
    areas: tuple[Area, ...] = ()
    origin: str = ""
    religious: bool = False
    purposes: str = ""

    @property
    def identifier(self) -> str:
        """Scheme and number; a linked charity has its own number behind that of its parent."""
        return numbered(self.register, self.number, self.linked)

    @property
    def id(self) -> str:
        """The record's id."""
        return f"org:{self.identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A charity that left the register and gave what it had to one other."""

    number: str
    linked: int
    name: str
    removed: str
    successor: str
    on: str
    locator: str


def numbered(register: CharityRegister, number: str, linked: int = 0) -> str:
    """The identifier of a charity or of a part of it."""
    return f"{register.scheme}-{number}-{linked}" if linked else f"{register.scheme}-{number}"
