#!/usr/bin/env python3
"""Fill forms as Chrome does: click and type through PDFium's form-fill events.

usage: fill_pdfium.py JOBS.json      (called by matrix.py)
"""
import ctypes
import json
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as c


def wide(call, *args):
    """Call a PDFium function that fills a UTF-16 buffer."""
    size = call(*args, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(*args, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return buffer.raw[:size].decode("utf-16-le", "surrogatepass").removesuffix("\0")


def opened(path):
    pdf = pdfium.PdfDocument(path)
    pdf.init_forms()
    return pdf


def values(pdf, plan):
    """What each field of the plan holds, by its name."""
    out = {}
    for index in range(len(pdf)):
        page = pdf[index]
        for i in range(c.FPDFPage_GetAnnotCount(page)):
            annot = c.FPDFPage_GetAnnot(page, i)
            kind = c.FPDFAnnot_GetFormFieldType(pdf.formenv, annot)
            if kind > 0:
                name = wide(c.FPDFAnnot_GetFormFieldName, pdf.formenv, annot)
                if kind in (c.FPDF_FORMFIELD_CHECKBOX, c.FPDF_FORMFIELD_RADIOBUTTON):
                    on = bool(c.FPDFAnnot_IsChecked(pdf.formenv, annot))
                    if kind == c.FPDF_FORMFIELD_CHECKBOX:
                        out[name] = on
                    elif on:
                        out[name] = wide(c.FPDFAnnot_GetFormFieldExportValue, pdf.formenv, annot)
                else:
                    out[name] = wide(c.FPDFAnnot_GetFormFieldValue, pdf.formenv, annot)
            c.FPDFPage_CloseAnnot(annot)
    return {item["name"]: out.get(item["name"]) for item in plan}


def fill(pdf, item):
    env, page = pdf.formenv, pdf[item["page"] - 1]
    c.FORM_OnAfterLoadPage(page, env)
    x0, y0, x1, y1 = item["rect"]
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    c.FORM_OnMouseMove(env, page, 0, x, y)
    c.FORM_OnLButtonDown(env, page, 0, x, y)
    c.FORM_OnLButtonUp(env, page, 0, x, y)
    if item["kind"] == "text":
        c.FORM_SelectAllText(env, page)
        for sign in item["value"]:
            raw = sign.encode("utf-16-le")  # keys come in these units
            for i in range(0, len(raw), 2):
                c.FORM_OnChar(env, page, 13 if sign == "\n" else int.from_bytes(raw[i:i + 2], "little"), 0)
    elif item["kind"] == "choice":
        c.FORM_SetIndexSelected(env, page, item["index"], True)
    c.FORM_ForceToKillFocus(env)


def main(argv):
    if len(argv) != 2:
        sys.exit(__doc__)
    reports = []
    for job in json.load(open(argv[1], encoding="utf-8")):
        pdf = opened(job["form"])
        for item in job["plan"]:
            fill(pdf, item)
        accepted = values(pdf, job["plan"])
        pdf.save(job["out"])
        pdf.close()
        again = opened(job["out"])
        reports.append({"accepted": accepted, "reopened": values(again, job["plan"])})
        again.close()
    json.dump(reports, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
