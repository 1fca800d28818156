"""XML and HTML parsed so that a file cannot reach out or blow up: no entities, no network, no external files.

lxml, which python-docx brings already; a document type is refused outright, since no office program writes one.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from cse_text.errors import IntakeError
from cse_text.intake.sources import Source


def parsed(source: Source, data: bytes) -> Any:
    """Return the root of an XML part; refuse one that declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        message = f"{source.name} declares XML entities, which no office program does, and was not read."
        raise IntakeError("unsafe-file", message, source=source.name)
    return root


def parsed_html(text: str) -> Any | None:
    """Return the root of a web page, mended where it is broken; None where there is nothing in it."""
    # Bounded by the caller: without huge_tree the parser would end long texts without a word.
    parser = etree.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
