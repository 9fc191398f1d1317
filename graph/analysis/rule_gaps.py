"""The rules, by name: each is a function whose docstring is the sentence that readers see."""

from collections.abc import Iterator
from typing import Protocol

from graph.analysis.body_rules import body_far_from_group, community_without_organisation
from graph.analysis.country_rules import country_without_group
from graph.analysis.distance_rules import distance_stated
from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.group_rules import (
    group_lapsed,
    group_with_few_officers,
    group_without_diaspora_body,
    group_without_secretariat,
)
from graph.analysis.headcount_rules import large_community_without_group
from graph.analysis.promise_rules import promise_open
from graph.analysis.work_rules import (
    campaign_without_group,
    funder_without_grantee,
    meeting_planned,
)


class Rule(Protocol):
    """Finds what one rule expects and does not see; its docstring says it in public."""

    __doc__: str | None

    def __call__(self, ground: Ground, *, max_hops: int) -> Iterator[Finding]:
        """Everything that the rule finds, each with its coverage state."""
        ...


RULES: dict[str, Rule] = {
    "country_without_group": country_without_group,
    "large_community_without_group": large_community_without_group,
    "body_far_from_group": body_far_from_group,
    "meeting_planned": meeting_planned,
    "promise_open": promise_open,
    "distance_stated": distance_stated,
    "group_without_diaspora_body": group_without_diaspora_body,
    "funder_without_grantee": funder_without_grantee,
    "campaign_without_group": campaign_without_group,
    "group_without_secretariat": group_without_secretariat,
    "group_with_few_officers": group_with_few_officers,
    "group_lapsed": group_lapsed,
    "community_without_organisation": community_without_organisation,
}


def public_sentence(rule: Rule) -> str:
    """The first line of a rule's docstring.

    >>> public_sentence(meeting_planned)
    'A meeting was planned, and no source records that it was held.'
    """
    return (rule.__doc__ or "").strip().splitlines()[0]


def rule_gaps(ground: Ground, *, max_hops: int = 4) -> tuple[Finding, ...]:
    """All that the rules find, best first inside a rule; ties by the ids of the ends.

    ``max_hops`` is the number of introductions within which a body counts as near its group.
    An empty network gives none. Cost: linear in links for each rule; reach of groups is
    ``max_hops`` matrix products.

    >>> from graph.network import Network
    >>> rule_gaps(Ground(Network.of("a-b")))
    ()
    """
    found = [f for rule in RULES.values() for f in rule(ground, max_hops=max_hops)]
    return tuple(sorted(found, key=lambda f: (f.rule, -f.score, f.key)))
