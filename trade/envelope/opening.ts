// Trustees release; once there are enough, everything opens at once, outside any transaction, and is written in one.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type Files, holdsPost, operation, type Problem, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import {
  type Box,
  counting,
  type Envelope,
  envelopesOf,
  findBox,
  insertRelease,
  insertResult,
  lockBox,
  type Release,
  type Result,
  releasedBy,
  releasesOf,
  resultsOf,
  storeBox,
  storeChecked,
} from './box.store.ts'
import { subjectOf } from './box.ts'
import { hex, unhex } from './bytes.rules.ts'
import { checkDocuments, open, release } from './contract.ts'
import { PACKAGES, type PackageName } from './manifest.shape.ts'
import { type Outcome, openPackage, openWith, type Released, unlock } from './open.rules.ts'
import { FAULTS, resultsDigest, SHOWN } from './record.shape.ts'
import { TRUSTEE } from './roles.ts'
import { trusteeAt } from './trustee-keys.ts'

export const OPEN = 'envelope.open'
export const CHECK = 'envelope.check'
const sha256 = (value: unknown) => createHash('sha256').update(canonicalize(value)!).digest('hex')

export const released = operation(release, {
  allow: holdsPost(TRUSTEE),
  async run({ tx, actor, input, clock, timer, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const t = trusteeAt(b, actor)
    if (!t) throw problem('NOT_A_TRUSTEE')
    if (b.state !== 'sealed') throw problem('NOT_SEALED')
    if (!b.called) throw problem('NOT_CALLED')
    const before = await releasedBy(tx, b)
    if (before.includes(t.no)) throw problem('ONCE')
    const wanted = new Set(b.sealed!.list.flatMap((digest) => PACKAGES.map((name) => `${digest} ${name}`)))
    const given = new Set(input.shares.map((s) => `${s.digest} ${s.name}`))
    if (given.size !== wanted.size || input.shares.length !== wanted.size || [...wanted].some((w) => !given.has(w)))
      throw problem('ALL')
    await insertRelease(tx, b, { no: t.no, shares: input.shares, releasedAt: clock.now() })
    const have = before.length + 1
    if (have >= b.terms.threshold) {
      await timer.cancel(b.jurisdiction, b.id, OPEN)
      await timer.set({
        kind: OPEN,
        jurisdiction: b.jurisdiction,
        subjectId: b.id,
        due: clock.now(),
        payload: { number: b.number },
      })
    }
    return {
      act: acts['envelope.released']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number, no: t.no, envelopes: b.sealed!.list.length, digest: sha256(input.shares) },
      }),
      output: { number: b.number, no: t.no, have, need: b.terms.threshold },
    }
  },
})

type Computed =
  | { short: { have: number; need: number; wrong: number[] } }
  | { results: Omit<Result, 'files' | 'checked'>[] }

const partOf = (files: Files, e: Envelope, name: PackageName) => async (i: number) => {
  const said = e.signed.manifest.packages.find((p) => p.name === name)!.parts[i]!
  // A file that was altered on disk is not there: whose fault that is, the outcome says.
  return files.get(said.sha256).catch(() => undefined)
}

async function openOne(files: Files, e: Envelope, releases: readonly Release[], all: boolean) {
  const of = (name: PackageName): Released[] =>
    releases.map(({ no, shares }) => ({
      no,
      value: shares.find((s) => s.digest === e.digest && s.name === name)?.value ?? null,
    }))
  const m = e.signed.manifest
  const found = {} as Record<'sheet' | 'identity', Outcome>
  for (const name of SHOWN) found[name] = await openPackage(m, name, of(name), partOf(files, e, name))
  const documents = await unlock(m, 'documents', of('documents'))
  const outcomes = [...SHOWN.map((n) => ({ name: n, o: found[n] })), { name: 'documents' as const, o: documents }]
  const wrong = [...new Set(outcomes.flatMap(({ o }) => o.wrong))].sort((a, b) => a - b)
  const short = outcomes.map(({ o }) => o).find((o) => 'kind' in o && o.kind === 'short')
  if (short && 'need' in short && !all) return { short: { have: short.have, need: short.need, wrong } }
  const failed = outcomes.flatMap(({ name, o }): { kind: Result['outcome']; why: string }[] => {
    if (!('kind' in o)) return o.fault ? [{ kind: 'bidder', why: `${name}: ${o.fault}` }] : []
    if (o.kind === 'opened') return []
    if (o.kind === 'short' || o.kind === 'unclear') return [{ kind: 'unclear', why: `${name}: too few shares hold` }]
    return [{ kind: o.kind, why: `${name}: ${o.why}` }]
  })
  const worst = (['platform', 'bidder', 'unclear'] as const).flatMap((k) => failed.filter((f) => f.kind === k))[0]
  const data = (o: Outcome) => (o.kind === 'opened' ? o.head.data : null)
  return {
    result: {
      bidder: e.bidder,
      digest: e.digest,
      outcome: worst?.kind ?? ('opened' as const),
      why: worst?.why ?? null,
      wrong,
      released: { sheet: of('sheet'), identity: of('identity'), documents: releases.map((r) => r.no) },
      sheet: data(found.sheet),
      identity: data(found.identity),
      secret: 'kind' in documents ? null : hex(documents.secret),
    },
  }
}

/** By the timer that the last release needed sets; again where it was short and another trustee released. */
export const opened = operation(open, {
  allow: systemOnly,
  async prepare({ db, files, input }): Promise<Computed | undefined> {
    const read = async <T>(work: (tx: never) => Promise<T>) => work(db as never)
    const b = await read((tx) => findBox(tx, input.number))
    if (b?.state !== 'sealed') return undefined
    const [all, releases] = await Promise.all([read((tx) => envelopesOf(tx, b)), read((tx) => releasesOf(tx, b))])
    const results: Omit<Result, 'files' | 'checked'>[] = []
    for (const e of counting(all)) {
      const one = await openOne(files, e, releases, releases.length === b.terms.trustees.length)
      if ('short' in one && one.short) return { short: one.short }
      results.push(one.result!)
    }
    return { results }
  },
  async run({ tx, input, clock, timer, prepared, problem }) {
    const b = await lockBox(tx, input.number)
    if (b?.state !== 'sealed' || !prepared) throw problem('NO_BOX')
    const subject = subjectOf(b)
    const { jurisdiction, number } = b
    await timer.cancel(jurisdiction, b.id, OPEN)
    if ('short' in prepared) {
      const { have, need, wrong } = prepared.short
      await storeBox(tx, { ...b, short: { have, need, of: (await releasedBy(tx, b)).length } })
      return {
        act: acts['envelope.short']({ jurisdiction, subject, public: { number, have, need, wrong } }),
        output: { number, opened: false },
      }
    }
    for (const r of prepared.results) {
      await insertResult(tx, b, r)
      if (r.outcome === 'opened')
        await timer.set({
          kind: CHECK,
          jurisdiction,
          subjectId: b.id,
          due: clock.now(),
          payload: { number, digest: r.digest },
        })
    }
    await storeBox(tx, { ...b, state: 'opened', opened: { at: clock.now().toISOString() }, short: null })
    return {
      act: acts['envelope.opened']({
        jurisdiction,
        subject,
        public: {
          number,
          digest: resultsDigest(prepared.results),
          outcomes: Object.fromEntries(
            FAULTS.flatMap((o) => {
              const n = prepared.results.filter((r) => r.outcome === o).length
              return n > 0 ? [[o, n]] : []
            }),
          ),
        },
      }),
      output: { number, opened: true },
    }
  },
})

type Checked = { b: Box; r: Result; outcome: Outcome }
/** The documents of one bid, each file against the digest that was sealed with it; large ones take their time. */
export const documentsChecked = operation(checkDocuments, {
  allow: systemOnly,
  async prepare({ db, files, input }): Promise<Checked | undefined> {
    const tx = db as never
    const b = await findBox(tx, input.number)
    const r = b && (await resultsOf(tx, b)).find((x) => x.digest === input.digest)
    const e = b && (await envelopesOf(tx, b, r?.bidder)).find((x) => x.digest === input.digest)
    if (!b || !r?.secret || !e || r.outcome !== 'opened' || r.checked) return undefined
    const outcome = await openWith(e.signed.manifest, 'documents', unhex(r.secret), partOf(files, e, 'documents'))
    return { b, r, outcome }
  },
  async run({ tx, input, clock, timer, prepared, problem }) {
    if (!prepared) throw problem('NO_BOX') as Problem
    const { b, r, outcome: o } = prepared
    if (o.kind === 'short' || o.kind === 'unclear') throw problem('NO_BOX')
    await timer.cancel(b.jurisdiction, b.id, CHECK, { digest: input.digest })
    const files = o.kind === 'opened' ? o.head.files : null
    const why = o.kind === 'opened' ? r.why : `documents: ${o.why}`
    await storeChecked(tx, b, { bidder: r.bidder, outcome: o.kind, why, files, checked: clock.now().toISOString() })
    return {
      act: acts['envelope.checked']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: {
          number: b.number,
          bidder: r.bidder,
          digest: r.digest,
          outcome: o.kind,
          files: (files ?? []).map(({ size, sha256: digest }) => ({ size, sha256: digest })),
        },
      }),
      output: { outcome: o.kind },
    }
  },
})
