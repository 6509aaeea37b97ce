import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { bondKept, bondsReturned } from './bonds.ts'
import { budgetSet, committed, readBudgets } from './budget.ts'
import { AGENCY, BUYER, FINANCE, procurement } from './case.kind.ts'
import { asked, drawn, evaluated, explained, pooled, reported, signed } from './committee.ts'
import { processes, releases } from './contract.ts'
import { demo } from './demo.ts'
import deskBudget from './desk/budget.tsx'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskPlan from './desk/plan.tsx'
import { lotAdded, lotOpened } from './lots.ts'
import { announced, attached, registered } from './notice.ts'
import { awardNotice } from './notice-of-award.ts'
import { readReleases, TELLING } from './ocds.ts'
import { bidsOpened, called, closed, fromBoxes, quotesOpened, roundCalled, roundClosed } from './opening.ts'
import * as paths from './paths.ts'
import { approved, planned } from './plan.ts'
import bid from './portal/bid.tsx'
import portalCommittee from './portal/committee.tsx'
import { bidFile, opening, publishedFile } from './portal/files.tsx'
import portalList from './portal/list.tsx'
import portalProcess from './portal/process.tsx'
import { answered, challenged, complained, decided, suspended } from './remedies.ts'
import {
  accepted,
  confirmed,
  contractPublished,
  contractSigned,
  negotiated,
  notified,
  paid,
  passedOn,
  publicised,
  sent,
} from './result.ts'
import {
  listProcesses,
  readBidFile,
  readDocument,
  readOutcome,
  viewCommittee,
  viewDeskProcess,
  viewProcess,
} from './views.ts'

const LAW = '政府采购法'
const RULES = '政府采购法实施条例'
const WATCHED = [
  ['report', RULES, 43, text('评审报告逾期没有送交采购人', 'the report was not sent in time')],
  ['confirm', RULES, 43, text('逾期没有确认中标（成交）供应商', 'the result was not confirmed in time')],
  ['notify', RULES, 43, text('逾期没有公告结果', 'the result was not published in time')],
  ['contract', LAW, 46, text('逾期没有签订合同', 'the contract was not signed in time')],
  ['refund', RULES, 33, text('保证金逾期没有退完', 'bonds are not all back in time')],
  ['publish', RULES, 50, text('逾期没有公告合同', 'the contract was not published in time')],
  ['answer', LAW, 53, text('质疑逾期没有答复', 'a challenge was not answered in time')],
  ['decide', LAW, 56, text('投诉逾期没有处理', 'a complaint was not decided in time')],
] as const
const markets = text('交易', 'Markets')

export default defineRoom({
  name: 'procurement',
  title: text('政府采购', 'Government procurement'),
  roles: {
    [BUYER]: text('采购', 'Procurement'),
    [FINANCE]: text('政府采购监管', 'Oversight of procurement'),
    [AGENCY]: text('集中采购', 'Procurement centre'),
  },
  cases: [procurement],
  documents: [awardNotice],
  watch: WATCHED.map(([clock, law, article, says]) =>
    overLimit(`procurement.${clock}`, says, [{ law, article }], '2015-03-01', `procurement-${clock}-over`),
  ),
  menu: {
    portal: [
      { group: text('公开', 'In the open'), title: text('政府采购', 'Procurement'), path: paths.portal, order: 44 },
    ],
    desk: [
      {
        ...{ group: markets, title: text('政府采购', 'Procurement'), path: paths.desk },
        ...{ roles: [BUYER, FINANCE, AGENCY], order: 63 },
        count: (post) => workCount(post, procurement.kind),
      },
      {
        ...{ group: markets, title: text('申报采购计划', 'File a procurement plan'), path: `${paths.desk}/plan` },
        ...{ roles: [BUYER], order: 64 },
      },
      {
        ...{ group: markets, title: text('采购预算', 'Budget lines'), path: `${paths.desk}/budget` },
        ...{ roles: [BUYER, FINANCE], order: 65 },
      },
    ],
  },
  publishes: {
    today: [
      {
        act: 'procurement.notified',
        says: text('个采购结果公告', 'procurement results published'),
        href: paths.portal,
      },
    ],
    open: [{ id: 'procurement', title: text('政府采购', 'Government procurement'), query: processes }],
    contracting: { on: TELLING, releases },
  },
  operations: [
    ...[budgetSet, committed, readBudgets, planned, lotAdded, lotOpened, approved, attached, announced, registered],
    ...[closed, called, bidsOpened, pooled, drawn, roundCalled, roundClosed, quotesOpened],
    ...[evaluated, asked, explained, reported, signed, sent, confirmed, publicised, negotiated, notified, passedOn],
    ...[
      bondKept,
      bondsReturned,
      contractSigned,
      contractPublished,
      accepted,
      paid,
      challenged,
      answered,
      complained,
      suspended,
      decided,
    ],
    ...[viewProcess, listProcesses, viewCommittee, readBidFile, readDocument, viewDeskProcess, readOutcome],
    readReleases,
  ],
  pages: [
    ...[deskPlan, deskBudget, deskList, deskCase],
    ...[portalList, bid, portalCommittee, publishedFile, bidFile, opening, portalProcess],
  ],
  demo,
  consumers: [fromBoxes],
})
