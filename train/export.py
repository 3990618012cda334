"""Make the shipped model of a trained one: ``python -m train.export --wheel WHEEL --run FOLDER``.

Writes ``src/onrecord/reader/model/``: the encoder at int8 (per channel), the heads at half precision,
the embeddings' original 4-bit rows, the tokenizer, and model.json with the lists, the calibration
fitted on the development part and the languages of the corpus.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.reader.reader import Reader, lists
from onrecord.reader.tokens import Tokenization
from onrecord.reader.window import DEFAULT_THRESHOLDS
from train.base import make_tokenizer, prune, read_base
from train.calibrate import fit
from train.corpus import ROOT, corpus, development
from train.evaluate import score, spell
from train.graph import graph
from train.model import WIDTH
from train.readings import read_passage

MODEL = ROOT / "src/onrecord/reader/model"


def export_encoder(weights: dict[str, torch.Tensor], out: Path, full: bool = False) -> None:
    """The encoder as ONNX with dynamic int8 weights per channel, or at ``full`` precision.

    Input and output are (batch, length, 384) float32.
    """
    model = graph({name: value.numpy().astype(np.float32) for name, value in weights.items()})
    if full:
        onnx.save(model, out)
        return
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        onnx.save(model, plain)
        # The type of what onnxruntime's own operators give is not inferred; all of it is float.
        quantize_dynamic(
            plain, out, per_channel=True, weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT}
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--full", action="store_true", help="leave the encoder at fp32, to see what int8 costs")
    options = parser.parse_args()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    export_encoder(torch.load(options.run / "encoder.pt"), out / "encoder.onnx", options.full)
    heads = torch.load(options.run / "heads.pt")
    np.savez(out / "heads.npz", **{k: v.numpy().astype(np.float16) for k, v in heads.items()})
    base = read_base(options.wheel)
    keep = prune(base)
    (out / "embeddings.q4").write_bytes(base.tensors["emb.word"][keep].tobytes())
    make_tokenizer(base, keep).save(str(out / "tokenizer.json"), pretty=False)
    passages = corpus()
    card = {
        "width": WIDTH,
        "lists": lists(),
        "calibration": {"spans": {s: [1.0, 0.0] for s in lists()["sorts"]}, "thresholds": DEFAULT_THRESHOLDS, "rows": {}},
        "languages": sorted({p.language for p in passages}),
        "passages": dict(sorted(Counter(p.language for p in passages).items())),
    }
    path = out / "model.json"
    path.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    dev = [p for p in passages if development(p)]
    card["calibration"] = fit(Reader.load(out), dev)
    path.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    reader = Reader.load(out)
    print(spell(score((p, read_passage(reader, p)) for p in dev)))
    assert Tokenization.load(out / "tokenizer.json").count("police") > 0


if __name__ == "__main__":
    main()
