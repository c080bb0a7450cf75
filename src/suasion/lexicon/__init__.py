"""Words, actors and scales as data, with the loaders that check them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources


def versions() -> Iterator[tuple[str, str]]:
    """Each data folder and the first 12 digits of the SHA-256 over its files."""
    root = resources.files("suasion.lexicon")
    for folder in sorted((f for f in root.iterdir() if f.is_dir() and f.name != "__pycache__"), key=lambda f: f.name):
        digest = hashlib.sha256()
        for file in sorted((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.name):
            if not file.name.endswith((".py", ".pyc")):
                digest.update(file.name.encode() + file.read_bytes())
        yield folder.name, digest.hexdigest()[:12]
