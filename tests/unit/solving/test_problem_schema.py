"""The published schema and the reader refuse and accept the same documents."""

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symconv.errors import ProblemError
from symconv.operations.tasks import BOUNDARIES, CONVENTIONS, MODES, SAME_ALIGNMENTS
from symconv.solving import METHODS
from symconv.solving.problem_schema import conform, schema_text

SCHEMA = json.loads(schema_text())
SIGNALS = {"x": [2, 1, 3], "h": "1, _-1"}
CONVOLVE = {"task": "convolve", "x": "x", "h": "h"}
LAYER = {"task": "layer", "x": "x", "w": "h"}


def with_task(**changes):
    """Return a document whose one task is a convolution with these keys."""
    return {"signals": SIGNALS, "tasks": [{**CONVOLVE, **changes}]}


def with_layer(**changes):
    """Return a document whose one task is a layer with these keys."""
    return {"signals": SIGNALS, "tasks": [{**LAYER, **changes}]}


def with_signal(signal):
    """Return a document with one more signal."""
    return {"signals": {**SIGNALS, "z": signal}, "tasks": [CONVOLVE]}


ACCEPTED = [
    with_task(),
    with_task(mode="same", same="matlab", title="T", notes="n", result="y", methods=["all"]),
    with_task(notes=["one", "two"], period=4),
    {"schema": 1, "title": "Sheet", "notes": ["a"], "defaults": {"mode": "valid"}, **with_task()},
    {"signals": SIGNALS, "tasks": [{"task": "correlate", "x": "x", "h": "h", "convention": "wikipedia"}]},
    {"signals": SIGNALS, "tasks": [{"task": "deconvolve", "y": "x", "h": "h"}]},
    with_layer(stride=2, padding=[[1, 0]], dilation=[1], bias="h", boundary="reflect", channels=False),
    with_layer(padding="same", constant="1/2", groups=1, transposed=True, output_padding=1),
    with_layer(padding=[1, [0, 2]]),
    {"signals": SIGNALS, "tasks": [{**LAYER, "task": "layer_gradient", "dy": "x", "wrt": "w"}]},
    with_signal([[1, "1/2"], [0.5, "a"]]),
    with_signal({"values": "a, b", "complex": True}),
    with_signal({"values": [1, 2], "first": -1}),
    with_signal({"values": [[1]], "first": [0, 3]}),
]

REFUSED = [
    {},
    {"signals": SIGNALS},
    {"signals": SIGNALS, "tasks": []},
    {"signals": {}, "tasks": [CONVOLVE]},
    {"signals": [1, 2], "tasks": [CONVOLVE]},
    {**with_task(), "schema": 2},
    {**with_task(), "schema": True},
    {**with_task(), "titel": "T"},
    {**with_task(), "title": 3},
    {**with_task(), "defaults": {"modus": "full"}},
    {"signals": SIGNALS, "tasks": [{"x": "x", "h": "h"}]},
    {"signals": SIGNALS, "tasks": ["convolve"]},
    with_task(task="convolv"),
    with_task(mode="sane"),
    with_task(mode=1),
    with_task(period=0),
    with_task(period=2.5),
    with_task(period=True),
    with_task(x=[1, 2]),
    with_task(x="1x"),
    with_task(convention="numpy"),
    with_task(methods=[]),
    with_task(methods=["tabel"]),
    with_task(methods="table"),
    with_task(notes=[1]),
    with_layer(stride=0),
    with_layer(stride=[]),
    with_layer(padding=-1),
    with_layer(padding="sane"),
    with_layer(padding=[[1, 2, 3]]),
    with_layer(channels="yes"),
    with_signal([]),
    with_signal([True]),
    with_signal([[]]),
    with_signal({"first": 0}),
    with_signal({"values": [1], "origin": 0}),
    with_signal({"values": [1], "first": "0"}),
    with_signal(3),
    {"signals": {"1x": [1]}, "tasks": [CONVOLVE]},
]


def as_toml_reads(value):
    """Return the document as tomllib with ``parse_float=Decimal`` gives it."""
    match value:
        case dict():
            return {key: as_toml_reads(entry) for key, entry in value.items()}
        case list():
            return [as_toml_reads(entry) for entry in value]
        case float():
            return Decimal(str(value))
        case _:
            return value


@pytest.mark.parametrize("document", ACCEPTED, ids=str)
def test_what_the_schema_accepts_the_reader_accepts(document):
    """A valid sample passes both ways."""
    jsonschema.Draft202012Validator(SCHEMA).validate(document)

    assert conform(as_toml_reads(document)).keys() == document.keys()


@pytest.mark.parametrize("document", REFUSED, ids=str)
def test_what_the_schema_refuses_the_reader_refuses(document):
    """An invalid sample fails both ways."""
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(document))
    with pytest.raises(ProblemError):
        conform(as_toml_reads(document))


def test_the_schema_is_a_schema():
    """The published text is valid JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_words_of_the_schema_are_those_of_the_tasks():
    """Enumerations in the schema equal the ones in the code, in their order."""
    words = SCHEMA["$defs"]

    assert tuple(words["mode"]["enum"]) == MODES
    assert tuple(words["same"]["enum"]) == SAME_ALIGNMENTS
    assert tuple(words["convention"]["enum"]) == CONVENTIONS
    assert tuple(words["boundary"]["enum"]) == BOUNDARIES
    assert words["methods"]["items"]["enum"] == [*(method.name for method in METHODS), "all"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (with_task(mod="full"), r"task 1: key 'mod' is not known; .*did you mean 'mode'\?"),
        (with_task(mode="sane"), r"task 1: mode 'sane' is not known; use one of full, same, valid .*'same'"),
        (with_task(task="convolv"), r"task 1: task 'convolv' is not known; .*'convolve'"),
        (with_layer(padding=-1), r"task 1, padding: must be at least 0, not -1"),
        (with_layer(stride="2"), r"task 1, stride: must be a whole number or a list, not '2'"),
        ({"signals": SIGNALS, "tasks": [{"task": "convolve", "x": "x"}]}, r"task 1: the key 'h' is missing"),
        ({"signals": {"z w": [1]}, "tasks": [CONVOLVE]}, r"signals: 'z w' is no name; use a letter, then"),
    ],
)
def test_messages_name_the_place_and_the_nearest_word(document, message):
    """A refusal says where, what was found, what is allowed and what was probably meant."""
    with pytest.raises(ProblemError, match=message):
        conform(document)


WORDS = sorted(
    {
        *(
            key
            for name in ("convolve", "correlate", "layer", "layer_gradient", "deconvolve", "defaults")
            for key in SCHEMA["$defs"][name]["properties"]
        ),
        *("values", "first", "complex", "full", "valid", "numpy", "wikipedia", "zero", "all", "x", "w", "1x", ""),
    }
)
SCALARS = st.one_of(st.sampled_from(WORDS), st.integers(-2, 3), st.booleans(), st.just(1.0), st.just(0.5))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=6,
)
TASKS = st.builds(
    lambda kind, required, changes: {**required, "task": kind, **changes},
    st.sampled_from(["convolve", "correlate", "layer", "layer_gradient", "deconvolve", "other"]),
    st.sampled_from([{}, {"x": "x", "h": "h"}, {"x": "x", "w": "w", "dy": "y", "wrt": "w"}, {"y": "x", "h": "h"}]),
    st.dictionaries(st.sampled_from(WORDS), ANYTHING, max_size=2),
)


@given(
    signals=st.dictionaries(st.sampled_from(["x", "h", "1x"]), ANYTHING, max_size=2) | ANYTHING,
    tasks=st.lists(TASKS, max_size=2) | ANYTHING,
    more=st.dictionaries(st.sampled_from(["title", "notes", "schema", "defaults", "default"]), ANYTHING, max_size=1),
)
def test_schema_and_reader_agree_on_any_document(signals, tasks, more):
    """Whatever is written, both say yes or both say no."""
    document = {"signals": signals, "tasks": tasks, **more}

    accepted = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)

    try:
        conform(as_toml_reads(document))
    except ProblemError:
        assert not accepted
    else:
        assert accepted
