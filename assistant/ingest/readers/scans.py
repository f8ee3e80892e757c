"""Recognise the text of scanned pages with RapidOCR, where the extra `ocr` is installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.errors import UsageError

RESOLUTION = 200
"""Dots per inch at which a page is drawn: enough for print of 三号 and smaller."""
MOST_PAGES = 60
LEAST_SCORE = 0.5

RecognizedLine = tuple[str, float, float, float]


def recognize(name: str, pages: Sequence[Any]) -> list[list[RecognizedLine]]:
    """Return the lines of each page (text, top, left, height); raise `UsageError` where nothing can recognise them."""
    try:
        from rapidocr import RapidOCR
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{name}：这是扫描件（PDF 中只有图片，没有文字），本机没有安装文字识别组件，无法读取。"
            "可以安装后重试：pip install 'huiqi[ocr]'；或向发文单位索取 docx 或有文字的 PDF"
        ) from error
    if len(pages) > MOST_PAGES:
        raise UsageError(f"{name}：扫描件共 {len(pages)} 页，最多识别 {MOST_PAGES} 页")
    import numpy

    engine = RapidOCR()
    found = []
    for page in pages:
        picture = page.to_image(resolution=RESOLUTION).original.convert("RGB")
        result = engine(numpy.asarray(picture))
        pieces = zip(result.boxes, result.txts, result.scores, strict=True) if result.txts else ()
        found.append(join_pieces([(text, *_place(box)) for box, text, score in pieces if score >= LEAST_SCORE]))
    return found


def _place(box: Any) -> tuple[float, float, float]:
    """Return top, left and height of a quadrangle."""
    return (
        float(min(p[1] for p in box)),
        float(min(p[0] for p in box)),
        float(max(p[1] for p in box) - min(p[1] for p in box)),
    )


def join_pieces(pieces: Sequence[RecognizedLine]) -> list[RecognizedLine]:
    """Join the pieces that stand on one line, from left to right.

    >>> join_pieces([("万元", 11.0, 60.0, 10.0), ("给予5", 10.0, 0.0, 10.0), ("第二行", 30.0, 0.0, 10.0)])
    [('给予5万元', 10.0, 0.0, 10.0), ('第二行', 30.0, 0.0, 10.0)]
    """
    lines: list[list[RecognizedLine]] = []
    for piece in sorted(pieces, key=lambda piece: piece[1]):
        if lines and piece[1] < lines[-1][0][1] + 0.5 * lines[-1][0][3]:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    joined = []
    for line in lines:
        line.sort(key=lambda piece: piece[2])
        top, height = min(piece[1] for piece in line), max(piece[3] for piece in line)
        joined.append(("".join(piece[0] for piece in line), top, line[0][2], height))
    return joined
