"""What is told of how far people are from whoever decides: sentences of 25 words or fewer."""

from collections import Counter
from collections.abc import Mapping

from graph.analysis.deciders import Decider
from graph.analysis.sentences import counted, sentence, short_name
from graph.analysis.ties import all_ties
from graph.model import NodeKind
from graph.network import Network
from graph.results import Path


def headline(reached: int, none: int, unknown: int) -> str:
    """How many have a route, how many have none, and of how many nothing is known."""
    if not reached + none + unknown:
        return "No community or diaspora body in these sources answers to this question."
    return (
        f"{reached:,} of {reached + none + unknown:,} have a route to someone who decides; "
        f"{none:,} have none in these sources; of {unknown:,} no contact is known."
    )


def route_words(network: Network, path: Path, decider: Decider, as_near: int) -> str:
    """How far the nearest decider is, who that is, and by way of whom."""
    names = [short_name(network.nodes[network.index[ref.id]]) for ref in path.nodes]
    person = path.nodes[-1].kind is NodeKind.PERSON
    who = f"{names[-1]} ({decider.why})" if person else names[-1]
    if len(names) == 2:
        return sentence("{one} is in direct contact with {who}.", one=names[0], who=who)
    others = f"; {as_near - 1} more as near" if as_near > 1 else ""
    return sentence(
        "{one}: {hops} to {who}, first by way of {first}{others}.",
        one=names[0], hops=counted(len(names) - 1, "hop"), who=who, first=names[1], others=others,
    )  # fmt: skip


def none_words(network: Network, vertex: int, contacts: int) -> str:
    """That the contacts known lead to nobody who decides."""
    return sentence(
        "{one}: no route in these sources; {contacts} followed, none leads to someone who decides.",
        one=short_name(network.nodes[vertex]), contacts=counted(contacts, "contact"),
    )  # fmt: skip


def door_words(network: Network, vertex: int, door: int | None, away: int) -> str:
    """That nobody is known to be in contact, and who serves them and could be asked."""
    one = short_name(network.nodes[vertex])
    if door is None:
        return sentence("{one}: unknown; no source held tells who is in contact.", one=one)
    who = short_name(network.nodes[door])
    if not away:
        return sentence("{one}: no contact known; ask {who}, which serves them.", one=one, who=who)
    return sentence(
        "{one}: no contact known; {who} serves them and is {hops} from someone who decides.",
        one=one, who=who, hops=counted(away, "hop"),
    )  # fmt: skip


def notes(
    network: Network, deciders: Mapping[int, tuple[Decider, ...]], *, include_ai: bool
) -> tuple[str, ...]:
    """What was counted as deciding, and what to beware of."""
    everyone = {d.vertex: d.sort for some in deciders.values() for d in some}
    many = Counter(everyone.values())
    told = [
        counted(many["minister"], "minister or minister's office",
                "ministers or ministers' offices"),
        counted(many["officer"], "officer of a relevant group",
                "officers of relevant groups"),
        counted(many["department"], "department or office of government",
                "departments or offices of government"),
    ]  # fmt: skip
    found = [
        f"Counted as deciding: {told[0]}, {told[1]}, {told[2]}.",
        "One hop is direct contact. A short way is no promise: nobody on it was asked.",
        "Small bodies with few records look farther away than they may be.",
    ]
    only_ai = network.once(all_ties).only_ai & network.introduces
    if not include_ai and only_ai.any():
        found.append(f"Not used: {counted(int(only_ai.sum()), 'link')} found only by an AI search.")
    return tuple(found)
