"""Spark, mapInPandas: a table with the columns id, text and published, such as Parquet holds it.

    spark_pandas.py IN.parquet OUT [--cores N] [-- COMMAND …]

OUT becomes a folder of Parquet with the columns id and answer, which is a line of JSON
(`from_json` or `get_json_object` take it apart).
"""

import os
import sys

from hashiye_stream import answers, arguments, line
from pyspark.sql import SparkSession
import pandas

asked = arguments(__doc__)
# Workers find the module beside this script.
os.environ["PYTHONPATH"] = os.path.dirname(os.path.abspath(__file__))
os.environ["PYSPARK_PYTHON"] = sys.executable
session = (
    SparkSession.builder.master(f"local[{asked.cores},4]")
    .appName("hashiye")
    # How many documents a process gets, and so how much memory a batch takes.
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", 1000)
    .config("spark.sql.files.maxPartitionBytes", "8m")
    .getOrCreate()
)
command = asked.command


def suggested(batches):
    for batch in batches:
        lines = [line(*row) for row in batch[["id", "text", "published"]].itertuples(index=False)]
        yield pandas.DataFrame({"id": batch["id"], "answer": answers(command, lines)})


articles = session.read.parquet(asked.source)
id_type = articles.schema["id"].dataType.simpleString()
articles.mapInPandas(suggested, f"id {id_type}, answer string").write.parquet(asked.target)
session.stop()
