"""Results as Arrow, with ways on to pandas, polars and plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suasion.errors import StoreError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an answer; `arrow` is a `pyarrow.Table`."""

    arrow: pa.Table

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary."""
        for batch in self.arrow.to_batches():
            yield from batch.to_pylist()

    @property
    def columns(self) -> list[str]:
        """The columns' names, in order."""
        return list(self.arrow.column_names)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas DataFrame. Raises StoreError when pandas is not installed."""
        try:
            return self.arrow.to_pandas()
        except ModuleNotFoundError:
            raise StoreError("pandas is not installed; pip install pandas") from None

    def to_polars(self) -> polars.DataFrame:
        """As a polars DataFrame. Raises StoreError when polars is not installed."""
        try:
            import polars
        except ModuleNotFoundError:
            raise StoreError("polars is not installed; pip install polars") from None
        frame = polars.from_arrow(self.arrow)
        assert isinstance(frame, polars.DataFrame)
        return frame
