import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { application, KEEPER } from './application.kind.ts'
import { BUYER, FINANCE, order } from './case.kind.ts'
import { began, fromResults, offered, readAgreements, readGoods, removed, repriced } from './catalogue.ts'
import { goods, releases } from './contract.ts'
import { demo } from './demo.ts'
import deskApplication from './desk/application.tsx'
import deskApplicationList from './desk/applications.tsx'
import deskCall from './desk/call.tsx'
import deskList from './desk/list.tsx'
import deskNew from './desk/new.tsx'
import deskNewOpen from './desk/new-open.tsx'
import deskOrder from './desk/order.tsx'
import deskPublish from './desk/publish.tsx'
import { readReleases, TELLING } from './ocds.ts'
import { applied, closed, decided, left, published, viewApplication } from './open.ts'
import { accepted, paid, placed, placedOpen, taken, viewOrder } from './orders.ts'
import * as paths from './paths.ts'
import portalApplication from './portal/application.tsx'
import catalogue from './portal/catalogue.tsx'
import portalOrder from './portal/order.tsx'
import portalQuotes, { opening } from './portal/quotes.tsx'
import { awarded, called, fromBoxes, quotesClosed, quotesOpened, readCalls, readQuotes } from './quotes.ts'

export default defineRoom({
  name: 'agreements',
  title: text('框架协议采购', 'Framework agreements'),
  cases: [order, application],
  watch: [
    overLimit(
      'entry.decide',
      text('加入框架协议的申请逾期没有审核', 'an application to a framework was not decided in time'),
      [{ law: '政府采购法', article: 22 }],
      '2022-03-01',
      'entry-decide-over',
    ),
  ],
  menu: {
    portal: [
      {
        group: text('公开', 'In the open'),
        title: text('协议商品', 'Agreement goods'),
        path: paths.catalogue,
        order: 45,
      },
    ],
    desk: [
      {
        ...{ group: text('交易', 'Markets'), title: text('协议订单', 'Framework orders'), path: paths.desk },
        ...{ roles: [BUYER, FINANCE], order: 66, count: (post) => workCount(post, order.kind) },
      },
      {
        group: text('交易', 'Markets'),
        title: text('加入框架协议的申请', 'Applications to frameworks'),
        path: paths.deskApplications,
        ...{ roles: [KEEPER], order: 67, count: (post) => workCount(post, application.kind) },
      },
      {
        group: text('交易', 'Markets'),
        title: text('公布开放式框架协议', 'Publish an open framework'),
        path: `${paths.deskApplications}/publish`,
        ...{ roles: [KEEPER], order: 68 },
      },
    ],
  },
  tells: {
    'quotes.called': {
      says: text('有单位请您密封报价（二次竞价）。', 'A unit asks you for a sealed quote.'),
      to: ['invited'],
    },
    'quotes.opened': {
      says: text('报价已经开启，名次公布了。', 'The quotes were opened and are public.'),
      to: ['invited'],
    },
    'quotes.awarded': { says: text('二次竞价有了结果。', 'A mini-tender was decided.'), to: ['invited'] },
  },
  publishes: {
    today: [{ act: 'order.placed', says: text('个协议订单', 'framework orders'), href: paths.catalogue }],
    open: [{ id: 'agreement-goods', title: text('协议商品', 'Agreement goods'), query: goods }],
    contracting: { on: TELLING, releases },
  },
  operations: [
    ...[began, removed, offered, repriced, readGoods, readAgreements],
    ...[published, closed, applied, decided, left, viewApplication],
    ...[placed, placedOpen, taken, accepted, paid, viewOrder],
    ...[called, quotesClosed, quotesOpened, awarded, readCalls, readQuotes, readReleases],
  ],
  pages: [
    ...[
      catalogue,
      opening,
      portalQuotes,
      portalOrder,
      portalApplication,
      deskCall,
      deskNew,
      deskNewOpen,
      deskList,
      deskOrder,
    ],
    ...[deskPublish, deskApplicationList, deskApplication],
  ],
  consumers: [fromResults, fromBoxes],
  demo,
})
