"""Settings from the environment (prefix `HUIQI_`), read once into one frozen object."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import UsageError
from assistant.validation import read_errors

PREFIX = "HUIQI_"
ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """All settings of the project; the README's table explains each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    corpus_dir: Path = ROOT / "corpus"
    index_dir: Path = ROOT / "index" / "artifacts"
    embedding_model: str | None = Field(None, description="hub name or folder of a sentence-transformers model")
    region: str | None = Field(None, description="region whose policies answer a question that names none")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    root_path: str = ""
    trusted_proxies: str = "127.0.0.1"
    question_limit: int = Field(2000, ge=1, description="longest question, in characters")
    history_limit: int = Field(8, ge=0, description="user turns before the question that are read")
    database_url: str = Field(SQLITE + str(ROOT / "data" / "huiqi.sqlite3"), description="where records are kept")
    retention_days: int = Field(180, ge=1, le=3650, description="how long questions and opinions are kept")
    session_idle_minutes: int = Field(60, ge=1, description="how long a staff session outlasts its last request")
    session_hours: int = Field(12, ge=1, description="how long a staff session lasts at most")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "WARNING"


def read_settings() -> Settings:
    """Read the settings; raise `UsageError` naming the environment variables that can't be used."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"环境变量 {PREFIX}{fault.field.upper()}：{fault.message}" for fault in read_errors(error))
        raise UsageError("\n".join(faults)) from error
