import { defineRoom, text } from '../../kernel/platform/index.ts'
import decide from './decide.ts'

export default defineRoom({
  name: 'spot',
  title: text('即办件', 'Decided on the spot'),
  operations: [decide],
})
