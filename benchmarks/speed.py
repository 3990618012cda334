"""Speed of the reader: words a second with one and with two processes, and peak memory.

    python benchmarks/speed.py STORIES.jsonl [N]

STORIES.jsonl holds lines {"id", "language", "text"}; the first N are read (default: all). Prints the ratio of
two processes to one as well, which says more than either on another machine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from onrecord.annotating import BadLine, annotate


def timed(lines: list[str], workers: int) -> float:
    began = time.perf_counter()
    bad = [r for r in annotate(lines, workers) if isinstance(r, BadLine)]
    if bad:
        sys.exit(f"line {bad[0].number}: {bad[0].reason}")
    return time.perf_counter() - began


def main() -> None:
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    lines = lines[: int(sys.argv[2])] if len(sys.argv) > 2 else lines
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    one, two = timed(lines, 1), timed(lines, 2)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(lines)} stories, {words} words")
    print(f"{words / one:.0f} words/s with one process, {words / two:.0f} with two (ratio {one / two:.2f})")
    print(f"peak memory: {own:.0f} MiB with one process; {child:.0f} MiB for each of two")


if __name__ == "__main__":
    main()
