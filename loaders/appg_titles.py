"""Titles of parliamentary groups: mended, and cut down to what the group is about."""

import re

from loaders.appg_sources import Parliament

# Slips of the register (2024 to 2026) in the phrase that all titles share.
_PHRASE = re.compile(r"\bAll[\s-]+Part(?:y|ly)(?=\s+(?:Parliamentary|Group))", re.IGNORECASE)
_FULL = re.compile(
    r"(?:All-Party Parliamentary Group|All-Party Group|Cross-Party Group in the Scottish Parliament"
    r"|Cross[\s-]Party Group)",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:on|for|against)\s+", re.IGNORECASE)
_AROUND = re.compile(r"All-Party Parliamentary (.+) Group", re.IGNORECASE)
_ASIDE = re.compile(r"(.+?)\s*\(an All-Party Parliamentary Group\)", re.IGNORECASE)
_BEHIND = re.compile(r"(.+?)\s*-\s*(?:Cross[\s-]Party Group|Gr[wŵ]p Trawsbleidiol)", re.IGNORECASE)
# "UK-Israel" and "Britain-Palestine" are about the second.
_BRITAIN = re.compile(r"(?:UK|Britain|British)[-–/](?=\w)")


def clean_title(title: str) -> str:
    """The title with slips in its common phrase mended.

    >>> clean_title("All-Partly Parliamentary Group on Dementia in Sport")
    'All-Party Parliamentary Group on Dementia in Sport'
    """
    return _PHRASE.sub("All-Party", title)


def subject(title: str) -> str:
    """What a group is about, as its title says; the whole title where no form is known.

    >>> subject("Britain-Palestine All-Party Parliamentary Group")
    'Britain-Palestine'
    >>> subject("All-Party Parliamentary China Group")
    'China'
    """
    for pattern in (_ASIDE, _BEHIND):
        if found := pattern.fullmatch(title):
            return found.group(1)
    before, after = _around_phrase(title)
    if after:
        return after
    if before:
        return before
    found = _AROUND.fullmatch(title)
    return found.group(1) if found else title


def _around_phrase(title: str) -> tuple[str, str]:
    """What stands before and behind the common phrase."""
    found = _FULL.search(title)
    if not found:
        return "", ""
    rest = title[found.end() :]
    joined = _JOIN.match(rest)
    return title[: found.start()].strip(), rest[joined.end() if joined else 0 :].strip()


def short_names(title: str, parliament: Parliament) -> tuple[str, ...]:
    """Short forms that people write: "APPG for Indonesia", "APPG on Indonesia".

    Scottish, Welsh and Northern Irish groups often share a subject: their short names tell the
    parliament, so that they are not taken for one group.
    """
    about = subject(title)
    if about == title:
        return ()
    forms = [about, _BRITAIN.sub("", about)]
    place = f" ({parliament.place})" if parliament.place else ""
    names = {f"{parliament.short} on {form}{place}" for form in forms if form}
    found = _FULL.match(title)
    if found and not parliament.place:
        names.add(parliament.short + title[found.end() :])
    return tuple(sorted(names))
