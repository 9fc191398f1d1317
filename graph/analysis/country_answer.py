"""What is said first when a reader asks for the gaps of one country."""

from graph.analysis.country_rules import (
    country_gap,
    has_group,
    lapsed_countries,
    nearest_groups,
    on_westminster_register,
)
from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.sentences import day, listed, sentence
from graph.analysis.titles import Lapsed, lapsed_groups

_SHORT = {"January": "Jan", "February": "Feb", "August": "Aug", "September": "Sep",
          "October": "Oct", "November": "Nov", "December": "Dec", "April": "Apr",
          "March": "Mar", "June": "Jun", "July": "Jul"}  # fmt: skip


def with_country(
    ground: Ground, country: int | None, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The findings, with the gap of the country asked for even when nobody in the data is of it."""
    if country is None or country in ground.home or has_group(ground, country):
        return findings
    own = country_gap(ground, country)
    return findings if own.key in {f.key for f in findings} else (own, *findings)


def about_country(ground: Ground, country: int, tally: str) -> str:
    """Whether a group on a country is or ever was on the register, with dates; the tally follows.

    A document that speaks of a group is no register: it is among the reasons, with its date.
    """
    name = ground.name(country)
    groups = [g for g in ground.groups_about.get(country, ()) if on_westminster_register(ground, g)]
    if country in ground.home:
        return sentence("{name} is home in these sources: {tally}.", name=name, tally=tally)
    if not ground.register_day():
        return sentence("No register of parliamentary groups was read for {name}: {tally}.",
                        name=name, tally=tally)  # fmt: skip
    if groups:
        return sentence(
            "On the register of {day} for {name}: {groups}; {tally}.",
            day=ground.register_day(), name=name, tally=tally,
            groups=listed((ground.name(g) for g in groups), limit=2),
        )  # fmt: skip
    lapsed = _last_listed(ground, country)
    if lapsed is not None:
        return sentence(
            "No parliamentary group on {name} on the register of {day}; last listed {last}.",
            name=name, day=ground.register_day(), last=day(lapsed.last),
        )  # fmt: skip
    first, last = (_short(date) for date in ground.register_span())
    held = "in any register edition held ({first} – {last})"
    if first == last:
        held = "in the one register edition held ({last})"
    near = [ground.name(g) for g, *_ in nearest_groups(ground, country)][:2]
    while True:
        words = sentence(
            "No parliamentary group on {name} " + held + "{near}.", name=name, first=first,
            last=last, near=f"; nearest: {listed(near)}" if near else "",
        )  # fmt: skip
        if not near or "…" not in words:
            return words
        near.pop()


def _last_listed(ground: Ground, country: int) -> Lapsed | None:
    found = [
        lapsed for lapsed in lapsed_groups(ground)
        if lapsed.last and country in lapsed_countries(ground, lapsed)
    ]  # fmt: skip
    return max(found, key=lambda lapsed: (lapsed.last, lapsed.node.id), default=None)


def _short(date: str) -> str:
    words = day(date)
    for month, short in _SHORT.items():
        words = words.replace(month, short)
    return words
