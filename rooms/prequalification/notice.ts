// From the plan to the deadline.

import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { caseOfKind, judgeUpload, openCase, opened, roomChart, safeName } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import {
  holdsPost,
  loggedIn,
  newId,
  operation,
  type PersonActor,
  postOf,
  systemOnly,
} from '../../kernel/platform/index.ts'
import { contract as draws } from '../../trade/committee/index.ts'
import { AGREEMENT, readMembers, writeMembers } from '../../trade/entry/index.ts'
import { OFFICER } from '../tenders/contract.ts'
import { acts } from './acts.ts'
import { applicationsOf, keepApplication } from './applications.store.ts'
import { act, figure, kind, step } from './case.kind.ts'
import { announce, apply, approve, attach, close, plan } from './contract.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/prequalification.bpmn', import.meta.url)), 'utf8')
const DAY = 86_400_000
export const CLOSE = 'prequalification.deadline'
const PDF = { accept: ['application/pdf'], maxBytes: 30 * 1024 * 1024 }

export const planned = operation(plan, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, input: form, actor, problem } = ctx
    const post = postOf(actor, OFFICER)!
    if (form.committee % 2 === 0) throw problem('COMMITTEE')
    const { jurisdiction, unitCode: unit, unitName } = post
    const made = await openCase(ctx, {
      ...{ kind: kind.kind, jurisdiction, unit, chartDigest: await roomChart(tx, kind, chart), form },
      parties: [{ role: 'tenderer', personId: null, organisationId: null, unit, name: unitName.zh, hidden: false }],
    })
    const act = acts['prequalification.registered']({
      ...{ jurisdiction, subject: made.subject, basis: [cite('招标投标法', 18)] },
      public: { ...made.stamp, number: made.found.number, form },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})

export const approved = step(approve, {
  act: 'prequalification.approved',
  outcome: (i) => i.outcome,
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { opinion: input.opinion } }),
})

export const attached = act(attach, {
  act: 'prequalification.document-added',
  who: ({ found }, actor) => postOf(actor, OFFICER)?.unitCode === found.unit,
  async check({ at, input, problem }) {
    const judged = await judgeUpload(input.file.bytes, PDF)
    if ('problem' in judged) throw problem('FILE', { detail: judged.problem })
    if (at.facts.status !== 'approved') throw problem('NOT_OPEN')
  },
  prepare: ({ tx, input, files }) => files.put(tx, input.file.bytes, 'application/pdf'),
  says: ({ input, made }) => ({ public: { name: safeName(input.name), sha256: made!.sha256, size: made!.size } }),
})

export const announced = step(announce, {
  act: 'prequalification.announced',
  check({ at, input, clock, problem }) {
    const now = clock.now()
    if (at.facts.documents.length === 0) throw problem('NO_DOCUMENTS')
    const days = figure('documents', now) + figure('apply', now)
    if (Date.parse(input.deadline) < now.getTime() + days * DAY) throw problem('TOO_SOON')
  },
  async prepare({ at, input, timer, callAsSystem }) {
    const { jurisdiction, number, id } = at.found
    await timer.set({ kind: CLOSE, jurisdiction, subjectId: id, due: new Date(input.deadline) })
    return callAsSystem(draws.commitDraw, { jurisdiction, number })
  },
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 15), cite('招标投标法实施条例', 17)],
    public: { deadline: new Date(input.deadline).toISOString(), draw: made!.id },
  }),
})

/** Beside the case. That a company is taken already is not told here: whoever could ask would learn who applied. */
export const applied = operation(apply, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, input, actor, clock, files, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NONE')
    const now = clock.now()
    const { status, deadline, form } = at.facts
    if (status !== 'open' || now >= new Date(deadline!)) throw problem('NOT_NOW')
    const { personId, posts } = actor as PersonActor
    if (posts.some((p) => p.unitCode === at.found.unit)) throw problem('OWN')
    const read = readMembers(input.members)
    if ('wrong' in read) throw problem('MEMBERS')
    if (read.members.length > 0 && !form!.consortium) throw problem('NO_CONSORTIUM')
    if (read.members.length > 0 && !input.agreement) throw problem('AGREEMENT')
    const kept: { name: string; sha256: string }[] = []
    for (const [file, name] of [
      [input.file, safeName(input.file.name)],
      [read.members.length > 0 ? input.agreement : undefined, AGREEMENT],
    ] as const) {
      if (!file) continue
      const judged = await judgeUpload(file.bytes, PDF)
      if ('problem' in judged) throw problem('FILE', { detail: judged.problem })
      kept.push({ name, sha256: (await files.put(tx, file.bytes, 'application/pdf')).sha256 })
    }
    const { jurisdiction, number } = at.found
    const before = await applicationsOf(tx, at.found)
    let no = before.find((a) => a.personId === personId)?.no
    // A number by chance: it says nothing of who came when, nor how many there are.
    while (no === undefined) {
      const fresh = randomInt(1000, 10_000)
      if (!before.some((a) => a.no === fresh)) no = fresh
    }
    const { name, uscc } = input
    const members = writeMembers(read.members)
    await keepApplication(tx, at.found, { no, personId, name, uscc, members, files: kept, appliedAt: now })
    return {
      act: acts['prequalification.applied']({
        jurisdiction,
        subject: { kind: 'envelope', id: newId(now.getTime(), jurisdiction) },
        public: { number },
      }),
      output: { number },
    }
  },
})

/** By the system alone. */
export const closed = step(close, {
  act: 'prequalification.closed',
  allow: systemOnly,
  async prepare({ at, tx, clock }) {
    return (await applicationsOf(tx, at.found)).length < figure('least', clock.now()) ? 'few' : 'enough'
  },
  variables: ({ made }) => ({ outcome: made }),
  says: ({ made }) => ({ public: { outcome: made! } }),
})
