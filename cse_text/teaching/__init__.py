"""The training room: decks of cards, the quiz, hand-outs, and two versions of a note side by side.

The room turns decks and finished findings into plain values and text. It must not know how findings are made, and it
neither reads keys nor writes to the terminal: commands do that.
"""
