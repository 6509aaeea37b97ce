import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import acceptRepair from './accept-repair.ts'
import annul from './annul.ts'
import applyRepair from './apply-repair.ts'
import bringRegister from './bring-register.ts'
import closeRepair from './close-repair.ts'
import * as contract from './contract.ts'
import decide from './decide.ts'
import decideRepair from './decide-repair.ts'
import { demo } from './demo.ts'
import deskFacts from './desk/facts.tsx'
import deskLeaned from './desk/leaned.tsx'
import { deskListing, deskListings } from './desk/listing.tsx'
import deskRegisters from './desk/registers.tsx'
import { deskRepair, deskRepairs } from './desk/repair.tsx'
import { decisionLetter, noticeLetter, repairGuide, repairLetter } from './documents.ts'
import endFact from './end-fact.ts'
import endListing from './end-listing.ts'
import flag from './flag.ts'
import { found } from './found.ts'
import { fromRooms } from './from-rooms.ts'
import importRegister from './import-register.ts'
import { HEAD, listing, OFFICER } from './listing.kind.ts'
import makeReport from './make-report.ts'
import notice from './notice.ts'
import object from './object.ts'
import openListing from './open-listing.ts'
import * as paths from './paths.ts'
import { caseOfListing, caseOfRepair } from './portal/cases.tsx'
import portalLists from './portal/lists.tsx'
import portalMine from './portal/mine.tsx'
import portalReport from './portal/report.tsx'
import { portalQuery, portalSubject } from './portal/subjects.tsx'
import publish from './publish.ts'
import * as queries from './queries.ts'
import recordFact from './record-fact.ts'
import { repair } from './repair.kind.ts'
import report from './report.ts'
import tell from './tell.ts'
import weigh from './weigh.ts'

const GROUP = text('信用', 'Credit')

export default defineRoom({
  name: 'credit',
  title: text('信用', 'Credit'),
  roles: { [OFFICER]: text('信用管理', 'Credit officer') },
  cases: [listing, repair],
  documents: [noticeLetter, decisionLetter, repairGuide, repairLetter],
  watch: [
    overLimit(
      'listing.objection',
      text('对列入名单的异议逾期没有处理', 'an objection to a listing was not answered in time'),
      [{ law: '优化营商环境条例', article: 53 }],
      '2020-01-01',
      'credit-objection-over',
    ),
    overLimit(
      'credit-repair.decide',
      text('信用修复逾期没有决定', 'a repair was not decided in time'),
      [{ law: '优化营商环境条例', article: 53 }],
      '2020-01-01',
      'credit-repair-over',
    ),
  ],
  menu: {
    portal: [{ group: text('公开', 'Open'), title: text('信用查询', 'Credit'), path: paths.portal, order: 52 }],
    desk: [
      {
        group: GROUP,
        title: text('列入名单', 'Listings'),
        path: paths.desk,
        roles: [OFFICER, HEAD],
        order: 40,
        count: (post) => workCount(post, listing.kind),
      },
      {
        group: GROUP,
        title: text('信用修复', 'Repairs'),
        path: paths.deskRepairs,
        roles: [OFFICER, HEAD],
        order: 41,
        count: (post) => workCount(post, repair.kind),
      },
      { group: GROUP, title: text('信用事实', 'Facts'), path: paths.deskFacts, roles: [OFFICER], order: 42 },
      {
        group: GROUP,
        title: text('导入登记簿', 'Registers'),
        path: paths.deskRegisters,
        roles: [OFFICER, 'list-keeper'],
        order: 43,
      },
    ],
  },
  tells: {
    'listing.noticed': {
      says: text(
        '拟列入名单的告知：可以提出意见，打开看事实、依据和哪天前。',
        'A listing is proposed: you may object; open it for facts, basis and until when.',
      ),
    },
    'listing.weighed': {
      says: text('提出的意见有了复核结果。', 'Your objection was weighed.'),
    },
    'listing.decided': {
      says: text(
        '作出了是否列入名单的决定，理由和救济途径在里面。',
        'It was decided whether to list; reasons and redress stand there.',
      ),
    },
    'listing.told': {
      says: text('怎样修复信用，写在里面。', 'How credit is repaired stands there.'),
    },
    'listing.ended': {
      says: text('停止公示和惩戒措施。', 'Display and measures ended.'),
    },
    'listing.annulled': {
      says: text('列入名单的决定被撤销。', 'The listing was annulled.'),
    },
    'repair.accepted': {
      says: text(
        '信用修复申请：是否受理，在里面。',
        'Your application for repair: whether it was accepted stands there.',
      ),
    },
    'repair.decided': {
      says: text('信用修复申请有了决定。', 'Your application for repair was decided.'),
    },
  },
  publishes: {
    today: [
      { act: 'listing.published', says: text('列入了名单', 'listings published'), href: paths.listings },
      { act: 'listing.ended', says: text('移出了名单', 'listings ended'), href: paths.listings },
    ],
    open: [{ id: 'credit-listings', title: text('信用名单', 'Credit lists'), query: contract.listings }],
    find: [found],
  },
  operations: [
    recordFact,
    endFact,
    openListing,
    notice,
    object,
    weigh,
    decide,
    tell,
    publish,
    flag,
    annul,
    endListing,
    applyRepair,
    acceptRepair,
    decideRepair,
    closeRepair,
    bringRegister,
    importRegister,
    makeReport,
    report,
    queries.recordOf,
    queries.findSubjects,
    queries.listings,
    queries.mine,
    queries.facts,
    queries.imported,
  ],
  pages: [
    portalQuery,
    portalLists,
    portalMine,
    portalSubject,
    portalReport,
    caseOfListing,
    caseOfRepair,
    deskFacts,
    deskLeaned,
    deskRegisters,
    deskListings,
    deskListing,
    deskRepairs,
    deskRepair,
  ],
  consumers: [fromRooms],
  timers: {
    'credit.term-over': (timer) => ({
      contract: contract.endListing,
      input: { caseId: timer.subjectId, how: 'expired' },
    }),
  },
  demo,
})
