"""Compiles the modules; everything else stands in pyproject.toml."""

from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

FOLDER = Path("src/ruleengine_fast")
LANGUAGE = {
    "language_level": 3,
    "boundscheck": False,  # every index is bounded by the loop that makes it
    "wraparound": False,
    "cdivision": True,
    "embedsignature": True,
}

setup(
    ext_modules=cythonize(
        [
            Extension(f"ruleengine_fast.{name}", [str(FOLDER / f"{name}.pyx")])
            for name in ("keys", "lines", "octets", "sieve")
        ],
        build_dir="build",
        compiler_directives=LANGUAGE,
    )
)
