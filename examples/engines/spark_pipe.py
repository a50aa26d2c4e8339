"""Spark, RDD.pipe: a text file of JSON Lines through a process for each partition.

    spark_pipe.py IN.jsonl OUT [--cores N] [-- COMMAND …]

OUT becomes a folder with a file for each partition, in the order of the lines.
"""

import shlex

from hashiye_stream import arguments
from pyspark.sql import SparkSession

asked = arguments(__doc__)
# A local master runs a failed task again only where it is told how often; a cluster does so four times.
session = SparkSession.builder.master(f"local[{asked.cores},4]").appName("hashiye").getOrCreate()
# An exit code of 1 says that something was found or a line could not be read: the part is done.
command = "sh -c " + shlex.quote(shlex.join(asked.command) + "; test $? -le 1")
lines = session.sparkContext.textFile(asked.source, minPartitions=4 * asked.cores)
lines.pipe(command, checkCode=True).saveAsTextFile(asked.target)
session.stop()
