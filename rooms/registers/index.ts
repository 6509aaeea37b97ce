import { defineRoom, text } from '../../kernel/platform/index.ts'
import behave from './behave.ts'
import registers from './portal/registers.tsx'

export { demoAddresses, demoRegister } from './demo-registers.ts'

export default defineRoom({
  name: 'registers',
  title: text('演示登记库', 'Demonstration registers'),
  operations: [behave],
  pages: [registers],
})
