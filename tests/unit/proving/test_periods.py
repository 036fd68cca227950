"""Several periods, parts of one period, and indices of which only the residue counts."""

from __future__ import annotations

import pytest

import symconv
from symconv.derivation import Status
from symconv.proving.recheck import recheck


def status(statement: str, given: tuple[str, ...], over: str | None) -> Status:
    """Return what becomes of a statement; the second checker accepts what was proved."""
    verdict = symconv.prove(statement, given=given, over=over)
    for proof in verdict.proofs:
        recheck(proof.certificate)
    return verdict.status


@pytest.mark.parametrize(
    ("statement", "given", "over"),
    [
        ("sum(m, 0, 2*T-1, f[m]) = 2*sum(m, 0, T-1, f[m])", ("f period T",), None),
        ("sum(m, k, k+K*T-1, f[m]) = K*sum(m, 0, T-1, f[m])", ("f period T", "K >= 0"), None),
        ("sum(m, 0, 23, f[m]*g[m]) = 2*sum(m, 0, 11, f[m]*g[m])", ("f period 4", "g period 6"), None),
        ("sum(m, 0, 6*N-1, f[m]*(-1)**m) = 0", ("f period 3", "N >= 0"), None),
        ("sum(m, 0, 2*N-1, f[m]) = 2*sum(m, f[m])", (), "Z/N"),
        ("sum(m, 0, K*N-1, f[m]) = K*sum(m, f[m])", ("K >= 0",), "Z/N"),
        ("sum(m, 0, N+K-1, f[m]) = sum(m, f[m]) + sum(m, 0, K-1, f[m])", ("0 <= K",), "Z/N"),
        ("sum(m, f[m]) = sum(m, 0, K-1, f[m]) + sum(m, K, N-1, f[m])", ("0 <= K", "K <= N"), "Z/N"),
        ("f[n] = f[n+2]", ("f period 4", "f period 6"), None),
        ("f[n] = f[n+2*M]", ("f period 4*M", "f period 6*M"), None),
        ("f[n] = f[n+T]", ("f period T", "f period 3*T"), None),
        ("f[n] = f[0]", ("f period 2", "f period 3"), None),
        ("f[n] = f[0]*(1+(-1)**n)/2 + f[1]*(1-(-1)**n)/2", ("f period 2",), None),
        ("f[n**2] = f[n]", ("f period 2",), None),
        ("f[n**3] = f[n]", ("f period 6",), None),
        ("f[n*(n+1)*(n+2)] = f[0]", ("f period 3",), None),
        ("(-1)**(n**2) = (-1)**n", (), None),
        ("(-1)**(n*(n+1)) = 1", (), None),
        ("(-1)**(n**2 + m**2) = (-1)**(n+m)", (), None),
        ("sum(m, (-1)**(m**2)*f[m]) = sum(m, (-1)**m*f[m])", (), None),
        ("exp(2*pi*I*n**3/3) = exp(2*pi*I*n/3)", (), None),
    ],
)
def test_only_residues_count(statement: str, given: tuple[str, ...], over: str | None) -> None:
    """What has a period is summed over one, and looked up in one."""
    assert status(statement, given, over) is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "given", "over"),
    [
        ("sum(m, 0, 2*T-1, f[m]) = sum(m, 0, T-1, f[m])", ("f period T",), None),
        ("sum(m, k, k+K*T-1, f[m]) = K*sum(m, 0, T-1, f[m])", ("f period T",), None),
        ("sum(m, 0, 3*N-1, f[m]*(-1)**m) = 0", ("f period 3", "N >= 0"), None),
        ("sum(m, 0, N, f[m]) = sum(m, f[m])", (), "Z/N"),
        ("sum(m, f[m]) = sum(m, 0, K-1, f[m]) + sum(m, K, N-1, f[m])", ("0 <= K",), "Z/N"),
        ("sum(m, f[m]) = sum(m, 0, K, f[m]) + sum(m, K, N-1, f[m])", ("0 <= K", "K < N"), "Z/N"),
        ("f[n] = f[n+3]", ("f period 4", "f period 6"), None),
        ("f[n] = f[n+M]", ("f period 4*M", "f period 6*M"), None),
        ("f[n**2] = f[n]", ("f period 3",), None),
        ("(-1)**(n**2 + m) = (-1)**n", (), None),
        ("(-1)**(n*m) = (-1)**(n+m)", (), None),
        ("exp(2*pi*I*n**2/3) = exp(2*pi*I*n/3)", (), None),
        ("exp(pi*I*n**2/2) = exp(pi*I*n/2)", (), None),
    ],
)
def test_other_residues_differ(statement: str, given: tuple[str, ...], over: str | None) -> None:
    """One residue is enough to refute."""
    assert status(statement, given, over) is Status.REFUTED
