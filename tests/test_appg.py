"""The loader as a whole: its door, its batches, its report, and the runner behind it."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeRecord, Visibility
from graph.schema import check_link
from loaders import get_loader
from loaders.appg import AppgLoader
from loaders.base import Report
from tests.appg_cut import (
    GAZETTEER,
    TODAY,
    benefit,
    contact,
    devolved,
    group,
    links,
    listing,
    load,
    member,
    officer,
    pack,
    texts,
)


def world(folder: Path) -> tuple[Path, ...]:
    """A current state, a release and a devolved register, small and full of everything."""
    full = group(
        "wool",
        title="All-Party Parliamentary Group on Malta",
        category="Country, Area or Region Group",
        officers=[officer(f"Ann Sample-{n}", number=str(n)) for n in range(1, 5)],
        members_list=listing(
            "manual", member("Bo Sample", number="9"), member("Felt Trust", "other")
        ),
        contact_details=contact("Wool UK and Felt UK jointly act as the group's secretariat."),
        detailed_benefits=[benefit("Silk UK", "Silk UK is paid by Hemp UK to act as secretariat.")],
        categories=["Health, Medicine & Public Health"],
    )
    land = group("land", category="Country, Area or Region Group", officers=[officer("Lord Felt")])
    welsh = devolved("wool", "senedd-en", title="Wool - Cross Party Group")
    return (
        pack(folder, "appgs", full, land),
        pack(folder, "260112", group("wool", index_date="260112")),
        pack(folder, "cpg_senedd_en", welsh),
    )


def test_the_door_of_the_loaders_opens_it() -> None:
    assert isinstance(get_loader("appg"), AppgLoader)
    assert get_loader("appg").name == "appg"


def test_batches_come_oldest_first_and_the_register_before_its_lists(tmp_path: Path) -> None:
    told = [(b.source.id, b.edition.date, b.edition.complete) for b in load(*world(tmp_path))]
    assert told == [
        ("appg-uk", "2026-01-12", True),
        ("appg-uk", "2026-06-29", True),
        ("appg-members", "2026-06-29", True),
        ("cpg-senedd", "2026-07-21", True),
    ]


def test_every_statement_is_of_its_batch(tmp_path: Path) -> None:
    for batch in load(*world(tmp_path)):
        assert batch.edition.source == batch.source.id
        assert batch.edition.sha256
        for record in batch.records:
            assert record.statement.seen == (batch.edition.date,)
            assert record.statement.source == batch.source.id


def test_every_link_may_run_between_its_ends(tmp_path: Path) -> None:
    batches = load(*world(tmp_path))
    kinds = {r.id: r.kind for b in batches for r in b.records if isinstance(r, NodeRecord)}
    for batch in batches:
        for kind in LinkKind:
            for said in links(batch, kind):
                check_link(kind, kinds[said.subject], kinds[said.object])


def test_the_visibility_asked_for_is_on_every_statement(tmp_path: Path) -> None:
    loader = AppgLoader(GAZETTEER)
    for batch in loader.read(
        world(tmp_path), Report(), visibility=Visibility.INTERNAL, today=TODAY
    ):
        assert {r.statement.visibility for r in batch.records} == {Visibility.INTERNAL}


def test_the_same_files_give_the_same_batches_in_any_order(tmp_path: Path) -> None:
    paths = world(tmp_path)
    assert load(*paths) == load(*reversed(paths))


def test_the_whole_current_state_replaces_a_bare_scrape_and_not_the_other_way(
    tmp_path: Path,
) -> None:
    people = listing("manual", member("Ann Sample", number="7"))
    (release,) = load(pack(tmp_path, "260629", group()))
    register, lists = load(pack(tmp_path, "appgs", group(members_list=people)))
    (part, part_lists) = load(pack(tmp_path, "some", group(members_list=people)))
    assert [b.replaces for b in (release, register, lists)] == [False, True, True]
    assert [b.replaces for b in (part, part_lists)] == [False, False]


def test_every_source_has_a_licence_and_words_of_thanks(tmp_path: Path) -> None:
    for batch in load(*world(tmp_path)):
        assert batch.source.licence == "CC-BY-4.0"
        assert "mySociety" in batch.source.attribution
        assert batch.source.url.startswith("https://")


def test_the_facts_are_those_of_the_newest_edition(tmp_path: Path) -> None:
    report = Report()
    load(*world(tmp_path), report=report)
    assert report.facts == {
        "editions": 3,
        "groups": 2,
        "country groups": 2,
        "country groups without a secretariat": 1,
        "groups with a secretariat": 1,
        "groups with fewer than four officers": 1,
        "groups with a member list": 1,
        "member lists by hand": 1,
        "officers": 5,
        "people": 6,
        "organisations": 5,
        "Senedd: groups": 1,
        "Senedd: groups with a member list": 0,
        "Senedd: groups with a secretariat": 0,
        "Senedd: officers": 0,
        "Senedd: people": 0,
        "Senedd: organisations": 0,
    }


def test_everything_read_is_used_or_set_aside(tmp_path: Path) -> None:
    report = Report()
    load(*world(tmp_path), report=report)
    assert report.read == report.used + sum(report.set_aside.values())


def test_nothing_is_yielded_when_one_file_is_broken(tmp_path: Path) -> None:
    paths = world(tmp_path)
    broken = tmp_path / "broken.json"
    broken.write_text('{"slug": "wool"', encoding="utf-8")
    loader = AppgLoader(GAZETTEER)
    batches = loader.read((*paths, broken), Report(), visibility=Visibility.PUBLIC, today=TODAY)
    with pytest.raises(BadSource, match=r"broken\.json"):
        next(iter(batches))


def test_no_contact_person_is_in_any_text(tmp_path: Path) -> None:
    said = texts(load(*world(tmp_path)))
    assert not [text for text in said if "Ann Contact" in text or "Enquiry" in text]


def test_the_address_of_an_edition_is_the_registers_own(tmp_path: Path) -> None:
    urls = {
        b.source.id: b.edition.url for b in load(*world(tmp_path)) if b.edition.date > "2026-02"
    }
    assert urls["appg-uk"].endswith("/cmallparty/260629/contents.htm")
    assert urls["cpg-senedd"] == "https://business.senedd.wales/"
