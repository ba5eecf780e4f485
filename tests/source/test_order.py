"""The order of files makes no difference: neither to what is read nor to what is wrong."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.source.reading import Reading, SourceFile, read_organisation

NAMES = ["A", "a", "B", "b ", "C", "Zebra", "no"]
ITEMS = ["X", "x", "Y", "", "Z"]
VALUES = ["", ", promise: 4h", ", promise: 1d", ", share: 60%", ", from: [X]", ", suport: true"]


@st.composite
def documents(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from(["team", "team", "team", "customer", "vendor", "taem"]))
    lines = [f"{kind}: {name}"]
    for section, other in (("serves", "customer"), ("needs", "supplier")):
        items = draw(st.lists(st.tuples(*map(st.sampled_from, (NAMES, ITEMS, VALUES))), max_size=3))
        if items:
            lines.append(f"{section}:")
        for party, deliverable, value in items:
            what = f", delivers: {deliverable}" if deliverable else ""
            lines.append(f"  - {{{other}: {party}{what}{value}}}")
    return "\n".join(lines)


OTHERS = st.sampled_from(
    [
        "organisation: X\ncalendar: {hours_per_day: 6}\n",
        "organisation: Y\ndepartments: [Sales]\n",
        "- {id: 1, customer: A, category: late}\n- {id: 2, customer: B, category: wrong}\n",
        "- {id: 1, customer: b, supplier: a, delivers: X, category: late}\n",
        "team: [\n",
        "",
        "\x00",
    ]
)


def read(files: list[SourceFile]) -> Reading:
    return read_organisation(files, source="org/", default_name="org")


@settings(max_examples=200, deadline=None)
@given(st.lists(documents() | OTHERS, max_size=6), st.randoms(use_true_random=False))
def test_any_order_reads_alike(texts: list[str], dice: Random) -> None:
    files = [SourceFile(f"{n}.yaml", text.encode()) for n, text in enumerate(texts)]
    shuffled = list(files)
    dice.shuffle(shuffled)
    first, second = read(files), read(shuffled)
    assert first == second
    if first.organisation is not None and second.organisation is not None:
        assert list(first.organisation.parties) == list(second.organisation.parties)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_is_read_without_an_exception(content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    for path in ("a.yaml", "complaints.csv", "chainmap.yaml"):
        reading = read([SourceFile(path, data)])
        assert (reading.organisation is None) == any(i.severity == "error" for i in reading.issues)
        for issue in reading.issues:
            assert issue.message.isprintable()
            assert issue.location.line >= 1
            assert issue.location.column >= 1


PIECES = """
    team:_ A / __ serves: -_ [ ] { } customer:_ ,_ ' " promise:_ 4h &x_ *x !t_ ---/ # any:_ from:_
    60% id:_ category:_ late ?_ :_ <<:_ needs:_ low:_ x organisation:_ % > |
"""
YAML_LIKE = st.lists(
    st.sampled_from([p.replace("_", " ").replace("/", "\n") for p in PIECES.split()]), max_size=30
).map("".join)


@settings(max_examples=500, deadline=None)
@given(YAML_LIKE)
def test_anything_like_yaml_is_read_without_an_exception(text: str) -> None:
    for issue in read([SourceFile("a.yaml", text.encode())]).issues:
        assert issue.message.isprintable()
        assert issue.location.line >= 1
