import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { BUYER, FINANCE, order } from './case.kind.ts'
import { began, fromResults, offered, readAgreements, readGoods, removed, repriced } from './catalogue.ts'
import { goods } from './contract.ts'
import { demo } from './demo.ts'
import deskList from './desk/list.tsx'
import deskNew from './desk/new.tsx'
import deskOrder from './desk/order.tsx'
import { accepted, paid, placed, taken, viewOrder } from './orders.ts'
import * as paths from './paths.ts'
import catalogue from './portal/catalogue.tsx'
import portalOrder from './portal/order.tsx'

export default defineRoom({
  name: 'agreements',
  title: text('框架协议采购', 'Framework agreements'),
  cases: [order],
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
    ],
  },
  publishes: {
    today: [{ act: 'order.placed', says: text('个协议订单', 'framework orders'), href: paths.catalogue }],
    open: [{ id: 'agreement-goods', title: text('协议商品', 'Agreement goods'), query: goods }],
  },
  operations: [
    ...[began, removed, offered, repriced, readGoods, readAgreements],
    ...[placed, taken, accepted, paid, viewOrder],
  ],
  pages: [catalogue, portalOrder, deskNew, deskList, deskOrder],
  consumers: [fromResults],
  demo,
})
