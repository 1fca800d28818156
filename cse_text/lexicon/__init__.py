"""The knowledge of the tool, written by practitioners in YAML and compiled once."""

from cse_text.lexicon.compiled import CompiledLexicon, load_lexicon

__all__ = ["CompiledLexicon", "load_lexicon"]
