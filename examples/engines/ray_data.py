"""Ray Data: a table with the columns id, text and published, such as Parquet holds it.

    ray_data.py IN.parquet OUT [--cores N] [-- COMMAND …]

OUT becomes a folder of Parquet with the columns id and answer, which is a line of JSON.
"""

import os

import ray
from hashiye_stream import answers, arguments, line

asked = arguments(__doc__)
folder = os.path.dirname(os.path.abspath(__file__))
# Workers find the module beside this script.
ray.init(
    num_cpus=asked.cores,
    include_dashboard=False,
    log_to_driver=True,
    runtime_env={"env_vars": {"PYTHONPATH": folder}},
)
command = asked.command


def suggested(batch):
    rows = zip(batch["id"], batch["text"], batch["published"])
    return {"id": batch["id"], "answer": answers(command, [line(*row) for row in rows])}


# A worker that dies, or a process of ours that does, has its batch run again.
again = {"num_cpus": 1, "max_retries": 4, "retry_exceptions": True}
articles = ray.data.read_parquet(asked.source, override_num_blocks=4 * asked.cores)
articles.map_batches(suggested, batch_size=1000, **again).write_parquet(asked.target)
ray.shutdown()
