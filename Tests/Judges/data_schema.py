"""Validates data.json of runs against docs/schemas/data.schema.json.

Usage: data_schema.py RUN_FOLDER...      Needs: pip jsonschema.
"""

import json
import pathlib
import sys

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schemas/data.schema.json"


def main():
    judge = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    passed = failed = 0
    for folder in sys.argv[1:]:
        data = json.loads((pathlib.Path(folder) / "data.json").read_text("utf-8"))
        errors = list(judge.iter_errors(data))
        for error in errors[:20]:
            print(f"{folder}: {error.json_path}: {error.message[:200]}")
        passed += len(data["figures"]) if not errors else 0
        failed += len(errors)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
