"""Several processes that serve one address: begun together, begun anew where one ends, and ended together."""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import NoReturn, Protocol

from assistant.errors import HuiqiError
from assistant.logs import set_up_logs
from assistant.settings import SHARED_METRICS, Settings

LOG = logging.getLogger(__name__)
BACKLOG = 2048
PAUSE_SECONDS = 1
"""Before a worker that ended is begun anew: one that can't start does not use up the machine."""
STOP_SECONDS = 15


class Serve(Protocol):
    """Serves a listening socket until stopped; tells when it is about to answer."""

    def __call__(self, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None: ...


class Workers:
    """The workers on one listener; `serve` is a function that a new process can import."""

    def __init__(self, settings: Settings, listener: socket.socket, serve: Serve, ready: Callable[[], None]) -> None:
        self._settings, self._listener, self._serve, self._tell_ready = settings, listener, serve, ready
        self._running: dict[Connection, BaseProcess] = {}
        self._served = False

    def run(self) -> NoReturn:
        """Serve until `KeyboardInterrupt`, as which SIGTERM comes too.

        Raises `HuiqiError` with the fault of the first worker where none can start.
        """
        self._listener.listen(BACKLOG)
        with _terminating(), tempfile.TemporaryDirectory(prefix="huiqi-metrics-") as folder:
            os.environ[SHARED_METRICS] = folder  # read when a worker imports the library
            try:
                for _ in range(self._settings.workers):
                    self._begin()
                while True:
                    for ear in wait(list(self._running)):
                        assert isinstance(ear, Connection)
                        self._hear(ear)
            finally:
                self._end()

    def _begin(self) -> None:
        context = get_context("spawn")  # nothing of threads, locks and connections is inherited
        ear, mouth = context.Pipe()
        worker = context.Process(target=_work, args=(self._settings, self._listener, self._serve, mouth), name="worker")
        worker.start()
        mouth.close()
        self._running[ear] = worker

    def _hear(self, ear: Connection) -> None:
        """Take in that a worker is ready, can't start, or has ended."""
        try:
            fault = ear.recv()
        except (EOFError, OSError):
            fault = "服务进程意外结束。"
        else:
            if fault is None:
                if not self._served:
                    self._tell_ready()
                self._served = True
                return
        worker = self._running.pop(ear)
        ear.close()
        worker.join()
        if not self._served:
            raise HuiqiError(fault)
        LOG.error("a worker ended (%s) and is begun anew: %s", worker.exitcode, fault)
        time.sleep(PAUSE_SECONDS)
        self._begin()

    def _end(self) -> None:
        for worker in self._running.values():
            worker.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        with suppress(KeyboardInterrupt):
            for worker in self._running.values():
                worker.join(max(0, deadline - time.monotonic()))
        for ear, worker in self._running.items():
            worker.kill()
            worker.join()
            ear.close()


@contextmanager
def _terminating() -> Iterator[None]:
    """Let SIGTERM and Ctrl-C end the program, the latter even if begun in the background by a shell that ignores it."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    former = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _work(settings: Settings, listener: socket.socket, serve: Serve, mouth: Connection) -> None:
    """Be a worker; end with the process that began it, however that ends."""

    def follow() -> None:
        with suppress(EOFError, OSError):
            mouth.recv()
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=follow, daemon=True, name="parent").start()
    set_up_logs(settings)
    try:
        with suppress(KeyboardInterrupt):
            serve(settings, listener, lambda: mouth.send(None))
    except HuiqiError as error:
        mouth.send(str(error))
