"""Themes that the registers' own headings stand for: of England and Wales by code, others by words.

A heading without a theme says nothing of a subject ("Other charitable purposes"). Helping people
of one origin is no theme: it is read for what the charity's name and objects name beside it.
"""

import re
from collections.abc import Iterable

from loaders.charities_shape import Topic

ORIGIN_CODE = 204
RELIGION_CODE = 108
# What the register says of a body that helps people of one origin, in words for a reason.
ORIGIN_WORDS = "helps people of one ethnic or national origin"
MINORITY_WORDS = "helps ethnic minorities"

_T = "theme:"
# Code → theme and the register's words.
CODES: dict[int, Topic | None] = {
    101: None,
    102: Topic(theme=_T + "education", words="Education/training"),
    103: Topic(theme=_T + "health", words="Advancement of health or saving of lives"),
    104: Topic(theme=_T + "disability", words="Disability"),
    105: Topic(theme=_T + "poverty", words="Prevention or relief of poverty"),
    106: Topic(theme=_T + "international-development", words="Overseas aid/famine relief"),
    107: Topic(theme=_T + "housing", words="Accommodation/housing"),
    108: Topic(theme=_T + "faith", words="Religious activities"),
    109: Topic(theme=_T + "culture", words="Arts/culture/heritage/science"),
    110: Topic(theme=_T + "sport", words="Amateur sport"),
    111: Topic(theme=_T + "animals", words="Animals"),
    112: Topic(theme=_T + "environment", words="Environment/conservation/heritage"),
    113: Topic(theme=_T + "economy", words="Economic/community development/employment"),
    114: Topic(theme=_T + "security-and-defence", words="Armed forces/emergency services"),
    115: Topic(theme=_T + "human-rights", words="Human rights/harmony/equality or diversity"),
    116: None,
    117: None,
    201: Topic(theme=_T + "young-people", words="Children/young people"),
    202: Topic(theme=_T + "older-people", words="Elderly/old people"),
    203: Topic(theme=_T + "disability", words="People with disabilities"),
    204: None,
    205: Topic(theme=_T + "charities", words="Other charities or voluntary bodies"),
    206: None,
    207: None,
    **dict.fromkeys(range(301, 311)),
}

# The words of the Northern Irish and Scottish registers → theme; empty where there is none.
_WORDS = {
    # purposes, which both take from their laws
    "The advancement of education": "education",
    "The advancement of citizenship or community development": "communities-and-place",
    "The relief of those in need by reason of youth, age, ill-health, disability, financial "
    "hardship or other disadvantage": "poverty",
    "The relief of those in need by reason of age, ill health, disability, financial hardship or "
    "other disadvantage": "poverty",
    "The advancement of religion": "faith",
    "The advancement of health": "health",
    "The saving of lives": "health",
    "The advancement of health or the saving of lives": "health",
    "The prevention or relief of poverty": "poverty",
    "The advancement of the arts, culture, heritage or science": "culture",
    "The advancement of the arts, heritage, culture or science": "culture",
    "The advancement of human rights, conflict resolution or reconciliation": "human-rights",
    "The advancement of human rights, conflict resolution or reconciliation or the promotion of "
    "religious or racial harmony or equality and diversity": "human-rights",
    "The promotion of religious or racial harmony": "integration",
    "The promotion of equality and diversity": "equality",
    "The advancement of amateur sport": "sport",
    "The advancement of public participation in sport": "sport",
    "The advancement of environmental protection or improvement": "environment",
    "The advancement of animal welfare": "animals",
    "The provision of recreational facilities, or the organisation of recreational activities, "
    "with the object of improving the conditions of life for the persons for whom the facilities "
    "or activities are primarily intended": "",
    "Any other purpose that may reasonably be regarded as analogous to any of the preceding "
    "purposes": "",
    "Other charitable purposes": "",
    # whom the charity helps, Northern Ireland
    "Addictions (drug/solvent/alcohol abuse)": "addiction",
    "Adult training": "education",
    "Asylum seekers/refugees": "refugees",
    "Carers": "care-and-families",
    "Children (5-13 year olds)": "children",
    "Community safety/crime prevention": "justice",
    "Ethnic minorities": "",
    "Ex-offenders and prisoners": "justice",
    "General public": "",
    "HIV/AIDS": "global-health",
    "Homelessness": "homelessness",
    "Interface communities": "integration",
    "Language community": "language",
    "Learning disabilities": "disability",
    "Men": "",
    "Mental health": "mental-health",
    "Older people": "older-people",
    "Overseas/developing countries": "international-development",
    "Parents": "care-and-families",
    "Physical disabilities": "disability",
    "Preschool (0-5 year olds)": "children",
    "Sensory disabilities": "disability",
    "Sexual orientation": "lgbt-rights",
    "Specific areas of deprivation": "poverty",
    "Tenants": "housing",
    "Travellers": "gypsy-traveller-life",
    "Unemployed/low income": "poverty",
    "Victim support": "justice",
    "Voluntary and community sector": "charities",
    "Volunteers": "charities",
    "Women": "women-and-girls",
    "Youth (14-25 year olds)": "young-people",
    # whom the charity helps, Scotland
    "Children / young people": "young-people",
    "Children/young people": "young-people",
    "People with disabilities or health problems": "disability",
    "People of a particular ethnic or racial origin": "",
    "Other charities / voluntary bodies": "charities",
    "Other charities/voluntary bodies": "charities",
    "Other defined groups": "",
    "No specific group, or for the benefit of the community": "",
}


def _key(text: str) -> str:
    """Words for comparison: capitals, blanks, dashes and stops vary between exports."""
    return " ".join(re.sub(r"[-–.\s]+", " ", text).casefold().split()).strip("\" '")


_KNOWN = {_key(words): (words, theme) for words, theme in _WORDS.items()}
# Of two headings that begin alike the longer stands first.
_GAP = r"[-–.\s]+"
_ITEM = re.compile(
    "|".join(
        _GAP.join(map(re.escape, key.split())) + r"[-–.\s]*(?=,|$)"
        for key in sorted(_KNOWN, reverse=True)
    ),
    re.IGNORECASE,
)


def split_known(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The known headings in a comma list and the unknown ones, though headings hold commas.

    >>> split_known("Women,The advancement of the arts, culture, heritage or science,Skiing")
    (('Women', 'The advancement of the arts, culture, heritage or science'), ('Skiing',))
    """
    known: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in ", \t\r\n":
            at += 1
            continue
        found = _ITEM.match(text, at)
        if found:
            known.append(_KNOWN[_key(found.group())][0])
            at = found.end()
        else:
            stop = text.find(",", at)
            stop = len(text) if stop < 0 else stop
            unknown.append(text[at:stop].strip())
            at = stop
    return tuple(dict.fromkeys(known)), tuple(dict.fromkeys(unknown))


def known_words(items: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``split_known`` for headings that the source keeps apart itself."""
    found = [(item, _KNOWN.get(_key(item))) for item in items]
    known = dict.fromkeys(hit[0] for _, hit in found if hit)
    return tuple(known), tuple(dict.fromkeys(item for item, hit in found if not hit))


def topics_of(words: Iterable[str]) -> tuple[Topic, ...]:
    """The themes of known headings, each theme once."""
    found: dict[str, Topic] = {}
    for heading in words:
        theme = _WORDS[heading]
        if theme:
            found.setdefault(theme, Topic(theme=_T + theme, words=heading[:100]))
    return tuple(found.values())


def topics_of_codes(codes: Iterable[int]) -> tuple[Topic, ...]:
    """The themes of classification codes, each theme once, in the order of the codes."""
    found: dict[str, Topic] = {}
    for code in sorted(codes):
        topic = CODES.get(code)
        if topic:
            found.setdefault(topic.theme, topic)
    return tuple(found.values())
