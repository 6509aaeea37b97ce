import { type ClockEvent, type Count, dayOf } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy, figuresIn } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, leadActs } from './acts.ts'
import * as paths from './paths.ts'

export const OFFICER = 'enforcement-officer'
export const HEAD = 'approver'
export const figures = figuresIn(new URL('figures.json', import.meta.url))

export type Lead = {
  registered: Date
  source: string
  checks: ClockEvent[]
  checked?: { outcome: string; itemCode?: string; to?: string } | undefined
  status: keyof typeof words
  opened?: string
  closed?: Date
}
const words = {
  registered: text('待核查', 'To be checked'),
  checked: text('待负责人审批', 'Waiting for the head'),
  transferring: text('待移送', 'To be transferred'),
  transferred: text('待接收', 'To be received'),
  disputed: text('管辖争议，待指定', 'Jurisdiction disputed'),
  filed: text('已立案', 'Filed'),
  declined: text('不予立案', 'Declined'),
}
export const statusWords = words

function factsOf(list: Act[]): Lead {
  let f: Lead = {
    registered: list[0]?.happenedAt ?? new Date(0),
    source: String(list[0]?.public.source ?? ''),
    checks: [],
    status: 'registered',
  }
  for (const a of list) f = fold(f, a)
  return f
}
// Each time a unit begins to check, its days begin anew.
const anew = (f: Lead, at: Date): Lead => ({
  ...f,
  status: 'registered',
  checked: undefined,
  checks: [...f.checks, { what: 'restart', at, reason: text('重新核查', 'checked anew'), basis: [] }],
})
function fold(f: Lead, a: Act): Lead {
  const p = a.public
  switch (a.type as keyof typeof acts) {
    case 'lead.registered':
      return f
    case 'lead.checked':
      return {
        ...f,
        status: p.outcome === 'transfer' ? 'transferring' : 'checked',
        checked: { outcome: p.outcome, itemCode: p.itemCode, to: p.to },
      }
    case 'lead.extended':
      return {
        ...f,
        checks: [
          ...f.checks,
          { what: 'extend', at: a.happenedAt, count: p.days, reason: text('延长核查', 'extended'), basis: a.basis },
        ],
      }
    case 'lead.settled':
      if (p.outcome === 'return') return anew(f, a.happenedAt)
      return {
        ...f,
        status: p.outcome === 'file' ? 'filed' : 'declined',
        closed: a.happenedAt,
        ...(p.case ? { opened: p.case } : {}),
      }
    case 'lead.transferred':
      return { ...f, status: 'transferred' }
    case 'lead.received':
      return p.outcome === 'accept' ? anew(f, a.happenedAt) : { ...f, status: 'disputed' }
    case 'lead.assigned':
      return anew(f, a.happenedAt)
    default:
      return f
  }
}

function checking(f: Lead, at: Date): Count | undefined {
  const done = f.checked || f.closed
  return clockBy(
    figures.at('check', dayOf(f.registered)),
    [{ what: 'start', at: f.registered }, ...f.checks, ...(done ? [{ what: 'finish' as const, at }] : [])],
    at,
  )
}

/** 案源: a lead, from its registration to a case, to a refusal with reasons, or to whom it concerns. */
export const lead = defineCaseKind<Lead>({
  kind: 'lead',
  title: text('案件线索', 'Lead'),
  parties: { about: text('线索所指', 'Whom it is about'), informant: text('举报人', 'Informant') },
  acts: leadActs,
  steps: {
    'lead.checked': { title: text('核查', 'Check'), outcomes: ['file', 'decline', 'transfer'], post: OFFICER },
    'lead.settled': { title: text('立案审批', 'File or not'), outcomes: ['file', 'decline', 'return'], post: HEAD },
    'lead.transferred': { title: text('移送', 'Transfer'), outcomes: [], post: HEAD },
    'lead.received': { title: text('接收', 'Receive'), outcomes: ['accept', 'dispute'], post: HEAD },
    'lead.assigned': { title: text('指定管辖', 'Assign'), outcomes: [], post: HEAD },
  },
  needs: ['lead.checked', 'lead.settled'],
  clocks: { 'lead.check': text('核查期限', 'Checking') },
  pages: { desk: paths.desk, portal: paths.portal },
  fold: factsOf,
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.closed !== undefined }),
  duties: (f, _, unit, at): Duty[] => [{ clock: 'lead.check', unit, count: checking(f, at) }],
  reads: (_, __, actor) => actor.post?.role === OFFICER || actor.post?.role === HEAD,
})

export const { step, act } = caseOperations(lead, acts)
