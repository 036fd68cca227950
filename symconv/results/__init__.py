"""Answers, and the forms in which they can be had: values, steps, check, document, text.

Import from the modules: a convolution should not wait for the prover, which `answer` needs.

May import: everything below ``pipeline``; what only explanation and rendering need, inside functions.
"""
