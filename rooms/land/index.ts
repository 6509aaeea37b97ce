import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { disclosed, signed, verified } from './after.ts'
import announce from './announce.ts'
import apply from './apply.ts'
import approve from './approve.ts'
import { APPROVER, KEEPER, lot, OFFICER } from './case.kind.ts'
import close, { fromMarkets } from './close.ts'
import { lots, releases } from './contract.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskPlan from './desk/plan.tsx'
import { found } from './found.ts'
import hear from './hear.ts'
import { readReleases, TELLING } from './ocds.ts'
import * as paths from './paths.ts'
import plan from './plan.ts'
import portalList from './portal/list.tsx'
import portalLot from './portal/lot.tsx'
import qualify from './qualify.ts'
import { listLots, viewApplicants, viewLot } from './views.ts'

const law = [{ law: '土地管理法', article: 54 }]
const WATCHED = [
  ['qualify', text('竞买申请逾期没有审查', 'an application to bid was not decided in time')],
  ['verify', text('成交后逾期没有验证原件', 'the originals were not verified in time')],
  ['refund', text('保证金逾期没有退还', 'deposits were not returned in time')],
] as const

export default defineRoom({
  name: 'land',
  title: text('土地和矿业权出让', 'Land and mining rights'),
  roles: {
    [OFFICER]: text('土地和矿产出让', 'Land and mining'),
    [APPROVER]: text('出让方案审批', 'Approval of plans'),
  },
  cases: [lot],
  watch: WATCHED.map(([clock, says]) => overLimit(`land.${clock}`, says, law, '2012-12-01', `land-${clock}-over`)),
  menu: {
    portal: [
      {
        group: text('公开', 'In the open'),
        title: text('土地和矿业权', 'Land and mining'),
        path: paths.portal,
        order: 44,
      },
    ],
    desk: [
      {
        group: text('交易', 'Markets'),
        title: text('土地和矿业权出让', 'Land and mining'),
        path: paths.desk,
        roles: [OFFICER, APPROVER, KEEPER],
        order: 71,
        count: (post) => workCount(post, lot.kind),
      },
      {
        group: text('交易', 'Markets'),
        title: text('拟定出让方案', 'Plan a sale'),
        path: `${paths.desk}/plan`,
        roles: [OFFICER],
        order: 72,
      },
    ],
  },
  publishes: {
    today: [{ act: 'land.disclosed', says: text('宗出让成交公示', 'deals of land published') }],
    contracting: { on: TELLING, releases },
    open: [{ id: 'lots', title: text('土地和矿业权出让', 'Land and mining rights'), query: lots }],
    find: [found],
  },
  operations: [
    plan,
    approve,
    announce,
    apply,
    qualify,
    close,
    verified,
    signed,
    disclosed,
    hear,
    viewLot,
    viewApplicants,
    listLots,
    readReleases,
  ],
  pages: [deskPlan, deskList, deskCase, portalList, portalLot],
  consumers: [fromMarkets],
  demo,
})
