"""The lists of identifiers: each list, each quirk of theirs, what is set aside and why."""

import gzip
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.identity.concordance import unpacked
from graph.model import FactKind, IdentifierFact, Visibility
from graph.store import open_store
from graph.store.base import Store
from loaders.base import Batch, Loader, Report
from loaders.org_ids import OrgIdsLoader
from loaders.org_ids_lists import FEDERATIONS, LISTS, Unusable, identifier
from loaders.run import load
from tests.loading import node, recited

TODAY = "2026-11-23"
MERGERS = (
    "transferor_name,transferor_regno,transferor_subno,transferee_name,transferee_regno,"
    "transferee_subno,date_vesting_declaration,date_property_transferred,date_merger_registered"
)


class Read:
    """Lists written to files and read, with the report."""

    def __init__(self, folder: Path, **files: str) -> None:
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        self.report = Report()
        self.batches: list[Batch] = list(
            OrgIdsLoader().read((folder,), self.report, visibility=Visibility.PUBLIC, today=TODAY)
        )

    @property
    def facts(self) -> list[IdentifierFact]:
        return [f for b in self.batches for page in b.concordances for f in unpacked(page)]


def ends(read: Read) -> list[tuple[str, str]]:
    return [(fact.left, fact.right) for fact in read.facts]


def test_a_charity_and_its_company_are_one_body(tmp_path: Path) -> None:
    read = Read(tmp_path, pairs="org_id_a,org_id_b,name\nGB-CHC-1000009,GB-COH-7451584,A SOCIETY\n")
    assert read.facts == [
        IdentifierFact(FactKind.SAME, "GB-CHC-1000009", "GB-COH-07451584", "A SOCIETY", 2)
    ]


def test_a_cio_number_belongs_to_a_charity_of_any_nation(tmp_path: Path) -> None:
    read = Read(
        tmp_path, cio="company_number,charity_number\nCE000009,1000009\nCS000742,SC042674\n"
    )
    assert ends(read) == [
        ("GB-CHC-1000009", "GB-COH-CE000009"), ("GB-SC-SC042674", "GB-COH-CS000742"),
    ]  # fmt: skip


def test_a_charity_registered_twice_is_one_body(tmp_path: Path) -> None:
    head = "Scottish Charity Number,E&W Charity Number,Charity Name (E&W)"
    read = Read(tmp_path, dual=f'{head}\nSC009999,200009,"A Home, Limited"\n')
    assert ends(read) == [("GB-CHC-200009", "GB-SC-SC009999")]
    assert read.facts[0].words == "A Home, Limited"


def test_a_new_registration_is_the_same_body(tmp_path: Path) -> None:
    read = Read(
        tmp_path, again="Old charity number,New charity number,Name\n300009,1100009,Guilds\n"
    )
    assert ends(read) == [("GB-CHC-1100009", "GB-CHC-300009")]
    assert read.facts[0].kind is FactKind.SAME


def test_a_merger_points_from_new_to_old_with_the_day_of_a_time(tmp_path: Path) -> None:
    row = "Old Mission,200009,0,New Mission,1100009,0,,2003-01-01 00:00:00,2007-11-30 00:00:00"
    read = Read(tmp_path, mergers=f"{MERGERS}\n{row}\n")
    (fact,) = read.facts
    assert (fact.kind, fact.left, fact.right) == (
        FactKind.FOLLOWS, "GB-CHC-1100009", "GB-CHC-200009",
    )  # fmt: skip
    assert fact.words == "Old Mission into New Mission | 2003-01-01"


def test_a_linked_charity_keeps_its_number_behind_the_main_one(tmp_path: Path) -> None:
    rows = ["A,200009,01,B,1100009,0,,2003-01-01,2007-11-30", "C,200019,,B,1100009,,,,2008-01-01"]
    read = Read(tmp_path, mergers="\n".join((MERGERS, *rows)))
    assert ends(read) == [
        ("GB-CHC-1100009", "GB-CHC-200009-1"), ("GB-CHC-1100009", "GB-CHC-200019"),
    ]  # fmt: skip
    assert read.facts[1].words.endswith("| 2008-01-01")


def test_the_edition_is_of_the_newest_merger_else_of_today(tmp_path: Path) -> None:
    rows = [f"A,20000{n},0,B,1100009,0,,2003-01-01,20{n:02}-11-30 00:00:00" for n in (7, 9, 8)]
    read = Read(
        tmp_path,
        mergers="\n".join((MERGERS, *rows)),
        scale='"reg_number","scale"\n200009,Local\n',
    )
    assert {batch.edition.date for batch in read.batches} == {"2009-11-30"}
    (tmp_path / "mergers.csv").unlink()
    assert [batch.edition.date for batch in Read(tmp_path).batches] == [TODAY]


def test_branches_are_marked_and_know_their_federation(tmp_path: Path) -> None:
    rows = "type,reg_number,name\nAge UK,NI106288,AGE UK NEWRY\nRotary Club,SC007584,ROTARY\n"
    read = Read(tmp_path, branches=rows)
    assert ends(read) == [("GB-NIC-106288", "GB-CHC-1128267"), ("GB-SC-SC007584", "")]
    assert [fact.words for fact in read.facts] == ["Age UK", "Rotary Club"]


def test_a_name_of_two_branches_is_marked_on_both(tmp_path: Path) -> None:
    rows = (
        "type,reg_number,name\nAge UK,200009,AGE OAKHAM\nAge UK,1100009,Age Oakham\n"
        "Age UK,1100010,Age Concern Ashby\n"
    )
    words = [fact.words for fact in Read(tmp_path, branches=rows).facts]
    assert words == ["Age UK | 2", "Age UK | 2", "Age UK"]


def test_a_federation_is_no_branch_of_itself(tmp_path: Path) -> None:
    rows = "type,reg_number,name\nAge UK,1128267,AGE UK\nRotary Club,200009,The Rotary Club\n"
    read = Read(tmp_path, branches=rows)
    assert read.facts == []
    assert read.report.set_aside == {"the federation itself among its branches": 2}


def test_a_better_name_is_an_alias_unless_it_is_to_be_shown(tmp_path: Path) -> None:
    head = "org_id,alternative_name,set_as_primary,"
    read = Read(tmp_path, names=f"{head}\nGB-NIC-100009,SCNI,,\nGB-CHC-200009,Well Known,TRUE,\n")
    assert [(f.left, f.right, f.words) for f in read.facts] == [
        ("GB-NIC-100009", "SCNI", "alias"), ("GB-CHC-200009", "Well Known", "name"),
    ]  # fmt: skip


def test_a_name_that_holds_a_telephone_number_loses_it(tmp_path: Path) -> None:
    read = Read(tmp_path, names="org_id,alternative_name\nGB-CHC-200009,Helpline 020 7946 0000\n")
    assert "7946" not in read.facts[0].right


def test_scales_are_five_and_quoted_or_not(tmp_path: Path) -> None:
    read = Read(
        tmp_path, scale='"reg_number","scale"\n200009,Local\n"200019","Overseas"\n200029,Cosmic\n'
    )
    assert [f.right for f in read.facts] == ["Local", "Overseas"]
    assert read.report.set_aside == {"a scale that is none of the five": 1}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("pairs", "org_id_a,org_id_b,name\n,GB-COH-1,X\n", "a row without a number"),
        ("pairs", "org_id_a,org_id_b,name\nGB-CHC-x,GB-COH-1,X\n", "a number that no register"),
        ("pairs", "org_id_a,org_id_b,name\nGB-CHC-200009,GB-CHC-200009,X\n", "paired with itself"),
        ("names", "org_id,alternative_name\nGB-CHC-200009,\n", "a row without a name"),
        ("mergers", f"{MERGERS}\nA (unregistered),,,B,200009,0,,,\n", "a body that has no number"),
        ("mergers", f"{MERGERS}\nA,200009,0,A,200009,0,,,\n", "a number with itself"),
        ("mergers", f"{MERGERS}\nA,200009,0,B,000000,0,,,\n", "a number that no register"),
    ],
)
def test_a_row_that_says_nothing_is_counted_with_its_reason(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    read = Read(tmp_path, **{name: text})
    assert read.facts == []
    (told,) = read.report.set_aside
    assert reason in told
    assert read.report.examples[told] == f"{name}.csv, row 2"


def test_every_row_is_used_or_set_aside(tmp_path: Path) -> None:
    rows = "company_number,charity_number\nCE9,1000009\nCE000009,1000009\nCE9,\n\nCE1,1000010\n"
    report = Read(tmp_path, cio=rows).report
    assert (report.read, report.used, report.set_aside) == (
        4, 2, {"a row given twice": 1, "a row without a number": 1},
    )  # fmt: skip


# ---- pairs that cannot be trusted


def test_a_company_of_two_charities_joins_neither(tmp_path: Path) -> None:
    rows = (
        "org_id_a,org_id_b,name\nGB-CHC-1000009,GB-COH-00000001,A\nGB-CHC-1000010,GB-COH-00000001,B\n"
        "GB-CHC-1000011,GB-COH-00000002,C\n"
    )
    read = Read(tmp_path, pairs=rows)
    assert ends(read) == [("GB-CHC-1000011", "GB-COH-00000002")]
    assert read.report.set_aside == {"a pair that leads to two numbers of one register": 2}


def test_two_numbers_of_one_register_are_found_by_a_chain_over_two_lists(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        pairs="org_id_a,org_id_b,name\nGB-SC-SC000009,GB-COH-00000001,A\n",
        dual="Scottish Charity Number,E&W Charity Number,Charity Name (E&W)\nSC000009,1000009,A\n",
        cio="company_number,charity_number\nCE000009,1000009\n",
    )
    assert read.facts == []


def test_two_numbers_of_one_register_are_one_body_where_it_was_registered_anew(
    tmp_path: Path,
) -> None:
    read = Read(
        tmp_path,
        again="Old charity number,New charity number,Name\n300009,1100009,A\n",
        pairs="org_id_a,org_id_b,name\nGB-CHC-300009,GB-COH-00000001,A\n"
        "GB-CHC-1100009,GB-COH-00000001,A\n",
    )
    assert len(read.facts) == 3
    assert read.report.set_aside == {}


# ---- files


def test_a_list_may_be_packed_marked_and_in_windows_1252(tmp_path: Path) -> None:
    text = "org_id,alternative_name\nGB-CHC-200009,Café Society\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"\xef\xbb\xbf" + text.encode()))
    assert [f.right for f in Read(tmp_path).facts] == ["Café Society"]
    (tmp_path / "a.csv.gz").unlink()
    (tmp_path / "b.csv").write_bytes(text.encode("windows-1252"))
    assert [f.right for f in Read(tmp_path).facts] == ["Café Society"]


def test_mojibake_in_a_name_is_mended(tmp_path: Path) -> None:
    read = Read(tmp_path, n="org_id,alternative_name\nGB-CHC-200009,CafÃ© Society\n")
    assert read.facts[0].right == "Café Society"


def test_another_table_in_the_folder_is_left_out_and_counted(tmp_path: Path) -> None:
    read = Read(tmp_path, other="a,b\n1,2\n", scale="reg_number,scale\n200009,Local\n")
    assert len(read.facts) == 1
    assert read.report.set_aside == {"a file that is none of the lists": 1}


def read_one(path: Path) -> None:
    list(OrgIdsLoader().read((path,), Report(), visibility=Visibility.PUBLIC, today=TODAY))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "none of the lists"),
        (b"PK\x03\x04xx", "not a CSV"),
        (b'org_id,alternative_name\nGB-CHC-1,"open\n', "cannot be read"),
        (b"org_id,alternative_name\n\x00\x01\x02\x03", "not a text file"),
    ],
)
def test_a_file_that_is_no_list_is_one_clear_message(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(BadSource, match=problem) as caught:
        read_one(path)
    assert "list.csv" in str(caught.value)


@pytest.mark.parametrize("cut", [10, 40])
def test_a_packed_file_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"org_id,alternative_name\nGB-CHC-200009,X\n")[:-cut])
    with pytest.raises(BadSource, match=r"cut short|cannot be unpacked|cannot be read"):
        read_one(path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="holds no CSV"):
        read_one(tmp_path)


@given(st.text(max_size=20), st.sampled_from(["", "GB-COH"]))
def test_any_text_is_an_identifier_or_unusable(text: str, scheme: str) -> None:
    try:
        found = identifier(text, scheme)
    except Unusable:
        return
    assert identifier(found) == found


def test_every_federation_has_a_number_of_its_own() -> None:
    assert len(set(FEDERATIONS.values())) == len(FEDERATIONS)
    assert all(identifier(number) == number for number in FEDERATIONS.values())


def test_every_list_carries_its_licence_and_has_a_source_of_its_own() -> None:
    assert {one.source.licence for one in LISTS} == {"ODbL-1.0"}
    assert len({one.source.id for one in LISTS}) == len(LISTS) == 8


# ---- loaded


SHEETS = {
    "pairs": "org_id_a,org_id_b,name\nGB-CHC-1000009,GB-COH-00000001,A\n",
    "mergers": f"{MERGERS}\nO,200009,0,A,1000009,0,,2003-01-01,2007-11-30\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lists = tmp_path / "lists"
    lists.mkdir()
    for name, text in SHEETS.items():
        (lists / f"{name}.csv").write_text(text, encoding="utf-8")
    return lists


def everything(store: Store) -> tuple[object, ...]:
    return tuple(store.nodes()), tuple(store.links()), store.concordances(), store.sources()


def test_the_order_in_which_sources_are_loaded_changes_nothing(folder: Path) -> None:
    found = []
    one = recited(node("org:a", "Charity", "GB-CHC-1000009"), by="one")
    two = recited(
        node("org:b", "Company", "GB-COH-1"), node("org:o", "O", "GB-CHC-200009"), by="two"
    )
    loaders: dict[str, Loader] = {"lists": OrgIdsLoader(), "one": one, "two": two}
    for order in permutations(loaders):
        store = open_store("sqlite://")
        for step in order:
            load(store, loaders[step], (folder,), today=TODAY)
        found.append(everything(store))
    assert all(state == found[0] for state in found)
    assert len(found[0][0]) == 2  # type: ignore[arg-type]  # the nodes


def test_a_list_alone_makes_no_node_and_is_kept(folder: Path) -> None:
    store = open_store("sqlite://")
    loaded = load(store, OrgIdsLoader(), (folder,), today=TODAY)
    assert loaded.counts.nodes == 0
    assert len(store.concordances()) == 2
    assert {run.records for run in store.runs()} == {1}
    assert not loaded.unchanged
    again = load(store, OrgIdsLoader(), (folder,), today=TODAY)
    assert again.unchanged
    assert again.counts == loaded.counts


def test_a_pair_that_left_the_list_parts_what_it_joined(folder: Path) -> None:
    store = open_store("sqlite://")
    records = (node("org:a", "A", "GB-CHC-1000009"), node("org:b", "B", "GB-COH-1"))
    load(store, recited(*records), today=TODAY)
    load(store, OrgIdsLoader(), (folder,), today=TODAY)
    assert store.counts().nodes == 1
    (folder / "pairs.csv").write_text("org_id_a,org_id_b,name\nGB-CHC-1000019,GB-COH-3,Z\n")
    load(store, OrgIdsLoader(), (folder,), today=TODAY)
    assert store.counts().nodes == 2
