import type { Page } from '../../kernel/platform/index.ts'
import several from './batch/batch.tsx'
import severalReceipt from './batch/receipt.tsx'
import bulk from './desk/bulk.tsx'
import deskCase from './desk/case.tsx'
import { counterForm, counterList } from './desk/counter.tsx'
import queue from './desk/queue.tsx'
import hearing from './hearing/hearing.tsx'
import apply from './portal/apply.tsx'
import calendarAddress, { feed } from './portal/calendar-address.tsx'
import portalCase from './portal/case.tsx'
import deadlines from './portal/deadlines.ts'
import my from './portal/my.tsx'
import object from './portal/object.tsx'
import quota from './quota/quota.tsx'
import visitCalendar from './site-visit/calendar.ts'

export const pages: Page[] = [
  apply,
  several,
  severalReceipt,
  my,
  deadlines,
  calendarAddress,
  feed,
  portalCase,
  object,
  hearing,
  quota,
  visitCalendar,
  queue,
  bulk,
  deskCase,
  counterList,
  counterForm,
]
