"""`python -m index build|update|check|measure`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import HuiqiError, UsageError
from assistant.policy.compiled import open_corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.settings import Settings, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when done, 1 when the thing checked is wrong, 2 on bad usage."""
    try:
        settings = read_settings()
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    options = _parser(settings).parse_args(arguments)
    command = {"build": _build, "update": _update, "check": _check, "measure": _measure}[options.command]
    try:
        command(options.corpus, options.index, settings)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except (HuiqiError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="由语料建立检索索引")
    commands = parser.add_subparsers(dest="command", required=True, metavar="build|update|check|measure")
    for name, help_text in (
        ("build", "建立索引；完成之前原有索引照常可用"),
        ("update", "只索引有变动的政策，沿用原有向量模型"),
        ("check", "检查索引是否存在、完好、与语料一致"),
        ("measure", "用五折交叉验证测量检索效果，并给出校准参数"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--corpus", type=Path, default=settings.corpus_dir, help="语料文件夹")
        command.add_argument("--index", type=Path, default=settings.index_dir, help="索引文件夹")
    return parser


def _build(corpus_dir: Path, index_dir: Path, settings: Settings) -> None:
    corpus = open_corpus(corpus_dir, settings.cache_dir)
    from index.build import build

    artifacts = build(corpus, index_dir, settings)
    print(f"索引已建立：{artifacts.folder}")


def _update(corpus_dir: Path, index_dir: Path, settings: Settings) -> None:
    corpus = open_corpus(corpus_dir, settings.cache_dir)
    from index.update import update

    print(f"索引已更新：{update(corpus, index_dir, settings).folder}")


def _check(corpus_dir: Path, index_dir: Path, settings: Settings) -> None:
    artifacts = Artifacts.open(index_dir)
    manifest = artifacts.read_manifest()
    artifacts.check(manifest, open_corpus(corpus_dir, settings.cache_dir), settings, thorough=True)
    print(f"索引完好，与语料一致：{artifacts.folder}")


def _measure(corpus_dir: Path, index_dir: Path, settings: Settings) -> None:
    from index.measure import measure

    print(measure(open_corpus(corpus_dir, settings.cache_dir), settings))


if __name__ == "__main__":
    sys.exit(main())
