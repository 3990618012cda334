"""The encoder as an ONNX graph, written node by node.

The exporter of torch would do, but its graph is slower on the CPU, and it notes the paths of the machine it ran on.
Attention is onnxruntime's own operator; everything else is standard.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from train.model import HEADS, WIDTH

Weights = dict[str, NDArray[np.float32]]
EPSILON = 1e-12
OWN = "com.microsoft"


class _Graph:
    """Nodes and constants in the order they are added; every node is named by its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def norm(self, name: str, x: str) -> str:
        parts = [self.constant(f"{name}.{end}", self.weights[f"{name}.{end}"]) for end in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *parts], f"{name}.out", axis=-1, epsilon=EPSILON)

    def linear(self, name: str, x: str) -> str:
        product = self.node("MatMul", [x, self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)], f"{name}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", self.weights[f"{name}.bias"])], f"{name}.out")

    def add(self, one: str, other: str, output: str) -> str:
        return self.node("Add", [one, other], output)


def graph(weights: Weights) -> onnx.ModelProto:
    """The model of `train.model.Encoder` with these weights: ``embedded`` in, ``hidden`` out, both (batch, length, 384)."""
    g = _Graph(weights)
    length = g.node("Shape", ["embedded"], "length", start=1, end=2)
    zero = g.constant("zero", np.array([0], np.int64))
    positions = g.constant("position", weights["position"])
    x = g.norm("ln", g.add("embedded", g.node("Slice", [positions, zero, length, zero], "places"), "placed"))
    thirds = g.constant("thirds", np.array([WIDTH] * 3, np.int64))
    for i in range(sum(name.endswith(".qkv.weight") for name in weights)):
        at = f"layers.{i}"
        parts = [f"{at}.{name}" for name in "qkv"]
        g.nodes.append(helper.make_node("Split", [g.linear(f"{at}.qkv", x), thirds], parts, name=f"{at}.split", axis=-1))
        attended = g.node("MultiHeadAttention", parts, f"{at}.attended", domain=OWN, num_heads=HEADS)
        x = g.norm(f"{at}.aln", g.add(x, g.linear(f"{at}.ao", attended), f"{at}.after_attention"))
        inner = g.node("Gelu", [g.linear(f"{at}.fi", x)], f"{at}.gelu", domain=OWN)
        x = g.norm(f"{at}.oln", g.add(x, g.linear(f"{at}.fo", inner), f"{at}.after_feed"))
    g.node("Identity", [x], "hidden")
    ends = [helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, ["batch", "length", WIDTH]) for n in ("embedded", "hidden")]
    made = helper.make_graph(g.nodes, "encoder", ends[:1], ends[1:], g.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(OWN, 1)], ir_version=9)
