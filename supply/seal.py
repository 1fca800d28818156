"""`python -m supply.seal`: the models and rules as they lie here become those of the release."""

from __future__ import annotations

from cse_text.released import seal

if __name__ == "__main__":
    print(f"{seal()} written")
