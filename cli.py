"""The door: `python cli.py …` is the `cse-text` command."""

from cse_text.commands import app

if __name__ == "__main__":
    app(prog_name="cse-text")
