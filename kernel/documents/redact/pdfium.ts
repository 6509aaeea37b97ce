import { PDFiumModule } from '@hyzyla/pdfium'
import { type Box, DPI, type Letter } from './redact.rules.ts'

// PDFium's own functions, as far as they are used here; the wrapper's types leave most of them out.
type Pointer = number
type Pdfium = {
  HEAPU8: Uint8Array
  wasmExports: { malloc(n: number): Pointer; free(p: Pointer): void }
  _FPDF_InitLibraryWithConfig(config: Pointer): void
  _FPDF_LoadMemDocument(data: Pointer, size: number, password: Pointer): Pointer
  _FPDF_CloseDocument(doc: Pointer): void
  _FPDF_GetPageCount(doc: Pointer): number
  _FPDF_LoadPage(doc: Pointer, index: number): Pointer
  _FPDF_ClosePage(page: Pointer): void
  _FPDF_GetPageWidth(page: Pointer): number
  _FPDF_GetPageHeight(page: Pointer): number
  _FPDFBitmap_CreateEx(w: number, h: number, format: number, buffer: Pointer, stride: number): Pointer
  _FPDFBitmap_FillRect(bitmap: Pointer, x: number, y: number, w: number, h: number, colour: number): void
  _FPDFBitmap_Destroy(bitmap: Pointer): void
  _FPDF_RenderPageBitmap(
    bitmap: Pointer,
    page: Pointer,
    x: number,
    y: number,
    w: number,
    h: number,
    rotate: number,
    flags: number,
  ): void
  _FPDFText_LoadPage(page: Pointer): Pointer
  _FPDFText_ClosePage(text: Pointer): void
  _FPDFText_CountChars(text: Pointer): number
  _FPDFText_GetUnicode(text: Pointer, index: number): number
  _FPDFText_GetCharBox(
    text: Pointer,
    index: number,
    left: Pointer,
    right: Pointer,
    bottom: Pointer,
    top: Pointer,
  ): number
  _FPDF_PageToDevice(
    page: Pointer,
    x: number,
    y: number,
    w: number,
    h: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: Pointer,
    deviceY: Pointer,
  ): number
}

let loaded: Promise<Pdfium> | undefined
function pdfium(): Promise<Pdfium> {
  loaded ??= (PDFiumModule as unknown as () => Promise<Pdfium>)().then((m) => {
    const config = m.wasmExports.malloc(20)
    m.HEAPU8.fill(0, config, config + 20)
    m.HEAPU8[config] = 2
    m._FPDF_InitLibraryWithConfig(config)
    m.wasmExports.free(config)
    return m
  })
  return loaded
}

/** Not what is hidden, but what a reader sees: annotations are drawn, attachments and scripts are not there. */
const ANNOTATIONS = 0x01
const BGR = 2
const MOST_PIXELS = 40_000_000

export type Picture = { width: number; height: number; data: Uint8Array }
export type PageOf = { picture(dpi?: number): Picture; letters(): Letter[]; points: { width: number; height: number } }

/** Opens a PDF and gives its pages one after another. @throws where it is none, or is locked by a password. */
export async function pagesOf(pdf: Uint8Array, each: (page: PageOf, n: number, count: number) => void): Promise<void> {
  const m = await pdfium()
  const data = m.wasmExports.malloc(pdf.length)
  m.HEAPU8.set(pdf, data)
  const doc = m._FPDF_LoadMemDocument(data, pdf.length, 0)
  try {
    if (!doc) throw new Error('UNREADABLE')
    const count = m._FPDF_GetPageCount(doc)
    for (let i = 0; i < count; i++) {
      const page = m._FPDF_LoadPage(doc, i)
      if (!page) throw new Error('UNREADABLE')
      try {
        each(pageOf(m, page, i + 1), i + 1, count)
      } finally {
        m._FPDF_ClosePage(page)
      }
    }
  } finally {
    if (doc) m._FPDF_CloseDocument(doc)
    m.wasmExports.free(data)
  }
}

function pageOf(m: Pdfium, page: Pointer, n: number): PageOf {
  const points = { width: m._FPDF_GetPageWidth(page), height: m._FPDF_GetPageHeight(page) }
  const size = (dpi: number) => [Math.ceil((points.width / 72) * dpi), Math.ceil((points.height / 72) * dpi)] as const
  return {
    points,
    picture(dpi = DPI) {
      const [width, height] = size(dpi)
      if (width * height > MOST_PIXELS) throw new Error('TOO_LARGE')
      const stride = width * 3
      const buffer = m.wasmExports.malloc(stride * height)
      const bitmap = m._FPDFBitmap_CreateEx(width, height, BGR, buffer, stride)
      try {
        m._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
        m._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, ANNOTATIONS)
        const data = m.HEAPU8.slice(buffer, buffer + stride * height)
        for (let i = 0; i < data.length; i += 3) {
          const blue = data[i]!
          data[i] = data[i + 2]!
          data[i + 2] = blue
        }
        return { width, height, data }
      } finally {
        m._FPDFBitmap_Destroy(bitmap)
        m.wasmExports.free(buffer)
      }
    },
    letters() {
      const [width, height] = size(DPI)
      const text = m._FPDFText_LoadPage(page)
      if (!text) return []
      const place = m.wasmExports.malloc(40)
      const view = () => new DataView(m.HEAPU8.buffer)
      const device = (x: number, y: number): [number, number] => {
        m._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, place + 32, place + 36)
        return [view().getInt32(place + 32, true), view().getInt32(place + 36, true)]
      }
      try {
        const found: Letter[] = []
        for (let i = 0; i < m._FPDFText_CountChars(text); i++) {
          const code = m._FPDFText_GetUnicode(text, i)
          if (code === 0 || code > 0x10ffff) continue
          const has = m._FPDFText_GetCharBox(text, i, place, place + 8, place + 16, place + 24)
          const [left, right, bottom, top] = [0, 8, 16, 24].map((at) => view().getFloat64(place + at, true))
          const [x0, y0] = device(left!, top!)
          const [x1, y1] = device(right!, bottom!)
          const box: Box = {
            left: Math.min(x0, x1),
            right: Math.max(x0, x1),
            top: Math.min(y0, y1),
            bottom: Math.max(y0, y1),
          }
          if (has) found.push({ page: n, char: String.fromCodePoint(code), box })
        }
        return found
      } finally {
        m.wasmExports.free(place)
        m._FPDFText_ClosePage(text)
      }
    },
  }
}
