"""Who should be working together and is not: rules and pairs, filtered, ranked, explained."""

from collections import defaultdict
from collections.abc import Iterable

from graph.analysis.country_answer import about_country, with_country
from graph.analysis.finding import Finding
from graph.analysis.gap_filters import Asked, fits
from graph.analysis.gap_views import gap_view
from graph.analysis.ground import Ground, full_ground, plain_ground
from graph.analysis.headcount import census_line
from graph.analysis.pair_gaps import GROUPS, PAIR, SENTENCES, pairs_of
from graph.analysis.proof import TESTED
from graph.analysis.proof import sentences as proof_sentences
from graph.analysis.register_figures import register_figures
from graph.analysis.rule_gaps import RULES, public_sentence, rule_gaps
from graph.analysis.sentences import counted, day, sentence
from graph.errors import BadQuestion
from graph.network import Network
from graph.results import GapsAnswer

# How much a line of each rule helps a convenor, against a pair to introduce, which counts 1.
WEIGHT = {
    PAIR: 1.0, GROUPS: 1.0, "country_without_group": 1.0, "body_far_from_group": 1.0,
    "large_community_without_group": 1.0,
    "meeting_planned": 0.9, "group_without_diaspora_body": 0.9, "funder_without_grantee": 0.9,
    "promise_open": 0.8, "distance_stated": 0.9,
    "campaign_without_group": 0.8, "group_lapsed": 0.7, "group_without_secretariat": 0.7,
    "group_with_few_officers": 0.7, "community_without_organisation": 0.7,
}  # fmt: skip
# Kithmap is about diasporas: how much a line counts that concerns no country and no community.
ELSEWHERE = 0.4
# Each further line of a rule counts so much of the one before, so that rules take turns.
TURNS = 0.8
# No body fills the list: after so many pairs with it, further ones stand at the end.
PAIRS_OF_BODY = 3
# Introductions within which a body counts as near its country's group.
NEAR = 4


def find_gaps(
    network: Network,
    *,
    country: str = "",
    theme: str = "",
    place: str = "",
    kind: str = "",
    rule: str = "",
    min_records: int = 1,
    limit: int = 20,
    max_hops: int = NEAR,
    include_ai: bool = False,
) -> GapsAnswer:
    """What is expected and not there, best first, each with reasons, an introducer and a route.

    ``country``, ``theme`` and ``place`` are node ids: gaps that concern them or their parts.
    ``kind`` is the subject's node kind, ``rule`` a name in ``RULES``, ``pair`` or
    ``pair_of_groups``. ``min_records`` leaves out ends of which the sources hold fewer
    statements. ``limit`` gaps are shown, and as many unknown ones: an unknown one is no gap,
    since nothing was read that would tell; and as many covered ones, where what a rule looks for
    is there, if one rule or country was asked for. ``max_hops`` is how many introductions still
    count as near a country's group; ``include_ai`` trusts links that only an AI search found.
    ``rules`` counts the gaps of each rule under all filters but ``rule``. Scores run from 0 to 1
    and order gaps inside a rule; across rules each further line of a rule counts less, ties by
    rule and ids. An isolated node makes a gap only by the rules on groups and communities.
    Raises ``NotFound`` for an id that is not there, ``BadQuestion`` for other options.
    Cost: linear in links, and the pairs that share something rare; a second call is fast.

    >>> answer = find_gaps(Network.of("a-m", "b-m", "a-p", "b-p"), rule="pair", limit=1)
    >>> answer.gaps_in_all + answer.unknown_in_all, answer.gaps[0].introducer.id
    (2, 'm')
    >>> answer.gaps[0].headline
    'a and b share m and 1 more; no public link found.'
    """
    _check(rule, limit, max_hops, min_records)
    ground = network.once(full_ground if include_ai else plain_ground)
    asked = Asked.of(ground, country=country, theme=theme, place=place, kind=kind,
                     min_records=min_records)  # fmt: skip
    every = with_country(ground, asked.country, _every(ground, max_hops))
    fitting = [finding for finding in every if fits(ground, asked, finding)]
    wanted = [f for f in fitting if not rule or f.rule == rule]
    gaps = _ranked(ground, (f for f in wanted if f.state == "absent"))
    told = [f for f in wanted if f.state == "present" and (rule or asked.country is not None)]
    covered = _ranked(ground, told)
    unknown = _ranked(ground, (f for f in wanted if f.state not in ("absent", "present")))
    if asked.country is not None:
        gaps.sort(key=lambda f: f.rule != "country_without_group")
    return GapsAnswer(
        headline=_headline(ground, asked, gaps, unknown),
        gaps=tuple(gap_view(ground, f) for f in gaps[:limit]),
        gaps_in_all=len(gaps),
        unknown=tuple(gap_view(ground, f) for f in unknown[:limit]),
        unknown_in_all=len(unknown),
        covered=tuple(gap_view(ground, f) for f in covered[:limit]),
        covered_in_all=len(covered),
        rules=_counts(fitting),
        notes=(
            *census_line(ground, asked.country),
            *_notes(ground),
            *register_figures(ground),
        ),
        snapshot=network.snapshot,
    )


def _check(rule: str, limit: int, max_hops: int, min_records: int) -> None:
    names = sorted({*RULES, *SENTENCES})
    if rule and rule not in names:
        raise BadQuestion(
            f"there is no rule '{rule}'", where="--rule", next_step=f"Rules: {', '.join(names)}."
        )
    for name, value in (("limit", limit), ("max-hops", max_hops), ("min-records", min_records)):
        if value < 1:
            raise BadQuestion(f"{name} has to be 1 or more, not {value}", where=f"--{name}")


def _every(ground: Ground, max_hops: int) -> tuple[Finding, ...]:
    """All findings of a network, worked out once for the usual number of introductions."""
    if max_hops != NEAR:
        return _found(ground, max_hops)
    make = _with_ai if ground.include_ai else _without_ai
    return ground.network.once(make)


def _without_ai(network: Network) -> tuple[Finding, ...]:
    return _found(network.once(plain_ground), NEAR)


def _with_ai(network: Network) -> tuple[Finding, ...]:
    return _found(network.once(full_ground), NEAR)


def _found(ground: Ground, max_hops: int) -> tuple[Finding, ...]:
    """Findings of rules and pairs; a pair that a rule names already is not named again."""
    by_rule = rule_gaps(ground, max_hops=max_hops)
    named = {_ends(f) for f in by_rule if f.object is not None}
    pairs = pairs_of(ground.network, include_ai=ground.include_ai)
    return (*by_rule, *(f for f in pairs if _ends(f) not in named))


def _ends(finding: Finding) -> frozenset[str]:
    return frozenset({finding.subject.id, finding.object.id if finding.object else ""})


def _ranked(ground: Ground, findings: Iterable[Finding]) -> list[Finding]:
    """By score and weight of the rule, each further line of a rule counting less."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    rows = []
    for rule, found in sorted(by_rule.items()):
        found.sort(key=lambda f: (-f.score * _bearing(ground, f), f.key))
        for turn, finding in enumerate(_spread(found)):
            score = WEIGHT[rule] * finding.score * _bearing(ground, finding) * TURNS**turn
            rows.append((-score, rule, turn, finding))
    return [row[-1] for row in sorted(rows, key=lambda row: row[:3])]


def _bearing(ground: Ground, finding: Finding) -> float:
    """Less for what concerns no country and no community; of a pair, both ends have to."""
    ends = [node for node in (finding.subject, finding.object) if node is not None]
    near = [
        ground.network.index[n.id] in ground.of_diaspora
        for n in ends if n.id in ground.network.index
    ]  # fmt: skip
    # What a lapsed group was about is among what the finding touches.
    concerned = bool(finding.touches & ground.country_ids) or (bool(near) and all(near))
    return 1.0 if concerned else ELSEWHERE


def _spread(found: list[Finding]) -> list[Finding]:
    """The same findings, those of bodies that have had their turns put last."""
    turns: dict[str, int] = defaultdict(int)
    first: list[Finding] = []
    last: list[Finding] = []
    for finding in found:
        ends = [finding.subject.id, *([finding.object.id] if finding.object else [])]
        paired = finding.rule in SENTENCES
        (last if paired and max(turns[e] for e in ends) >= PAIRS_OF_BODY else first).append(finding)
        for end in ends:
            turns[end] += 1
    return first + last


def _counts(findings: list[Finding]) -> tuple[tuple[str, str, int], ...]:
    """Name, public sentence and number of gaps (unknown ones aside) of every rule."""
    number: dict[str, int] = defaultdict(int)
    for finding in findings:
        number[finding.rule] += finding.state == "absent"
    told = {name: public_sentence(rule) for name, rule in RULES.items()} | SENTENCES
    return tuple((name, words, number[name]) for name, words in told.items())


def _headline(ground: Ground, asked: Asked, gaps: list[Finding], unknown: list[Finding]) -> str:
    tally = f"{counted(len(gaps), 'gap')} and {counted(len(unknown), 'unknown')}"
    if asked.country is not None:
        return about_country(ground, asked.country, tally)
    return sentence(
        "{tally} in what {number} say as of {day}.", tally=tally,
        number=counted(len(ground.network.sources), "source"), day=day(ground.network.as_of),
    )  # fmt: skip


def _notes(ground: Ground) -> tuple[str, ...]:
    """What every reader of a ranked list has to know."""
    links = "are used, unchecked" if ground.include_ai else "are left out"
    return (
        sentence(
            "A gap means: no public link found in these sources as of {day}. It says nothing of "
            "anyone's will.", day=day(ground.network.as_of),
        ),
        "Small bodies with few records look like gaps: each says how many are on record.",
        "A gap is an invitation to talk, no forecast: this list was not tested on later editions.",
        "Tested were suggestions of another kind, of groups to members:",
        *proof_sentences(TESTED),
        "Unknown is no gap: nothing was read that would tell.",
        "Order: by score; each further line of a rule counts less, so that rules take turns.",
        "Lines that concern no country and no community stand lower.",
        f"Links that only an AI search found {links}.",
    )  # fmt: skip
