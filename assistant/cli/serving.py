"""`serve`: say where the pages are once they are there, and what to do where they can't be."""

from __future__ import annotations

import errno
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress

from assistant.errors import UsageError
from assistant.settings import Settings

REASONS = {
    errno.EADDRINUSE: "端口 {port} 已被占用。请停止占用它的程序，或换一个端口，如 HUIQI_PORT=7861",
    errno.EACCES: "没有权限使用端口 {port}。请用 HUIQI_PORT 换一个 1024 以上的端口",
    errno.EADDRNOTAVAIL: "本机没有地址 {host}。请核对 HUIQI_HOST，如 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）",
}


def serve(_options: Namespace, settings: Settings) -> int:
    """Serve until stopped; raise `UsageError` where the address can't be had, before anything takes its time."""

    def tell() -> None:
        address = f"http://{name_host(settings)}:{settings.port}{settings.root_path}/"
        print(f"惠企问答：{address}", file=sys.stderr, flush=True)

    with open_listener(settings) as listener, suppress(KeyboardInterrupt):
        if settings.workers > 1:
            from assistant.cli.workers import Workers

            Workers(settings, listener, serve_on, tell).run()
        serve_on(settings, listener, tell)
    print("已停止。", file=sys.stderr)
    return 0


def serve_on(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve a socket in this process until stopped; `ready` is called as soon as calls will be answered."""
    from assistant.intake.editions import read_edition  # all this takes seconds to import
    from assistant.records import open_records
    from assistant.tracing import set_up_traces
    from assistant.web import build_server
    from assistant.wiring import build_assistant

    set_up_traces(settings)
    records = open_records(settings)
    edition = read_edition(settings)
    assistant = build_assistant(settings, records)
    records.start()
    server = build_server(assistant, settings, records, edition)
    listener.listen(server.config.backlog)  # calls that come while the server starts are answered when it has
    ready()
    try:
        server.run(sockets=[listener])
    finally:
        records.close()


def open_listener(settings: Settings) -> socket.socket:
    """Return a socket on the address of the settings; raise `UsageError` where it can't be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only on sockets that name their protocol.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except (OSError, UnicodeError) as error:
        listener.close()
        number = error.errno if isinstance(error, OSError) else None
        said = REASONS.get(number or 0, "地址 {host}:{port} 无法使用。请核对环境变量 HUIQI_HOST 和 HUIQI_PORT")
        raise UsageError(said.format(host=settings.host, port=settings.port)) from error
    return listener


def name_host(settings: Settings) -> str:
    """Return the host as a browser on this machine can use it."""
    if settings.host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{settings.host}]" if ":" in settings.host else settings.host
