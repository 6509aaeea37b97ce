import { dayOf } from '../calendar/index.ts'
import { BUNDLE, bundleOfCase, MANIFEST, type Manifest, zip } from '../ledger/contract.ts'
import { type HeldPost, holdsPost, Problem, postOf, query } from '../platform/index.ts'
import { readableParts } from './access.ts'
import { findVolume, listVolumes as findVolumes, listWaiting, loansOf } from './archive.store.ts'
import { fileOfVolume, listVolumes, toArchive, viewVolume } from './contract.ts'
import { volumeOf } from './kind.ts'
import { ARCHIVIST } from './role.ts'

export const PAGE = 30
const OVERSEES = ['chief-supervisor', 'auditor']
const OFFICERS = [ARCHIVIST, 'clerk', 'reviewer', 'approver', ...OVERSEES]
const ofPlace = (post: HeldPost, { input }: { input: { jurisdiction: string } }) =>
  post.jurisdiction === input.jurisdiction || OVERSEES.includes(post.role)
/** Archivists and who oversees see the whole place, others their unit's. */
const unitOf = (post: HeldPost) => ([ARCHIVIST, ...OVERSEES].includes(post.role) ? undefined : post.unitCode)

export const waitingList = query(toArchive, {
  allow: holdsPost<{ jurisdiction: string }>(OFFICERS, ofPlace),
  run: ({ tx, actor, input }) =>
    listWaiting(tx, {
      jurisdiction: input.jurisdiction,
      text: input.text,
      kind: input.kind,
      unit: unitOf(postOf(actor)!),
      page: input.page ?? 1,
      size: PAGE,
    }),
})

export const list = query(listVolumes, {
  allow: holdsPost<{ jurisdiction: string }>(OFFICERS, ofPlace),
  run: ({ tx, actor, input, clock }) =>
    findVolumes(tx, {
      ...input,
      unit: unitOf(postOf(actor)!),
      today: dayOf(clock.now()),
      page: input.page ?? 1,
      size: input.size ?? PAGE,
    }),
})

export const view = query(viewVolume, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, actor, input, clock, problem }) {
    const v = await findVolume(tx, input.id)
    const parts = v ? await readableParts({ tx, actor, clock }, v) : []
    const post = postOf(actor)
    const own = v !== undefined && post?.unitCode === v.unit && OFFICERS.includes(post.role)
    if (!v || (parts.length === 0 && !own)) throw problem('NO_VOLUME')
    const today = dayOf(clock.now())
    const row = volumeOf(v.kind).retention.find((r) => r.id === v.retention)
    const keeps = post?.role === ARCHIVIST && post.jurisdiction === v.jurisdiction
    const { id, number, caseNumber, kind, unit, title, archivedAt, keepUntil, boundAt, manifest } = v
    return {
      ...{ id, number, caseNumber, kind, unit, title, archivedAt, keepUntil, boundAt, manifest },
      retention: row?.title ?? { zh: v.retention, en: v.retention },
      unconfirmed: row?.unconfirmed === true,
      over: keepUntil !== null && keepUntil < today,
      main: parts.includes('main') ? v.main : null,
      secondary: parts.includes('secondary') ? v.secondary : null,
      loans: keeps ? (await loansOf(tx, v)).map((l) => ({ ...l, late: l.returnedAt === null && l.until < today })) : [],
      mine: { keeps },
    }
  },
})

/** The PDF as it was bound, or a ZIP made of the same files with the ledger's proofs of today. */
export const file = query(fileOfVolume, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, actor, input, clock, files, call, problem }) {
    const v = await findVolume(tx, input.id)
    const parts = v ? await readableParts({ tx, actor, clock }, v) : []
    const bound = v && parts.includes(input.part) ? v[input.part] : null
    if (!v || !parts.includes(input.part)) throw problem('NO_VOLUME')
    if (!v.manifest) throw problem('NOT_BOUND')
    if (!bound) throw problem('NO_VOLUME')
    const bytes = async (sha256: string) => {
      const found = await files.get(sha256).catch(() => undefined)
      if (!found) throw problem('DAMAGED')
      return found
    }
    const name = `${v.number}${input.part === 'secondary' ? '-副卷' : ''}`
    if (input.form === 'pdf')
      return { name: `${name}.pdf`, type: 'application/pdf', data: (await bytes(bound.sha256)).toString('base64') }
    const manifest = await bytes(v.manifest)
    const own = (JSON.parse(manifest.toString('utf8')) as Manifest).files.filter((f) => f.name.startsWith(input.part))
    const entries = []
    for (const f of own) entries.push({ name: f.name, data: await bytes(f.sha256) })
    const bundle = await call(bundleOfCase, { caseId: v.caseId }).catch((error) => {
      throw error instanceof Problem && error.code === 'PENDING' ? problem('PENDING') : error
    })
    entries.push({ name: MANIFEST, data: manifest }, { name: BUNDLE, data: new TextEncoder().encode(bundle.file) })
    return { name: `${name}.zip`, type: 'application/zip', data: Buffer.from(zip(entries)).toString('base64') }
  },
})
