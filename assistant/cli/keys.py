"""`key`: a new API key for a machine."""

from __future__ import annotations

import sys
from argparse import Namespace

from assistant.settings import PREFIX, Settings


def make(options: Namespace, _settings: Settings) -> int:
    """Print a new key and the entry of the setting that lets it in; the key is kept nowhere."""
    from assistant.api.keys import digest, make_key, read_keys

    key = make_key()
    entry = f"{options.name}=sha256:{digest(key)}"
    read_keys(entry)  # the name may be no good
    print(f"{key}\n{entry}")
    print(f"第一行是密钥，交给调用方，只显示这一次；第二行加入环境变量 {PREFIX}API_KEYS，以逗号分隔。", file=sys.stderr)
    return 0
