import type { Files, Text, Timers, Tx } from '../platform/index.ts'
import {
  judgeUpload,
  loggedIn,
  newId,
  operation,
  type PersonActor,
  places,
  query,
  refusedAs,
  safeName,
  systemOnly,
} from '../platform/index.ts'
import { acts } from './acts.ts'
import { dropUpload as dropContract, keepPart, keptParts, type SentFile } from './contract.ts'
import { MOST_BYTES, PART, partsIn } from './upload.shape.ts'
import {
  bytesOnTheWay,
  dropUpload,
  findUpload,
  insertPart,
  insertUpload,
  lockUpload,
  markWhole,
  partsOf,
  type Upload,
} from './upload.store.ts'

export const LAPSES = 'cases.upload-lapses'
/** How long an upload that stopped waits for its person. */
const DAYS = 3
/** What a person may have on the way in a place. */
const MOST_ON_THE_WAY = 256 * 1024 * 1024
const KINDS = { accept: ['application/pdf', 'image/jpeg', 'image/png'], maxBytes: MOST_BYTES }

/** In order, each durable before it is answered; a part that came before is answered again. The last one makes it a file. */
export const partKept = operation(keepPart, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, clock, files, timer, problem }) {
    const { personId } = actor as PersonActor
    const { jurisdiction, sha256, size, part } = input
    const { bytes } = input.file
    const key = { jurisdiction, personId, keptFor: input.keptFor, sha256 }
    const parts = partsIn(size)
    const now = clock.now()
    if (part === 0 && !(await findUpload(tx, key))) {
      if (!(await places(tx)).includes(jurisdiction)) throw problem('NO_PLACE')
      const judged = await judgeUpload(bytes, KINDS, size)
      if ('problem' in judged) throw problem('BAD_FILE', { detail: judged.problem })
      if ((await bytesOnTheWay(tx, jurisdiction, personId)) + size > MOST_ON_THE_WAY) throw problem('TOO_MUCH')
      const id = newId(now.getTime(), jurisdiction)
      const due = new Date(now.getTime() + DAYS * 86_400_000)
      if (await insertUpload(tx, { ...key, id, name: safeName(input.name), size, begunAt: now }))
        await timer.set({ kind: LAPSES, jurisdiction, subjectId: id, due })
    }
    const upload = await lockUpload(tx, key)
    if (!upload) throw problem('NO_UPLOAD')
    const act = acts['upload.part-kept']({
      jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { sha256, part, parts },
    })
    const said = (have: number) => ({ act, output: { have, parts } })
    if (part < upload.have) return said(upload.have)
    if (part > upload.have || size !== upload.size) throw problem('NO_UPLOAD')
    if (bytes.length !== Math.min(PART, size - part * PART)) throw problem('BROKEN')
    await insertPart(tx, upload, part, bytes)
    if (part + 1 < parts) return said(part + 1)
    const type = (await judgeUpload(await first(tx, upload), KINDS, size)) as { type: string }
    if (await files.join(tx, partsOf(tx, upload), type.type, sha256)) await markWhole(tx, upload, type.type)
    else {
      // What came is not what was announced: it is sent anew.
      await dropUpload(tx, upload)
      await timer.cancel(jurisdiction, upload.id, LAPSES)
      return said(0)
    }
    return said(parts)
  },
})

const first = async (tx: Tx, u: Upload) => (await partsOf(tx, u).next()).value as Buffer

/** How much of one's own file came. */
export const partsKept = query(keptParts, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, input }) {
    const found = await findUpload(tx, { ...input, personId: (actor as PersonActor).personId })
    return { have: found?.have ?? 0, parts: found ? partsIn(found.size) : 0 }
  },
})

export const uploadLapsed = operation(dropContract, {
  allow: systemOnly,
  async run({ tx, input }) {
    await dropUpload(tx, input)
    const act = acts['upload.lapsed']({
      jurisdiction: input.jurisdiction,
      subject: { kind: 'system', id: input.id },
      public: {},
    })
    return { act, output: {} }
  },
})

export type Received = { name: string; sha256: string; size: number; type: string }

/** A file as a form sent it, or as its parts came before: judged by what is asked for, and stored. */
export async function receiveFile(
  { tx, files, timer }: { tx: Tx; files: Files; timer: Timers },
  sent: SentFile,
  where: Pick<Upload, 'jurisdiction' | 'personId' | 'keptFor'>,
  asked: { accept: string[]; maxBytes: number },
): Promise<Received | { problem: Text }> {
  if ('bytes' in sent) {
    const judged = await judgeUpload(sent.bytes, asked)
    if ('problem' in judged) return judged
    return { name: safeName(sent.name), ...(await files.put(tx, sent.bytes, judged.type)) }
  }
  const upload = await lockUpload(tx, { ...where, sha256: sent.sha256 })
  if (!upload?.type)
    return {
      problem: {
        zh: '这个文件还没有传完，请再选它一次，会接着传。',
        en: 'The file has not come whole; choose it again, and it goes on.',
      },
    }
  const { name, sha256, size, type } = upload
  const refused = refusedAs({ size, type }, asked)
  if (refused) return { problem: refused }
  await dropUpload(tx, upload)
  await timer.cancel(where.jurisdiction, upload.id, LAPSES)
  return { name, sha256, size, type }
}
