"""Settings from the environment (prefix `HUIQI_`), read once into one frozen object."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import UsageError
from assistant.validation import read_errors

PREFIX = "HUIQI_"
ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"

ReviewKind = Literal[
    "unverifiable", "wrong_number", "wrong_clause", "wrong_deadline", "invented_term", "invented_contact",
    "invented_material",
]  # fmt: skip
"""What is looked for in a reply beside wrong figures, by the reason of its findings."""


def _split(value: object) -> object:
    return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value


Kinds = Annotated[tuple[ReviewKind, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """All settings of the project; the README's table explains each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    corpus_dir: Path = ROOT / "corpus"
    index_dir: Path = ROOT / "index" / "artifacts"
    embedding_model: str | None = Field(None, description="hub name or folder of a sentence-transformers model")
    region: str | None = Field(None, description="region whose policies answer a question that names none")
    embedding_backend: Literal["torch", "onnx"] = "torch"
    embedding_device: str = "cpu"
    embedding_batch: int = Field(32, ge=1, description="texts that the model encodes at a time")
    embedding_offline: bool = Field(False, description="never ask a model hub")
    query_prompt: str | None = Field(None, description="said before every query; default: the model's own")
    passage_prompt: str | None = Field(None, description="said before every passage; default: the model's own")
    dense_share: float = Field(0.3, ge=0, le=1, description="share of the embedding in a clause's score")
    untaught_share: float = Field(0.05, ge=0, le=1, description="the same for an embedding that learnt no questions")
    whole_share: float = Field(0.6, ge=0, le=1, description="share of the whole text in the lexical score")
    relevance_slope: float = 24.4
    relevance_intercept: float = -5.61
    relevance_floor: float = Field(0.1, ge=0, le=1, description="score below which a clause is rejected")
    answer_score: float = Field(0.5, ge=0, le=1, description="score from which a clause answers by itself")
    far_score: float = Field(0.15, ge=0, le=1, description="score from which it does where the question sounds covered")
    far_confidence: float = Field(0.6, ge=0, le=1, description="confidence from which a question sounds covered")
    check_kinds: Kinds = Field(get_args(ReviewKind), description="what is looked for in others' replies")
    answer_kinds: Kinds = Field(("wrong_number", "invented_contact"), description="the same for our own answers")
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
