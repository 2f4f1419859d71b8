"""Other people's tools judge what the library writes: SARIF logs by the SARIF schema, documents by our JSON Schema.

Run by `make test` in a virtual environment with the packages of judges.txt.
"""

import json
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "core" / "tests" / "goldens"


def main() -> int:
    failures: list[str] = []
    schema = json.loads((ROOT / "docs" / "schema" / "delivery.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = sorted((GOLDENS / "canonical").glob("*.json"))
    for path in documents:
        for error in validator.iter_errors(json.loads(path.read_text())):
            failures.append(f"{path.name}: {error.json_path}: {error.message[:200]}")
    # The schema must refuse what the reader refuses.
    wrong = json.loads(documents[0].read_text())
    wrong["pipelnies"] = {}
    if validator.is_valid(wrong):
        failures.append("the schema accepts an unknown key")
    logs = {path.name: json.loads(path.read_text()) for path in sorted(GOLDENS.glob("check/*.sarif"))}
    many = json.loads((ROOT / "core" / "tests" / "vectors" / "sarif-many.json").read_text())
    logs["sarif-many"] = json.loads(json.loads(many["raw"])["text"])
    failures += sarif(logs)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"   {len(documents)} documents against the schema, {len(logs)} SARIF logs: {len(failures)} failures")
    return 1 if failures or not documents or not logs else 0


def sarif(logs: dict[str, object]) -> list[str]:
    """Holds SARIF logs against the official schema, where the npm package that carries it is installed."""
    found = sorted((ROOT / ".tools").glob("node/node_modules/@microsoft/sarif-multitool*/**/sarif-2.1.0.json"))
    if not found:
        return ["the SARIF schema is not installed"]
    schema = json.loads(found[0].read_text(encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{name}: {error.json_path}: {error.message[:200]}" for name, log in logs.items() for error in validator.iter_errors(log)]


if __name__ == "__main__":
    sys.exit(main())
