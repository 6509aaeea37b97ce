import { defineRoom, text } from '../../kernel/platform/index.ts'
import behave from './behave.ts'
import pay from './pay.ts'
import counter from './portal/counter.tsx'
import { tell } from './tell.ts'

/** Importing the room connects the bank (`demo-bank.ts`). */
export default defineRoom({
  name: 'bank',
  title: text('演示银行', 'Demonstration bank'),
  operations: [pay, behave],
  pages: [counter],
  consumers: [tell],
})
