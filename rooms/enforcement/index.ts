import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { penalty } from './case.kind.ts'
import askDeferral, { granted, refused } from './collection/defer.ts'
import { ordersOfFines } from './collection/money.ts'
import pay from './collection/pay.ts'
import settle from './collection/settle.ts'
import urge, { missed, toCourt } from './collection/urge.ts'
import callHearing from './decision/call-hearing.ts'
import decide from './decision/decide.ts'
import defend, { recorded } from './decision/defend.ts'
import discuss from './decision/discuss.ts'
import holdHearing from './decision/hold-hearing.ts'
import notice from './decision/notice.ts'
import review from './decision/review.ts'
import weigh from './decision/weigh.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskForms from './desk/forms.tsx'
import deskList from './desk/list.tsx'
import deskReport from './desk/report.tsx'
import deskSpot from './desk/spot.tsx'
import annul, { changed, corrected } from './ending/annul.ts'
import close, { goods, referred } from './ending/close.ts'
import publish, { keepBack, takeBack } from './ending/publish.ts'
import { documents } from './forms/forms.ts'
import issueForm from './forms/issue-form.ts'
import addEvidence from './investigation/add-evidence.ts'
import extend from './investigation/extend.ts'
import report from './investigation/report.ts'
import suspend, { goOn } from './investigation/suspend.ts'
import list from './list.ts'
import askMeasure from './measures/ask-measure.ts'
import endMeasure from './measures/end-measure.ts'
import extendMeasure from './measures/extend-measure.ts'
import orderMeasure from './measures/order-measure.ts'
import refuseMeasure from './measures/refuse-measure.ts'
import changeOfficers from './opening/change-officers.ts'
import file from './opening/file.ts'
import join from './opening/join.ts'
import recordSpot from './opening/record-spot.ts'
import spot from './opening/spot.ts'
import * as paths from './paths.ts'
import myCase from './portal/case.tsx'
import minePage from './portal/mine.tsx'
import * as publishedPages from './portal/published.tsx'
import { computeStandard, historyOf, publishedList } from './queries.ts'
import { registerCheck } from './register/checks.ts'
import { found } from './register/found.ts'
import { register } from './register/register.ts'
import { dispersion, statistics } from './register/statistics.ts'
import { volume } from './register/volume.ts'
import view from './view.ts'
import { watch } from './watch.ts'
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
  tells: {
    'penalty.noticed': {
      says: text(
        '处罚前的告知：可以陈述、申辩，符合条件的可以要求听证，打开看哪天前。',
        'Notice before a penalty: you may defend yourself, and ask for a hearing where it is due; open it for until when.',
      ),
      to: ['party'],
    },
    'penalty.weighed': {
      says: text('陈述、申辩有了复核结果。', 'Your defence was weighed.'),
      to: ['party'],
    },
    'hearing.called': {
      says: text('要举行听证：时间、地点在案件里。', 'A hearing was called: when and where stands in the case.'),
      to: ['party'],
    },
    'penalty.decided': {
      says: text(
        '作出了决定：怎样缴款、怎样复议和起诉在里面。',
        'A decision was made: how to pay and how to seek redress stands there.',
      ),
      to: ['party'],
    },
    'deferral.granted': {
      says: text('暂缓或者分期缴纳获得批准。', 'Deferral or instalments were granted.'),
      to: ['party'],
    },
    'deferral.refused': {
      says: text(
        '暂缓或者分期缴纳没有批准，理由在案件里。',
        'Deferral or instalments were refused; the reason stands in the case.',
      ),
      to: ['party'],
    },
    'penalty.urged': {
      says: text(
        '催告：到期没有缴清，打开看还要缴多少。',
        'Urged: not paid in time; open the case to see what is due.',
      ),
      to: ['party'],
    },
    'penalty.annulled': {
      says: text('决定被撤销，理由在案件里。', 'The decision was annulled; the reason stands in the case.'),
      to: ['party'],
    },
    'penalty.closed': {
      says: text('结案。', 'Closed.'),
      to: ['party'],
    },
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
