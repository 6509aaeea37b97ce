import { caseOfKind, contract as cases, publicCourse, showing } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import {
  anyone,
  loggedIn,
  postOf,
  privateOf,
  query,
  standardProblem,
  systemOnly,
  text,
} from '../../kernel/platform/index.ts'
import { likeness, seatOf } from '../../trade/committee/index.ts'
import { OFFICER } from '../tenders/contract.ts'
import { applicationsOf } from './applications.store.ts'
import { figure, kind, waiting } from './case.kind.ts'
import * as c from './contract.ts'
import { conditionsOf } from './review.rules.ts'

const DAY = 86_400_000

export const viewOne = query(c.prequalification, {
  allow: anyone,
  async run({ tx, input, actor, clock, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at || (!at.facts.announced && !postOf(actor))) throw problem('NONE')
    const { found, facts: f } = at
    const rows = actor.kind === 'person' ? await applicationsOf(tx, found) : []
    const own = actor.kind === 'person' ? rows.find((a) => a.personId === actor.personId) : undefined
    const all = await units(tx)
    const status = kind.status(f)
    const said = await privateOf(
      tx,
      found.jurisdiction,
      f.objections.map((o) => o.act),
    )
    const officer = postOf(actor)?.unitCode === found.unit
    const mineOf = (act: string) => actor.kind === 'person' && said.get(act)?.actor?.value === actor.personId
    const now = clock.now()
    return {
      ...{ caseId: found.id, number: found.number, form: f.form!, status: status.code, statusText: status.text },
      unit: all.find((u) => u.code === found.unit)?.name ?? text(found.unit, found.unit),
      ...{ deadline: f.deadline, documents: f.documents, acts: publicCourse(at), draw: f.announced?.draw ?? null },
      clarifications: f.clarifications,
      objections: f.objections.map(({ n, at: when, act, answer }) => ({
        ...{ n, at: when, answer },
        words: officer || mineOf(act) ? String(said.get(act)?.words?.value ?? '') : null,
      })),
      now: {
        apply: f.status === 'open' && now < new Date(f.deadline!),
        object: f.status === 'open' && now.getTime() <= Date.parse(f.deadline!) - figure('object', now) * DAY,
        // What was decided is told with the notice, to the applicant alone.
        mine: own
          ? {
              ...{ name: own.name, uscc: own.uscc, members: own.members, appliedAt: own.appliedAt },
              files: own.files.map((x) => x.name),
              ...(f.notified ? { passed: own.passed, reasons: own.reasons } : { passed: null, reasons: [] }),
            }
          : null,
        expert: (await seatOf(tx, at, actor)) ?? null,
      },
    }
  },
})

export const listAll = showing(kind)

/** A member’s desk: applications with their files, and what two of them have alike. */
export const viewCommittee = query(c.committee, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, input, actor, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NONE')
    const f = at.facts
    const member = await seatOf(tx, at, actor)
    if (!member) throw standardProblem('FORBIDDEN')
    const all = await applicationsOf(tx, at.found)
    const compared = all.map((a) => ({
      ...{ bidder: a.no, name: a.name, uscc: a.uscc, manager: '', contact: '', price: null },
      files: a.files.map((x) => x.sha256),
    }))
    return {
      ...{ caseId: at.found.id, number: at.found.number, title: f.form!.title, titleEn: f.form!.titleEn, member },
      ...{ members: f.drawn!.experts.length, handedIn: f.reviewed.map((r) => r.member) },
      ...{ mine: f.reviewed.some((r) => r.member === member), reported: f.reported !== null },
      conditions: conditionsOf(f.form!.conditions),
      applications: all.map(({ no, name, uscc, members, files }) => ({
        ...{ no, name, uscc, members, files },
        hints: likeness(compared, compared.find((x) => x.bidder === no)!),
      })),
    }
  },
})

/** Documents of the notice are everybody’s; an application’s files the committee’s, and its own applicant’s. */
export const fileOf = query(c.readFile, {
  allow: anyone,
  async run({ tx, input, actor, files, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NONE')
    const document = at.facts.announced && at.facts.documents.find((d) => d.sha256 === input.sha256)
    const member = await seatOf(tx, at, actor)
    const own = (a: { personId: string }) => actor.kind === 'person' && a.personId === actor.personId
    const applied = (await applicationsOf(tx, at.found))
      .filter((a) => member !== undefined || own(a))
      .flatMap((a) => a.files)
      .find((x) => x.sha256 === input.sha256)
    const bytes = (document || applied) && (await files.get(input.sha256))
    if (!bytes) throw problem('NONE')
    return { name: document ? `${document.name}.pdf` : applied!.name, bytes }
  },
})

export const whoPassed = query(c.passed, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NONE')
    const all = await applicationsOf(tx, at.found)
    return {
      ...{ unit: at.found.unit, done: at.facts.status === 'notified', consortium: at.facts.form!.consortium === true },
      who: all
        .filter((a) => a.passed && (input.personId === undefined || a.personId === input.personId))
        .map(({ personId, uscc, members }) => ({ personId, uscc, members })),
    }
  },
})

export const viewDesk = query(c.deskOne, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, call, input, actor }) {
    const found = await call(cases.viewCase, input)
    const at = await caseOfKind(tx, kind, input.number)
    return {
      ...found,
      leads: postOf(actor, OFFICER)?.unitCode === found.unit,
      open: at?.facts.status === 'open',
      waiting: at ? waiting(at.facts).map((o) => o.n) : [],
    }
  },
})
