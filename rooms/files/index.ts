import { defineRoom, text } from '../../kernel/platform/index.ts'
import { document, paper, parts, whole } from './pages.tsx'

/** Papers and documents of cases of every kind, for those who may see the case. */
export default defineRoom({
  name: 'files',
  title: text('材料与文书', 'Papers and documents'),
  pages: [paper, document, whole, parts],
})
