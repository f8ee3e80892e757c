"""A language model behind any OpenAI-compatible endpoint: a stream that ends in time whatever the other side does."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import httpx2
    from openai.types.chat import ChatCompletionMessageParam

    from assistant.settings import Settings

MOST_BYTES = 1 << 20  # of a response, tokens and all that is wrapped round them
MOST_CHARACTERS = 3000  # of a draft
MOST_TOKENS = 900
CONNECT_SECONDS = 5.0
GRACE = 0.5  # seconds for a cancelled request to say so

Failure = Literal["timeout", "unreachable", "garbage"]
Messages = Sequence["ChatCompletionMessageParam"]


class EndpointFailure(Exception):
    """The endpoint gave no draft: it was late, could not be reached, or sent what is none."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure: Failure = failure


class Endpoint:
    """Asks the endpoint of the settings; safe to share between threads, each of which waits for its own answer."""

    def __init__(self, settings: Settings) -> None:
        """Raise `ModelUnavailable` where the client is not installed."""
        try:
            import httpx2
            from openai import AsyncOpenAI
        except ImportError as error:
            raise ModelUnavailable("使用语言模型还缺少程序库，请先安装：pip install -e '.[llm]'。") from error
        timeout = httpx2.Timeout(settings.llm_seconds, connect=min(CONNECT_SECONDS, settings.llm_seconds))
        self._model = settings.llm_model
        self._client = AsyncOpenAI(
            base_url=settings.llm_url,
            api_key=settings.llm_key.get_secret_value() or "none",
            max_retries=0,
            timeout=timeout,
            http_client=httpx2.AsyncClient(timeout=timeout, event_hooks={"response": [_cap]}),
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="language-model", daemon=True)
        self._thread.start()

    def stream(self, messages: Messages, deadline: float) -> Iterator[str]:
        """Yield what the model writes until `deadline` (of the monotonic clock); raise `EndpointFailure`."""
        pieces: queue.SimpleQueue[str | EndpointFailure | None] = queue.SimpleQueue()
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise EndpointFailure("timeout")
        reading = asyncio.run_coroutine_threadsafe(self._read(messages, seconds, pieces), self._loop)
        written = 0
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(deadline - time.monotonic(), 0) + GRACE)
                except queue.Empty:
                    raise EndpointFailure("timeout") from None
                if piece is None:
                    break
                if isinstance(piece, EndpointFailure):
                    raise piece
                if time.monotonic() > deadline:
                    raise EndpointFailure("timeout")
                written += len(piece)
                if written > MOST_CHARACTERS:
                    raise EndpointFailure("garbage")
                yield piece
        finally:
            reading.cancel()
        if not written:
            raise EndpointFailure("garbage")

    async def _read(
        self, messages: Messages, seconds: float, pieces: queue.SimpleQueue[str | EndpointFailure | None]
    ) -> None:
        """Put each piece, then None or why there is no more."""
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        try:
            async with asyncio.timeout(seconds):
                async for text in self._texts(messages):
                    pieces.put(text)
            pieces.put(None)
        except TimeoutError:
            pieces.put(EndpointFailure("timeout"))
        except (APIConnectionError, APIStatusError) as error:
            pieces.put(EndpointFailure("timeout" if isinstance(error, APITimeoutError) else "unreachable"))
        except Exception:  # whatever a foreign server can make the client stumble over
            pieces.put(EndpointFailure("garbage"))

    async def _texts(self, messages: Messages) -> AsyncIterator[str]:
        stream = await self._client.chat.completions.create(
            model=self._model, messages=list(messages), stream=True, temperature=0, max_tokens=MOST_TOKENS
        )
        async with stream:
            async for chunk in stream:
                text = chunk.choices[0].delta.content if chunk.choices else None
                if text:
                    yield text

    def close(self) -> None:
        """Drop all connections and stop."""
        asyncio.run_coroutine_threadsafe(self._client.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cap(response: httpx2.Response) -> None:
    """Let a response end in an error once it has more bytes than any draft has."""
    import httpx2

    class Capped(httpx2.AsyncByteStream):
        def __init__(self, inner: httpx2.AsyncByteStream) -> None:
            self._inner = inner

        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for piece in self._inner:
                read += len(piece)
                if read > MOST_BYTES:
                    raise ValueError("too long a response")
                yield piece

        async def aclose(self) -> None:
            await self._inner.aclose()

    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = Capped(response.stream)
