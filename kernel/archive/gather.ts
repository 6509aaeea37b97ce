import { dayOf } from '../calendar/index.ts'
import { around, type CaseAt, caseById, documentsOfCase, papersOfCase, tellsPaper } from '../cases/index.ts'
import type { DocumentContent } from '../documents/index.ts'
import { units } from '../identity/index.ts'
import { type Act, actTypes, type Files, privateOf, readersOf, setting, type Tx } from '../platform/index.ts'
import type { Volume } from './archive.store.ts'
import { arrange, type Held, type Part, type Piece } from './arrange.rules.ts'
import { volumeOf } from './kind.ts'
import type { Binding, Sheet } from './volume-pdf.ts'

type Secrets = Awaited<ReturnType<typeof privateOf>>
type Gathered = {
  bindings: Record<Part, Binding | undefined>
  files: { name: string; data: Uint8Array }[]
  acts: number
}

const forParties = (type: string, field: string): boolean =>
  readersOf(type, field).to.some((r) => r === 'parties' || r.startsWith('party:'))

/** What both volumes of a case hold, with the bytes of every original; each file is named by its place, never by what it says. */
export async function gather(tx: Tx, files: Files, volume: Volume): Promise<Gathered> {
  const found = (await caseById(tx, volume.caseId))!
  const at = await around(tx, found)
  const { jurisdiction, id } = found
  const [documents, papers, secrets, all] = await Promise.all([
    documentsOfCase(tx, jurisdiction, id),
    papersOfCase(tx, jurisdiction, id),
    privateOf(
      tx,
      jurisdiction,
      at.acts.map((a) => a.id),
    ),
    units(tx),
  ])
  const issuer = (number: string) =>
    at.acts.find((a) => a.public.document?.number === number || (a.public.number === number && a.commitments.licence))
  const held: Held = {
    documents: documents.map((d) => {
      const act = issuer(d.number)
      return {
        number: d.number,
        kind: d.kind,
        title: d.content.title,
        on: dayOf(d.issuedAt),
        parties: act !== undefined && forParties(act.type, act.public.document ? 'document' : 'licence'),
      }
    }),
    papers: papers.map((p) => ({
      id: p.id,
      slot: p.slot,
      name: p.name,
      on: dayOf(p.uploadedAt),
      hidden: !tellsPaper(at, p),
    })),
    acts: at.acts.map((a) => ({ id: a.id, type: a.type })),
  }
  const arranged = arrange(volumeOf(found.kind), held)
  const inside = internal(at, secrets)
  if (inside.length > 0) arranged.secondary.push({ what: 'record', slot: undefined, title: INTERNAL, acts: inside })
  const out: Gathered['files'] = []
  const sheet = async (piece: Piece, part: Part, n: number): Promise<Sheet> => {
    const slot = piece.slot?.zh ?? null
    if (piece.what === 'record')
      return {
        what: 'lines',
        title: piece.title.zh,
        slot,
        on: onOf(at, piece.acts),
        lines: record(at, secrets, piece.acts, part, piece.title === INTERNAL),
      }
    if (piece.what === 'document') {
      const { content } = documents.find((d) => d.number === piece.number)!
      const common = { title: `${piece.title?.zh ?? ''} ${piece.number}`.trim(), slot, on: piece.on }
      return content.paragraphs
        ? { what: 'document', ...common, content: content as DocumentContent }
        : { what: 'lines', ...common, lines: (content.lines ?? []) as [string, string][] }
    }
    const paper = papers.find((p) => p.id === piece.id)!
    const name = `${part}/${String(n + 1).padStart(3, '0')}.${EXTENSION[paper.type] ?? 'bin'}`
    const common = { title: piece.name, slot, on: piece.on, file: name, sha256: paper.sha256 }
    const bytes = await files.get(paper.sha256).catch(() => undefined)
    if (!bytes) return { what: 'missing', ...common }
    out.push({ name, data: bytes })
    return { what: 'file', ...common, type: paper.type, bytes }
  }
  const binding = async (part: Part): Promise<Binding | undefined> => {
    const pieces = arranged[part]
    if (part === 'secondary' && pieces.length === 0) return undefined
    const sheets: Sheet[] = []
    for (const [n, piece] of pieces.entries()) sheets.push(await sheet(piece, part, n))
    const archived = at.acts.findLast((a) => a.type === 'case.archived')
    const row = volumeOf(found.kind).retention.find((r) => r.id === volume.retention)
    return {
      ...{ part, number: volume.number, caseNumber: found.number, title: volume.title.zh, sheets },
      unit: all.find((u) => u.code === found.unit)?.name.zh ?? found.unit,
      retention: `${row?.title.zh ?? volume.retention}${row?.unconfirmed ? '（未核实）' : ''}${volume.keepUntil ? `，至 ${volume.keepUntil}` : ''}`,
      openedOn: dayOf(found.submittedAt),
      closedOn: dayOf(
        at.acts.findLast((a) => a.type !== 'case.archived' && a.type !== 'case.bound')?.happenedAt ?? found.submittedAt,
      ),
      archivedOn: dayOf(volume.archivedAt),
      archivist: archived?.actor.kind === 'post' ? `${archived.actor.unit.zh} ${archived.actor.post.zh}` : '',
      demonstration: (await setting<boolean>(tx, 'demonstration')) === true,
    }
  }
  const bindings = { main: await binding('main'), secondary: await binding('secondary') }
  return { bindings, files: out, acts: at.acts.length }
}

const INTERNAL = { zh: '内部意见', en: 'Internal opinions' }
const EXTENSION: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }
const onOf = (at: CaseAt, ids: string[]) => dayOf(at.acts.find((a) => a.id === ids[0])!.happenedAt)

/** Acts that said something which parties may not read; what is sealed is in no volume. */
function internal(at: CaseAt, secrets: Secrets): string[] {
  return at.acts.filter((a) => words(a, secrets, 'secondary').length > 0).map((a) => a.id)
}

function words(act: Act, secrets: Secrets, part: Part): string[] {
  return Object.entries(secrets.get(act.id) ?? {})
    .filter(([field, { value }]) => field !== 'actor' && typeof value === 'string' && value !== '')
    .filter(([field]) => !readersOf(act.type, field).sealed && !readersOf(act.type, field).quiet)
    .filter(([field]) => forParties(act.type, field) === (part === 'main'))
    .map(([, { value }]) => value as string)
}

/** A line an act: when, what, who; what was said, as far as the volume's readers may know. */
function record(at: CaseAt, secrets: Secrets, ids: string[], part: Part, onlyInternal: boolean): [string, string][] {
  const time = (d: Date) => new Date(d.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return at.acts
    .filter((a) => ids.includes(a.id))
    .map((a) => {
      const who =
        a.actor.kind === 'post'
          ? `${a.actor.unit.zh} ${a.actor.post.zh}`
          : a.actor.kind === 'system'
            ? '系统'
            : '当事人'
      const said = [
        ...(part === 'secondary' && !onlyInternal ? words(a, secrets, 'main') : []),
        ...words(a, secrets, part),
      ]
      return [
        `${a.number}. ${time(a.happenedAt)} ${actTypes.get(a.type)?.title.zh ?? a.type} · ${who}`,
        said.join('\n'),
      ]
    })
}
