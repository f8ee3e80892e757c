"""The arguments of each command, explained in Chinese."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

from assistant.errors import UsageError
from assistant.policy.selection import MEASURES

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FAULTS = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"one of the arguments (.*) is required", r"以下参数须给出一个：\1"),
    (r"unrecognized arguments: (.*)", r"没有这些参数：\1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 不能与 \2 同用"),
    (r"argument (\S+): expected .*", r"参数 \1 缺少值"),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"参数 \1 不能是 \2，可用：\3"),
    (r"argument (\S+): ([^ -~].*)", r"参数 \1：\2"),
)
"""What argparse says, and how we say it."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self.flags = self.add_argument_group("选项")
        self.flags.add_argument("-h", "--help", action="help", help="显示用法")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        said = next((found.expand(to) for fault, to in FAULTS if (found := re.fullmatch(fault, message))), "参数有误")
        raise UsageError(f"{said}\n{self.format_usage().rstrip()}")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; it raises `UsageError` on bad usage."""
    parser = _Parser(prog="python -m assistant", description="惠企问答：按政策原文回答企业的问题，并核验每一个金额")
    commands = parser.add_subparsers(
        title="命令", dest="command", required=True, metavar="命令", parser_class=_Command, prog="python -m assistant"
    )
    _add_ask(commands.add_parser("ask", help="回答问题"))
    _add_check(commands.add_parser("check", help="核验他人写的答复"))
    _add_clauses(commands.add_parser("clauses", help="检索条款；不给检索词则列出全部"))
    _add_rewards(commands.add_parser("rewards", help="列出奖补表"))
    _add_ingest(commands.add_parser("ingest", help="把政策文件读成条款和待审核的奖补表草稿"))
    commands.add_parser("validate", help="检查全部语料是否完整、一致")
    _add_evaluate(commands.add_parser("evaluate", help="用问题案例给答复评分"))
    key = commands.add_parser("key", help="生成一个供程序调用接口的密钥")
    key.add_argument("name", metavar="名称", help="调用方的名称，用于限流")
    commands.add_parser("serve", help="启动网页服务")
    _add_policies(commands.add_parser("policies", help="列出、停用、恢复、删除、重建政策文件"))
    _add_staff(commands.add_parser("staff", help="管理工作台账号、核准答复和记录"))
    return parser


class _Command(_Parser):
    """The parser of one command."""

    def __init__(self, *, prog: str) -> None:
        super().__init__(prog=prog, description="")


def _add_ask(parser: _Parser) -> None:
    what = parser.flags.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", type=_text, metavar="问题", help="要问的问题")
    what.add_argument("--batch", type=Path, metavar="文件", help="JSONL 文件，每行 {id, turns}，逐行作答")
    parser.flags.add_argument("--as-of", type=_date, metavar="日期", help="按这一天作答，默认今天")
    parser.flags.add_argument("--json", action="store_true", help="输出 JSON")


def _add_check(parser: _Parser) -> None:
    what = parser.flags.add_mutually_exclusive_group(required=True)
    what.add_argument("--text", type=_text, metavar="答复", help="要核验的文字")
    what.add_argument("--batch", type=Path, metavar="文件", help="JSONL 文件，每行 {id, question, draft}，逐行核验")
    parser.flags.add_argument("--question", type=_text, default="", metavar="问题", help="该答复所回答的问题")
    parser.flags.add_argument("--as-of", type=_date, metavar="日期", help="按这一天核验期限，默认今天")
    parser.flags.add_argument("--explain", action="store_true", help="逐个数字说明读到了什么、由哪条规则判定")


def _add_clauses(parser: _Parser) -> None:
    parser.flags.add_argument("words", nargs="*", type=_text, metavar="检索词", help="要检索的内容")
    parser.flags.add_argument("--department", type=_text, metavar="单位", help="只看该责任单位的条款")
    parser.flags.add_argument("--level", type=_text, metavar="级别", help="只看有该级别奖补的条款，如 省级")
    parser.flags.add_argument("--policy", type=_text, metavar="编号", help="只看该政策文件，如 ningde-2021-68")
    parser.flags.add_argument("--region", type=_text, metavar="地区", help="只看在该地区适用的文件，如 某某市")
    parser.flags.add_argument("--valid-on", type=_date, metavar="日期", help="只看这一天已施行、未被替代的文件")
    parser.flags.add_argument(
        "--measure",
        choices=MEASURES,
        help="只看有奖补（award）、目标（target）、门槛（threshold）或都没有（none）的条款",
    )
    parser.flags.add_argument("--json", action="store_true", help="输出 JSON")


def _add_rewards(parser: _Parser) -> None:
    kinds = ("award", "target", "threshold", "all")
    parser.flags.add_argument("--kind", choices=kinds, default="award", help="奖补（默认）、目标、门槛或全部")
    form = parser.flags.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出 JSON")
    form.add_argument(
        "--csv",
        nargs="?",
        const="-",
        metavar="文件",
        help="输出 CSV；给出文件则写入，供 Excel 打开",
    )
    form.add_argument("--xlsx", type=Path, metavar="文件", help="写入 Excel 文件")


def _add_evaluate(parser: _Parser) -> None:
    parser.flags.add_argument("cases", type=Path, metavar="文件", help="案例的 JSONL 文件，或放有这类文件的文件夹")
    parser.flags.add_argument("--retrieval", action="store_true", help="只测条款检索：命中率、排序和拒答")
    parser.flags.add_argument(
        "--compare",
        nargs=2,
        type=_text,
        metavar=("设置一", "设置二"),
        help="用两种设置各测一遍检索，并排列出；写作 dense_share=0.4，多项以逗号分隔，或给出索引文件夹",
    )
    parser.flags.add_argument("--as-of", type=_date, metavar="日期", help="按这一天作答，默认今天")
    parser.flags.add_argument("--json", action="store_true", help="输出 JSON")


def _add_staff(parser: _Parser) -> None:
    operations = parser.add_subparsers(
        title="操作", dest="operation", required=True, metavar="操作", parser_class=_Command, prog=parser.prog
    )
    add = operations.add_parser("add", help="新增账号，密码在终端输入两次")
    add.flags.add_argument("name", type=_text, metavar="姓名", help="登录用的名字")
    add.flags.add_argument(
        "--role", choices=("clerk", "reviewer", "admin"), default="clerk", help="坐席（默认）、审核或管理"
    )
    disable = operations.add_parser("disable", help="停用账号，其登录立即失效")
    disable.flags.add_argument("name", type=_text, metavar="姓名", help="登录用的名字")
    enable = operations.add_parser("enable", help="启用停用的账号，密码不变")
    enable.flags.add_argument("name", type=_text, metavar="姓名", help="登录用的名字")
    password = operations.add_parser("password", help="更改密码；停用的账号由此恢复")
    password.flags.add_argument("name", type=_text, metavar="姓名", help="登录用的名字")
    unlock = operations.add_parser("unlock", help="解除登录限制：按姓名、按地址，都不给则全部解除")
    unlock.flags.add_argument("name", nargs="?", type=_text, metavar="姓名", help="登录用的名字")
    unlock.flags.add_argument("--address", type=_text, metavar="地址", help="登录请求来自的网络地址")
    backup = operations.add_parser("backup", help="把全部记录备份到一个文件，服务不必停止")
    backup.flags.add_argument("file", type=Path, metavar="文件", help="新文件，如 备份-20261129.sqlite3")
    restore = operations.add_parser("restore", help="从备份文件恢复全部记录，请先停止服务")
    restore.flags.add_argument("file", type=Path, metavar="文件", help="backup 写的文件")
    copy = operations.add_parser("copy", help="把全部记录复制到另一个数据库，如从 SQLite 迁到 PostgreSQL，请先停止服务")
    copy.flags.add_argument("url", type=_text, metavar="地址", help="如 postgresql://用户@主机/库名")
    for command in (restore, copy):
        command.flags.add_argument("--replace", action="store_true", help="覆盖目标中已有的记录")
    for command in (add, password):
        command.flags.add_argument("--password-stdin", action="store_true", help="从标准输入的第一行读取密码")
    operations.add_parser("list", help="列出账号")
    operations.add_parser("purge", help="立即删除超过保存期的提问记录")
    operations.add_parser("cases", help="把在用的核准答复输出为案例（JSONL），供 evaluate 使用")
    operations.add_parser("recheck", help="逐条复核核准答复是否仍被采用、仍通过核验")


def _add_policies(parser: _Parser) -> None:
    operations = parser.add_subparsers(
        title="操作", dest="operation", required=True, metavar="操作", parser_class=_Command, prog=parser.prog
    )
    listing = operations.add_parser("list", help="列出全部政策文件及其状态")
    listing.flags.add_argument("words", nargs="*", type=_text, metavar="检索词", help="标题、文号或编号中的文字")
    listing.flags.add_argument("--region", type=_text, metavar="地区", help="只看在该地区适用的文件，如 某某市")
    listing.flags.add_argument("--valid-on", type=_date, metavar="日期", help="只看这一天有效、未被替代的文件")
    listing.flags.add_argument("--json", action="store_true", help="输出 JSON")
    for name, help_text in (
        ("disable", "停用：不再用于答复，文件保留"),
        ("enable", "恢复停用的文件"),
        ("delete", "删除：文件移到 data/deleted，不再用于答复"),
        ("rebuild", "从文件重新读取并重建索引"),
    ):
        operation = operations.add_parser(name, help=help_text)
        operation.flags.add_argument("policy", type=_text, metavar="编号", help="如 ningde-2021-68")
        if name in ("disable", "delete"):
            operation.flags.add_argument("--reason", type=_text, required=True, metavar="原因", help="记入操作记录")


def _add_ingest(parser: _Parser) -> None:
    parser.flags.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="政策文件：docx、pdf、html、md 或 txt"
    )
    parser.flags.add_argument("--out", type=Path, metavar="目录", help="写入这个语料目录；不给则什么也不写")
    parser.flags.add_argument("--json", action="store_true", help="只输出草稿行的 JSON，什么也不写")
    parser.flags.add_argument(
        "--kind", choices=("award", "target", "threshold", "all"), default="award", help="JSON 中的行：默认只有奖补"
    )


def _text(value: str) -> str:
    """Refuse bytes that are no UTF-8, which Python hands over as lone surrogates."""
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise argparse.ArgumentTypeError("不是有效的 UTF-8 文字")
    return value


def _date(value: str) -> date:
    try:
        if not ISO_DATE.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError("应为日期，如 2021-09-01") from None
