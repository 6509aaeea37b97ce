import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { PUBLICIST, publication, REVIEWER } from './case.kind.ts'
import { openDuties, openEntries } from './contract.ts'
import { demo } from './demo.ts'
import { deskCase, deskList } from './desk/case.tsx'
import deskNew from './desk/new.tsx'
import draft from './draft.ts'
import { found } from './found.ts'
import { make, openYear } from './make.ts'
import * as paths from './paths.ts'
import { catalogue, guide, itemPage } from './portal/catalogue.tsx'
import { documentPage } from './portal/document.tsx'
import { feed } from './portal/feed.ts'
import publish from './publish.ts'
import * as queries from './queries.ts'
import review from './review.ts'
import withdraw from './withdraw.ts'

const GROUP = text('公开', 'Disclosure')
export default defineRoom({
  name: 'publication',
  title: text('主动公开', 'Publication'),
  roles: {
    [PUBLICIST]: text('主动公开', 'Publishes information'),
    [REVIEWER]: text('公开审查', 'Reviews publications'),
  },
  cases: [publication],
  watch: [
    {
      id: 'publication-over',
      on: { clock: 'publication.publish' },
      when: 'overdue and remaining < 0',
      light: 'yellow',
      says: text('应主动公开的信息逾期没有公开', 'information was not published in time'),
      basis: [{ law: '政府信息公开条例', article: 26 }],
      from: '2019-05-15',
      area: 'DI',
    },
    {
      id: 'publication-near',
      on: { clock: 'publication.publish' },
      when: 'not(overdue) and remaining <= 3',
      light: 'prompt',
      says: text('应主动公开的信息三天内到期', 'information is to be published within three days'),
      basis: [{ law: '政府信息公开条例', article: 26 }],
      from: '2019-05-15',
      area: 'DI',
      unverified: true,
    },
  ],
  menu: {
    portal: [
      {
        group: text('公开', 'Open'),
        title: text('政府信息公开', 'Published information'),
        path: paths.portal,
        order: 50,
      },
    ],
    desk: [
      {
        group: GROUP,
        title: text('主动公开', 'Publications'),
        path: paths.desk,
        roles: [PUBLICIST, REVIEWER],
        order: 33,
        count: (post) => workCount(post, publication.kind),
      },
      {
        group: GROUP,
        title: text('登记应公开的信息', 'Record information'),
        path: paths.deskNew,
        roles: [PUBLICIST],
        order: 34,
      },
    ],
  },
  publishes: {
    today: [{ act: 'information.published', says: text('主动公开了信息', 'documents published'), href: paths.portal }],
    open: [{ id: 'publications', title: text('主动公开目录', 'Published documents'), query: openEntries }],
    find: [found],
  },
  operations: [
    make,
    openYear,
    draft,
    review,
    publish,
    withdraw,
    queries.list,
    queries.read,
    queries.counts,
    queries.openEntries,
    queries.view,
  ],
  pages: [catalogue, guide, itemPage, feed, documentPage, deskList, deskNew, deskCase],
  timers: {
    'publication.duties': (timer) => ({
      contract: openDuties,
      input: { jurisdiction: timer.jurisdiction, year: timer.payload.year },
    }),
  },
  demo,
})
