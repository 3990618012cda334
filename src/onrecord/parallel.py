"""Work in several processes, given back in order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def in_order(work: Callable[[A], B], items: Sequence[A], workers: int | None) -> Iterator[B]:
    """``work`` over the items, in their order, in several processes when that pays."""
    workers = min(workers or os.cpu_count() or 1, max(1, len(items) // 2))
    if workers == 1:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        # A few at a time: what is read waits in memory only until it is its turn to be written.
        rest = iter(items)
        waiting: list[Future[B]] = [pool.submit(work, item) for item in islice(rest, 3 * workers)]
        while waiting:
            first = waiting.pop(0)
            yield first.result()
            waiting += [pool.submit(work, item) for item in islice(rest, 1)]
