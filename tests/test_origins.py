"""Origins: which addresses --latest fetches for a source, and what it makes of them."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from graph.errors import BadQuestion, BadSource
from graph.model import Visibility
from loaders import LOADERS
from loaders.appg import AppgLoader
from loaders.base import Report
from loaders.fetch import Fetched, Fetcher
from loaders.gazetteer import load_gazetteer
from loaders.origins import ORIGINS, fetch_latest
from tests.appg_cut import group


@dataclass
class Net:
    """What the hosts hold, and who was asked for what."""

    folder: Path
    files: dict[str, bytes]
    hosts: list[frozenset[str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def make(self, hosts: frozenset[str], limit: int) -> Fetcher:
        self.hosts.append(hosts)
        net = self

        class FromMemory(Fetcher):
            def fetch(self, url: str) -> Fetched:
                self.checked(url)
                net.asked.append(url)
                if url not in net.files:
                    raise BadSource("the host answers 404", where=url)
                place = net.folder / f"{len(net.asked)}"
                place.mkdir()
                path = place / (url.partition("?")[0].rpartition("/")[2] or "index")
                path.write_bytes(net.files[url])
                digest = sha256(net.files[url]).hexdigest()
                return Fetched(path=path, url=url, sha256=digest, fresh=True)

        return FromMemory(self.folder, hosts, limit=limit)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_every_origin_is_of_a_loader_and_its_addresses_are_on_its_hosts(tmp_path: Path) -> None:
    planned = {"petitions"}  # sources whose loaders come as modules of their own
    assert set(ORIGINS) - planned <= set(LOADERS)
    for origin in ORIGINS.values():
        checker = Fetcher(tmp_path, origin.hosts)
        for url in (*origin.urls, *([origin.one.format(name="1")] if origin.one else [])):
            assert checker.checked(url).hostname in origin.hosts


def test_a_source_without_an_address_says_which_have_one(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match=r"no public address.*appg, charities"):
        fetch_latest("spreadsheet", (), Net(tmp_path, {}).make)


@pytest.mark.parametrize("name", ["../x", "1/../2", "12345678901", "x", "", "1?y", "１"])
def test_what_is_no_number_of_a_petition_is_asked_of_nobody(tmp_path: Path, name: str) -> None:
    net = Net(tmp_path, {})
    with pytest.raises(BadQuestion):
        fetch_latest("petitions", (name,), net.make)
    assert net.asked == []


def test_names_are_refused_where_a_source_comes_whole(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="Leave it out"):
        fetch_latest("appg", ("somaliland",), Net(tmp_path, {}).make)


def test_a_petition_is_fetched_by_its_number(tmp_path: Path) -> None:
    url = "https://petition.parliament.uk/petitions/241584.json"
    (found,) = fetch_latest("petitions", ("241584",), Net(tmp_path, {url: b"{}"}).make)
    assert (found.url, found.path.name) == (url, "241584.json")


def test_a_list_of_petitions_is_followed_page_by_page_on_its_own_host(tmp_path: Path) -> None:
    base = "https://petition.parliament.uk/petitions.json"
    one, two = f"{base}?page=1&state=open", f"{base}?page=2&state=open"
    files = {one: json.dumps({"links": {"next": two}, "data": []}).encode(),
             two: json.dumps({"links": {"next": None}, "data": []}).encode()}  # fmt: skip
    net = Net(tmp_path, files)
    assert [f.url for f in fetch_latest("petitions", (), net.make)] == [one, two]
    files[two] = json.dumps({"links": {"next": "https://evil.net/x"}}).encode()
    with pytest.raises(BadSource, match="only from"):
        fetch_latest("petitions", (), net.make)
    assert not any("evil" in url for url in net.asked)


def test_of_the_repository_only_files_of_groups_are_kept_and_they_load(tmp_path: Path) -> None:
    (url,) = ORIGINS["appg"].urls
    cheese = json.dumps(group("cheese", index_date="260629")).encode()
    files = {
        url: zipped(
            **{
                "appg-main__data__appgs__cheese.json": cheese,
                "appg-main__data__appgs__README.md": b"#",
                "appg-main__.vscode__settings.json": b"{}",
                "appg-main__data__interim__260629__cheese.json": b"[",
            }
        )
    }
    (found,) = fetch_latest("appg", (), Net(tmp_path, files).make)
    assert zipfile.ZipFile(found.path).namelist() == ["appgs/cheese.json"]
    loader = AppgLoader(load_gazetteer())
    batches = loader.read((found.path,), Report(), visibility=Visibility.PUBLIC, today="2026-11-27")
    edition = next(iter(batches)).edition
    assert (edition.date, edition.complete) == ("2026-06-29", True)
    assert edition.sha256


def test_the_tables_of_the_charity_register_are_fetched_and_never_that_of_people() -> None:
    urls = ORIGINS["charities"].urls
    assert len(urls) == 6
    assert not any("trustee" in url for url in urls)


REGISTRY = "https://registry.threesixtygiving.org/data.json"


def entry(identifier: str, url: str) -> dict[str, object]:
    return {"identifier": identifier, "distribution": [{"downloadURL": url}]}


def test_grants_come_from_the_host_that_the_registry_names_and_no_other(tmp_path: Path) -> None:
    url = "https://funder.example.org/grants.json"
    files = {REGISTRY: json.dumps([entry("a00", url), entry("b00", "#")]).encode(), url: b"{}"}
    net = Net(tmp_path, files)
    (found,) = fetch_latest("grants", ("a00",), net.make)
    assert found.url == url
    assert net.hosts[1:] == [frozenset({"funder.example.org"})]
    for name in ("b00", "c00"):
        with pytest.raises(BadQuestion, match=f"no data set '{name}'"):
            fetch_latest("grants", (name,), net.make)


def test_grants_of_nobody_are_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="which publisher"):
        fetch_latest("grants", (), Net(tmp_path, {}).make)
