"""The corpus as it was last checked, so that a start reads one file and not hundreds.

<cache folder>/corpus-<key>.json
  first line   the digest of the rest
  rest         the `Corpus` without its folder, as JSON

The key covers every byte of the corpus and of the code that reads it, so a copy of a corpus has the same; where there
is none of that key, or the digest does not fit, the corpus is read and checked anew. `python -m assistant validate`
never answers from the compiled form: it checks the files, and that the compiled form says the same.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.disabled import PLACES, replace_text
from assistant.policy.pending import FOLDER

LOG = logging.getLogger(__name__)
CODE = Path(__file__).resolve().parent.parent
READERS = ("policy/*.py", "policy/*.tsv", "text/*.py", "models.py", "validation.py")
"""The code whose change may change what is read."""
LIBRARIES = ("jieba", "opencc-python-reimplemented", "pydantic", "pyyaml")
MOST_KEPT = 8
"""States of corpora whose compiled form is kept."""


def open_corpus(directory: Path, cache_dir: Path | None) -> Corpus:
    """Return the checked corpus, compiled if that is still true; raise `CorpusError` with its faults.

    A folder that can't be written costs time at the next start and nothing else.
    """
    if cache_dir is None:
        return load_corpus(directory)
    path = compiled_path(directory, cache_dir)
    if (compiled := _read(path, directory)) is not None:
        return compiled
    corpus = load_corpus(directory)
    if path == compiled_path(directory, cache_dir):  # nobody edited it meanwhile
        _write(corpus, path)
    return corpus


def agrees(corpus: Corpus, cache_dir: Path | None) -> bool:
    """Whether the compiled form, where one claims to be of these files, says what was read from them; mends it."""
    if cache_dir is None:
        return True
    path = compiled_path(corpus.directory, cache_dir)
    compiled = _read(path, corpus.directory)
    if compiled is None or compiled != corpus:
        _write(corpus, path)
    return compiled is None or compiled == corpus


def compiled_path(directory: Path, cache_dir: Path) -> Path:
    """Return where the compiled form of a corpus folder as it is now would be."""
    found = hashlib.sha256(_code().encode())
    for path in _files(directory):
        data = path.read_bytes()
        found.update(f"{path.relative_to(directory).as_posix()} {len(data)}\n".encode() + data)
    return cache_dir / f"corpus-{found.hexdigest()[:32]}.json"


def _files(directory: Path) -> Iterator[Path]:
    patterns = ("*.yaml", *(f"{place}/*" for place in PLACES), f"{FOLDER}/*/*")
    yield from sorted({p for pattern in patterns for p in directory.glob(pattern) if p.suffix in (".yaml", ".md")})


@cache
def _code() -> str:
    """Return the digest of the code that reads the corpus, and of the libraries that it reads with."""
    found = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for path in sorted(path for pattern in READERS for path in CODE.glob(pattern)):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _read(path: Path, directory: Path) -> Corpus | None:
    """Return the compiled form; None where there is none, or it is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            raise ValueError("damaged")
        return Corpus.model_validate_json(body).model_copy(update={"directory": directory})
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        LOG.warning("the compiled corpus can't be used and is made anew: %s", type(error).__name__)
        return None


def _write(corpus: Corpus, path: Path) -> None:
    body = corpus.model_copy(update={"directory": Path()}).model_dump_json(by_alias=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")
        kept = sorted(path.parent.glob("corpus-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        LOG.warning("the compiled corpus was not kept: %s", error.strerror or error)
