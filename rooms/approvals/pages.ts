import type { Page } from '../../kernel/platform/index.ts'
import deskCase from './desk/case.tsx'
import { counterForm, counterList } from './desk/counter.tsx'
import queue from './desk/queue.tsx'
import apply from './portal/apply.tsx'
import portalCase from './portal/case.tsx'
import my from './portal/my.tsx'
import object from './portal/object.tsx'

export const pages: Page[] = [apply, my, portalCase, object, queue, deskCase, counterList, counterForm]
