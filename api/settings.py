"""Settings: the only place that reads the environment. Frozen; passed on as arguments."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a door needs to know; each field is an environment variable ``KITHMAP_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="KITHMAP_", frozen=True, extra="ignore")

    store: str = Field("kithmap.db", description="The store: a file, or a server's address.")
    store_user: str = Field("", description="User of a Neo4j server.")
    store_password: SecretStr = Field(SecretStr(""), description="Password of a Neo4j server.")
    host: str = Field("127.0.0.1", description="Address that the site listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the site listens on.")
    cache: Path = Field(
        Path("~/.cache/kithmap"), description="Folder for files that --latest fetches."
    )
    per_minute: int = Field(240, ge=1, description="Answers a visitor may ask for in a minute.")
    api_key: SecretStr = Field(
        SecretStr(""), description="Key of those who may judge over HTTP; empty: nobody may."
    )
    debug: bool = Field(False, description="Show the trace of an unforeseen failure.")
    audience: Literal["", "public", "internal"] = Field(
        "",
        description="Whether the command line shows internal statements too; "
        "empty: those of a local file, not those of a server.",
    )
