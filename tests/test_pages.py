"""Pages over HTTP: they answer in words, carry evidence, have twins, and fail in a friendly way."""

import csv
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.page_docs import type_words
from api.page_find import in_words
from api.page_show import cell
from tests.site import CHANGES, FRAMES, PAGES, PATHS, world_site

BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The site over the tiny world."""
    with TestClient(world_site(tmp_path_factory.mktemp("site")), headers=BROWSER) as client:
        yield client


def page(site: TestClient, path: str, status: int = 200) -> str:
    answer = site.get(path)
    assert answer.status_code == status, answer.text[:300]
    return answer.text


def words(site: TestClient, path: str, status: int = 200) -> str:
    """The text of a page as a reader meets it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page(site, path, status))).split())


def rows(site: TestClient, path: str) -> list[dict[str, str]]:
    text = site.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_and_a_way_past_the_menu(
    site: TestClient, path: str
) -> None:
    text = page(site, path)
    assert len(re.findall("<h1", text)) == 1
    assert re.search(r"<title>[^<]*Kithmap</title>", text)
    assert 'href="#main"' in text
    assert '<html lang="en">' in text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_obeys_its_own_security_policy(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert "script-src 'self'; style-src 'self'" in answer.headers["content-security-policy"]
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", answer.text)
    assert not re.search(r"\son[a-z]+=\"", answer.text)


@pytest.mark.parametrize("path", [*PAGES, *FRAMES])
def test_no_page_loads_anything_from_elsewhere(site: TestClient, path: str) -> None:
    text = page(site, path)
    for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", text):
        assert "//" not in tag.replace('href="data:', ""), tag


@pytest.mark.parametrize("path", [p for p in PAGES if p != "/api/docs"])
def test_every_page_tells_its_date_its_snapshot_and_its_licences(
    site: TestClient, path: str
) -> None:
    text = words(site, path)
    assert re.search(r"As of 29 June 2026 ?, snapshot [0-9a-f]{16}", text)
    assert "Contains Parliamentary information." in text
    assert "Licence: CC-BY-4.0" in text


@pytest.mark.parametrize("path", [p for p in PAGES if p != "/api/docs"])
def test_the_links_to_the_twins_lead_to_json_and_csv(site: TestClient, path: str) -> None:
    text = unescape(page(site, path))
    for kind, media in (("json", "application/json"), ("csv", "text/csv")):
        (address,) = re.findall(rf'<li><a href="([^"]+\.{kind}[^"]*)">This answer', text)
        answer = site.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)


@pytest.mark.parametrize(
    ("twin", "rest"),
    [
        ("/find.json?q=ken", "/find?q=ken"),
        ("/nodes/GB-CHC-9000001.json", "/nodes/GB-CHC-9000001"),
        (PATHS.replace("?", ".json?"), PATHS),
        ("/clusters.json", "/clusters"),
        ("/brokers.json", "/brokers"),
        ("/gaps.json", "/gaps"),
        ("/gaps.json?country=Kenya", "/gaps?country=Kenya"),
        (CHANGES.replace("?", ".json?"), CHANGES),
        ("/sources.json", "/sources"),
        ("/index.json", "/sources"),
    ],
)
def test_a_json_twin_is_the_rest_body_byte_for_byte(site: TestClient, twin: str, rest: str) -> None:
    assert site.get(twin).content == site.get(f"/api/v1{rest}").content


@pytest.mark.parametrize(
    "path",
    [
        "/find?q=ken",
        "/nodes/GB-CHC-9000001",
        PATHS,
        "/clusters",
        "/brokers",
        "/gaps",
        CHANGES,
        "/sources",
        "/map",
        "/map/nodes/GB-CHC-9000004",
    ],
)
def test_a_csv_twin_has_rows_with_the_snapshot(site: TestClient, path: str) -> None:
    stem, _, query = path.partition("?")
    found = rows(site, f"{stem}.csv?{query}")
    assert found
    assert {row["as_of"] for row in found} == {"2026-06-29"}


def test_a_csv_twin_has_one_row_for_each_statement_with_its_licence(site: TestClient) -> None:
    grants = [r for r in rows(site, "/nodes/GB-CHC-9000004.csv") if r["to"] == "Harambee Trust"]
    assert len(grants) == 3
    assert {row["licence"] for row in grants} == {"CC-BY-4.0"}


def test_a_csv_cell_never_runs_as_a_formula() -> None:
    assert [cell(v) for v in ("=1+1", "+1", "-1", "@x", "\tx", "a=1")] == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "a=1",
    ]  # fmt: skip
    assert cell(-0.5) == "-0.5"


def test_the_start_says_what_is_held_and_offers_questions_it_can_answer(site: TestClient) -> None:
    text = page(site, "/")
    assert "<strong>10</strong>" in text
    examples = [unescape(a) for a in re.findall(r'Try: <a href="([^"]+)"', text)]
    assert len(examples) == 3
    assert examples[0].startswith("/paths?from=")
    assert "Route 1" in page(site, examples[0])
    assert all(site.get(address).status_code == 200 for address in examples)


def test_search_results_name_kind_roles_and_the_name_that_matched(site: TestClient) -> None:
    text = words(site, "/find?q=anatolia")
    assert "Anadolu Evi" in text
    assert "Organisation, charity, diaspora group, grantee; 4 links." in text
    assert "Also called Anatolia House" in text


def test_a_search_without_result_offers_near_names_as_links(site: TestClient) -> None:
    text = page(site, "/find?q=Harambe+Trst")
    assert "Did you mean" in text
    assert 'href="/nodes/GB-CHC-9000001"' in text


def test_a_search_can_be_narrowed_to_a_kind(site: TestClient) -> None:
    assert "Kenyans in Leeds" in words(site, "/find?q=kenya&kind=community")
    assert "1 result." in words(site, "/find?q=kenya&kind=country")


def test_a_node_shows_links_by_kind_with_evidence_and_a_picture(site: TestClient) -> None:
    text = page(site, "/nodes/GB-CHC-9000001")
    assert "<caption>was funded by …</caption>" in text
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="picture"' in text
    assert 'href="https://grants.example.org" rel="noopener noreferrer">Open the source</a>' in text
    assert "£20,000; £15,000; £15,000" in text


def test_a_node_of_the_past_says_that_it_left(site: TestClient) -> None:
    text = words(site, "/nodes/appg-nepal")
    assert "not in the newest edition" in text
    assert "Named from 30 May 2024 to 9 June 2025; not in the edition of 29 June 2026." in text


def test_internal_and_suppressed_statements_are_on_no_page(site: TestClient) -> None:
    for path in PAGES:
        assert "Not for print" not in page(site, path)
    assert "Office for Trade Ties" not in words(site, "/nodes/GB-CHC-9000006")


def test_a_path_reads_as_sentences_from_top_to_bottom(site: TestClient) -> None:
    text = words(site, PATHS)
    assert "They are 3 hops apart, with 2 others in between." in text
    assert text.index("Route 1: 3 hops") < text.index("All routes in one picture")
    assert re.search(r"Kenya has as member .{0,60}claimed, not confirmed", text)
    assert "weakest hop" in text


def test_a_planned_hop_is_marked_in_words(site: TestClient) -> None:
    text = page(site, f"{PATHS}&include_ai=false")
    assert '<span class="tag warn">planned, not recorded as done</span>' in text


def test_the_form_keeps_what_was_asked_and_shows_names_for_ids(site: TestClient) -> None:
    text = page(site, f"{PATHS}&officers_only=true&max_hops=8")
    assert 'name="from" value="Harambee Trust"' in text
    # "Ghana" is a group and a country: the name would not do.
    assert 'value="Ghana"' in text or 'value="appg-ghana"' in text
    assert re.search(r'name="officers_only" value="true" checked', text)
    assert '<option value="8" selected>8 hops</option>' in text


def test_empty_fields_of_a_form_count_as_not_given(site: TestClient) -> None:
    full = PATHS + "&through=&avoid=&without=&as_of="
    assert "Route 1" in page(site, full)
    assert "gap" in page(site, "/gaps?country=&theme=&place=&rule=&as_of=")


def test_where_no_route_leads_it_is_said_with_what_to_try(site: TestClient) -> None:
    text = words(site, "/paths?from=GB-CHC-9000001&to=cpg-africa")
    assert "No chain of introductions leads from Harambee Trust" in text
    assert "does not mean that they do not know each other" in text


def test_a_gap_has_reasons_a_state_of_knowledge_and_a_next_step(site: TestClient) -> None:
    text = words(site, "/gaps")
    assert "Why it matters" in text
    assert "How sure is it?" in text
    assert "Next step:" in text
    assert re.search(r"\d+ gaps", text)


def test_gaps_can_be_narrowed_by_following_a_rule(site: TestClient) -> None:
    (first, *_rest) = re.findall(r'<a href="(/gaps\?rule=[^"]+)"', page(site, "/gaps"))
    text = page(site, unescape(first))
    assert " open><summary>Narrow the list" in text


def test_every_gap_with_two_ends_has_a_picture_and_a_map(site: TestClient) -> None:
    text = page(site, "/gaps")
    pictures = text.count("<summary>Picture of this gap</summary>")
    maps = [unescape(a) for a in re.findall(r'href="(/map/gaps\?[^"]+)"', text)]
    assert pictures == len(maps) > 0
    assert "Interactive map" in page(site, maps[0])


def test_clusters_lead_to_their_own_pages(site: TestClient) -> None:
    first = re.findall(r'<h2 id="cluster-1"><a href="([^"]+)"', page(site, "/clusters"))[0]
    text = page(site, unescape(first))
    assert "<caption>Members" in text
    assert f'href="/map{first}"' in text
    assert site.get(f"/map{first}").status_code == 200


def test_a_cluster_that_is_gone_is_not_found(site: TestClient) -> None:
    assert "Clusters change with the data" in words(site, "/clusters/nothing", 404)


def test_a_broker_says_who_would_lose_their_route(site: TestClient) -> None:
    assert re.search(r"If [\w ]+ left", words(site, "/brokers"))


def test_changes_are_grouped_with_what_happened_first(site: TestClient) -> None:
    text = words(site, CHANGES)
    assert "Remittances and Diaspora" in text
    assert text.index("Renamed") < text.index("Left")


def test_changes_offer_the_editions_held(site: TestClient) -> None:
    assert "9 June 2025 to 29 June 2026" in words(site, "/changes")


def test_an_earlier_date_is_announced_with_a_way_to_the_newest(site: TestClient) -> None:
    text = page(site, "/nodes/appg-nepal?as_of=2025-06-09")
    assert "This is how the sources stood on <strong>9 June 2025</strong>" in text
    assert 'href="/nodes/appg-nepal">See the newest</a>' in text


def test_a_link_kept_since_an_earlier_edition_tells_what_changed(site: TestClient) -> None:
    text = words(site, "/nodes/appg-remittances?made=2025-06-09")
    assert "changed here since this link was made on 9 June 2025." in text
    assert "since this link was made" not in words(site, "/nodes/appg-remittances?made=2026-06-29")


def test_the_link_to_keep_carries_the_date_and_the_exact_link_pins_it(site: TestClient) -> None:
    text = unescape(page(site, PATHS))
    assert f'href="{PATHS}&made=2026-06-29">Link to keep' in text
    assert f'href="{PATHS}&as_of=2026-06-29">Link to exactly this date' in text


def test_a_map_is_shown_in_a_frame_without_an_origin(site: TestClient) -> None:
    (frame,) = re.findall(r"<iframe[^>]*>", page(site, "/map/nodes/GB-CHC-9000001"))
    assert 'src="/views/map/nodes/GB-CHC-9000001"' in frame
    assert 'sandbox="allow-scripts' in frame
    assert "allow-same-origin" not in frame


@pytest.mark.parametrize("path", FRAMES)
def test_a_framed_map_brings_a_policy_of_its_own(site: TestClient, path: str) -> None:
    told = site.get(path).headers["content-security-policy"]
    assert "sha256-" in told
    assert "sandbox allow-scripts" in told
    assert "script-src 'self'" not in told


def test_the_map_in_words_has_the_same_items(site: TestClient) -> None:
    drawn: dict[str, Any] = site.get("/map/nodes/GB-CHC-9000001.json").json()
    text = page(site, "/map/nodes/GB-CHC-9000001")
    assert text.count("<tr><td") == len(drawn["nodes"]) + len(drawn["links"])


def test_the_documentation_lists_every_route_and_every_parameter(site: TestClient) -> None:
    text, api = page(site, "/api/docs"), site.get("/api/v1/openapi.json").json()
    for path, methods in api["paths"].items():
        assert path in text
        for detail in methods.values():
            for parameter in detail.get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in text
    assert all(f'id="{name}"' in text for name in api["components"]["schemas"])


def test_every_example_in_the_documentation_answers(site: TestClient) -> None:
    examples = re.findall(r'Example: <a href="([^"]+)"', page(site, "/api/docs"))
    assert len(examples) >= 8
    for address in examples:
        assert site.get(unescape(address)).status_code == 200, address


def test_a_type_that_may_be_several_is_told_in_words() -> None:
    told = type_words({"anyOf": [{"type": "string"}, {"type": "null"}]})
    assert "".join(part["text"] for part in told) == "text or nothing"


def test_dates_inside_a_sentence_are_put_in_words_and_numbers_are_not() -> None:
    assert in_words("Seen 2026-06-29, with 1,200 links and 55 notes.") == (
        "Seen 29 June 2026, with 1,200 links and 55 notes."
    )


def test_health_says_what_is_held(site: TestClient) -> None:
    told = site.get("/health").json()
    assert told["status"] == "ok"
    assert told["holds"]["nodes"] == 40
