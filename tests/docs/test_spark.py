"""The Spark example of docs/cluster.md, run where Spark and Java are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import cse_text
from tests.batch.samples import RECORDS
from tests.docs.guides import BLOCK

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_spark_finds_what_pandas_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The function of the page, given to Spark's mapInPandas, gives the rows that scan_frame gives."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=":")
    notes = pd.DataFrame({"id": [each.id for each in RECORDS], "text": [each.text for each in RECORDS]})
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    (block,) = BLOCK.finditer((ROOT / "docs" / "cluster.md").read_text(encoding="utf-8"))
    names = {"notes": spark.createDataFrame(notes)}
    exec(compile(block["code"], "cluster.md", "exec"), names)
    found = [tuple(row) for row in names["found"].collect()]
    spark.stop()

    expected = cse_text.scan_frame(notes, text="text", case="id", settings=cse_text.Settings(depth="quick"))
    columns = ["case", "rule", "category", "words", "start", "end", "confidence"]
    assert sorted(found) == sorted(expected[columns].itertuples(index=False, name=None))
    assert len(found) > 0
