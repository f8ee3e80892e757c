"""The accounts that the settings name: which platform, how its messages are sealed, how answers are sent later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.api.wechat.delivery import Delivery, Official, WeCom
from assistant.api.wechat.sealing import Seal
from assistant.errors import UsageError
from assistant.settings import PREFIX, Settings

Platform = Literal["wecom", "wechat"]


@dataclass(frozen=True, slots=True)
class Account:
    """One account; without `seal` its messages come in the clear, without `delivery` nothing is sent but replies."""

    platform: Platform
    token: str
    seal: Seal | None
    delivery: Delivery | None


def read_accounts(settings: Settings) -> tuple[Account, ...]:
    """Return the accounts of the settings; raise `UsageError` where one is only half there."""
    return tuple(filter(None, (_read_wecom(settings), _read_official(settings))))


def _read_wecom(settings: Settings) -> Account | None:
    token, key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
    secret = settings.wecom_secret.get_secret_value()
    if not (settings.wecom_corp_id or token or key):
        return None
    if not (settings.wecom_corp_id and token and key):
        raise UsageError(f"环境变量 {PREFIX}WECOM_CORP_ID、{PREFIX}WECOM_TOKEN、{PREFIX}WECOM_AES_KEY：须一并设置")
    if secret and settings.wecom_agent is None:
        raise UsageError(f"环境变量 {PREFIX}WECOM_AGENT：设置了 {PREFIX}WECOM_SECRET 的，须写明应用的 AgentId")
    seal = _seal(f"{PREFIX}WECOM_AES_KEY", token, key, settings.wecom_corp_id)
    delivery = WeCom(settings.wecom_url, settings.wecom_corp_id, secret, settings.wecom_agent or 0) if secret else None
    return Account("wecom", token, seal, delivery)


def _read_official(settings: Settings) -> Account | None:
    token, key = settings.wechat_token.get_secret_value(), settings.wechat_aes_key.get_secret_value()
    secret = settings.wechat_secret.get_secret_value()
    if not (settings.wechat_app_id or token or key):
        return None
    if not (settings.wechat_app_id and token):
        raise UsageError(f"环境变量 {PREFIX}WECHAT_APP_ID、{PREFIX}WECHAT_TOKEN：须一并设置")
    seal = _seal(f"{PREFIX}WECHAT_AES_KEY", token, key, settings.wechat_app_id) if key else None
    delivery = Official(settings.wechat_url, settings.wechat_app_id, secret) if secret else None
    return Account("wechat", token, seal, delivery)


def _seal(name: str, token: str, key: str, receiver: str) -> Seal:
    try:
        return Seal(token, key, receiver)
    except UsageError as error:
        raise UsageError(f"环境变量 {name}：{error}") from error
