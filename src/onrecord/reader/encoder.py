"""The encoder on the CPU: 4-bit word embeddings gathered in numpy, an int8 transformer in ONNX Runtime.

One window at a time and one thread: dynamic int8 would otherwise change with the batch, and a record
must come out the same, byte for byte. Speed comes from several processes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.reader.heads import Floats

BLOCK, BLOCK_BYTES = 32, 18


def dequantize(raw: NDArray[np.uint8]) -> Floats:
    """Q4_0 bytes (…, n·18) to float32 (…, n·32): w = (q − 8)·d, low nibbles first."""
    blocks = raw.reshape(*raw.shape[:-1], -1, BLOCK_BYTES)
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    quants = blocks[..., 2:]
    values = np.concatenate([quants & 15, quants >> 4], axis=-1).astype(np.float32) - 8.0
    return np.asarray((values * scale).reshape(*raw.shape[:-1], -1), np.float32)


class Encoder:
    """Piece ids to hidden states (length, 384)."""

    def __init__(self, model: Path, embeddings: Path, width: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # onnxruntime would join each addition with the normalisation after it, into an operator that takes five times as long.
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._rows = np.memmap(embeddings, np.uint8, "r").reshape(-1, width // BLOCK * BLOCK_BYTES)

    def __call__(self, ids: list[int]) -> Floats:
        embedded = dequantize(np.asarray(self._rows[ids]))
        (hidden,) = self._session.run(None, {"embedded": embedded[None]})
        return np.asarray(hidden[0], np.float32)
