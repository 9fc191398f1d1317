"""Plain forms of names: folding, words, slugs. The same everywhere a name is compared."""

import html
import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_LATIN_EXTRA = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_NO_APOSTROPHE = str.maketrans("", "", "'’‘`ʼ")


def clean(text: str) -> str:
    """Text with HTML entities resolved, invisible characters and double spaces removed.

    >>> clean("Si&#226;n  Gwenllian\\u200b ")
    'Siân Gwenllian'
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    kept = "".join(" " if c.isspace() else c for c in text if _keeps(c))
    return " ".join(kept.split())


def _keeps(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")


# Names come back in every edition of a register: 65,536 of them take some 20 MB.
_NAME = 120


@lru_cache(maxsize=65_536)
def _fold_name(text: str) -> str:
    folded = _fold_once(text)
    return folded if folded == text else _fold_name(folded)


def fold(text: str) -> str:
    """Lower case, accents and apostrophes gone; letters of other scripts stay.

    >>> fold("Türkiye"), fold("Women’s")
    ('turkiye', 'womens')
    """
    if text.isascii():  # nearly all names, and done in one step
        return _fold_ascii(text)
    if len(text) <= _NAME:
        return _fold_name(text)
    folded = _fold_once(text)
    while folded != text:  # one letter may unfold into another that folds again
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    if text.isascii():
        return _fold_ascii(text)
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN_EXTRA))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.translate(_NO_APOSTROPHE)


def _fold_ascii(text: str) -> str:
    return text.lower().replace("'", "").replace("`", "")


def search_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order.

    >>> search_words("APPG on Côte d’Ivoire")
    ('appg', 'on', 'cote', 'divoire')
    """
    return tuple(_WORD.findall(fold(text)))


def slug(text: str, limit: int = 80) -> str:
    """Folded words joined by hyphens, cut at a word: part of an id.

    >>> slug("Friends, Families and Travellers")
    'friends-families-and-travellers'
    """
    words = search_words(text)
    joined = "-".join(words)
    if len(joined) <= limit:
        return joined
    return joined[:limit].rsplit("-", 1)[0] or joined[:limit]
