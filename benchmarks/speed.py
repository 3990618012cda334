"""How fast the reader reads: ``python -m benchmarks.speed [FILE.jsonl] [--workers N]``.

FILE holds lines of ``onrecord annotate`` (``id``, ``language``, ``text``); without one the sample articles are read, several
times over. Prints words a second and the most memory of a process, milliseconds of a passage by its length,
and what other batch sizes and numbers of threads would give (the reader itself takes one window at a time on one thread:
dynamic int8 changes with the batch, and a record must come out the same byte for byte).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime

from onrecord.annotating import annotate
from onrecord.passages.sentences import sentences
from onrecord.reader.reader import default

SAMPLE = Path(__file__).resolve().parent.parent / "examples/contested-election/articles"
REPEATS = 7
WORDS = (10, 25, 50, 100, 200, 400)


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def whole(lines: list[dict[str, str]], workers: int) -> None:
    """Words a second over all lines, start of the processes included."""
    words = sum(len(line["text"].split()) for line in lines)
    began = time.perf_counter()
    rows = sum(len(found["events"]) + len(found["statements"]) for found in annotate(lines, workers) if isinstance(found, dict))
    seconds = time.perf_counter() - began
    most = max(megabytes(resource.RUSAGE_SELF), megabytes(resource.RUSAGE_CHILDREN))
    print(f"{words} words in {seconds:.1f} s with {workers} processes: {words / seconds:.0f} words a second")
    print(f"{rows} events and statements; at most {most:.0f} MiB a process\n")


def by_length(text: str) -> None:
    """Milliseconds of a passage, sentence split and decoding included."""
    reader = default()
    words = text.split()
    print("words of a passage | milliseconds")
    for number in WORDS:
        passage = " ".join(words[:number])
        spans = sentences(passage, "en")
        print(f"{number:>18} | {milliseconds(partial(reader.read, passage, spans)):.1f}")
    print()


def batches_and_threads(length: int = 200) -> None:
    """Milliseconds a window of the encoder alone, in batches of several windows and on several threads."""
    with as_file(files("onrecord.reader").joinpath("model")) as folder:
        model = (folder / "encoder.onnx").read_bytes()
    print(
        f"encoder, window of {length} pieces: milliseconds a window\nthreads | " + " | ".join(f"batch {b}" for b in (1, 2, 4, 8))
    )
    for threads in (1, 2):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        cells = []
        for batch in (1, 2, 4, 8):
            given = np.random.default_rng(0).normal(size=(batch, length, 384)).astype(np.float32)
            cells.append(f"{milliseconds(partial(session.run, None, {'embedded': given})) / batch:7.1f}")
        print(f"{threads:>7} | " + " | ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if options.file:
        lines = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    else:
        texts = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
        lines = [{"id": str(n), "language": "en", "text": text} for n, text in enumerate(texts * 4)]
    whole(lines, options.workers)
    by_length(" ".join(line["text"] for line in lines[:3]))
    batches_and_threads()


if __name__ == "__main__":
    main()
