"""Compile the outlines of countries for the map of the report from Natural Earth (public domain).

    pip install -r training/gazetteer-requirements.txt
    python -m training.outlines --out src/rashomon/report/outlines.npz

The outlines are those of Natural Earth at 1:110 million, as geopandas 0.14 carries them.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import shapefile

_SHAPES = Path("datasets") / "naturalearth_lowres" / "naturalearth_lowres.shp"
_PARTS = 100  # of a degree; more than the scale gives


def main() -> None:
    """Compile as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    spec = find_spec("geopandas")
    if spec is None or spec.origin is None:
        raise SystemExit("geopandas 0.14 is needed: pip install -r training/gazetteer-requirements.txt")
    rings = []
    with shapefile.Reader(str(Path(spec.origin).parent / _SHAPES)) as shapes:
        for shape in shapes.shapes():
            ends = [*shape.parts[1:], len(shape.points)]
            rings += [shape.points[start:end] for start, end in zip(shape.parts, ends, strict=True)]
    points = np.round(_PARTS * np.array([point for ring in rings for point in ring])).astype(np.int16)
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.int32)
    np.savez_compressed(given.out, points=points, ends=ends)


if __name__ == "__main__":
    main()
