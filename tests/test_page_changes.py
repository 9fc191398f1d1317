"""Pages of changes: what is cut is counted, and what did not change says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.explorer import Explorer
from tests.site import CHANGES, world_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(world_site(tmp_path), headers={"accept": "text/html"}) as client:
        yield client


@pytest.mark.parametrize(("limit", "more"), [(1, 3), (3, 1), (4, 0)])
def test_changes_that_are_cut_are_counted(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, limit: int, more: int
) -> None:
    whole = Explorer.changes

    def cut(asked: Explorer, *dates: str, **options: Any) -> Any:
        return whole(asked, *dates, **{**options, "limit": limit})

    monkeypatch.setattr(Explorer, "changes", cut)
    text = site.get(CHANGES).text
    assert ("<p>… and " in text) is bool(more)
    assert (f"<p>… and {more} more.</p>" in text) is bool(more)


def test_no_change_is_told_as_none_in_what_can_be_compared(site: TestClient) -> None:
    text = site.get("/changes?before=2026-06-29&after=2026-06-29").text
    assert "Nothing changed between these dates in what can be compared." in text


def test_a_watched_list_tells_how_many_of_its_changes_are_shown(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Explorer.watch

    def cut(asked: Explorer, *asked_for: Any, **options: Any) -> Any:
        return whole(asked, *asked_for, **{**options, "limit": 1})

    monkeypatch.setattr(Explorer, "watch", cut)
    form = {"names": "appg-nepal\nappg-ghana", "since": "2025-06-09"}
    text = site.post("/watch", data=form).text
    assert "<h2>Changes (2, the first 1 shown)</h2>" in text
