"""`clauses`, `rewards` and `validate`: what can be told from the corpus alone, without index."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from assistant.answering.naming import tier_label
from assistant.cli.columns import align
from assistant.errors import CorpusError, Fault, UsageError
from assistant.lookup.grant_phrases import say_standard
from assistant.lookup.spreadsheets import write_csv, write_staff_csv, write_xlsx
from assistant.models import Reward, Tier
from assistant.policy.cautions import find_cautions
from assistant.policy.compiled import agrees, open_corpus
from assistant.policy.corpus import find_unreviewed, load_corpus
from assistant.policy.selection import select_clauses
from assistant.settings import Settings
from assistant.views import ClauseView, RewardRow, clause_view, reward_rows


def show_clauses(options: Namespace, settings: Settings) -> int:
    """Print the clauses that were looked for, or all."""
    views = _find_clauses(options, settings)
    if options.json:
        _print_json(views)
    elif views:
        several = len({view.policy for view in views}) > 1
        print("\n\n".join(_say_clause(view, several) for view in views))
    else:
        print("没有找到符合条件的条款。", file=sys.stderr)
    return 0


def _find_clauses(options: Namespace, settings: Settings) -> tuple[ClauseView, ...]:
    words = " ".join(options.words).strip()
    chosen = (options.department, options.level, options.policy, options.region, options.valid_on, options.measure)
    if words:
        from assistant.wiring import build_assistant  # opens the index, which a mere listing doesn't need

        return build_assistant(settings).find_clauses(words, *chosen)
    return tuple(map(clause_view, select_clauses(open_corpus(settings.corpus_dir, settings.cache_dir), *chosen)))


def _say_clause(view: ClauseView, several: bool) -> str:
    lines = [f"{view.clause} {view.title if view.title != view.clause else ''}".rstrip()]
    if several:
        lines[0] = f"[{view.policy}] {lines[0]}"
    if view.score is not None:
        lines[0] += f"（相关度 {view.score:.2f}）"
    lines.append(view.text)
    if view.departments:
        lines.append(f"责任单位：{'、'.join(view.departments)}")
    return "\n".join(lines)


def show_rewards(options: Namespace, settings: Settings) -> int:
    """Print the reward table, or write it to a spreadsheet."""
    rewards = open_corpus(settings.corpus_dir, settings.cache_dir).rewards
    rows = reward_rows(rewards, options.kind)
    if options.xlsx is not None:
        write_xlsx(rows, options.xlsx)
        print(f"已写入 {options.xlsx}，共 {len(rows)} 行。", file=sys.stderr)
    elif options.csv == "-":
        write_csv(rows, sys.stdout)
    elif options.csv is not None:
        _write_staff_file(rows, Path(options.csv))
    elif options.json:
        _print_json(rows)
    else:
        kept = [reward for reward in rewards if options.kind in ("all", reward.kind)]
        several = len({reward.policy for reward in kept}) > 1
        lines = [(reward.policy, *_say_tier(reward, tier)) for reward in kept for tier in reward.tiers]
        print(align([line if several else line[1:] for line in lines]))
    return 0


def _write_staff_file(rows: Sequence[RewardRow], file: Path) -> None:
    """Write what staff open in Excel: Chinese headings, and the mark that tells it the encoding."""
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            write_staff_csv(rows, stream)
    except OSError as error:
        raise UsageError(f"文件无法写入：{file}") from error
    print(f"已写入 {file}，共 {len(rows)} 行。", file=sys.stderr)


def _say_tier(reward: Reward, tier: Tier) -> tuple[str, ...]:
    return reward.clause, reward.name, tier_label(reward, tier), say_standard(reward, tier)


def _print_json(rows: Sequence[BaseModel]) -> None:
    print(json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False, indent=1))


def validate(_options: Namespace, settings: Settings) -> int:
    """Run all checks of the corpus; print each fault as file:row:field and return 1 where there is one.

    What is no fault, but makes the corpus answer worse, goes to stderr.
    """
    try:
        corpus = load_corpus(settings.corpus_dir)
    except CorpusError as error:
        print(error)
        return 1
    if unreviewed := tuple(find_unreviewed(corpus)):
        print(*unreviewed, sep="\n")
        return 1
    if not agrees(corpus, settings.cache_dir):
        print(Fault("编译缓存", "-", "-", "与语料文件不一致，已重新编译；请重启正在运行的服务"))
        return 1
    for caution in find_cautions(corpus):
        print(f"提醒 {caution}", file=sys.stderr)
    tiers = sum(len(reward.tiers) for reward in corpus.rewards)
    print(
        f"语料检查通过：政策文件 {len(corpus.policies)} 份，条款 {len(corpus.clauses)} 条，"
        f"奖补、目标和门槛 {len(corpus.rewards)} 行（{tiers} 档）。"
    )
    return 0
