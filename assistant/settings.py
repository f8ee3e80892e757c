"""Settings from the environment (prefix `HUIQI_`), read once into one frozen object."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import UsageError
from assistant.validation import read_errors

PREFIX = "HUIQI_"
NOT_SETTINGS = frozenset({"HUIQI_REQUIRE_ALL"})
"""Variables of the tests that begin like settings."""
ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Variable of the metrics' library: a folder in which the processes that serve one address count together."""


ReviewKind = Literal[
    "unverifiable", "wrong_number", "wrong_clause", "wrong_deadline", "invented_term", "invented_contact",
    "invented_material", "wrong_department", "wrong_award",
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
    cache_dir: Path | None = Field(ROOT / "data" / "cache", description="where the corpus is kept as last checked")
    embedding_model: str | None = Field(None, description="hub name or folder of a sentence-transformers model")
    region: str | None = Field(None, description="region whose policies answer a question that names none")
    milvus_uri: str | None = Field(None, description="Milvus that holds the passages: an address, or a file (Lite)")
    milvus_token: SecretStr = Field(SecretStr(""), description="user:password or key of Milvus")
    milvus_collection: str = Field("huiqi", pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$", description="its alias there")
    embedding_backend: Literal["torch", "onnx"] = "torch"
    embedding_device: str = "cpu"
    embedding_batch: int = Field(32, ge=1, description="texts that the model encodes at a time")
    embedding_offline: bool = Field(False, description="never ask a model hub")
    embedding_url: str | None = Field(None, description="OpenAI-compatible endpoint that serves the model")
    embedding_key: SecretStr = Field(SecretStr(""), description="key of that endpoint")
    embedding_seconds: float = Field(30, gt=0, le=600, description="seconds that a batch may take there")
    embedding_retries: int = Field(2, ge=0, le=10, description="further tries of a batch")
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
    far_confidence: float = Field(0.55, ge=0, le=1, description="confidence from which a question sounds covered")
    check_kinds: Kinds = Field(get_args(ReviewKind), description="what is looked for in others' replies")
    answer_kinds: Kinds = Field(("wrong_number", "invented_contact"), description="the same for our own answers")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    workers: int = Field(1, ge=1, le=64, description="processes that serve")
    root_path: str = ""
    trusted_proxies: str = "127.0.0.1"
    api_keys: SecretStr = Field(
        SecretStr(""), description="keys of machines: name=key or name=sha256:digest, by commas"
    )
    request_limit: int = Field(1_048_576, ge=1024, description="bytes of a request to the interfaces")
    address_rate: int = Field(3000, ge=0, description="requests a minute from an address without a key; 0 for any")
    key_rate: int = Field(6000, ge=0, description="requests a minute with one key; 0 for any")
    busy_limit: int = Field(64, ge=0, description="requests for answers at a time, others get 503; 0 for any")
    embed_origins: str = Field("", description="sites that may show the chat, separated by commas")
    wecom_corp_id: str = Field("", description="enterprise of a WeCom application whose users ask")
    wecom_token: SecretStr = Field(SecretStr(""), description="Token of its callback")
    wecom_aes_key: SecretStr = Field(SecretStr(""), description="EncodingAESKey of its callback")
    wecom_secret: SecretStr = Field(SecretStr(""), description="its secret, to send answers that take longer")
    wecom_agent: int | None = Field(None, ge=1, description="its AgentId, with the secret")
    wecom_url: str = Field("https://qyapi.weixin.qq.com", description="where messages of the application are sent")
    wechat_app_id: str = Field("", description="AppID of a public account whose followers ask")
    wechat_token: SecretStr = Field(SecretStr(""), description="Token of its callback")
    wechat_aes_key: SecretStr = Field(SecretStr(""), description="EncodingAESKey of its callback; plain without")
    wechat_secret: SecretStr = Field(SecretStr(""), description="its AppSecret, to send answers that take longer")
    wechat_url: str = Field("https://api.weixin.qq.com", description="where messages of the account are sent")
    question_limit: int = Field(2000, ge=1, description="longest question, in characters")
    history_limit: int = Field(8, ge=0, description="user turns before the question that are read")
    llm_url: str | None = Field(None, description="OpenAI-compatible endpoint whose model words the answers")
    llm_model: str = Field("", description="name of the model there")
    llm_key: SecretStr = Field(SecretStr(""), description="key of the endpoint")
    llm_seconds: float = Field(20, gt=0, le=120, description="seconds for all tries of one answer")
    database_url: str = Field(SQLITE + str(ROOT / "data" / "huiqi.sqlite3"), description="where records are kept")
    retention_days: int = Field(180, ge=1, le=3650, description="how long questions and opinions are kept")
    verification_days: int = Field(180, ge=1, le=3650, description="after how long what was verified is to be again")
    own_approval: bool = Field(False, description="reviewers may approve the answers that they wrote themselves")
    local_accounts: bool = Field(True, description="staff may log in with passwords that are kept here")
    oidc_issuer: str | None = Field(None, description="identity provider of the staff (OpenID Connect)")
    oidc_client_id: str = Field("", description="what this service is called there")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="its secret there")
    oidc_scopes: str = Field("openid profile", description="what is asked for, separated by blanks")
    oidc_name_claim: str = Field("preferred_username", description="claim that names the account")
    oidc_role_claim: str = Field("roles", description="claim that lists roles; dots where it lies in others")
    oidc_roles: str = Field("", description="role=clerk, role=reviewer, role=admin, separated by commas")
    oidc_label: str = Field("统一身份认证", max_length=40, description="what the login page calls the provider")
    session_idle_minutes: int = Field(60, ge=1, description="how long a staff session outlasts its last request")
    session_hours: int = Field(12, ge=1, description="how long a staff session lasts at most")
    log_format: Literal["text", "json"] = "text"
    otlp_endpoint: str | None = Field(None, description="address of an OpenTelemetry collector (OTLP over HTTP)")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "WARNING"

    @field_validator("root_path")
    @classmethod
    def _check_root(cls, value: str) -> str:
        if value and not re.fullmatch(r"(/[\w.~-]+)+", value):
            raise PydanticCustomError("root_path", "a path prefix")
        return value


def read_settings() -> Settings:
    """Read the settings; raise `UsageError` naming the environment variables that can't be used or don't exist."""
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"环境变量 {PREFIX}{fault.field.upper()}：{fault.message}" for fault in read_errors(error))
        raise UsageError("\n".join(faults)) from error


def _refuse_unknown(names: Iterable[str]) -> None:
    """Refuse what looks like a setting and is none: a misspelt one would be ignored in silence."""
    known = {f"{PREFIX}{name.upper()}": name for name in Settings.model_fields}
    faults = []
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known and name.upper() not in NOT_SETTINGS:
            near = get_close_matches(name.upper(), known, n=1)
            faults.append(f"环境变量 {name}：没有这项设置" + (f"，是否指 {near[0]}" if near else ""))
    if faults:
        raise UsageError("\n".join(faults))
