# One task runner: `just` tests and lints.
default: test lint

# Run the quick tests
test:
    python -m pytest

# Lint, types, import contracts
lint:
    ruff check .
    ruff format --check .
    mypy
    lint-imports

# Compile the lexicon after an edit
lexicon:
    python cli.py lexicon compile

# Pin dependencies again, and list the parts anew
lock: pin parts

# Pin dependencies
pin:
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.txt
    uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements-dev.txt

# List the parts and their licences anew, after a change of the locks (needs the extra [supply])
parts:
    python -m supply.sbom

# The models and rules as they are now become those of the release
seal:
    python -m supply.seal

# Everything a machine without network needs, in a folder: just bundle windows build/offline
bundle target="windows" out="build/offline":
    python -m supply.bundle --target {{target}} --out {{out}}
