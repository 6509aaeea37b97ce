import { count, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { KEEPER, OFFICER, OVERSEER, tenders } from './contract.ts'
import { desk, portal } from './paths.ts'
import { begin, fold, openComplaints, type Tender, waiting, words } from './tender.fold.ts'

export { KEEPER, OFFICER, OVERSEER } from './contract.ts'
export type { Tender } from './tender.fold.ts'

const rows = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): Figure => rows.at(id, dayOf(on))
const run = (id: string, start: Date, at: Date, finished?: Date | null) =>
  count({ limit: figure(id, start) as Limit, start, at, finished: finished ?? undefined, extensions: [] })

const BESIDE = ['tender.joined', 'tender.bond-moved', 'tender.expert-enrolled']
/** The stage of the public list. */
const STAGE: Record<string, string> = {
  opening: 'sealed',
  opened: 'evaluating',
  reported: 'evaluating',
  contracted: 'awarded',
  filed: 'awarded',
}
export const tender = defineCaseKind<Tender>({
  kind: 'tender',
  title: text('招标项目', 'Tender'),
  parties: {
    tenderer: text('招标人', 'Tenderer'),
    bidder: text('投标人', 'Bidder'),
    expert: text('评标专家', 'Expert'),
    objector: text('异议人', 'Objector'),
  },
  acts: [...(Object.keys(acts) as (keyof typeof acts)[]).filter((a) => !BESIDE.includes(a)), ...COMMON_ACTS],
  steps: {
    'tender.approved': {
      title: text('核准招标方案', 'Approve the plan'),
      outcomes: ['approve', 'return'],
      post: OVERSEER,
    },
    'tender.announced': { title: text('发布招标公告', 'Publish the notice'), outcomes: [], post: OFFICER },
    'tender.closed': { title: text('投标截止', 'Deadline'), outcomes: ['enough', 'few'], post: KEEPER },
    'tender.called': { title: text('宣布开标', 'Call the opening'), outcomes: [], post: KEEPER },
    'tender.opened': { title: text('开标', 'Open'), outcomes: [], post: KEEPER },
    'tender.pooled': { title: text('封定专家名单', 'Close the pool'), outcomes: [], post: KEEPER },
    'tender.drawn': { title: text('抽取专家和系数', 'Draw'), outcomes: [], post: KEEPER },
    'tender.reported': { title: text('评标报告', 'Report'), outcomes: ['ranked', 'none'], by: 'party:expert' },
    'tender.publicised': { title: text('公示中标候选人', 'Publicise'), outcomes: [], post: OFFICER },
    'tender.awarded': { title: text('确定中标人', 'Award'), outcomes: [], post: OFFICER },
    'tender.contracted': { title: text('签订合同', 'Contract'), outcomes: [], post: OFFICER },
    'tender.filed': { title: text('提交书面报告', 'File the report'), outcomes: [], post: OFFICER },
  },
  needs: [
    ...['tender.approved', 'tender.announced', 'tender.closed', 'tender.called', 'tender.opened', 'tender.pooled'],
    ...['tender.drawn', 'tender.reported', 'tender.publicised', 'tender.awarded', 'tender.contracted', 'tender.filed'],
  ],
  clocks: {
    'tender.answer': text('异议答复期限', 'Answer to an objection'),
    'tender.publicise': text('公示中标候选人期限', 'Publication of candidates'),
    'tender.complaint': text('投诉处理期限', 'Decision on a complaint'),
    'tender.refund': text('退还投标保证金期限', 'Bid bonds back'),
    'tender.contract': text('签订合同期限', 'Signing the contract'),
    'tender.report': text('书面报告期限', 'Report'),
  },
  shows: {
    list: tenders,
    words: ['title', 'titleEn'],
    row({ announced, form, status, deadline }) {
      if (!announced) return undefined
      const { title, titleEn, ceiling } = form!
      return { title, titleEn, ceiling, deadline, state: STAGE[status] ?? status }
    },
  },
  pages: { desk, portal },
  fold: (list) => list.reduce(fold, begin),
  status(f) {
    const ended = f.status === 'filed' || f.status === 'failed' || f.status === 'returned' || f.status === 'void'
    return { code: f.status, text: words[f.status], closed: ended }
  },
  duties(f, _, unit, at): Duty[] {
    const [objection] = waiting(f)
    const [told] = openComplaints(f)
    const reported = f.status === 'failed' ? null : f.reported
    return [
      { clock: 'tender.answer', unit, count: objection && run('answer', objection.at, at) },
      {
        clock: 'tender.publicise',
        unit,
        count: reported ? run('publicise-within', reported.at, at, f.publicised?.at) : undefined,
      },
      {
        clock: 'tender.contract',
        unit,
        count: f.awarded ? run('contract', f.awarded.at, at, f.contracted?.at) : undefined,
      },
      { clock: 'tender.complaint', unit, count: told && run('decide-complaint', told.at, at) },
      {
        clock: 'tender.refund',
        unit,
        count: f.contracted ? run('refund', f.contracted.at, at, f.bondsBack?.at) : undefined,
      },
      { clock: 'tender.report', unit, count: f.awarded ? run('report', f.awarded.at, at, f.filed) : undefined },
    ]
  },
})

export const { step, act } = caseOperations(tender, acts)
