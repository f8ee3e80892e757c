"""Hold drafted rows against the loader's own checks, so that what is written loads once it is reviewed.

A row that would not load is left out and told; a figure of money or rate that is then in no row gets a row that says
no more than that the figure stands there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError, Fault
from assistant.ingest.shared_files import SHARED, default_corpus
from assistant.models import Clause, Model, Policy, Reward
from assistant.policy.corpus import load_corpus
from assistant.policy.table import KINDS, squeeze
from assistant.text.figures import Figure, Unit, find_figures

ROUNDS = 8
FIELDS = {Unit.YUAN: "yuan", Unit.PERCENT: "percent"}
UNKNOWN = "规则未能判断这个数的含义，请核对后归类"
KEYS = {kind: key for key, kind in KINDS.items()}


class DraftedRow(Model):
    """A row as it will be written, with where its quote stands in the policy's text and how sure the rules are."""

    kind: str
    row: dict[str, Any]
    start: int
    end: int
    confidence: float
    unsure: tuple[str, ...] = ()
    reviewed: bool = False

    @property
    def id(self) -> str:
        """The row's id."""
        return str(self.row["id"])


class Admitted(Model):
    """The rows that load, what the loader makes of them, and what was left out and why."""

    rows: tuple[DraftedRow, ...]
    rewards: tuple[Reward, ...]
    notes: tuple[str, ...]


def admit(policy: Policy, text: str, begin: int, drafts: Sequence[DraftedRow]) -> Admitted:
    """Return the rows that load beside the policy's file, whose `text` begins at `begin` after its front matter.

    Raises `CorpusError` where the text itself does not load.
    """
    rows = list(drafts)
    notes: list[str] = []
    faults: Sequence[Fault] = ()
    with tempfile.TemporaryDirectory(prefix="huiqi-ingest-") as name:
        folder = Path(name)
        _lay_out(folder, policy.meta.id, text)
        for _ in range(ROUNDS):
            (folder / "rewards" / f"{policy.meta.id}.yaml").write_text(
                write_table(policy.meta.id, rows, reviewed=True), encoding="utf-8"
            )
            try:
                rewards = load_corpus(folder).rewards
            except CorpusError as error:
                faults = error.faults
                rows, said = _repair(policy, begin, rows, error.faults)
                notes += said
            else:
                return Admitted(rows=tuple(rows), rewards=rewards, notes=tuple(notes))
    raise CorpusError(*faults)


def find_faults(policy: str, text: str, rows: Sequence[DraftedRow]) -> tuple[Fault, ...]:
    """Return what the loader holds against the rows beside the text of their policy's file; empty where they load.

    Which others it replaces can't be told from it alone, so that is not looked at.
    """
    with tempfile.TemporaryDirectory(prefix="huiqi-ingest-") as name:
        folder = Path(name)
        _lay_out(folder, policy, text)
        (folder / "rewards" / f"{policy}.yaml").write_text(write_table(policy, rows, reviewed=True), encoding="utf-8")
        try:
            load_corpus(folder)
        except CorpusError as error:
            return tuple(fault for fault in error.faults if fault.field != "replaces")
    return ()


def _lay_out(folder: Path, policy: str, text: str) -> None:
    for part in ("policies", "rewards"):
        (folder / part).mkdir()
    for file in SHARED:
        shutil.copyfile(default_corpus() / file, folder / file)
    (folder / "policies" / f"{policy}.md").write_text(text, encoding="utf-8")


def write_table(policy: str, rows: Sequence[DraftedRow], *, reviewed: bool | None = None) -> str:
    """Return the reward table as YAML; `reviewed` overrides what each row says of itself."""
    table: dict[str, Any] = {"policy": policy}
    for kind, key in KEYS.items():
        listed = [_written(row, row.reviewed if reviewed is None else reviewed) for row in rows if row.kind == kind]
        if listed:
            table[key] = listed
    return yaml.dump(table, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def _written(row: DraftedRow, reviewed: bool) -> dict[str, Any]:
    data = {key: value for key, value in row.row.items() if key not in ("quote", "tiers", "reviewed")}
    return {**data, "reviewed": reviewed, "quote": row.row["quote"], "tiers": row.row["tiers"]}


class _Dumper(yaml.SafeDumper):
    """Writes lists under their keys set in, and never an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _repair(
    policy: Policy, begin: int, rows: Sequence[DraftedRow], faults: Sequence[Fault]
) -> tuple[list[DraftedRow], list[str]]:
    """Leave out the rows with a fault, add rows for figures that are in none; raise where the fault is elsewhere."""
    identifiers = {row.id for row in rows}
    labels = {clause.label for clause in policy.clauses}
    notes: list[str] = []
    bad: set[str] = set()
    unlisted: list[Fault] = []
    others: list[Fault] = []
    for fault in faults:
        row = fault.row.split("[")[0]
        if row in identifiers:
            bad.add(row)
            notes.append(f"已舍去一行草稿（{_named(rows, row)}）：{fault.message}")
        elif fault.row in labels and fault.field == "rewards":
            unlisted.append(fault)
        else:
            others.append(fault)
    kept = [row for row in rows if row.id not in bad]
    if others and not bad:
        raise CorpusError(*others)
    if not bad:
        kept += _fillers(policy, begin, kept, unlisted)
    return kept, notes


def _named(rows: Sequence[DraftedRow], identifier: str) -> str:
    row = next(row for row in rows if row.id == identifier)
    return f"{row.row.get('clause')} {row.row.get('name')}"


def _fillers(policy: Policy, begin: int, rows: Sequence[DraftedRow], faults: Sequence[Fault]) -> list[DraftedRow]:
    """Return a row for each figure that the loader misses."""
    taken = {row.id for row in rows}
    fillers: list[DraftedRow] = []
    seen: set[tuple[str, Unit, object]] = set()
    for clause in policy.clauses:
        said = [fault.message for fault in faults if fault.row == clause.label]
        for figure in find_figures(clause.text) if said else ():
            key = (clause.label, figure.unit, figure.value)
            if figure.unit not in FIELDS or key in seen or not any(f" {figure.surface} " in words for words in said):
                continue
            seen.add(key)
            identifier = next(i for n in range(1, 10**6) if (i := f"{policy.meta.id}-other-{n}") not in taken)
            taken.add(identifier)
            fillers.append(_filler(policy, begin, clause, figure, identifier))
    return fillers


def _filler(policy: Policy, begin: int, clause: Clause, figure: Figure, identifier: str) -> DraftedRow:
    label, text = clause.label, clause.text
    quote = next(quote for quote in _quotes(text, figure) if _holds(quote, figure))
    first, last = locate(policy, begin, label, quote)
    row: Mapping[str, Any] = {
        "id": identifier,
        "name": f"{label}提到的{figure.surface}",
        "clause": label,
        "quote": quote,
        "tiers": [{FIELDS[figure.unit]: plain_number(figure.value)}],
    }
    return DraftedRow(kind="threshold", row=dict(row), start=first, end=last, confidence=0.2, unsure=(UNKNOWN,))


def _quotes(text: str, figure: Figure) -> Iterator[str]:
    """Yield longer and longer pieces with the figure: its sentence, its line and what stands over it, all of the text.

    A figure in a table may have its unit in the head or the caption.
    """
    ends = [at for sign in "。；\n" if (at := text.find(sign, figure.end)) >= 0]
    end = min(ends, default=len(text))
    yield text[max(text.rfind(sign, 0, figure.start) for sign in "。；\n") + 1 : end].strip()
    starts = [at + 1 for at in range(figure.start - 1, -1, -1) if text[at] == "\n"]
    for start in (*starts, 0):
        yield text[start:end].strip()
    yield text


def _holds(quote: str, figure: Figure) -> bool:
    return any((found.unit, found.value) == (figure.unit, figure.value) for found in find_figures(quote))


def plain_number(value: Any) -> int | float:
    """Return a decimal as YAML writes it shortest."""
    return int(value) if value == int(value) else float(value)


def locate(policy: Policy, begin: int, label: str, quote: str) -> tuple[int, int]:
    """Return where the quote stands in the policy's text, which begins at `begin` of its file.

    Blanks and Markdown's marks don't count; a quote that stands nowhere is told to be the whole clause.
    """
    clause = next(clause for clause in policy.clauses if clause.label == label)
    first, last = clause.start - begin, clause.end - begin
    kept = [i for i in range(first, last) if not policy.text[i].isspace() and policy.text[i] != "*"]
    wanted = squeeze(quote).replace("*", "")
    at = "".join(policy.text[i] for i in kept).find(wanted)
    return (kept[at], kept[at + len(wanted) - 1] + 1) if wanted and at >= 0 else (first, last)
