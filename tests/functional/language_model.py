"""A language model's endpoint as a real HTTP server of the test: it says what it is told, or misbehaves."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.listening import Handler, listening

MARK = re.compile(r"^(⟦[RU]\d+⟧) (.*)$", re.MULTILINE)


def marks(messages: list[dict[str, str]]) -> dict[str, str]:
    """Return the tokens that a prompt offers, with what each stands for."""
    listed = messages[1]["content"].partition("【记号】\n")[2]
    return dict(MARK.findall(listed))


class Endpoint:
    """The server; `say` writes the text for a prompt, `misbehave` takes the place of the whole reply."""

    def __init__(self) -> None:
        self.say: Callable[[list[dict[str, str]]], str] = lambda messages: ""
        self.misbehave: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.prompts: list[list[dict[str, str]]] = []
        self.stopped = threading.Event()
        self.url = ""

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        length = int(handler.headers["Content-Length"])
        asked = json.loads(handler.rfile.read(length))
        self.prompts.append(asked["messages"])
        if self.misbehave:
            with suppress(OSError):
                self.misbehave(handler)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        text, rng = self.say(asked["messages"]), random.Random(len(self.prompts))
        with suppress(OSError):  # a text that is rejected is not heard to its end
            while text:
                size = rng.randint(1, 40)
                handler.wfile.write(event({"content": text[:size]}))
                text = text[size:]
            handler.wfile.write(event({}, "stop") + b"data: [DONE]\n\n")


def event(delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
    """Return one event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    body = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "liar", "choices": [choice]}
    return b"data: " + json.dumps(body).encode() + b"\n\n"


@contextmanager
def serving() -> Iterator[Endpoint]:
    """Run the server on a free port."""
    endpoint = Endpoint()

    class Told(Handler):
        def do_POST(self) -> None:
            endpoint.reply(self)

    with listening(Told) as port:
        endpoint.url = f"http://127.0.0.1:{port}/v1"
        yield endpoint
        endpoint.stopped.set()


def _headed(handler: BaseHTTPRequestHandler, kind: str = "text/event-stream") -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.end_headers()


Way = Callable[[BaseHTTPRequestHandler], None]


def misbehaviours(stopped: threading.Event) -> dict[str, Way]:
    """Return the ways in which an endpoint can fail to answer; endless ones end with the server."""
    ways = (*_endless(stopped), cut_off, garbage, strange_shapes, a_page, an_error, nothing)
    return {way.__name__: way for way in ways}


def _endless(stopped: threading.Event) -> tuple[Way, ...]:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        stopped.wait(60)

    def endless_text(handler: BaseHTTPRequestHandler) -> None:
        _headed(handler)
        while not stopped.is_set():
            handler.wfile.write(event({"content": "好"}))

    def endless_bytes(handler: BaseHTTPRequestHandler) -> None:
        _headed(handler)
        while not stopped.is_set():
            handler.wfile.write(b"x" * 65536)

    def dripping_comments(handler: BaseHTTPRequestHandler) -> None:
        _headed(handler)
        while not stopped.is_set():
            handler.wfile.write(b": still there\n\n")
            time.sleep(0.05)

    def dripping_thoughts(handler: BaseHTTPRequestHandler) -> None:
        _headed(handler)
        handler.wfile.write(event({"content": "<think>"}))
        while not stopped.is_set():
            handler.wfile.write(event({"content": "嗯"}))
            time.sleep(0.05)

    return silent, endless_text, endless_bytes, dripping_comments, dripping_thoughts


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(event({"content": "可以"}))


def garbage(handler: BaseHTTPRequestHandler) -> None:
    _headed(handler)
    handler.wfile.write(random.Random(7).randbytes(5000) + b"\n\ndata: {not json\n\n")


def strange_shapes(handler: BaseHTTPRequestHandler) -> None:
    _headed(handler)
    for body in (b"[]", b"null", b'{"choices": null}', b'{"choices": [{"delta": null}]}', b'{"choices": [7]}'):
        handler.wfile.write(b"data: " + body + b"\n\n")


def a_page(handler: BaseHTTPRequestHandler) -> None:
    _headed(handler, "text/html")
    handler.wfile.write("<html>请先登录</html>".encode())


def an_error(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(500)


def nothing(handler: BaseHTTPRequestHandler) -> None:
    _headed(handler)
    handler.wfile.write(b"data: [DONE]\n\n")
