"""The census beside the register: which large communities have a group, and how far it covers."""

from pathlib import Path
from typing import Any

import pytest

from graph.analysis.finding import Finding
from graph.analysis.gaps import find_gaps
from graph.analysis.ground import Ground
from graph.analysis.headcount import headcount
from graph.analysis.headcount_rules import LARGE, large_community_without_group
from graph.analysis.sentences import LIMIT
from graph.explorer import Explorer
from graph.model import Amount, Edition, Link, LinkKind, Method, Node, Status
from graph.results import Gap, GapsAnswer
from graph.store import open_store
from loaders import get_loader
from loaders.run import load
from tests.estate import COUNTRY, SPRING, community, country, estate, group, link, links, node
from tests.estate import PLACE as PLACE_KIND

RULE = "large_community_without_group"


def people(number: int) -> Amount:
    return Amount(low=number, high=number, unit="people")


def counted(of: str, number: int, detail: str = "born there") -> list[Node | Link]:
    """A community of a country, with its size, and the link that carries the count."""
    said = link(
        LinkKind.HERITAGE, f"from-{of} {of}", "census", amount=people(number), detail=detail
    )
    return [community(f"from-{of}", by="census", size=str(number)), said]


def register(*more: Any) -> list[Any]:
    """A register that was read: one group on tea; and the country that is home."""
    place = node(PLACE_KIND, "town", by="world")
    home = links(LinkKind.PART_OF, "town gb", by="world")
    return [group("tea", "Tea", category="subject"), country("gb"), place, home, *more]


def found(*things: Any, **more: Any) -> list[Finding]:
    ground = Ground(estate(*things, **more))
    return sorted(large_community_without_group(ground, max_hops=4), key=lambda f: -f.score)


def ask(*things: Any, **options: Any) -> GapsAnswer:
    return find_gaps(estate(*things), **options)


def about(pair: str, **fields: Any) -> Link:
    return link(LinkKind.ABOUT, pair, "register", **fields)


def test_a_large_community_without_a_group_is_a_gap_with_the_count_as_its_first_reason() -> None:
    (gap,) = found(*register(country("kenya"), *counted("kenya", 134_944)))
    assert (gap.subject.id, gap.state) == ("kenya", "absent")
    assert gap.headline == (
        "134,944 people born there: no Westminster group on Kenya in any register edition held "
        "(2026 to 2026)."
    )
    assert gap.clues[0].words == "census counts 134,944 people born there: Kenya."
    assert gap.clues[0].said[-1].amount == people(134_944)


def test_a_larger_community_scores_higher() -> None:
    things = register(country("kenya"), *counted("kenya", 134_944), country("fiji"),
                      *counted("fiji", 20_000))  # fmt: skip
    assert [f.subject.id for f in found(*things)] == ["kenya", "fiji"]


def test_a_small_community_is_not_asked_for() -> None:
    assert found(*register(country("fiji"), *counted("fiji", LARGE - 1))) == []
    assert len(found(*register(country("fiji"), *counted("fiji", LARGE)))) == 1


def test_a_size_that_no_count_carries_to_the_country_is_none() -> None:
    things = register(
        country("kenya"), community("nurses", size="50000"),
        links(LinkKind.HERITAGE, "nurses kenya"),
    )  # fmt: skip
    assert found(*things) == []


def test_money_is_no_count_of_people() -> None:
    pounds = Amount(low=50_000, high=50_000)
    things = register(
        country("kenya"), community("nurses", size="50000"),
        links(LinkKind.HERITAGE, "nurses kenya", amount=pounds),
    )  # fmt: skip
    assert found(*things) == []


def test_counts_of_two_tables_are_not_added() -> None:
    more = link(LinkKind.HERITAGE, "from-kenya kenya", "other", amount=people(90_000),
                detail="passport held")  # fmt: skip
    things = counted("kenya", 100_000)
    both = Link(source="from-kenya", target="kenya", kind=LinkKind.HERITAGE,
                statements=(*things[1].statements, *more.statements))  # fmt: skip
    network = estate(*register(country("kenya"), things[0], both))
    count = headcount(Ground(network), network.index["kenya"])
    assert count is not None
    assert count.people == 100_000


def test_where_birth_was_not_counted_the_words_do_not_say_born() -> None:
    things = register(country("eritrea"), *counted("eritrea", 24_812, "ethnic group"))
    assert found(*things)[0].headline.startswith("24,812 people of that origin: no Westminster")


def test_a_region_and_home_are_not_asked_for() -> None:
    things = register(country("africa", status="region"), *counted("africa", 600_000),
                      *counted("gb", 40_000_000))  # fmt: skip
    assert found(*things) == []


def test_a_group_filed_under_countries_covers() -> None:
    (gap,) = found(*register(
        country("kenya"), *counted("kenya", 100_000), group("k", "Kenya", category="country"),
        about("k kenya"),
    ))  # fmt: skip
    assert gap.state == "present"
    assert gap.headline == "100,000 people born there: Kenya is covered by APPG on Kenya."


def test_a_group_without_a_category_covers_too() -> None:
    (gap,) = found(*register(
        country("kenya"), *counted("kenya", 100_000), group("k", "Kenya"), about("k kenya"),
    ))  # fmt: skip
    assert gap.state == "present"


def test_a_country_that_its_group_calls_otherwise_is_covered_under_another_name() -> None:
    (gap,) = found(*register(
        country("turkey"), *counted("turkey", 127_644), group("t", "Türkiye", category="country"),
        about("t turkey"),
    ))  # fmt: skip
    assert gap.headline == (
        "127,644 people born there: Turkey is covered under another name, by APPG on Türkiye."
    )


def test_a_group_on_one_subject_there_covers_in_part() -> None:
    (gap,) = found(*register(
        country("afghanistan"), *counted("afghanistan", 85_693), about("w afghanistan"),
        group("w", "Afghan Women and Girls", category="subject"),
    ))  # fmt: skip
    assert gap.state == "absent"
    assert gap.headline == (
        "85,693 people born there: Afghanistan is covered in part, "
        "by APPG on Afghan Women and Girls."
    )
    assert gap.read.endswith("no group on the whole of Afghanistan is on it.")


def test_a_group_on_a_part_covers_in_part() -> None:
    (gap,) = found(*register(
        country("iran"), country("kurdistan", status="sub-state"), *counted("iran", 109_168),
        links(LinkKind.PART_OF, "kurdistan iran", by="world"), about("k kurdistan"),
        group("k", "Iranian Kurdistan", category="country"),
    ))  # fmt: skip
    assert gap.headline.endswith("Iran is covered in part, by APPG on Iranian Kurdistan.")
    assert gap.clues[1].words.endswith("is on a part, a people or one subject of it.")


def test_a_group_on_a_claimed_place_covers_in_part_and_is_told_as_a_claim() -> None:
    claimed = node(COUNTRY, "somaliland", "Somaliland", "world", claimed_by="somalia")
    (gap,) = found(*register(
        country("somalia"), claimed, *counted("somalia", 108_921), about("s somaliland"),
        group("s", "Somaliland", category="country"),
    ))  # fmt: skip
    assert "Somalia is covered in part, by APPG on Somaliland." in gap.headline
    assert gap.clues[1].words == (
        "APPG on Somaliland is on a part, a people or one subject of it, as one side claims."
    )
    assert claimed.statements[0] in gap.clues[1].said


def test_a_group_on_a_people_of_that_country_alone_covers_in_part() -> None:
    things = [
        country("iran"), country("iraq"), *counted("iran", 109_168),
        community("bahais"), community("kurds"),
        links(LinkKind.HERITAGE, "bahais iran", "kurds iran", "kurds iraq", by="world"),
        group("b", "Bahais", category="subject"), group("k", "Kurds", category="subject"),
        about("b bahais"), about("k kurds"),
    ]  # fmt: skip
    (gap,) = found(*register(*things))
    assert gap.headline.endswith("Iran is covered in part, by APPG on Bahais.")


def test_a_pact_that_names_a_country_is_about_something_wider() -> None:
    (gap,) = found(*register(
        country("us"), country("au"), country("aukus", status="region"), *counted("us", 203_281),
        group("p", "AUKUS", category="subject"), about("p us"), about("p au"), about("p aukus"),
    ))  # fmt: skip
    assert gap.headline == (
        "203,281 people born there: Us is named only by APPG on AUKUS, about something wider."
    )
    assert gap.state == "absent"


def test_a_group_on_a_world_region_does_not_name_its_countries() -> None:
    (gap,) = found(*register(
        country("kenya"), country("africa", status="region"), *counted("kenya", 100_000),
        links(LinkKind.PART_OF, "kenya africa", by="world"),
        group("a", "Africa", category="country"), about("a africa"),
    ))  # fmt: skip
    assert "no Westminster group on Kenya" in gap.headline
    assert gap.clues[1].words == "APPG on Africa is about Africa, and Kenya is part of it."


def test_a_group_on_the_state_around_a_place_is_about_something_wider() -> None:
    (gap,) = found(*register(
        country("punjab", status="sub-state"), country("india"), *counted("punjab", 16_472),
        links(LinkKind.PART_OF, "punjab india", by="world"),
        group("i", "India", category="country"), about("i india"),
    ))  # fmt: skip
    assert "named only by APPG on India" in gap.headline


def test_a_group_that_left_the_register_lapsed() -> None:
    gone = group("z", "South Africa", category="country", seen=(SPRING,))
    early = Edition(source="register", date=SPRING)
    things = register(country("za", "South Africa"), *counted("za", 217_180), gone)
    tie = link(LinkKind.ABOUT, "z za", "register", seen=(SPRING,))
    (gap,) = found(*things, tie, editions=(early,))
    assert gap.headline == (
        "217,180 people born there: the Westminster group on South Africa lapsed; "
        "last listed 18 May 2026."
    )
    assert gap.clues[1].said[0].method is Method.REGISTER


def test_never_weighs_more_than_lapsed_wider_part_and_covered() -> None:
    def score(*more: Any) -> float:
        return found(*register(country("kenya"), *counted("kenya", 100_000), *more))[0].score

    whole = score(group("k", "Kenya", category="country"), about("k kenya"))
    part = score(group("k", "Kenyan Tea", category="subject"), about("k kenya"))
    wider = score(country("fiji"), group("k", "Two", category="subject"), about("k kenya"),
                  about("k fiji"))  # fmt: skip
    assert 1 > score() > wider > part > whole > 0


def test_without_a_register_nothing_is_known() -> None:
    (gap,) = found(country("kenya"), *counted("kenya", 100_000))
    assert gap.state == "unknown"
    assert gap.read == "No register of parliamentary groups was read for Kenya: not known."


def test_covered_ones_are_told_only_to_whom_asks_for_the_rule_or_the_country() -> None:
    things = register(country("kenya"), *counted("kenya", 100_000),
                      group("k", "Kenya", category="country"), about("k kenya"))  # fmt: skip
    assert ask(*things).covered == ()
    by_rule, by_country = ask(*things, rule=RULE), ask(*things, country="kenya")
    assert [g.subject.id for g in by_rule.covered] == ["kenya"]
    assert by_country.covered_in_all == 1
    assert by_rule.gaps_in_all == by_rule.unknown_in_all == 0
    assert {name: n for name, _, n in by_rule.rules}[RULE] == 0


def test_a_country_known_by_its_head_count_alone_is_named_once() -> None:
    things = register(country("kenya"), *counted("kenya", 100_000))
    named = [g.rule for g in ask(*things).gaps if g.subject.id == "kenya"]
    assert named == [RULE]
    spoken = [community("nurses"), *links(LinkKind.HERITAGE, "nurses kenya")]
    both = {g.rule for g in ask(*things, *spoken).gaps if g.subject.id == "kenya"}
    assert both == {RULE, "country_without_group"}


def test_a_people_of_which_only_the_number_is_known_makes_no_country_expected() -> None:
    druze = community("druze", by="census", size="626")
    tie = links(LinkKind.HERITAGE, "druze levant", by="world", status=Status.INFERRED)
    # A list of the world names so many countries that it tells nothing of who is here.
    world = [country(f"c{number}") for number in range(150)]
    things = register(country("levant"), druze, tie, *world)
    assert [g for g in ask(*things).gaps if g.subject.id == "levant"] == []


def test_who_asks_for_a_country_reads_the_count_with_its_source_and_day() -> None:
    things = register(country("kenya"), *counted("kenya", 100_000))
    answer = ask(*things, country="kenya")
    assert answer.notes[0] == "Kenya: 100,000 people born there, by census, 29 June 2026."
    assert answer.gaps[0].rule == "country_without_group"
    assert answer.gaps[0].reasons[0].words == "census counts 100,000 people born there: Kenya."
    assert "100,000 people" in {e.amount for e in answer.gaps[0].reasons[0].evidence}


def test_a_long_name_keeps_every_sentence_within_the_limit() -> None:
    long = "Democratic and Very Far Away Republic of the Islands of Aldermoor"
    (gap,) = found(*register(country("kenya", long), *counted("kenya", 100_000)))
    for words in (gap.headline, gap.read, gap.advice, *(c.words for c in gap.clues)):
        assert len(words.split()) <= LIMIT


# The real registers


@pytest.fixture(scope="module")
def edition(real_data: Path) -> Explorer:
    """Register and census as they stand in the files, with the gazetteer as every store has it."""
    store = open_store("sqlite:///:memory:")
    load(store, get_loader("countries"), today="2026-11-16")
    appg = real_data / "appg"
    load(store, get_loader("appg"), [appg / "releases", appg / "current"], today="2026-11-16")
    load(store, get_loader("census"), [real_data / "census"], today="2026-11-16")
    return Explorer(store, as_of="2026-06-29")


@pytest.mark.real_data
@pytest.mark.slow
class TestTheEditionOf29June2026:
    """What the census shows beside the register of that day."""

    def listed(self, edition: Explorer) -> tuple[dict[str, Gap], dict[str, Gap]]:
        answer = edition.gaps(rule=RULE, limit=100)
        assert answer.gaps_in_all == len(answer.gaps)
        assert answer.covered_in_all == len(answer.covered)
        return (
            {g.subject.id: g for g in answer.gaps}, {g.subject.id: g for g in answer.covered},
        )  # fmt: skip

    def test_the_philippines_kenya_and_zimbabwe_come_out_on_top(self, edition: Explorer) -> None:
        gaps, _ = self.listed(edition)
        assert list(gaps)[:3] == ["country:PH", "country:KE", "country:ZW"]
        for gap, number in zip(gaps.values(), ("155,016", "134,944", "124,146"), strict=False):
            assert gap.headline.startswith(f"{number} people born there: no Westminster group on ")
            assert gap.coverage.state == "absent"
            assert {e.source for e in gap.reasons[0].evidence} == {"census-2021"}
            assert f"{number} people" in {e.amount for e in gap.reasons[0].evidence}
            assert gap.coverage.words.startswith("The register of 29 June 2026 was read in full")

    def test_the_united_states_is_named_only_by_the_group_on_aukus(self, edition: Explorer) -> None:
        gap = self.listed(edition)[0]["country:US"]
        assert gap.headline.startswith("203,281 people born there: United States is named only by")
        assert "(AUKUS)" in gap.headline
        assert gap.coverage.state == "absent"
        assert {e.source for e in gap.coverage.evidence} == {"appg-uk"}

    @pytest.mark.parametrize(
        ("country_id", "group_name"),
        [("country:SO", "APPG on Somaliland"), ("country:IR", "APPG on Iranian Kurdistan"),
         ("country:AF", "APPG on Afghan Women and Girls")],
    )  # fmt: skip
    def test_somalia_iran_and_afghanistan_are_covered_in_part(
        self, edition: Explorer, country_id: str, group_name: str
    ) -> None:
        gap = self.listed(edition)[0][country_id]
        assert f"is covered in part, by {group_name}" in gap.headline
        assert gap.coverage.state == "absent"
        assert "appg-uk" in {e.source for e in gap.coverage.evidence}

    def test_south_africa_lapsed(self, edition: Explorer) -> None:
        gap = self.listed(edition)[0]["country:ZA"]
        assert gap.headline == (
            "217,180 people born there: the Westminster group on South Africa lapsed; "
            "last listed 23 February 2026."
        )
        assert gap.coverage.evidence[0].last_seen == "2026-02-23"

    def test_turkey_is_covered_under_another_name(self, edition: Explorer) -> None:
        gaps, covered = self.listed(edition)
        assert "country:TR" not in gaps
        gap = covered["country:TR"]
        assert gap.headline == (
            "127,644 people born there: Turkey is covered under another name, by APPG for Türkiye."
        )
        assert gap.coverage.state == "present"
        assert gap.coverage.evidence

    def test_a_reader_of_one_country_is_given_its_census_size(self, edition: Explorer) -> None:
        answer = edition.gaps(country="Kenya")
        assert answer.notes[0].startswith("Kenya: 134,944 people born there, by Census 2021")
        assert "134,944 people born there" in answer.gaps[0].reasons[0].words

    def test_every_sentence_is_short(self, edition: Explorer) -> None:
        gaps, covered = self.listed(edition)
        for gap in (*gaps.values(), *covered.values()):
            for words in (gap.headline, gap.coverage.words, gap.advice):
                assert len(words.split()) <= LIMIT
