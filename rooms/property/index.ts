import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { attested, certified, published, signed, waived } from './after.ts'
import { appraised, approved, disclosed, extended, lowered, planned, predisclosed } from './before.ts'
import { arranged, asked, closed, fromMarkets, heard, matched, qualified, registered, settled } from './bidding.ts'
import { APPROVER, KEEPER, OFFICER, sale } from './case.kind.ts'
import { certificate } from './certificate.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskCompare from './desk/compare.tsx'
import deskList from './desk/list.tsx'
import deskLower from './desk/lower.tsx'
import deskPlan from './desk/plan.tsx'
import { readReleases, TELLING } from './ocds.ts'
import * as paths from './paths.ts'
import portalList from './portal/list.tsx'
import portalSale from './portal/sale.tsx'
import { listSales, releases } from './views.contract.ts'
import { comparison, entriesOfSale, oneSale, sales } from './views.ts'

const law = [{ law: '企业国有资产法', article: 54 }]
const WATCHED = [
  ['qualify', text('意向登记逾期没有确认', 'a registration was not decided in time')],
  ['settle', text('价款逾期没有到齐', 'the price did not come in time')],
  ['refund', text('保证金逾期没有退还', 'deposits were not returned in time')],
] as const
const group = text('交易', 'Markets')

export default defineRoom({
  name: 'property',
  title: text('产权交易', 'Property sales'),
  roles: {
    [OFFICER]: text('产权转让', 'Transfer of property'),
    [APPROVER]: text('国有资产监管', 'Oversight of state assets'),
  },
  cases: [sale],
  documents: [certificate],
  watch: [
    ...WATCHED.map(([clock, says]) =>
      overLimit(`property.${clock}`, says, law, '2016-06-24', `property-${clock}-over`),
    ),
    {
      id: 'property-waived',
      on: { act: 'property.waived' },
      when: 'true',
      light: 'yellow',
      says: text('鉴证比对放行了一项不符', 'a mismatch of the comparison was waived'),
      basis: law,
      from: '2016-06-24',
    },
  ],
  menu: {
    portal: [
      { group: text('公开', 'In the open'), title: text('产权交易', 'Property sales'), path: paths.portal, order: 46 },
    ],
    desk: [
      {
        ...{ group, title: text('产权交易', 'Property sales'), path: paths.desk, order: 73 },
        roles: [OFFICER, APPROVER, KEEPER],
        count: (post) => workCount(post, sale.kind),
      },
      {
        ...{ group, title: text('登记转让决策', 'Register a decision to sell'), path: `${paths.desk}/plan`, order: 74 },
        roles: [OFFICER],
      },
    ],
  },
  publishes: {
    today: [
      {
        act: 'property.certified',
        says: text('宗产权交易出具凭证', 'deals of property certified'),
        href: paths.portal,
      },
    ],
    contracting: { on: TELLING, releases },
    open: [{ id: 'property-sales', title: text('产权交易', 'Property sales'), query: listSales }],
  },
  operations: [
    ...[planned, approved, appraised, predisclosed, lowered, disclosed, extended, registered, heard, qualified],
    ...[arranged, closed, matched, asked, signed, settled, waived, attested, certified, published],
    ...[oneSale, entriesOfSale, comparison, sales, readReleases],
  ],
  pages: [deskPlan, deskList, deskCompare, deskLower, deskCase, portalList, portalSale],
  consumers: [fromMarkets],
  demo,
})
