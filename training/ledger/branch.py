"""The branch of the comparer that reads for the ledger, as it is trained and as it ships.

It has the comparer's own upper layers, with additions of low rank to their weights: what it adds is
small, and both are one file with one set of weights in memory (Hu et al. 2021).  Of its last layer
only the first piece is made, which all that is told of a pair comes from, beside the mean states of
both statements.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from onrecord.ledger import KINDS
from training.precision import SHORT

BELOW = "/layer.4/output/LayerNorm/LayerNormalization_output_0"  # the states that it begins with
NEARNESS = "/Expand_output_0"  # what the distance of two pieces adds to attention
LAYERS = (5, 6, 7)
SIZE, HEADS, RANK, INNER = 768, 12, 32, 128
MARKS = 5  # of neither statement; around the earlier, around the later; of the earlier, the later
ONE, OTHER = 3, 4
EPSILON = 1e-5
PARTS = {
    "q": "attention/attn/q",
    "k": "attention/attn/k",
    "v": "attention/attn/v",
    "o": "attention/attn/o",
    "wide": "intermediate/dense",
    "narrow": "output/dense",
}
NORMS = {"after": "attention.LayerNorm", "last": "output.LayerNorm"}

Values = NDArray[np.float32]


class Frozen(NamedTuple):
    """What the shipped network has in 32-bit numbers: its matrices, vectors, and ``NEARNESS``."""

    matrices: dict[str, Tensor]
    vectors: dict[str, Tensor]
    nearness: Tensor


def frozen(network: onnx.ModelProto) -> Frozen:
    """The weights of a network's file."""
    held = {one.name: numpy_helper.to_array(one) for one in network.graph.initializer}
    home = "comparer.encoder.encoder."
    near = f"{home}relative_attention_bias.weight"
    scale, zero = held[f"{near}_scale"], held[f"{near}_zero_point"].astype(np.float32)
    matrices = {
        node.name.strip("/").removesuffix("/MatMul_quant"): torch.from_numpy(
            (held[node.input[1]] * held[scale_of(node.input[1])]).T.astype(np.float32)
        )
        for node in network.graph.node
        if node.op_type == "MatMulInteger" and node.name.startswith("/layer.")
    }
    vectors = {
        name.removeprefix(home): torch.from_numpy(values.copy())
        for name, values in held.items()
        if name.startswith(home) and values.dtype == np.float32
    }
    return Frozen(
        matrices, vectors, torch.from_numpy((held[f"{near}_quantized"] - zero) * scale).float()
    )


def scale_of(matrix: str) -> str:
    """The name of what the values of a matrix are multiplied by."""
    return matrix.removesuffix("_quantized") + "_scale"


class Matrix(nn.Module):
    """A matrix that stays as it is, with an addition and a vector that learn."""

    def __init__(self, matrix: Tensor, vector: Tensor) -> None:
        super().__init__()
        self.register_buffer("matrix", matrix.to(SHORT))
        self.vector = nn.Parameter(vector.float())
        self.down = nn.Parameter(torch.randn(RANK, matrix.shape[1]) / math.sqrt(matrix.shape[1]))
        self.up = nn.Parameter(torch.zeros(matrix.shape[0], RANK))

    def forward(self, states: Tensor) -> Tensor:
        added = functional.linear(functional.linear(states, self.down.to(SHORT)), self.up.to(SHORT))
        return functional.linear(states, self.matrix, self.vector.to(SHORT)) + added


class Norm(nn.Module):
    """A layer's normalization, in 32-bit numbers."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight.float()), nn.Parameter(bias.float())

    def forward(self, states: Tensor) -> Tensor:
        found = functional.layer_norm(states.float(), (SIZE,), self.weight, self.bias, EPSILON)
        return found.to(SHORT)


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self, kept: Frozen, number: int) -> None:
        super().__init__()
        layer, vectors = f"layer.{number}", kept.vectors
        for name, part in PARTS.items():
            vector = vectors[f"{layer}.{part.replace('/', '.')}.bias"]
            self.add_module(name, Matrix(kept.matrices[f"{layer}/{part}"], vector))
        for name, part in NORMS.items():
            weight, bias = (vectors[f"{layer}.{part}.{one}"] for one in ("weight", "bias"))
            self.add_module(name, Norm(weight, bias))

    def forward(self, states: Tensor, nearness: Tensor, *, first: bool = False) -> Tensor:
        """The states after it, of all pieces or of the first one."""
        mine = states[:, :1] if first else states
        near = nearness[:, :, :1] if first else nearness
        q, k, v = heads(self.q(mine)), heads(self.k(states)), heads(self.v(states))
        found = functional.scaled_dot_product_attention(q, k, v, attn_mask=near)
        after = self.after(mine + self.o(found.transpose(1, 2).reshape(mine.shape)))
        return self.last(after + self.narrow(functional.gelu(self.wide(after))))


def heads(states: Tensor) -> Tensor:
    """States as the heads of attention see them."""
    return states.view(states.shape[0], -1, HEADS, SIZE // HEADS).transpose(1, 2)


class Branch(nn.Module):
    """States, marks and places of the pieces that are seen (batch, length) in; how much speaks for
    both statements bearing on one promise, and for each kind of event, out.
    """

    def __init__(self, kept: Frozen) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(kept, number) for number in LAYERS)
        self.register_buffer("nearness", kept.nearness)
        self.marks = nn.Embedding(MARKS, SIZE)
        self.inner = nn.Linear(4 * SIZE, INNER)
        self.outer = nn.Linear(INNER, 1 + len(KINDS))
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.outer.weight)

    def forward(self, states: Tensor, marks: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        apart = self.nearness[bucket(places[:, None, :] - places[:, :, None])].permute(0, 3, 1, 2)
        nearness = (apart - 1e4 * (~mask)[:, None, None].float()).to(SHORT)
        states = states + self.marks(marks).to(SHORT)
        for layer in self.layers[:-1]:
            states = layer(states, nearness)
        whole = self.layers[-1](states, nearness, first=True)[:, 0].float()
        one, other = (mean(states.float(), (marks == which) & mask) for which in (ONE, OTHER))
        both = torch.cat([whole, one, other, (one - other).abs()], -1)
        inner = functional.gelu(self.inner(functional.dropout(both, 0.1, self.training)))
        return self.outer(inner)


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the pieces that a mask takes."""
    some = mask.float().unsqueeze(-1)
    return (states * some).sum(1) / some.sum(1).clamp(min=1)


def bucket(apart: Tensor) -> Tensor:
    """The row of ``nearness`` for pieces so far apart, as the encoder counts them."""
    far = apart.abs()
    grown = 8 + (torch.log(far.clamp(min=1).float() / 8) / math.log(16) * 8).long()
    return 16 * (apart > 0).long() + torch.where(far < 8, far, grown.clamp(max=15))


class Nodes:
    """Nodes that are added to a network's file, with values of their own."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []

    def __call__(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Adds a node; the names of what it gives."""
        name = f"branch/{len(self.nodes)}"
        made = [f"{name}/{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, made, name=name, **attributes))
        return made[0] if outputs == 1 else made

    def value(self, values: Any) -> str:
        """Adds a value; its name."""
        name = f"branch/value/{len(self.values)}"
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weights(self, tensor: Tensor) -> str:
        """Adds weights, in 16 bits each; the name of what they are in 32."""
        half = tensor.detach().numpy().astype(np.float16)
        return str(self("Cast", self.value(half), to=TensorProto.FLOAT))

    def number(self, value: float) -> str:
        """Adds a number."""
        return self.value(np.array(value, np.float32))


def addition(branch: Branch, network: onnx.ModelProto) -> bytes:
    """What makes a network's file one with the branch, when it is written behind it.

    The branch runs where ``bearing`` is true; else it gives 0.
    """
    add = Nodes()
    score = scored(add, branch, network)
    outcome = [helper.make_tensor_value_info(score, TensorProto.FLOAT, [1, 1])]
    none = helper.make_tensor_value_info("branch/none", TensorProto.FLOAT, [1, 1])
    nothing = numpy_helper.from_array(np.zeros((1, 1), np.float32))
    idle = helper.make_node("Constant", [], ["branch/none"], value=nothing)
    model = onnx.ModelProto()
    model.graph.node.append(
        helper.make_node(
            "If",
            ["bearing"],
            ["bears"],
            name="branch",
            then_branch=helper.make_graph(add.nodes, "branch", [], outcome, add.values),
            else_branch=helper.make_graph([idle], "none", [], [none]),
        )
    )
    unless = {"bearing": np.array(False), "seen": np.zeros(1, int), "marks": np.zeros(1, int)}
    for name, values in unless.items():
        tensor = numpy_helper.from_array(values, name)
        shape = ["seen"] * values.ndim
        model.graph.initializer.append(tensor)
        model.graph.input.append(helper.make_tensor_value_info(name, tensor.data_type, shape))
    model.graph.output.append(helper.make_tensor_value_info("bears", TensorProto.FLOAT, [1, 1]))
    return model.SerializeToString()  # type: ignore[no-any-return]


def scored(add: Nodes, branch: Branch, network: onnx.ModelProto) -> str:
    """Adds the nodes of the branch; the name of its score."""
    used = {n.name: n.input[1] for n in network.graph.node if n.op_type == "MatMulInteger"}
    near = add("Gather", add("Gather", NEARNESS, "seen", axis=2), "seen", axis=3)
    marked = add("Gather", add.weights(branch.marks.weight), "marks")
    states = add("Add", add("Gather", BELOW, "seen", axis=1), marked)
    first = add.value(np.array([0]))
    for number, layer in zip(LAYERS, branch.layers, strict=True):
        names = {key: used[f"/layer.{number}/{part}/MatMul_quant"] for key, part in PARTS.items()}
        mine, nearness = states, near
        if number == LAYERS[-1]:
            below = states
            mine, nearness = (
                add("Gather", states, first, axis=1),
                add("Gather", near, first, axis=2),
            )
        states = layered(add, layer, names, mine, states, nearness)
    one, other = (mean_of(add, below, which) for which in (ONE, OTHER))
    apart = add("Abs", add("Sub", one, other))
    whole = add("Squeeze", states, add.value(np.array([1])))
    both = add("Concat", whole, one, other, apart, axis=-1)
    inner = gelu(add, gemm(add, both, branch.inner, INNER))
    return gemm(add, inner, branch.outer, 1)


def layered(
    add: Nodes, layer: Any, names: dict[str, str], mine: str, states: str, nearness: str
) -> str:
    """Adds a layer; the name of its states, of ``mine``."""

    def linear(states: str, key: str) -> str:
        part, matrix = getattr(layer, key), names[key].removesuffix("_quantized")
        few, scale, zero = add("DynamicQuantizeLinear", states, outputs=3)
        whole = add("MatMulInteger", few, names[key], zero, f"{matrix}_zero_point")
        scaled = add("Mul", scale, f"{matrix}_scale")
        found = add("Mul", add("Cast", whole, to=TensorProto.FLOAT), scaled)
        low = add("MatMul", states, add.weights(part.down.T))
        added = add("MatMul", low, add.weights(part.up.T))
        return str(add("Add", add("Add", found, added), add.weights(part.vector)))

    def normal(states: str, part: Any) -> str:
        weights = add.weights(part.weight), add.weights(part.bias)
        return str(add("LayerNormalization", states, *weights, axis=-1, epsilon=EPSILON))

    def apart(states: str, *order: int) -> str:
        return str(add("Transpose", add("Reshape", states, shape), perm=order))

    shape = add.value(np.array([1, -1, HEADS, SIZE // HEADS]))
    q, k = apart(linear(mine, "q"), 0, 2, 1, 3), apart(linear(states, "k"), 0, 2, 3, 1)
    v = apart(linear(states, "v"), 0, 2, 1, 3)
    close = add("Mul", add("MatMul", q, k), add.number((SIZE // HEADS) ** -0.5))
    weighed = add("Softmax", add("Add", close, nearness), axis=-1)
    found = add("Transpose", add("MatMul", weighed, v), perm=[0, 2, 1, 3])
    together = add("Reshape", found, add.value(np.array([1, -1, SIZE])))
    after = normal(add("Add", mine, linear(together, "o")), layer.after)
    narrow = linear(gelu(add, linear(after, "wide")), "narrow")
    return normal(add("Add", after, narrow), layer.last)


def gelu(add: Nodes, values: str) -> str:
    """Adds the encoder's bend."""
    share = add("Erf", add("Mul", values, add.number(2**-0.5)))
    half = add("Mul", values, add.number(0.5))
    return str(add("Mul", half, add("Add", share, add.number(1.0))))


def gemm(add: Nodes, values: str, layer: nn.Linear, most: int) -> str:
    """Adds a linear layer, the first ``most`` of its outputs."""
    weight, bias = add.weights(layer.weight[:most]), add.weights(layer.bias[:most])
    return str(add("Gemm", values, weight, bias, transB=1))


def mean_of(add: Nodes, states: str, mark: int) -> str:
    """Adds the mean state of the pieces with a mark."""
    which = add("Cast", add("Equal", "marks", add.value(np.array(mark))), to=TensorProto.FLOAT)
    mask, along = add("Unsqueeze", which, add.value(np.array([0, 2]))), add.value(np.array([1]))
    total = add("ReduceSum", add("Mul", states, mask), along, keepdims=0)
    number = add("Max", add("ReduceSum", mask, along, keepdims=0), add.number(1.0))
    return str(add("Div", total, number))
