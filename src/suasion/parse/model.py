"""Load the spaCy pipeline named in the settings, after checking its files against our hashes."""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from suasion.config import DEFAULT_MODEL
from suasion.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

# The parts that the coder reads: tags and lemmas, the tree, the statistical entities.
_UNUSED_PIPES: Final = ("senter",)
# Words whose lemma is remembered, more than a day's news holds (about 10 MB; 2026-11).
_MOST_LEMMAS: Final = 50_000


@dataclass(frozen=True, slots=True)
class ModelState:
    """What `suasion doctor` shows of a model: its version, place, and the files that differ from ours."""

    name: str
    version: str
    path: Path
    known: bool
    differing: tuple[str, ...]


def _known_hashes() -> dict[str, dict[str, str]]:
    raw = resources.files("suasion.parse").joinpath("model_hashes.json").read_text(encoding="utf-8")
    known: dict[str, dict[str, str]] = json.loads(raw)
    return known


def hashes_of(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a model's data folder, by relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _data_folder(name: str) -> tuple[Path, str]:
    """The folder with the model's weights, and its version."""
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise ModelError(
            f"model {name} is not installed; run 'make setup', or name another in SUASION_MODEL"
        ) from error
    version = str(getattr(module, "__version__", ""))
    root = Path(str(module.__file__)).parent
    inner = [p for p in root.iterdir() if p.is_dir() and p.name.endswith(version)] if version else []
    return (inner[0] if inner else root), version


def check(name: str = DEFAULT_MODEL) -> ModelState:
    """Compare the installed model's files with the hashes kept here.

    A model that we keep no hashes for is `known=False`: a user's own choice, loaded as it is.
    """
    folder, version = _data_folder(name)
    kept = _known_hashes().get(f"{name}-{version}")
    if kept is None:
        return ModelState(name, version, folder, known=False, differing=())
    found = hashes_of(folder)
    differing = sorted(k for k in kept.keys() | found.keys() if kept.get(k) != found.get(k))
    return ModelState(name, version, folder, known=True, differing=tuple(differing))


@functools.lru_cache(maxsize=2)
def load(name: str) -> Language:
    """The pipeline, loaded once a process, with paragraph ends as sentence ends.

    Raises ModelError when it is not installed or its files are not the ones we know.
    """
    state = check(name)
    if state.differing:
        raise ModelError(f"model {name} {state.version}: {state.differing[0]} is not the file we know; reinstall it")
    import spacy

    from suasion.parse import boundaries  # registers the component

    nlp = spacy.load(name, exclude=list(_UNUSED_PIPES))
    nlp.max_length = sys.maxsize  # the settings' limit is applied where texts are read
    nlp.add_pipe(boundaries.NAME, before="parser")
    if "lemmatizer" in nlp.pipe_names:
        nlp.add_pipe(boundaries.LEMMAS, after="lemmatizer")
    return nlp


def forget(nlp: Language) -> None:
    """Empty the lemmatiser's memory of words once it is large; it is kept outside of spaCy's memory zones."""
    if "lemmatizer" in nlp.pipe_names:
        cache = getattr(nlp.get_pipe("lemmatizer"), "cache", {})
        if len(cache) > _MOST_LEMMAS:
            cache.clear()
