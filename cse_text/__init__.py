"""cse_text reads practitioner notes and finds language that masks child exploitation."""
