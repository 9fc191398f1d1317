"""Sound small files of every loader, and ways to spoil them: the corpus of malformed input."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook

from loaders import LOADERS
from tests import appg_cut, charity_cut, grants_made


@dataclass(frozen=True, slots=True)
class Sample:
    """A sound file: of which loader, what it is called, what it holds, what kind of file it is."""

    loader: str
    name: str
    data: bytes
    form: str

    @property
    def id(self) -> str:
        """A short name for the test's."""
        return f"{self.loader}-{self.name}"


def lines(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def book(*rows: list[str], title: str = "Sheet1") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_GROUP = json.dumps(appg_cut.group("wool")).encode()
_GRANTS = json.dumps({"grants": [grants_made.grant(1), grants_made.grant(2)]}).encode()
_GRANT_ROWS = lines(grants_made.HEADINGS, grants_made.ROW)
_EXTRACT = [charity_cut.charity(1000001, "KENYA UNION"), charity_cut.charity(1000002, "CHESS")]
_NI = charity_cut.as_csv(
    charity_cut.NI_HEADINGS,
    [{"Reg charity number": "100003", "Charity name": "Strand Club", "Status": "Registered",
      "Who the charity helps": "Ethnic minorities"}],
    "cp1252",
)  # fmt: skip
_NODES = lines("name,kind,country", "Kenya Union,organisation,Kenya")
_PETITION = json.dumps(
    {"data": {"type": "petition", "id": 1, "attributes": {
        "action": "Help Kenya", "state": "open", "signature_count": 3,
        "opened_at": "2026-01-02T10:00:00.000Z", "created_at": "2026-01-01T10:00:00.000Z",
        "updated_at": "2026-02-01T10:00:00.000Z"}}}
).encode()  # fmt: skip
_VISITS = lines(
    "ID,Summary,Parent Interest ID,Registered,Published,Updated_1,Category,MNIS ID,Member,"
    "VisitLocations_Country_1,VisitLocations_Destination_1,Purpose,StartDate,EndDate,Appg,"
    "Donors_Name_1,Donors_IsPrivateIndividual_1,Donors_PublicAddress_1,Donors_PaymentType_1,"
    "Donors_PaymentDescription_1,Donors_Value_1,Donors_IsSoleBeneficiary_1,Link",
    "9001,Kenya,,2026-06-01,2026-06-10,,Category 4: Visits outside the UK,5999,Ann Body,Kenya,"
    "Nairobi,Fact-finding,2026-05-01,2026-05-03,,Sample Trust,False,,In kind,Flights,1560.09,,"
    "https://interests-api.parliament.uk/api/v1/Interests/9001",
)

SAMPLES = (
    Sample("appg", "wool.json", _GROUP, "json"),
    Sample("appg", "appgs.zip", zipped("appgs/wool.json", _GROUP), "zip"),
    Sample("grants", "grants.json", _GRANTS, "json"),
    Sample("grants", "grants.json.gz", gzip.compress(_GRANTS, mtime=0), "gz"),
    Sample("grants", "grants.csv", _GRANT_ROWS, "csv"),
    Sample("grants", "grants.xlsx",
           book(grants_made.HEADINGS.split(","), grants_made.ROW.split(",")), "xlsx"),
    Sample("charities", "publicextract.charity.json",
           charity_cut.as_json(charity_cut.CHARITY, _EXTRACT), "json"),
    Sample("charities", "publicextract.charity.txt",
           charity_cut.as_text(charity_cut.CHARITY, _EXTRACT), "txt"),
    Sample("charities", "publicextract.charity.zip",
           zipped("publicextract.charity.json",
                  charity_cut.as_json(charity_cut.CHARITY, _EXTRACT)), "zip"),
    Sample("charities", "charitydetails-2024-02-28.csv", _NI, "csv"),
    Sample("spreadsheet", "mine-nodes.csv", _NODES, "csv"),
    Sample("spreadsheet", "mine.xlsx",
           book(["name", "kind"], ["Kenya Union", "organisation"], title="nodes"), "xlsx"),
    Sample("petitions", "1.json", _PETITION, "json"),
    Sample("petitions", "list.csv",
           lines("Petition,URL,State,Signatures Count",
                 "Help Kenya,https://petition.parliament.uk/petitions/1,open,29"), "csv"),
    Sample("interests", "PublishedInterest-Category_4.csv", _VISITS, "csv"),
    Sample("interests", "260629.zip",
           zipped("260629/PublishedInterest-Category_4.csv", _VISITS), "zip"),
    Sample("parliament", "current_mps.csv",
           lines("PCON24CD,PCON24NM,MP,Gender,ID,TheyWorkForYou ID,TheyWorkForYou URI,Start date,"
                 "Party,Party name,Party bg,Party fg,Thumbnail",
                 "E14001063,Aldershot,Ann Body,F,5999,26999,https://x.org/mp/26999,"
                 "2024-07-04T00:00:00,Lab,Labour,#d50000,#ffffff,https://x.org/t"), "csv"),
    Sample("places", "ukparl.2025.csv",
           lines("UKPARL.2025,PCON24CD,PCON24NM", 'UKPARL.2025.AAA,E14001063,"Aldershot"'), "csv"),
    Sample("census", "constituency_country_of_birth_2021.csv",
           lines("ONSConstID,ConstituencyName,RegNationID,RegNationName,NatComparator,"
                 "con_pc→European Union,con_pc→Rest of world,con_pc→UK,rn_pc→European Union,"
                 "rn_pc→Rest of world,rn_pc→UK,uk_pc→European Union,uk_pc→Rest of world,uk_pc→UK",
                 "E14001063,Aldershot,E12000008,South East,England & Wales,"
                 "0.05,0.16,0.79,0.06,0.09,0.85,0.06,0.1,0.84"), "csv"),
    Sample("org_ids", "charity-company-numbers.csv",
           lines("org_id_a,org_id_b,name", "GB-CHC-1000001,GB-COH-07451584,KENYA UNION"), "csv"),
)  # fmt: skip


def samples() -> list[Sample]:
    """The samples of the loaders that there are."""
    return [sample for sample in SAMPLES if sample.loader in LOADERS]


# ---- what is wrong with a file

HTML = b"<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10)
               for n in range(12))
    + b"]><worksheet><sheetData><row><c><v>&a11;</v></c></row></sheetData></worksheet>"
)  # fmt: skip
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
Spoil = Callable[[bytes], bytes]

ANY: dict[str, Spoil] = {
    "empty": lambda data: b"",
    "blank": lambda data: b" \r\n\t\n" * 50,
    "mark-only": lambda data: b"\xef\xbb\xbf",
    "zeros": lambda data: b"\0" * 4096,
    "picture": lambda data: PICTURE,
    "pdf": lambda data: PDF,
    "old-workbook": lambda data: OLE,
    "web-page": lambda data: HTML,
}
JSON: dict[str, Spoil] = {
    "cut-in-half": lambda data: data[: len(data) // 2],
    "last-bracket-gone": lambda data: data.rstrip()[:-1],
    "deep": lambda data: b"[" * 100_000 + b"]" * 100_000,
    "deep-objects": lambda data: b'{"a":' * 60_000 + b"1" + b"}" * 60_000,
    "number": lambda data: b"42",
    "null": lambda data: b"null",
    "text": lambda data: b'"a text"',
    "empty-object": lambda data: b"{}",
    "list-of-numbers": lambda data: b"[1, 2, 3]",
    "nan": lambda data: data.replace(b":", b": NaN, \"x\":", 1),
    "single-quotes": lambda data: data.replace(b'"', b"'"),
    "not-utf8": lambda data: data.replace(b'"', b'"\xff\xfe', 3),
    "half-a-character": lambda data: data.replace(b'": "', b'": "\\ud800', 1),
    "two-values": lambda data: data + data,
    "comma-behind": lambda data: data.rstrip()[:-1] + b",}",
    "zero-in-the-middle": lambda data: data[: len(data) // 2] + b"\0" + data[len(data) // 2 :],
}  # fmt: skip
TABLE: dict[str, Spoil] = {
    "headings-gone": lambda data: data.split(b"\n", 1)[1],
    "other-headings": lambda data: b"colour,taste\n" + data.split(b"\n", 1)[1],
    "heading-twice": lambda data: _twice(data),
    "quote-not-closed": lambda data: data.rstrip(b"\r\n") + b'\n"open,1,2\n3,4\n',
    "a-cell-too-many": lambda data: data.rstrip(b"\r\n") + b",one,two,three\n",
    "zero-in-a-cell": lambda data: data.replace(b",", b",a\0b", 3),
    "bell-in-a-cell": lambda data: data.replace(b",", b",\x07", 3),
    "huge-cell": lambda data: data.rstrip(b"\r\n").rpartition(b"\n")[0]
    + b'\n"' + b"x" * 1_000_000 + b'"' + b",y" * data.split(b"\n")[0].count(b",") + b"\n",
    "thousand-columns": lambda data: b",".join(b"c%d" % n for n in range(1000)) + b"\n" + b"1,\n",
    "json-inside": lambda data: b'{"a": [1, 2]}',
    "odd-utf16": lambda data: b"\xff\xfe" + data.decode("cp1252").encode("utf-16-le") + b"\0",
    "zip-inside": lambda data: zipped("a.csv", data),
}  # fmt: skip
PACKED: dict[str, Spoil] = {
    "cut-in-half": lambda data: data[: len(data) // 2],
    "last-bytes-gone": lambda data: data[:-20],
    "first-bytes-gone": lambda data: data[20:],
    "middle-turned": lambda data: _turned(data),
    "plain-text": lambda data: b"only text\n",
}
ZIP: dict[str, Spoil] = {
    **PACKED,
    "no-member": lambda data: zipped_many({}),
    "leads-out": lambda data: zipped_many({"../../etc/passwd.json": b"{}"}),
    "absolute": lambda data: zipped_many({"/etc/passwd.json": b"{}"}),
    "backslashes": lambda data: zipped_many({"..\\..\\x.json": b"{}"}),
    "drive-letter": lambda data: zipped_many({"C:/x.json": b"{}"}),
    "other-members": lambda data: zipped_many({"readme.txt": b"x\n", "b.exe": b"MZ"}),
    "one-broken": lambda data: _with_member(data, "appgs/bad.json", b'{"a":'),
    "bomb": lambda data: zipped_many({"appgs/a.json": b"0" * 300_000_000}),
    "many-members": lambda data: zipped_many({f"appgs/{n}.json": b"{}" for n in range(21_000)}),
    "locked": lambda data: _locked(data),
}
XLSX: dict[str, Spoil] = {
    **PACKED,
    "no-workbook": lambda data: zipped_many({"a.txt": b"x"}),
    "no-sheet": lambda data: _part(data, "xl/worksheets/sheet1.xml", None),
    "broken-sheet": lambda data: _part(data, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"),
    "bomb": lambda data: _part(data, "xl/worksheets/sheet1.xml", b"<c/>" * 40_000_000),
    "laughs": lambda data: _part(data, "xl/worksheets/sheet1.xml", LAUGHS),
    "far-cell": lambda data: _part(data, "xl/worksheets/sheet1.xml", FAR),
    "empty-sheet": lambda data: book(),
    "headings-only": lambda data: book(["colour", "taste"]),
    "other-headings": lambda data: book(["colour", "taste"], ["red", "sweet"]),
}
DEFECTS = {
    "json": {**ANY, **JSON},
    "csv": {**ANY, **TABLE},
    "txt": {**ANY, "headings-gone": TABLE["headings-gone"], "other-headings": TABLE["json-inside"]},
    "gz": {**ANY, **PACKED, "bomb": lambda data: gzip.compress(b"[" + b" " * 150_000_000, 1)},
    "zip": {**ANY, **ZIP},
    "xlsx": {**ANY, **XLSX},
}


def zipped_many(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A member put beside the others, under a name that each loader reads."""
    held = _members(data)
    first = next(iter(held))
    beside = first.rpartition("/")[0] + "/" if "/" in first else ""
    put = beside + name.rpartition("/")[2] if "appgs" in first else first
    return zipped_many(held | {put: content})


def _part(data: bytes, name: str, content: bytes | None) -> bytes:
    held = _members(data)
    held.pop(name)
    return zipped_many(held | ({name: content} if content is not None else {}))


def _locked(data: bytes) -> bytes:
    """The same archive with the mark of encryption on its members."""
    found = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(sign)
        found[place + at] |= 1
    return bytes(found)


def _turned(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + bytes(255 - b for b in data[third : 2 * third]) + data[2 * third :]


def _twice(data: bytes) -> bytes:
    """A file whose first two columns have one heading."""
    heading, _, rest = data.partition(b"\n")
    cells = heading.split(b",")
    return b",".join([cells[0], cells[0], *cells[2:]]) + b"\n" + rest
