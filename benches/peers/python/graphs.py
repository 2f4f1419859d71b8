"""A graph from its edges to its order and its critical path; the edges are those of `benches/src/works/graphs.rs`."""

from collections.abc import Callable
from typing import Any


def drawn(nodes: int) -> tuple[list[tuple[int, int]], list[int]]:
    state = 1

    def draw() -> int:
        nonlocal state
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return state >> 33

    edges = []
    for node in range(nodes):
        for _ in range(2 if draw() % 4 == 0 else 3):
            to = node + 1 + draw() % 100
            if to < nodes:
                edges.append((node, to))
    return edges, [1 + draw() % 600 for _ in range(nodes)]


def prepare(tool: str, nodes: int, _: dict[str, Any]) -> Callable[[], str]:
    edges, weights = drawn(nodes)
    # Both tools know weights of edges only: a node's own weight lies on the edges into it, that of a first one on those out of it.
    later = {to for _, to in edges}
    weighted = [(a, b, weights[b] + (0 if a in later else weights[a])) for a, b in edges]
    match tool:
        case "networkx":
            import networkx

            def path() -> str:
                graph = networkx.DiGraph()
                graph.add_nodes_from(range(nodes))
                graph.add_weighted_edges_from(weighted)
                order = list(networkx.topological_sort(graph))
                longest = networkx.dag_longest_path(graph, weight="weight", topo_order=order)
                return str(sum(weights[node] for node in longest))

        case "rustworkx":
            import rustworkx

            def path() -> str:
                graph = rustworkx.PyDiGraph()
                graph.add_nodes_from(range(nodes))
                graph.add_edges_from(weighted)
                rustworkx.topological_sort(graph)
                longest = rustworkx.dag_longest_path(graph, lambda _from, _to, weight: weight)
                return str(sum(weights[node] for node in longest))

        case _:
            raise ValueError(f"{tool} knows no graphs here")
    return path
