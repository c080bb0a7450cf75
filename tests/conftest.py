"""What the tests share."""

from __future__ import annotations

import importlib.util
import io
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from suasion.show import cli

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """What a call of the command line left."""

    code: int
    out: str
    err: str


Suasion = Callable[..., Done]


@pytest.fixture
def suasion(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Suasion:
    """Call the command line in this process: `suasion("code", path, stdin="...")`."""

    def call(*words: str | Path, stdin: str | bytes = b"") -> Done:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["suasion", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        handlers = list(logging.getLogger().handlers)
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            logging.getLogger().handlers[:] = handlers
        caught = capsys.readouterr()
        return Done(code, caught.out, caught.err)

    return call


def _script(name: str) -> ModuleType:
    """A module of scripts/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pin_gate() -> ModuleType:
    """scripts/pin_gate.py."""
    return _script("pin_gate")


@pytest.fixture(scope="session")
def build_docs() -> ModuleType:
    """scripts/build_docs.py."""
    return _script("build_docs")
