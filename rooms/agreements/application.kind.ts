import { count, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, defineCaseKind } from '../../kernel/cases/index.ts'
import { figuresIn } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { applications, deskApplications } from './paths.ts'

/** Who runs the frameworks: the procurement centre. */
export const KEEPER = 'procurement-agency'
/** Figures of the ministry’s order on frameworks. */
export const figures = figuresIn(new URL('figures.json', import.meta.url))

export type Entry = { status: keyof typeof words; at: Date; decided: Date | null }
const words = {
  applied: text('审核中', 'Being decided'),
  in: text('已入围', 'In'),
  refused: text('不符合条件', 'Refused'),
}
const begin: Entry = { status: 'applied', at: new Date(0), decided: null }
function fold(f: Entry, a: Act): Entry {
  if (a.type === 'entry.applied') return { ...f, at: a.happenedAt }
  if (a.type !== 'entry.decided') return f
  return { ...f, status: a.public.outcome === 'in' ? 'in' : 'refused', decided: a.happenedAt }
}
/** An application to join an open framework. */
export const application = defineCaseKind<Entry>({
  kind: 'framework-application',
  title: text('加入框架协议的申请', 'Application to a framework'),
  parties: { supplier: text('供应商', 'Supplier') },
  acts: [...Object.keys(acts).filter((a) => a.startsWith('entry.')), ...COMMON_ACTS],
  steps: {
    'entry.decided': { title: text('审核申请', 'Decide'), outcomes: ['in', 'refuse'], post: KEEPER },
  },
  needs: ['entry.decided'],
  clocks: { 'entry.decide': text('审核申请期限', 'Deciding an application') },
  pages: { desk: deskApplications, portal: applications },
  fold: (list) => list.reduce(fold, begin),
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.status !== 'applied' }),
  duties: (f, _, unit, at) => [
    {
      ...{ clock: 'entry.decide', unit },
      count: count({
        ...{ limit: figures.at('decide', dayOf(f.at)) as Limit, start: f.at, at },
        ...{ finished: f.decided ?? undefined, extensions: [] },
      }),
    },
  ],
})
export const { step } = caseOperations(application, acts)
