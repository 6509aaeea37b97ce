import { defineRoom, text } from '../../kernel/platform/index.ts'
import { KEEPER, NOTARY, WATCHER } from '../../trade/auction/index.ts'
import deskList from './desk/list.tsx'
import monitor, { hallStream } from './desk/monitor.tsx'
import { live } from './hub.ts'
import * as paths from './paths.ts'
import bid from './portal/bid.tsx'
import list from './portal/list.tsx'
import sale, { logFile, openingFile, stream } from './portal/sale.tsx'

/** The pages of `trade/auction`. */
export default defineRoom({
  name: 'auctions',
  title: text('公共资源竞价', 'Sales of public resources'),
  menu: {
    portal: [
      { group: text('公开', 'In the open'), title: text('公共资源竞价', 'Sales'), path: paths.portal, order: 45 },
    ],
    desk: [
      {
        group: text('交易', 'Markets'),
        title: text('竞价大厅', 'Halls'),
        path: paths.desk,
        roles: [KEEPER, NOTARY, WATCHER],
        order: 70,
      },
    ],
  },
  publishes: { today: [{ act: 'auction.bid', says: text('次报价', 'bids in sales'), href: paths.portal }] },
  pages: [list, stream, logFile, openingFile, bid, sale, deskList, hallStream, monitor],
  serves: live,
})
