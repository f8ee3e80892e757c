"""Every figure of money, rate, term, date and count in a Chinese text."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from typing import Literal, cast

from assistant.text.bounds import Claim, read_claim
from assistant.text.dates import find_dates
from assistant.text.linking import link_atoms
from assistant.text.normalization import Normalized, normalize
from assistant.text.numerals import simplify
from assistant.text.quantities import Atom, Bound, Figure, Role, Unit, VagueFigure
from assistant.text.scanning import scan_atoms
from assistant.text.tables import apply_tables, find_bounded_cells
from assistant.text.traps import mask_traps
from assistant.text.vague import VagueSpan, find_vague_spans

__all__ = ["Bound", "Figure", "Role", "Unit", "VagueFigure", "find_figures", "find_vague", "read_figures", "read_vague"]


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find the figures of `text`, in order and without overlaps.

    >>> [(f.surface, int(f.value), f.bound) for f in find_figures("分别给予不超过 200 万元、50 万元奖励")]
    [('200 万元', 2000000, 'at_most'), ('50 万元', 500000, 'at_most')]
    """
    return read_figures(normalize(text))


def read_figures(normal: Normalized, vague_spans: Sequence[VagueSpan] | None = None) -> tuple[Figure, ...]:
    """Find the figures of a normalised text; their spans are those of its source.

    `vague_spans`: what `find_vague_spans` found in it, where that is known.
    """
    masked = mask_traps(normal.text)
    dates = list(find_dates(masked))
    masked = _blank_out(masked, dates)
    found = find_vague_spans(normal.text) if vague_spans is None else vague_spans
    vague = [(start, end) for start, end, kind in found if kind != "no_cap"]
    numbers = _outside(list(scan_atoms(masked)), vague)
    atoms = list(merge(numbers, dates, key=lambda atom: atom.start))
    linked = [atom for atom in link_atoms(normal.text, apply_tables(masked, atoms)) if atom.unit is not None]
    claims = _share_bounds(linked, _read_claims(normal.text, linked))
    claims = _bound_by_columns(normal.text, linked, claims)
    return tuple(_figure(normal, atom, claim) for atom, claim in zip(linked, claims, strict=True))


def find_vague(text: str) -> tuple[VagueFigure, ...]:
    """Find the words of `text` that promise money or a rate without a number, or deny a cap.

    >>> [(v.surface, v.kind) for v in find_vague("奖励数千万元，上不封顶")]
    [('数千万元', 'amount'), ('上不封顶', 'no_cap')]
    """
    return read_vague(normalize(text))


def read_vague(normal: Normalized, vague_spans: Sequence[VagueSpan] | None = None) -> tuple[VagueFigure, ...]:
    """Find the vague figures of a normalised text; their spans are those of its source."""
    found = []
    for start, end, kind in find_vague_spans(normal.text) if vague_spans is None else vague_spans:
        if kind == "count":
            continue
        first, last = normal.span(start, end)
        found.append(
            VagueFigure(normal.source[first:last], first, last, cast(Literal["amount", "no_cap", "percent"], kind))
        )
    return tuple(found)


def _blank_out(text: str, atoms: Sequence[Atom]) -> str:
    pieces, at = [], 0
    for atom in atoms:
        pieces += [text[at : atom.start], "\x00" * (atom.end - atom.start)]
        at = atom.end
    return "".join(pieces) + text[at:]


def _outside(atoms: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> list[Atom]:
    """Leave out the atoms that overlap a span; both are in order."""
    kept, at = [], 0
    for atom in atoms:
        while at < len(spans) and spans[at][1] <= atom.start:
            at += 1
        if at == len(spans) or spans[at][0] >= atom.end:
            kept.append(atom)
    return kept


def _read_claims(text: str, atoms: Sequence[Atom]) -> list[Claim]:
    claims: list[Claim] = []
    floor = 0
    for index, atom in enumerate(atoms):
        ceiling = atoms[index + 1].start if index + 1 < len(atoms) else len(text)
        claim = read_claim(text, atom, floor, ceiling)
        claims.append(claim)
        floor = claim.end
    return claims


def _share_bounds(atoms: Sequence[Atom], claims: Sequence[Claim]) -> list[Claim]:
    """Let a bound govern the whole enumeration it stands at; the ends of a range have none."""
    shared = list(claims)
    start = 0
    while start < len(atoms):
        end = start + 1
        while end < len(atoms) and atoms[start].group is not None and atoms[end].group == atoms[start].group:
            end += 1
        if end - start > 1:
            bound = claims[start].bound or claims[end - 1].bound
            is_range = any(atom.role for atom in atoms[start:end])
            is_about = is_range and any(claim.approximate for claim in claims[start:end])
            for index in range(start, end):
                own = None if atoms[index].role else claims[index].bound or bound
                shared[index] = claims[index]._replace(bound=own, approximate=claims[index].approximate or is_about)
        start = end
    return shared


def _bound_by_columns(text: str, atoms: Sequence[Atom], claims: list[Claim]) -> list[Claim]:
    """Give the figures of a table the bound that their column names, where they have none of their own."""
    cells = find_bounded_cells(text)
    if not cells:
        return claims
    bounded = []
    for atom, claim in zip(atoms, claims, strict=True):
        bound = next((said for start, end, said in cells if start <= atom.start and atom.end <= end), None)
        bounded.append(claim if claim.bound or atom.role else claim._replace(bound=bound))
    return bounded


def _figure(normal: Normalized, atom: Atom, claim: Claim) -> Figure:
    start, end = normal.span(atom.start, atom.end)
    claim_start, claim_end = normal.span(claim.start, claim.end)
    assert atom.unit is not None
    return Figure(
        surface=normal.source[start:end],
        start=start,
        end=end,
        value=simplify(atom.value),
        unit=atom.unit,
        counter=atom.counter,
        bound=claim.bound,
        claim_start=claim_start,
        claim_end=claim_end,
        approximate=atom.approximate or claim.approximate,
        group=atom.group,
        role=atom.role,
        currency_named=atom.currency or _says_currency(normal.text, atom),
    )


def _says_currency(text: str, atom: Atom) -> bool:
    return atom.unit is Unit.YUAN and text[max(atom.start - 3, 0) : atom.start] == "人民币"
