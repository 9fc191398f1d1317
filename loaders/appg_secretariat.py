"""The sentence that names a group's secretariat, taken apart into bodies and their addresses."""

import re
from dataclasses import dataclass

from loaders.appg_bodies import BodyName, body_name, joint_bodies

_VERB = re.compile(r"\b(jointly\s+)?(?:acts?|serves?)\s+as\b", re.IGNORECASE)
_URL = re.compile(r"https?://\S+?(?=\)|\s|,\s|$|and\s*https?://)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatBody:
    """One body that acts as secretariat, and its web address where the sentence gives it."""

    body: BodyName
    website: str
    joint: bool


def secretariat_bodies(sentence: str) -> list[SecretariatBody]:
    """Who acts as secretariat, as the sentence says; several only where they do so jointly.

    >>> [b.body.name for b in secretariat_bodies(
    ...     "Aid and Trade Trust acts as the group's secretariat.https://trust.example.org/")]
    ['Aid and Trade Trust']
    """
    verb = _VERB.search(sentence)
    said = sentence[: verb.start()] if verb else sentence
    after = [_clean_url(u) for u in _URL.findall(sentence[verb.end() :])] if verb else []
    joint = bool(verb and verb.group(1))
    names = joint_bodies(_no_urls(said)) if joint else [_no_urls(said)]
    bodies = [body_name(name) for name in names]
    sites = _sites(names, said, after)
    return [
        SecretariatBody(body=body, website=site, joint=joint)
        for body, site in zip(bodies, sites, strict=True)
        if body.id
    ]


def _no_urls(text: str) -> str:
    return re.sub(r"\(?\s*https?://[^\s)]*\s*\)?", " ", text)


def _clean_url(url: str) -> str:
    return url.rstrip(".,;")


def _sites(names: list[str], said: str, after: list[str]) -> list[str]:
    """An address for each name: the one beside it, or the one in its place in the row behind."""
    if len(after) == len(names):
        return after
    inside = [(found.start(), _clean_url(found.group())) for found in _URL.finditer(said)]
    sites = []
    for name in names:
        end = said.find(name.split(",")[-1].strip()) + len(name.split(",")[-1].strip())
        sites.append(next((u for at, u in inside if 0 <= at - end <= 3), ""))
    return sites
