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

# Pin dependencies again
lock:
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.txt
    uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements-dev.txt
