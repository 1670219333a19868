"""What was measured of an exported model, written into its manifest.

    python -m training.describe --model FOLDER --calibration calibration.json --figures figures.json

The model is measured as it is shipped, so that this comes after `training.export` and `training.assembly`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from rashomon.language.manifest import load_manifest
from training.manifests import read_calibration, read_figures, write_manifest


def describe(folder: Path, calibration: Path | None, figures: Path | None) -> None:
    """Put the lines of `evaluation.calibrate` and the figures of `evaluation.figures` into a manifest.

    What isn't given stays as it is.

    Raises:
        InputError: a file holds something else.
        ModelError: the folder is damaged.
    """
    manifest = load_manifest(folder)
    record = msgspec.structs.replace(
        manifest,
        calibration=read_calibration(calibration) if calibration else manifest.calibration,
        dev_figures=read_figures(figures) if figures else manifest.dev_figures,
    )
    write_manifest(record, folder)


def main() -> None:
    """Describe as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    parser.add_argument("--calibration", type=Path, help="JSON that `evaluation.calibrate` wrote")
    parser.add_argument("--figures", type=Path, help="JSON that `evaluation.figures` wrote")
    given = parser.parse_args()
    describe(given.model, given.calibration, given.figures)


if __name__ == "__main__":
    main()
