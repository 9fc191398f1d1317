"""Rows of the register of interests as visits, gifts and roles; no address and no sentence kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.grants_cells import day, money, named, text_of
from loaders.interests_files import Row

PAGE = "https://interests-api.parliament.uk/api/v1/Interests/"
MOST_REPEATED = 30  # columns of one sort; the widest file has five donors and three countries
_PAID = {"in kind": "in kind", "monetary": "in money", "cash": "in money", "loan": "as a loan"}


class Unusable(Exception):
    """An interest that is set aside; its text is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What every interest has: its number, and the member who registered it."""

    id: str
    mnis: str
    member: str
    place: str

    @property
    def url(self) -> str:
        """Address of the interest in the register."""
        return f"{PAGE}{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """Who gave: name, the register's word for what sort it is, company number as written.

    ``pounds`` is None where no value is given; ``shared`` says that others benefited too.
    """

    name: str
    company: str = ""
    status: str = ""
    number: str = ""
    private: bool = False
    pounds: float | None = None
    how: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit outside the United Kingdom: where, when, who paid, and the group named with it."""

    interest: Interest
    countries: tuple[str, ...]
    since: str
    until: str
    group: str
    donors: tuple[Donor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A donation, gift or benefit; ``through_party`` where a party received it for the member."""

    interest: Interest
    donor: Donor
    received: str
    group: str
    through_party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An unpaid or party role, told in a sentence that is read here and not kept."""

    interest: Interest
    sort: str
    sentence: str
    since: str
    until: str


def interest_of(row: Row, where: str) -> Interest:
    """The number and the member of an interest; ``Unusable`` without either."""
    number = text_of(row["ID"]).lstrip("0")
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise Unusable("an interest without a number")
    mnis, member = text_of(row["MNIS ID"]).lstrip("0"), named(row["Member"])
    place = f"{where}, interest {number}"
    if not re.fullmatch(r"[0-9]{1,6}", mnis) or not re.search(r"[^\W\d]", member):
        raise Unusable("an interest without a member")
    return Interest(id=number, mnis=mnis, member=member, place=place)


def visit_of(row: Row, interest: Interest) -> Visit:
    """A visit from its row, of either layout."""
    countries = (text_of(v) for v in _repeated(row, "VisitLocations_Country"))
    return Visit(
        interest=interest,
        countries=tuple(dict.fromkeys(filter(None, countries))),
        since=day(row["StartDate"]),
        until=day(row["EndDate"]),
        group=text_of(row.get("Appg")),
        donors=tuple(_payers(row)),
    )


def _repeated(row: Row, stem: str) -> Iterator[str]:
    for number in range(1, MOST_REPEATED + 1):
        if f"{stem}_{number}" not in row:
            return
        yield row[f"{stem}_{number}"]


def _payers(row: Row) -> Iterator[Donor]:
    for number, name in enumerate(_repeated(row, "Donors_Name"), 1):
        shown = named(name)
        if shown:
            yield Donor(
                name=shown,
                private=_yes(row, f"Donors_IsPrivateIndividual_{number}"),
                pounds=_pounds(row.get(f"Donors_Value_{number}")),
                how=_how(row.get(f"Donors_PaymentType_{number}")),
                shared=_no(row, f"Donors_IsSoleBeneficiary_{number}"),
            )


def gift_of(row: Row, interest: Interest) -> Gift:
    """A donation or gift from its row."""
    return Gift(
        interest=interest,
        donor=Donor(
            name=named(row["DonorName"]),
            company=named(row.get("DonorCompanyName")),
            status=text_of(row["DonorStatus"]),
            number=text_of(row.get("DonorCompanyIdentifier")),
            private=text_of(row["DonorStatus"]).casefold() == "individual",
            pounds=_pounds(row["Value"]),
            how=_how(row.get("PaymentType")),
            shared=_no(row, "IsSoleBeneficiary"),
        ),
        received=day(row["ReceivedDate"]) or day(row.get("AcceptedDate")),
        group=text_of(row.get("Appg")),
        through_party=text_of(row.get("DonationSource")).startswith("(a)"),
    )


def role_of(row: Row, interest: Interest) -> Role:
    """A role from its row."""
    return Role(
        interest=interest,
        sort=text_of(row["MiscellaneousInterestType"]),
        sentence=row["Description"],
        since=day(row.get("AroseOn")),
        until=day(row.get("EndDate")),
    )


def _pounds(value: object) -> float | None:
    """An amount in pounds; None for nought, for a negative one and for what is none."""
    found = money(value)
    return found[0] if found and found[0] > 0 and found[1] in ("", "GBP") else None


def _how(value: object) -> str:
    return _PAID.get(text_of(value).casefold(), "")


def _yes(row: Row, name: str) -> bool:
    return text_of(row.get(name)).casefold() in ("true", "yes", "1")


def _no(row: Row, name: str) -> bool:
    return text_of(row.get(name)).casefold() in ("false", "no", "0")
