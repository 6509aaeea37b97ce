import { createHash } from 'node:crypto'
import { caseAt } from '../cases/index.ts'
import { BUNDLE, MANIFEST, type Manifest } from '../ledger/contract.ts'
import { type Db, operation, systemOnly, type Tx } from '../platform/index.ts'
import { acts } from './acts.ts'
import { findVolume, lockVolume, putBound, type Volume } from './archive.store.ts'
import { type Bound, bind } from './contract.ts'
import { gather } from './gather.ts'
import { makeVolume } from './make-volume.ts'
import type { Binding, BoundPdf } from './volume-pdf.ts'

type Made = { name: string; data: Uint8Array; type: string }
type Prepared = { files: Made[]; manifest: string; main: Bound; secondary: Bound | null } | undefined
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Makes the volumes outside any transaction, then keeps their files and says their digests in one act of the case. */
export default operation(bind, {
  allow: systemOnly,
  async prepare({ db, files, input }): Promise<Prepared> {
    const volume = await reading(db, (tx) => findVolume(tx, input.id))
    if (!volume || volume.boundAt) return undefined
    const { bindings, files: originals } = await reading(db, (tx) => gather(tx, files, volume))
    const made: Made[] = originals.map((f) => ({ ...f, type: 'application/octet-stream' }))
    const bound = { main: null as Bound | null, secondary: null as Bound | null }
    for (const part of ['main', 'secondary'] as const) {
      const binding = bindings[part]
      if (!binding) continue
      const pdf = await makeVolume(binding)
      made.push({ name: `${part}.pdf`, data: pdf.pdf, type: 'application/pdf' })
      bound[part] = boundOf(binding, pdf)
    }
    return { files: made, manifest: manifestOf(volume, made), main: bound.main!, secondary: bound.secondary }
  },
  async run({ tx, input, clock, files, prepared, problem }) {
    const volume = await lockVolume(tx, input.id)
    if (!volume) throw problem('NO_VOLUME')
    if (volume.boundAt || !prepared) throw problem('BOUND')
    const at = await caseAt(tx, { caseId: volume.caseId }, { lock: true })
    for (const { data, type } of prepared.files) await files.put(tx, data, type)
    const manifest = await files.put(tx, new TextEncoder().encode(prepared.manifest), 'application/json')
    const { main, secondary } = prepared
    await putBound(tx, volume, { at: clock.now(), manifest: manifest.sha256, main, secondary })
    const said = ({ sha256, size, pages, pieces }: Bound) => ({ sha256, size, pages, pieces: pieces.length })
    return {
      act: acts['case.bound']({
        jurisdiction: volume.jurisdiction,
        subject: at.subject,
        public: {
          ...at.stamp,
          archive: volume.number,
          manifest: manifest.sha256,
          main: said(main),
          secondary: secondary && said(secondary),
        },
      }),
      output: { id: volume.id, pages: main.pages + (secondary?.pages ?? 0) },
    }
  },
})

const reading = <T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Tx) : db.transaction().execute(work)

function boundOf({ sheets }: Binding, { pdf, pages, spans }: BoundPdf): Bound {
  return {
    sha256: sha256(pdf),
    size: pdf.length,
    pages,
    pieces: sheets.map((s, i) => ({
      ...{ n: i + 1, title: s.title, slot: s.slot, on: s.on, from: spans[i]!.from, to: spans[i]!.to },
      file: 'file' in s ? s.file : null,
      sha256: 'sha256' in s ? s.sha256 : null,
      size: s.what === 'file' ? s.bytes.length : null,
    })),
  }
}

function manifestOf(volume: Volume, files: Made[]): string {
  if (files.some((f) => [MANIFEST, BUNDLE].includes(f.name))) throw new Error('a file of a volume has a name of ours')
  const manifest: Manifest = {
    gnomon: 'volume/v1',
    archive: volume.number,
    case: volume.caseNumber,
    files: files
      .map((f) => ({ name: f.name, sha256: sha256(f.data), size: f.data.length }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
  return JSON.stringify(manifest, null, 1)
}
