"""Beam: a text file of JSON Lines, some hundred lines to a process.

    beam_lines.py IN.jsonl OUT [--cores N] [-- COMMAND …]

Writes OUT-00000-of-0000N, in no particular order. Runs on Beam's local runner with a process for each
core; `--runner` and what it wants can be given to `PipelineOptions` for others.
"""

import os

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from hashiye_stream import answers, arguments

# How often a batch is tried: the local runner gives up at the first that fails, others do not.
TRIES = 3


def suggested(lines, command):
    lines = [it for it in lines if it.strip()]
    for tries_left in reversed(range(TRIES)):
        try:
            return answers(command, lines)
        except ChildProcessError:
            if not tries_left:
                raise


def main():
    asked = arguments(__doc__)
    # Workers find the module beside this script.
    folder = os.path.dirname(os.path.abspath(__file__))
    os.environ["PYTHONPATH"] = os.pathsep.join([folder, os.environ.get("PYTHONPATH", "")])
    options = PipelineOptions(
        runner="DirectRunner",
        direct_running_mode="multi_processing",
        direct_num_workers=asked.cores,
        save_main_session=True,
    )
    with beam.Pipeline(options=options) as pipeline:
        (
            pipeline
            | beam.io.ReadFromText(asked.source)
            | beam.Reshuffle()
            | beam.BatchElements(min_batch_size=500, max_batch_size=1000)
            | beam.FlatMap(suggested, command=asked.command)
            | beam.io.WriteToText(asked.target)
        )


if __name__ == "__main__":
    main()
