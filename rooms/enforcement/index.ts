import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import addEvidence from './add-evidence.ts'
import annul, { changed, corrected } from './annul.ts'
import askMeasure from './ask-measure.ts'
import callHearing from './call-hearing.ts'
import { penalty } from './case.kind.ts'
import changeOfficers from './change-officers.ts'
import { registerCheck } from './checks.ts'
import close, { goods, referred } from './close.ts'
import decide from './decide.ts'
import defend, { recorded } from './defend.ts'
import askDeferral, { granted, refused } from './defer.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskForms from './desk/forms.tsx'
import deskList from './desk/list.tsx'
import deskReport from './desk/report.tsx'
import deskSpot from './desk/spot.tsx'
import discuss from './discuss.ts'
import endMeasure from './end-measure.ts'
import extend from './extend.ts'
import extendMeasure from './extend-measure.ts'
import file from './file.ts'
import { documents } from './forms.ts'
import { found } from './found.ts'
import holdHearing from './hold-hearing.ts'
import issueForm from './issue-form.ts'
import join from './join.ts'
import list from './list.ts'
import { ordersOfFines } from './money.ts'
import notice from './notice.ts'
import orderMeasure from './order-measure.ts'
import * as paths from './paths.ts'
import pay from './pay.ts'
import myCase from './portal/case.tsx'
import minePage from './portal/mine.tsx'
import * as publishedPages from './portal/published.tsx'
import publish, { keepBack, takeBack } from './publish.ts'
import { computeStandard, historyOf, publishedList } from './queries.ts'
import recordSpot from './record-spot.ts'
import refuseMeasure from './refuse-measure.ts'
import { register } from './register.ts'
import report from './report.ts'
import review from './review.ts'
import settle from './settle.ts'
import spot from './spot.ts'
import { dispersion, statistics } from './statistics.ts'
import suspend, { goOn } from './suspend.ts'
import urge, { missed, toCourt } from './urge.ts'
import view from './view.ts'
import { volume } from './volume.ts'
import { watch } from './watch.ts'
import weigh from './weigh.ts'
import { HEAD, OFFICER, REVIEWER } from './who.rules.ts'

export default defineRoom({
  name: 'enforcement',
  title: text('行政执法', 'Enforcement'),
  roles: { [OFFICER]: text('执法', 'Enforcement officer'), [REVIEWER]: text('法制审核', 'Penalty reviewer') },
  cases: [penalty],
  documents,
  watch,
  volumes: [volume],
  statistics,
  dispersion,
  demo,
  menu: {
    portal: [
      { group: text('公开', 'In the open'), title: text('处罚公开', 'Penalties'), path: paths.published, order: 50 },
    ],
    desk: [
      {
        group: text('执法', 'Enforcement'),
        title: text('处罚案件', 'Penalty cases'),
        path: paths.desk,
        roles: [OFFICER, HEAD, REVIEWER],
        order: 20,
        count: (post) => workCount(post, penalty.kind),
      },
    ],
  },
  publishes: {
    find: [found],
    // What the head sends back decides nothing yet.
    today: [
      {
        act: 'penalty.decided',
        only: { outcome: 'penalise' },
        says: text('作出了处罚决定', 'penalty decisions'),
        href: paths.published,
      },
    ],
  },
  operations: [
    file,
    spot,
    changeOfficers,
    addEvidence,
    issueForm,
    askMeasure,
    orderMeasure,
    refuseMeasure,
    extendMeasure,
    endMeasure,
    report,
    review,
    notice,
    defend,
    recorded,
    weigh,
    callHearing,
    holdHearing,
    discuss,
    decide,
    extend,
    suspend,
    goOn,
    recordSpot,
    publish,
    keepBack,
    takeBack,
    pay,
    askDeferral,
    granted,
    refused,
    settle,
    urge,
    toCourt,
    missed,
    goods,
    referred,
    close,
    annul,
    corrected,
    changed,
    join,
    computeStandard,
    historyOf,
    publishedList,
    view,
    list,
  ],
  pages: [
    deskList,
    deskSpot,
    deskReport,
    deskForms,
    deskCase,
    publishedPages.list,
    publishedPages.one,
    minePage,
    myCase,
  ],
  consumers: [register, ordersOfFines],
  checks: [registerCheck],
})
