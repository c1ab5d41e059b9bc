"""What does a button of the editor do to the tree: add a condition, take one away, group it, turn it around?"""

from instep.definitions.editing.kinds import KINDS
from instep.definitions.editing.tree import ROOT, Node

DOINGS = ("add", "remove", "group", "negate", "up")


def stepped(tree: Node, order: str, kind: str = "did") -> Node:
    """The tree after “add r.0”, “remove r.1.0” and so on; orders that fit nothing change nothing."""
    doing, _, place = order.partition(" ")
    if doing not in DOINGS or at(tree, place) is None:
        return tree
    return _added(tree, place, kind) if doing == "add" else _moved(tree, doing, place)


def at(tree: Node, place: str) -> Node | None:
    """The condition at a place such as r.0.after."""
    pieces = place.split(".")
    node: Node | None = tree if pieces[0] == ROOT else None
    for piece in pieces[1:]:
        if node is None:
            return None
        node = _child(node, piece)
    return node


def _child(node: Node, piece: str) -> Node | None:
    if piece.isdecimal():
        return node.inner[int(piece)] if int(piece) < len(node.inner) else None
    return node.slots.get("" if piece == "not" else piece)


def _added(tree: Node, place: str, kind: str) -> Node:
    node, slot = at(tree, place), kind.partition(":")[0] if ":" in kind else ""
    wanted = kind.rpartition(":")[2]
    if node is None or wanted not in KINDS:
        return tree
    if slot and slot in dict(node.about.slots):
        node.slots[slot] = fresh(wanted)
    elif node.about.many is not None:
        node.inner.append(fresh("did" if node.kind == "in_order" else wanted))
    return tree


def fresh(kind: str) -> Node:
    """A new condition with what it cannot be without."""
    node = Node(kind)
    if node.about.many is not None:
        node.inner = [fresh("did") for _ in range(2 if kind == "in_order" else 1)]
    if kind == "not":
        node.slots[""] = fresh("did")
    for one in node.about.fields:
        if one.shape == "choice" and one.options:
            node.values[one.name] = [one.options[0][0]]
    return node


def _moved(tree: Node, doing: str, place: str) -> Node:
    above, _, last = place.rpartition(".")
    node, parent = at(tree, place), at(tree, above) if above else None
    assert node is not None
    if doing in ("group", "negate"):
        return _put(tree, parent, last, _wrapped(node, doing))
    if parent is None:
        return tree
    if doing == "up":
        _swap(parent, last)
    elif last.isdecimal():
        parent.inner.pop(int(last))
    elif last != "not":
        parent.slots.pop(last)
    return tree


def _wrapped(node: Node, doing: str) -> Node:
    if doing == "group":
        return Node("any", inner=[node])
    return node.slots[""] if node.kind == "not" else Node("not", slots={"": node})


def _put(tree: Node, parent: Node | None, last: str, node: Node) -> Node:
    if parent is None:
        return node
    if last.isdecimal():
        parent.inner[int(last)] = node
    else:
        parent.slots["" if last == "not" else last] = node
    return tree


def _swap(parent: Node, last: str) -> None:
    place = int(last) if last.isdecimal() else 0
    if place:
        parent.inner[place - 1], parent.inner[place] = parent.inner[place], parent.inner[place - 1]
