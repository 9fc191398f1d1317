"""The register's own figures, beside the gaps that they are the ground of."""

from graph.analysis.ground import WESTMINSTER, Ground, parliament
from graph.analysis.group_rules import USUAL_OFFICERS
from graph.analysis.sentences import counted, sentence
from graph.model import LinkKind

COUNTRY_CATEGORY = "country"


def register_figures(ground: Ground) -> tuple[str, ...]:
    """One sentence on Westminster's register in force; none where no register was read.

    >>> from graph.network import Network
    >>> register_figures(Ground(Network.of("a-b")))
    ()
    """
    day = ground.register_day()
    groups = [v for v in ground.listed_groups if parliament(ground.nodes[v]) == WESTMINSTER]
    if not day or not groups:
        return ()
    country = [v for v in groups if ground.nodes[v].get("category") == COUNTRY_CATEGORY]
    alone = [v for v in country if not ground.has_secretariat(v)]
    few = [
        v for v in groups
        if len(ground.near(v, LinkKind.OFFICER_OF, outward=False)) < USUAL_OFFICERS
    ]  # fmt: skip
    return (sentence(
        "Register of {day}: {all}; {country}, {alone} without a secretariat; "
        "{few} of all with fewer than four officers.",
        day=day, all=counted(len(groups), "group"),
        country=counted(len(country), "country group"), alone=f"{len(alone):,} of them",
        few=f"{len(few):,}",
    ),)  # fmt: skip
