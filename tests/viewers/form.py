"""The fields of a form, read with pikepdf: what a plan means in it, and what a filled one holds."""
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance/forms"))
from form_lint import decoder, full_name, inherited, kind as field_kind, leaves  # noqa: E402

MULTILINE = 1 << 12


@dataclass
class Widget:
    """A place of a field on a page."""
    xref: int
    page: int
    rect: list
    box: list
    state: str | None  # the state that is not Off
    shown: str | None  # the state that it shows


@dataclass
class Field:
    """A field: kind is text, check, radio or choice."""
    name: str
    kind: str
    value: object
    widgets: list[Widget]
    multiline: bool = False
    options: list = field(default_factory=list)  # (export, display)


def text(value):
    """A text string; line ends of all kinds become one."""
    if value is None:
        return ""
    raw = value.read_bytes() if isinstance(value, Stream) else bytes(value)
    if raw.startswith(b"\xfe\xff"):
        decoded = raw[2:].decode("utf-16-be", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        decoded = raw[3:].decode("utf-8", "replace")
    else:
        decoded = str(pikepdf.String(raw))
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def name_text(name):
    return str(name).removeprefix("/")


class Form:
    """All fields of a file, by qualified name."""

    def __init__(self, path):
        self.path = str(path)
        with pikepdf.open(path) as pdf:
            pages = {}
            self.pages = len(pdf.pages)
            for number, page in enumerate(pdf.pages, 1):
                for annot in page.obj.get("/Annots", []):
                    pages[annot.objgen] = (number, [float(v) for v in page.cropbox])
            self.fields = {}
            root = pdf.Root.get("/AcroForm", Dictionary())
            self.letters = self._letters(root)
            for leaf, kids in leaves(root.get("/Fields", [])):
                f = self._field(leaf, kids, pages)
                self.fields[f.name] = f

    @staticmethod
    def _letters(root):
        """The letters of the fonts in the form's resources, by what they say of themselves (ToUnicode)."""
        out = set()
        for font in root.get("/DR", Dictionary()).get("/Font", Dictionary()).values():
            decode = decoder(font) if "/ToUnicode" in font else None
            if decode is not None:
                out.update(decode(b"".join(code.to_bytes(2, "big") for code in range(1 << 16))))
        return out - {"\ufffd"} | {"\n"}

    @staticmethod
    def _field(leaf, kids, pages):
        kind = {"combo": "choice", "list": "choice"}.get(field_kind(leaf), field_kind(leaf))
        value = inherited(leaf, "/V")
        f = Field(full_name(leaf), kind, None, [])
        f.multiline = bool(int(inherited(leaf, "/Ff", 0)) & MULTILINE)
        for w in kids:
            number, box = pages.get(w.objgen, (0, [0, 0, 0, 0]))
            x = [float(v) for v in w.Rect]
            rect = [min(x[0], x[2]), min(x[1], x[3]), max(x[0], x[2]), max(x[1], x[3])]
            normal = w.get("/AP", Dictionary()).get("/N")
            states = [] if normal is None or isinstance(normal, Stream) else [name_text(s) for s in normal.keys()]
            on = next((s for s in states if s != "Off"), None)
            f.widgets.append(Widget(w.objgen[0], number, rect, box, on, name_text(w.AS) if "/AS" in w else None))
        opt = inherited(leaf, "/Opt")
        if kind == "choice":
            f.options = [(text(o[0]), text(o[1])) if isinstance(o, Array) else (text(o), text(o)) for o in opt or []]
        if kind in ("check", "radio"):
            f.value = name_text(value) if isinstance(value, Name) else text(value) if value is not None else "Off"
        elif isinstance(value, Array):
            f.value = text(value[0]) if len(value) else ""
        else:
            f.value = text(value)
        return f

    def widget(self, name, value):
        """The widget of a plan's item: of radio buttons the one that stands for the value."""
        f = self.fields[name]
        if f.kind != "radio":
            return f.widgets[0]
        for w in f.widgets:
            if value == w.state:
                return w
        raise SystemExit(f"{name} has no button {value!r}: {[w.state for w in f.widgets]}")

    def resolve(self, item):
        """What a viewer's script has to know about an item of a plan."""
        name, kind, value = item["name"], item["kind"], item["value"]
        if name not in self.fields:
            raise SystemExit(f"{self.path} has no field {name}")
        f = self.fields[name]
        if f.kind != kind:
            raise SystemExit(f"{name} is of the kind {f.kind}, the plan says {kind}")
        w = self.widget(name, value)
        out = dict(name=name, kind=kind, value=value, page=w.page, rect=w.rect, box=w.box, xref=w.xref, id=f"{w.xref}R",
                   state=w.state, multiline=f.multiline, over=item.get("over", False))
        if kind == "choice":
            index = next((i for i, o in enumerate(f.options) if value in o), None)
            if index is None:
                raise SystemExit(f"{name} has no option {value!r}: {f.options}")
            export, display = f.options[index]
            current = next((i for i, o in enumerate(f.options) if f.value in o), -1)
            out.update(value=export, display=display, index=index, steps=index - current)
        return out

    def normal(self, name, value):
        """A value that a viewer or a file gives, as a plan says it."""
        f = self.fields[name]
        if value is None:
            return None
        if f.kind == "check":
            return value if isinstance(value, bool) else value.removeprefix("/") not in ("Off", "")
        if f.kind == "radio":
            value = value.removeprefix("/")  # pypdf writes the name as a string, slash and all
            return None if value in ("Off", "") else value
        if f.kind == "choice":
            return next((export for export, display in f.options if value in (export, display)), value)
        return value.replace("\r\n", "\n").replace("\r", "\n")

    def values(self):
        """Every field's value, as a plan says it; a box that shows another state than the value counts as that."""
        out = {}
        for name, f in self.fields.items():
            value = self.normal(name, f.value)
            if f.kind == "check":
                shown = f.widgets[0].shown not in (None, "Off")
                value = value if shown == value else f"value {value}, shown {shown}"
            elif f.kind == "radio":
                shown = [w.shown for w in f.widgets if w.shown not in (None, "Off")]
                value = value if shown == ([value] if value is not None else []) else f"value {value}, shown {shown}"
            out[name] = value
        return out
