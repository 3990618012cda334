"""Make the shipped model of a trained one: ``python -m train.export --wheel WHEEL --run FOLDER``.

Writes ``src/onrecord/reader/model/``: the encoder at int8 (per channel), the heads at half precision,
the embeddings' original 4-bit rows, the tokenizer, and model.json with the lists, the calibration
fitted on the development part and the languages of the corpus.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.reader.decode import DEFAULT_THRESHOLDS
from onrecord.reader.reader import Reader, lists
from onrecord.reader.tokens import Tokenization
from train.base import make_tokenizer, prune, read_base
from train.calibrate import fit
from train.corpus import ROOT, corpus, development
from train.evaluate import score, spell
from train.model import WIDTH, Encoder, Heads
from train.readings import read_passage

MODEL = ROOT / "src/onrecord/reader/model"


def export_encoder(encoder: Encoder, out: Path, work: Path) -> None:
    """The encoder as ONNX with dynamic int8 weights; its input is (1, length, 384) float32."""
    encoder.eval()
    plain = work / "encoder-fp32.onnx"
    length = torch.export.Dim("length", min=2, max=512)
    torch.onnx.export(
        encoder,
        (torch.randn(1, 40, WIDTH),),
        str(plain),
        input_names=["embedded"],
        output_names=["hidden"],
        dynamic_shapes=({1: length},),
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(str(plain), str(out), per_channel=True, weight_type=QuantType.QInt8)
    bare(out)


def bare(path: Path) -> None:
    """Take out what the exporter notes about the machine it ran on (stack traces with paths)."""
    model = onnx.load(path)
    for part in (
        model,
        model.graph,
        *model.graph.node,
        *model.graph.value_info,
        *model.graph.initializer,
        *model.graph.input,
        *model.graph.output,
    ):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    encoder, heads = Encoder(), Heads()
    encoder.load_state_dict(torch.load(options.run / "encoder.pt"))
    heads.load_state_dict(torch.load(options.run / "heads.pt"))
    export_encoder(encoder, out / "encoder.onnx", options.run)
    np.savez(out / "heads.npz", **{k: v.numpy().astype(np.float16) for k, v in heads.state_dict().items()})
    base = read_base(options.wheel)
    keep = prune(base)
    (out / "embeddings.q4").write_bytes(base.tensors["emb.word"][keep].tobytes())
    make_tokenizer(base, keep).save(str(out / "tokenizer.json"), pretty=False)
    passages = corpus()
    card = {
        "width": WIDTH,
        "lists": lists(),
        "calibration": {"spans": {s: [1.0, 0.0] for s in lists()["sorts"]}, "thresholds": DEFAULT_THRESHOLDS},
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
