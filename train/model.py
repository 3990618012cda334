"""The reader as a torch module: a plain BERT encoder and small heads.

Spans are scored by their ends, one scorer a sort (Su et al., "Global Pointer", 2022); what a span is
and how two spans go together is told by small networks over the spans' ends and mean.
`onrecord.reader.heads` computes the same in numpy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord import vocabulary
from onrecord.reader import shape

WIDTH, HEADS, FEED, LAYERS = 384, 12, 1536, 12
SPAN = 64  # width of the end projections
REP = 192  # width of a span's representation
PAIR = 192


class Dropout(nn.Module):
    """Dropout whose random numbers are bytes: drawing one for each value took a tenth of a training step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.least:
            return x
        words = -(-x.numel() // 8)
        drawn = torch.empty(words, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)[: x.numel()].view(x.shape)
        return x * (drawn >= self.least).to(x.dtype).mul_(256 / (256 - self.least))


class Layer(nn.Module):
    """One post-LN transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.fi, self.fo = nn.Linear(WIDTH, FEED), nn.Linear(FEED, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: the backward pass of torch's own attention on the CPU takes longer than all the rest of the network.
        scores = q @ (k * (WIDTH // HEADS) ** -0.5).transpose(2, 3)
        scores = scores if bias is None else scores + bias
        attended = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.aln(x + self.dropout(self.ao(attended)))
        return self.oln(x + self.dropout(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Word embeddings (batch, length, 384) in, hidden states of the same shape out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.ln = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, embedded: Tensor, mask: Tensor | None = None) -> Tensor:
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        x = self.dropout(self.ln(embedded + self.position[: embedded.shape[1]]))
        for layer in self.layers:
            x = layer(x, bias)
        return x


def two_layers(inputs: int, outputs: int, inner: int = PAIR) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, inner), nn.GELU(), nn.Dropout(0.1), nn.Linear(inner, outputs))


class Heads(nn.Module):
    """All heads: span scores over a batch of windows, the rest over its hidden states in a row (pieces, 384)."""

    def __init__(self) -> None:
        super().__init__()
        sorts = len(shape.SORTS)
        # The base's hidden states lie in a narrow cone (std 0.12 around a common mean): centred and
        # stretched, the heads learn sooner (docs/training.md).
        self.centre, self.gain = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.ones(WIDTH))
        self.starts, self.ends = nn.Linear(WIDTH, sorts * SPAN), nn.Linear(WIDTH, sorts * SPAN)
        self.start_bias, self.end_bias = nn.Linear(WIDTH, sorts), nn.Linear(WIDTH, sorts)
        self.length_bias = nn.Parameter(torch.zeros(sorts, shape.LONGEST + 1))
        self.represent = nn.ModuleDict({s: nn.Sequential(nn.Linear(3 * WIDTH, REP), nn.GELU()) for s in (*shape.SORTS, "around")})
        self.weigh = nn.ModuleDict({s: nn.Linear(WIDTH, 1) for s in (*shape.SORTS, "around")})
        self.kind = nn.Linear(REP, len(vocabulary.KINDS))
        self.head_start, self.head_end = nn.Linear(REP, WIDTH), nn.Linear(REP, WIDTH)
        self.event_type = two_layers(REP, len(shape.TYPES))
        self.status = two_layers(REP, len(vocabulary.STATUSES))
        self.mode = two_layers(REP, len(shape.MODES))
        self.context = two_layers(2 * REP, len(vocabulary.CONTEXTS))
        self.measure = two_layers(REP, len(vocabulary.MEASURES))
        self.distance = nn.Embedding(shape.DISTANCES, 48)
        self.type_embedding = nn.Linear(len(vocabulary.TYPES), 48, bias=False)
        pair = 3 * REP + 48
        self.role = two_layers(pair + 48, len(shape.ROLES))
        self.quantity = two_layers(pair + 48, 1)
        self.content_of = two_layers(pair + 96, 1)
        self.speech_role = two_layers(pair, len(shape.SPEECH_ROLES))
        self.says = two_layers(pair, 1)

    def settle(self, sample: Tensor) -> None:
        """Set centre and gain from hidden states (n, 384) of the base."""
        with torch.no_grad():
            self.centre.copy_(sample.mean(0))
            self.gain.copy_(1 / sample.std(0))

    def normal(self, hidden: Tensor) -> Tensor:
        """Centred and stretched hidden states: what all other methods take."""
        return (hidden - self.centre) * self.gain

    def spans(self, hidden: Tensor) -> Tensor:
        """Scores (batch, sorts, length, length) of all spans by inclusive ends; −1e4 below the diagonal."""
        batch, length, _ = hidden.shape
        sorts = len(shape.SORTS)
        starts = self.starts(hidden).view(batch, length, sorts, SPAN).permute(0, 2, 1, 3)
        ends = self.ends(hidden).view(batch, length, sorts, SPAN).permute(0, 2, 3, 1)
        place = torch.arange(length)
        bucket = (place[None, :] - place[:, None]).clamp(0, shape.LONGEST)
        scores = starts @ ends / SPAN**0.5 + self.start_bias(hidden).mT[..., None] + self.end_bias(hidden).mT[:, :, None, :]
        scores = scores + self.length_bias[:, bucket]
        return scores.masked_fill(place[:, None] > place[None, :], -1e4)

    def rep(self, sort: str, hidden: Tensor, spans: Tensor) -> Tensor:
        """Representation (n, REP) of spans (n, 2) with inclusive ends: both ends and a mean in which the
        telling pieces weigh more (Lee et al., "End-to-end Neural Coreference Resolution", 2017)."""
        weights = torch.exp(shape.SHARPEST * torch.tanh(self.weigh[sort](hidden)))
        sums, whole = (torch.cat([torch.zeros_like(x[:1]), x.cumsum(0)]) for x in (weights * hidden, weights))
        mean = (sums[spans[:, 1] + 1] - sums[spans[:, 0]]) / (whole[spans[:, 1] + 1] - whole[spans[:, 0]])
        return self.represent[sort](torch.cat([hidden[spans[:, 0]], hidden[spans[:, 1]], mean], -1))

    def pairs(self, one: Tensor, other: Tensor, distance: Tensor, *more: Tensor) -> Tensor:
        """Features of aligned pairs of representations."""
        return torch.cat([one, other, one * other, self.distance(distance), *more], -1)


def load_base(encoder: Encoder, tensors: dict[str, Tensor]) -> None:
    """Fill the encoder from the base's tensors (names as in the 4-bit file)."""
    with torch.no_grad():
        encoder.position.copy_(tensors["emb.pos"].view(512, WIDTH) + tensors["emb.type"].view(2, WIDTH)[0])
        encoder.ln.weight.copy_(tensors["emb.ln.w"])
        encoder.ln.bias.copy_(tensors["emb.ln.b"])
        for i, layer in enumerate(encoder.layers):
            for name in ("q k v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(layer, name.replace(" ", ""))
                for ends, values in (("w", part.weight), ("b", part.bias)):
                    values.copy_(torch.cat([tensors[f"l{i}.{one}.{ends}"].flatten() for one in name.split()]).view_as(values))
