"""Settings from the environment (prefix `HUIQI_`), read once into one frozen object."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings of the project; the README's table explains each."""

    model_config = SettingsConfigDict(env_prefix="HUIQI_", frozen=True, extra="forbid")

    corpus_dir: Path = ROOT / "corpus"
    index_dir: Path = ROOT / "index" / "artifacts"
    embedding_model: str | None = Field(None, description="hub name or folder of a sentence-transformers model")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    root_path: str = ""
    trusted_proxies: str = "127.0.0.1"
    question_limit: int = Field(2000, ge=1, description="longest question, in characters")
    history_limit: int = Field(8, ge=0, description="user turns before the question that are read")
    log_level: str = "WARNING"
