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


def _module(path: str) -> ModuleType:
    """A module of scripts/, benchmarks/ or examples/, which are no packages."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pin_gate() -> ModuleType:
    """scripts/pin_gate.py."""
    return _module("scripts/pin_gate.py")


@pytest.fixture(scope="session")
def build_docs() -> ModuleType:
    """scripts/build_docs.py."""
    return _module("scripts/build_docs.py")


@pytest.fixture(scope="session")
def sbom() -> ModuleType:
    """scripts/sbom.py."""
    return _module("scripts/sbom.py")


@pytest.fixture(scope="session")
def metamorphic() -> ModuleType:
    """benchmarks/metamorphic.py."""
    return _module("benchmarks/metamorphic.py")


@pytest.fixture(scope="session")
def living_case() -> ModuleType:
    """The example's living_case.py."""
    return _module("examples/washington-beijing-2022/living_case.py")
