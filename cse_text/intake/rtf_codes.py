"""What the control words of rich text (RTF) mean: which stand for a character, which begin parts that are no text.

Tables and nothing else; rtf.py walks by them.
"""

from __future__ import annotations

from collections.abc import Mapping

CHARACTERS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
PARAGRAPHS = frozenset({"par", "sect", "page", "column", "\n", "\r"})
# Parts that hold no words of the page: fonts, styles, pictures, field codes and the like.
SILENT = frozenset(
    """fonttbl colortbl stylesheet listtable listoverridetable info pict objdata objclass objname fldinst themedata
    colorschememapping datastore generator latentstyles filetbl revtbl rsidtbl xmlnstbl sp sn sv listtext pntext pn
    atnid atnauthor atndate atnref atntime atnparent annotationend bkmkstart bkmkend datafield formfield ffname
    nonesttables private falt panose template title keywords htmltag mhtmltag nonshppict upr ftnsep aftnsep ftnsepc
    aftnsepc ftncn aftncn tc xe rxe txe pgptbl userprops mmathPr wgrffmtfilter""".split()
)
# Parts with a name of their own on the page, and how their place is called; the first kind is numbered.
NUMBERED: Mapping[str, str] = {"footnote": "footnote", "annotation": "comment", "shptxt": "text box"}
MARGINAL: Mapping[str, str] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
# Optional parts ({\*…}) are passed by unless they are known to hold words, or to enclose parts that do.
OPTIONAL = frozenset({"annotation", "shpinst", "ud"})
ENCLOSING = frozenset({"shpinst"})
CHARSETS: Mapping[int, str] = {
    0: "cp1252", 1: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
