import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { awarded, contractSigned, publicised, reportFiled } from './award.ts'
import { fromMarkets, registered } from './bidders.ts'
import { bondsReturned } from './bonds.ts'
import { KEEPER, OFFICER, OVERSEER, tender } from './case.kind.ts'
import { releases, tenders } from './contract.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskPlan from './desk/plan.tsx'
import { drawn, pooled } from './draw.ts'
import { asked, evaluated, explained, reported, signed } from './evaluate.ts'
import { found } from './found.ts'
import { lotAdded, lotOpened } from './lots.ts'
import { announced, answered, attached, clarified, objected } from './notice.ts'
import { readReleases, TELLING } from './ocds.ts'
import { bidsOpened, called, closed } from './opening.ts'
import * as paths from './paths.ts'
import { approved, planned } from './plan.ts'
import bid from './portal/bid.tsx'
import portalCommittee from './portal/committee.tsx'
import { bidFile, opening, priceListCsv, priceListXlsx, tenderFile } from './portal/files.tsx'
import portalList from './portal/list.tsx'
import portalTender from './portal/tender.tsx'
import { correctionAnswered, correctionPut, priceListSet, viewPriceList } from './price-list.ts'
import { complained, complaintDecided, stopped } from './remedies.ts'
import { listTenders, readBidFile, readTenderFile, viewCommittee, viewDeskTender, viewTender } from './views.ts'

const WATCHED = [
  ['answer', '招标投标法实施条例', 22, text('异议逾期没有答复', 'an objection was not answered in time')],
  ['publicise', '招标投标法实施条例', 54, text('中标候选人逾期没有公示', 'candidates were not publicised in time')],
  ['contract', '招标投标法', 46, text('逾期没有签订合同', 'the contract was not signed in time')],
  ['refund', '招标投标法实施条例', 57, text('保证金逾期没有退完', 'bid bonds are not all back in time')],
  ['complaint', '招标投标法实施条例', 61, text('投诉逾期没有处理', 'a complaint was not decided in time')],
  ['report', '招标投标法', 47, text('逾期没有提交书面报告', 'the report was not filed in time')],
] as const

export default defineRoom({
  name: 'tenders',
  title: text('工程招标', 'Construction tenders'),
  roles: {
    [OFFICER]: text('招标', 'Tenders'),
    [OVERSEER]: text('招标监督', 'Oversight of tenders'),
    [KEEPER]: text('开标评标服务', 'Openings and evaluations'),
  },
  cases: [tender],
  watch: WATCHED.map(([clock, law, article, says]) =>
    overLimit(`tender.${clock}`, says, [{ law, article }], '2012-02-01', `tender-${clock}-over`),
  ),
  menu: {
    portal: [{ group: text('公开', 'In the open'), title: text('工程招标', 'Tenders'), path: paths.portal, order: 43 }],
    desk: [
      {
        group: text('交易', 'Markets'),
        title: text('工程招标', 'Tenders'),
        path: paths.desk,
        roles: [OFFICER, OVERSEER, KEEPER],
        order: 60,
        count: (post) => workCount(post, tender.kind),
      },
      {
        group: text('交易', 'Markets'),
        title: text('登记招标项目', 'Register a tender'),
        path: `${paths.desk}/plan`,
        roles: [OFFICER],
        order: 61,
      },
    ],
  },
  tells: {
    'tender.opened': {
      says: text('已经开标，各家报价公布了。', 'The bids were opened and are public.'),
      to: ['bidder'],
    },
    'tender.answered': {
      says: text(
        '异议有了答复；不服的，十日内可以投诉。',
        'An objection was answered; you may complain within ten days.',
      ),
      to: ['objector', 'bidder'],
    },
    'tender.publicised': {
      says: text(
        '中标候选人公示中，公示期间可以提异议。',
        'The candidates are publicised; objections are taken until it ends.',
      ),
      to: ['bidder'],
    },
    'tender.awarded': { says: text('已经定标。', 'It was awarded.'), to: ['bidder'] },
    'tender.contracted': {
      says: text('合同已经签订，投标保证金五日内退还。', 'The contract is signed; bid bonds go back within five days.'),
      to: ['bidder'],
    },
    'tender.complaint-decided': {
      says: text('投诉有了处理决定。', 'A complaint was decided.'),
      to: ['objector', 'bidder'],
    },
  },
  publishes: {
    today: [{ act: 'tender.opened', says: text('个项目开标', 'tenders opened'), href: paths.portal }],
    open: [{ id: 'tenders', title: text('工程招标', 'Construction tenders'), query: tenders }],
    find: [found],
    contracting: { on: TELLING, releases },
  },
  operations: [
    ...[planned, lotAdded, lotOpened, approved, announced, attached, clarified, objected, answered, registered],
    ...[closed, called, bidsOpened, pooled, drawn],
    ...[complained, stopped, complaintDecided, bondsReturned],
    ...[priceListSet, viewPriceList, correctionPut, correctionAnswered],
    ...[evaluated, asked, explained, reported, signed, publicised, awarded, contractSigned, reportFiled],
    ...[readReleases, viewTender, listTenders, viewCommittee, readBidFile, readTenderFile, viewDeskTender],
  ],
  pages: [
    ...[deskPlan, deskList, deskCase],
    ...[portalList, bid, portalCommittee, bidFile, tenderFile, priceListCsv, priceListXlsx, opening, portalTender],
  ],
  consumers: [fromMarkets],
  demo,
})
