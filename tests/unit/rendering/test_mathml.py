"""Formulas as MathML."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from symconv.rendering.mathml import mathml


def inside(tex: str, *, display: bool = False) -> str:
    """Return what stands in the outermost row of a formula."""
    element = ElementTree.fromstring(mathml(tex, "in words", display=display))
    return "".join(ElementTree.tostring(child, encoding="unicode") for child in element[0])


@pytest.mark.parametrize(
    ("tex", "markup"),
    [
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"f \ast h", "<mi>f</mi><mo>∗</mo><mi>h</mi>"),
        ("-1", '<mo form="prefix">−</mo><mn>1</mn>'),
        ("(-1)", '<mo stretchy="false">(</mo><mo form="prefix">−</mo><mn>1</mn><mo stretchy="false">)</mo>'),
        ("a-1", "<mi>a</mi><mo>−</mo><mn>1</mn>"),
        (r"\lfloor n\rfloor", "<mo>⌊</mo><mi>n</mi><mo>⌋</mo>"),
        (r"\operatorname{corr}", "<mtext>corr</mtext>"),
        (r"\text{a\_b <i> \& c}", "<mtext>a_b &lt;i&gt; &amp; c</mtext>"),
        (r"\text{if } n", "<mtext>if\N{NO-BREAK SPACE}</mtext><mi>n</mi>"),
        (r"\overline{h}", '<mrow class="overline"><mrow><mi>h</mi></mrow></mrow>'),
        (r"\underline{1}", '<mrow class="underline"><mrow><mn>1</mn></mrow></mrow>'),
        (r"\text{\textbackslash{}x}", r"<mtext>\x</mtext>"),
    ],
)
def test_a_formula_is_converted(tex: str, markup: str) -> None:
    """Numbers, signs, fences and words come out as MathML means them."""
    assert inside(tex) == markup


def test_displayed_sums_have_their_limits_above_and_below() -> None:
    """Displayed formulas are larger and say so."""
    assert mathml(r"\sum_{m=0}^{1} x", "", display=True).startswith('<math displaystyle="true" alttext=""')
    assert "<munderover>" in inside(r"\sum_{m=0}^{1} x", display=True)
    assert "<munderover>" in inside(r"\left(\sum_{m=0}^{1} x\right)", display=True)


def test_fences_stretch_only_around_something_tall() -> None:
    """Fences that could stretch have blanks around them."""
    assert 'stretchy="true"' not in inside(r"\max\left(0, n\right)")
    assert 'stretchy="true"' in inside(r"\left(\frac{1}{2}\right)^{n}")


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1",
        r"\left( 1",
        "x_1_2",
        r"\begin{bmatrix} 1",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(x)}{x}",
        "\\",
        "x" * 30_000,
        "{" * 5_000 + "}" * 5_000,
        "Qw0wQ",
    ],
)
def test_what_cannot_be_converted_is_shown_in_words(tex: str) -> None:
    """A formula is never lost, and never becomes anything but MathML."""
    element = ElementTree.fromstring(mathml(tex, "a < b"))

    assert element.tag == "math"
    assert element.attrib["alttext"] == "a < b"
    if len(element) == 1 and element[0].tag == "mtext":
        assert element[0].text == "a < b"
    assert not {name for part in element.iter() for name in part.attrib} & {"href", "style"}


def test_the_words_are_read_aloud() -> None:
    """The plain text is an attribute, escaped."""
    assert ElementTree.fromstring(mathml("x", 'a < "b"')).attrib["alttext"] == 'a < "b"'
