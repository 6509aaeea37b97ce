import { type ClockEvent, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, publicationActs } from './acts.ts'
import { figures } from './items.ts'
import * as paths from './paths.ts'

export const PUBLICIST = 'publicist'
export const REVIEWER = 'publication-reviewer'

export type Publication = {
  status: keyof typeof words
  made: Date
  item: string
  /** The day from which its limit counts. */
  on: string
  limit: 'publish' | 'yearly-report'
  amends?: string
  drafter?: string
  review?: { secrecy: string; privacy: string }
  published?: Date
  withdrawn?: string
}
const words = {
  made: text('待拟稿', 'To be drafted'),
  drafted: text('待公开审查', 'To be reviewed'),
  reviewed: text('待发布', 'To be published'),
  published: text('已公开', 'Published'),
  withdrawn: text('已撤下', 'Withdrawn'),
}

function step(f: Publication, a: Act): Publication {
  const p = a.public
  switch (a.type) {
    case 'information.drafted':
      return { ...f, status: 'drafted', ...(a.actor.kind === 'post' ? { drafter: a.actor.postId } : {}) }
    case 'information.reviewed':
      return p.outcome === 'pass'
        ? { ...f, status: 'reviewed', review: { secrecy: p.secrecy, privacy: p.privacy } }
        : { ...f, status: 'made' }
    case 'information.published':
      return { ...f, status: 'published', published: a.happenedAt }
    case 'information.withdrawn':
      return { ...f, status: 'withdrawn', withdrawn: p.why }
    default:
      return f
  }
}

/** 主动公开: what is to be published, from the day it was made; drafted, reviewed for secrets and privacy, published, withdrawn. */
export const publication = defineCaseKind<Publication>({
  kind: 'publication',
  title: text('主动公开', 'Publication'),
  acts: publicationActs,
  steps: {
    'information.drafted': { title: text('拟稿', 'Draft'), outcomes: [], post: PUBLICIST },
    'information.reviewed': { title: text('公开审查', 'Review'), outcomes: ['pass', 'return'], post: REVIEWER },
    'information.published': { title: text('发布', 'Publish'), outcomes: [], post: PUBLICIST },
  },
  needs: ['information.drafted', 'information.reviewed', 'information.published'],
  clocks: { 'publication.publish': text('公开期限', 'Publication') },
  pages: { desk: paths.desk, portal: paths.portal },
  fold: (list) => {
    const made = list[0]?.happenedAt ?? new Date(0)
    const p = list[0]?.public ?? {}
    return list.reduce(step, {
      status: 'made',
      made,
      item: String(p.item ?? ''),
      on: String(p.on ?? dayOf(made)),
      limit: p.limit === 'yearly-report' ? 'yearly-report' : 'publish',
      ...(p.amends ? { amends: String(p.amends) } : {}),
    })
  },
  status: (f) => ({
    code: f.status,
    text: words[f.status],
    closed: f.status === 'published' || f.status === 'withdrawn',
  }),
  duties: (f, _, unit, at): Duty[] => {
    const events: ClockEvent[] = [{ what: 'start', at: startOfDay(f.on) }]
    if (f.published) events.push({ what: 'finish', at: f.published })
    return [{ clock: 'publication.publish', unit, count: clockBy(figures.at(f.limit, f.on), events, at) }]
  },
})

export const { step: stepOf, act: actOf } = caseOperations(publication, acts)
