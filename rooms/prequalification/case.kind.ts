import { count, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, defineCaseKind } from '../../kernel/cases/index.ts'
import { figuresIn } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { KEEPER, OFFICER, OVERSEER } from '../tenders/contract.ts'
import { acts } from './acts.ts'
import { type Form, list } from './contract.ts'
import { desk, portal } from './paths.ts'

const rows = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): number => rows.at(id, dayOf(on)).value

export type Facts = {
  form: Form | null
  status: keyof typeof words
  documents: { name: string; sha256: string; size: number; at: Date }[]
  announced: { at: Date; draw: string } | null
  deadline: string | null
  clarifications: { words: string; at: Date; deadline: string | null }[]
  objections: { n: number; at: Date; act: string; answeredAt: Date | null; answer: string | null }[]
  pooled: string | null
  drawn: { at: Date; experts: string[] } | null
  reviewed: { member: string; act: string }[]
  reported: { at: Date; few: boolean } | null
  notified: Date | null
}
export const words = {
  registered: text('待核准', 'To be approved'),
  returned: text('已退回', 'Returned'),
  approved: text('待公告', 'To be announced'),
  open: text('接受申请中', 'Open for applications'),
  failed: text('合格申请人不足三家', 'Fewer than three'),
  closed: text('已截止，待审查', 'Closed, to be reviewed'),
  reviewing: text('审查中', 'Being reviewed'),
  reported: text('已审查，待通知', 'Reviewed'),
  notified: text('已通知结果', 'Results told'),
}
const begin: Facts = {
  ...{ form: null, status: 'registered', documents: [], announced: null, deadline: null, pooled: null },
  ...{ clarifications: [], objections: [] },
  ...{ drawn: null, reviewed: [], reported: null, notified: null },
}
function fold(f: Facts, a: Act): Facts {
  const p = a.public
  const at = a.happenedAt
  switch (a.type as keyof typeof acts) {
    case 'prequalification.registered':
      return { ...f, form: p.form }
    case 'prequalification.approved':
      return { ...f, status: p.outcome === 'approve' ? 'approved' : 'returned' }
    case 'prequalification.document-added':
      return { ...f, documents: [...f.documents, { name: p.name, sha256: p.sha256, size: p.size, at }] }
    case 'prequalification.announced':
      return { ...f, status: 'open', announced: { at, draw: p.draw }, deadline: p.deadline }
    case 'prequalification.clarified':
      return {
        ...f,
        deadline: p.deadline ?? f.deadline,
        clarifications: [...f.clarifications, { words: p.words, at, deadline: p.deadline }],
      }
    case 'prequalification.objected': {
      const one = { n: f.objections.length + 1, at, act: a.id, answeredAt: null, answer: null }
      return { ...f, objections: [...f.objections, one] }
    }
    case 'prequalification.answered':
      return {
        ...f,
        objections: f.objections.map((o) => (o.n === p.objection ? { ...o, answeredAt: at, answer: p.words } : o)),
      }
    case 'prequalification.closed':
      return { ...f, status: p.outcome === 'few' ? 'failed' : 'closed' }
    case 'prequalification.pooled':
      return { ...f, pooled: a.id }
    case 'prequalification.drawn':
      return { ...f, status: 'reviewing', drawn: { at, experts: p.experts } }
    case 'prequalification.reviewed':
      return { ...f, reviewed: [...f.reviewed, { member: p.member, act: a.id }] }
    case 'prequalification.reported':
      return { ...f, status: 'reported', reported: { at, few: p.outcome === 'few' } }
    case 'prequalification.notified':
      return { ...f, status: f.reported?.few ? 'failed' : 'notified', notified: at }
    default:
      return f
  }
}

/** Objections that wait: until they are answered it stands still (实施条例 art. 22). */
export const waiting = (f: Facts) => f.objections.filter((o) => !o.answeredAt)

export const kind = defineCaseKind<Facts>({
  kind: 'prequalification',
  title: text('资格预审', 'Prequalification'),
  parties: {
    applicant: text('申请人', 'Applicant'),
    tenderer: text('招标人', 'Tenderer'),
    expert: text('资格审查专家', 'Reviewing expert'),
  },
  acts: [
    ...(Object.keys(acts) as (keyof typeof acts)[]).filter((a) => a !== 'prequalification.applied'),
    ...COMMON_ACTS,
  ],
  steps: {
    'prequalification.approved': { title: text('核准', 'Approve'), outcomes: ['approve', 'return'], post: OVERSEER },
    'prequalification.announced': { title: text('发布公告', 'Publish the notice'), outcomes: [], post: OFFICER },
    'prequalification.closed': { title: text('申请截止', 'Deadline'), outcomes: ['enough', 'few'], post: KEEPER },
    'prequalification.pooled': { title: text('封定专家名单', 'Close the pool'), outcomes: [], post: KEEPER },
    'prequalification.drawn': { title: text('抽取专家', 'Draw'), outcomes: [], post: KEEPER },
    'prequalification.reported': { title: text('审查报告', 'Report'), outcomes: [], by: 'party:expert' },
    'prequalification.notified': { title: text('通知结果', 'Tell the results'), outcomes: [], post: OFFICER },
  },
  needs: [
    ...[
      'prequalification.approved',
      'prequalification.announced',
      'prequalification.closed',
      'prequalification.pooled',
    ],
    ...['prequalification.drawn', 'prequalification.reported', 'prequalification.notified'],
  ],
  clocks: { 'prequalification.answer': text('异议答复期限', 'Answer to an objection') },
  shows: {
    list,
    words: ['title', 'titleEn'],
    row: ({ announced, form, deadline }) =>
      announced ? { title: form!.title, titleEn: form!.titleEn, deadline } : undefined,
  },
  pages: { desk, portal },
  fold: (list) => list.reduce(fold, begin),
  status: (f) => ({
    code: f.status,
    text: words[f.status],
    closed: ['returned', 'failed', 'notified'].includes(f.status),
  }),
  duties(f, _, unit, at) {
    const [objection] = waiting(f)
    const limit = objection && (rows.at('answer', dayOf(objection.at)) as Limit)
    const run = limit && count({ limit, start: objection.at, at, extensions: [] })
    return [{ clock: 'prequalification.answer', unit, count: run }]
  },
})
export const { step, act } = caseOperations(kind, acts)
