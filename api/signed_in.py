"""Who may change the store over HTTP: callers who send the key that the settings name."""

from hashlib import sha256
from hmac import compare_digest

from fastapi import HTTPException, Request

from api.settings import Settings

SCHEME = "bearer"


def signed_in(request: Request) -> None:
    """Let a caller with the key pass; 403 where no key is set, 401 for a wrong or missing one.

    Hashes of equal length are compared in constant time, so that neither the key nor its length
    can be learnt from how long an answer takes.
    """
    settings: Settings = request.app.state.settings
    key = settings.api_key.get_secret_value()
    if not key:
        raise HTTPException(
            403, "nobody may judge over HTTP here: the setting KITHMAP_API_KEY is empty"
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != SCHEME or not compare_digest(_hashed(given.strip()), _hashed(key)):
        raise HTTPException(
            401,
            "this needs the key of the site, sent as 'Authorization: Bearer …'",
            headers={"WWW-Authenticate": "Bearer"},
        )


def _hashed(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogateescape")).digest()
