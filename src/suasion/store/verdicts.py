"""Verdicts, the episodes they judge, the questions that are asked again, and looks: all only added to."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.store.add import maker_number
from suasion.store.connect import one, reading, sole_writer, writing
from suasion.store.maker import Maker
from suasion.types import Answer, Episode

if TYPE_CHECKING:
    import duckdb


def _json(record: Any) -> str | None:
    return None if record is None else json.dumps(dataclasses.asdict(record), default=str, ensure_ascii=False)


def _episode(connection: duckdb.DuckDBPyConnection, number: int, episode: Episode) -> None:
    pairs = [[{"document": d, "event": e} for d, e in many] for many in (episode.instruments, episode.responses)]
    connection.execute(
        "INSERT INTO episodes VALUES (?, ?, ?, ?, ?, ?, ?, ?::JSON, ?, ?, ?, ?)",
        [number, episode.id, episode.sender, episode.target, episode.third, episode.stage, episode.deterrent,
         _json(episode.demand), episode.start, episode.end, *pairs],
    )  # fmt: skip


def save_answer(path: Path, answer: Answer, documents: int, maker: Maker) -> None:
    """Keep an answer's verdict and episode beside the earlier ones. `documents` is how many it could see.

    An answer equal to the last one given to its question as of the same day is not kept twice. Raises StoreError.
    """
    verdict, asked = answer.verdict, answer.question
    row: dict[str, Any] = {
        "question": asked.text, "sender": asked.sender, "target": asked.target, "third": asked.third,
        "as_of": asked.as_of, "name": verdict.name, "policy_result": verdict.policy_result,
        "contribution": verdict.contribution, "confidence": verdict.confidence, "leans_on": verdict.leans_on,
        "evidence": json.dumps([dataclasses.asdict(e) for e in verdict.evidence], ensure_ascii=False),
        "unknowns": list(verdict.unknowns), "reasons": list(verdict.reasons), "answer": " ".join(answer.sentences),
        "documents": documents,
    }  # fmt: skip
    with sole_writer(path), writing(path) as connection:
        row["maker"] = maker_number(connection, maker)
        last = connection.execute(
            f"""SELECT {", ".join(row)} FROM verdicts WHERE question = ? AND as_of IS NOT DISTINCT FROM ?
                ORDER BY number DESC LIMIT 1""",
            [asked.text, asked.as_of],
        ).fetchall()
        if last and list(last[0]) == list(row.values()):
            return
        number = one(connection, "SELECT coalesce(max(number), 0) + 1 FROM verdicts")
        marks = ", ".join("?" * (len(row) + 2))
        connection.execute(
            f"INSERT INTO verdicts (number, {', '.join(row)}, given_at) VALUES ({marks})",
            [number, *row.values(), dt.datetime.now()],
        )
        if verdict.episode is not None:
            _episode(connection, number, verdict.episode)


def last_verdict(path: Path, question: str) -> str | None:
    """The verdict last kept for a question; None when there is none. Raises StoreError."""
    with reading(path) as connection:
        found: str | None = one(connection, "SELECT max_by(name, number) FROM verdicts WHERE question = ?", [question])
        return found


def questions(path: Path) -> tuple[str, ...]:
    """The questions that `watch` asks again, in the order they were given. Raises StoreError."""
    with reading(path) as connection:
        return tuple(r[0] for r in connection.execute("SELECT question FROM questions ORDER BY asked_at").fetchall())


def keep_question(path: Path, question: str) -> None:
    """Ask a question again at every look. Raises StoreError."""
    with sole_writer(path), writing(path) as connection:
        if not one(connection, "SELECT count(*) FROM questions WHERE question = ?", [question]):
            connection.execute("INSERT INTO questions VALUES (?, ?)", [question, dt.datetime.now()])


def last_look(path: Path) -> int:
    """Up to which document the last look saw; 0 when there was none. Raises StoreError."""
    with reading(path) as connection:
        return int(one(connection, "SELECT coalesce(max_by(documents, look), 0) FROM looks"))


def keep_look(path: Path, documents: int) -> None:
    """Remember that everything up to a document has been seen. Raises StoreError."""
    with sole_writer(path), writing(path) as connection:
        look = one(connection, "SELECT coalesce(max(look), 0) + 1 FROM looks")
        connection.execute("INSERT INTO looks VALUES (?, ?, ?)", [look, dt.datetime.now(), documents])
