#!/usr/bin/env python3
"""Stands for the program in a worker: measures it, and may die in its place.

    program.py LOG MARKER PROGRAM ARGUMENTS …

Appends its CPU seconds, its highest memory and its bytes of input to LOG. Where MARKER is a name and no
such folder is there yet, the folder is made, half of the answers are written, and the program, this script
and the worker that called it are killed: all but the first time, everything goes its way.
"""

import os
import resource
import signal
import subprocess
import sys

log, marker, *command = sys.argv[1:]
if marker:
    try:
        os.mkdir(marker)
    except FileExistsError:
        pass
    else:
        child = subprocess.Popen(command, stdin=0, stdout=subprocess.PIPE)
        for _ in range(100):
            sys.stdout.buffer.write(child.stdout.readline())
        sys.stdout.buffer.flush()
        child.kill()
        if os.environ.get("KILL_WORKER"):
            os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
done = subprocess.run(command, stdin=0, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(log, "a", encoding="utf-8") as out:
    out.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}\n")
sys.exit(done.returncode)
