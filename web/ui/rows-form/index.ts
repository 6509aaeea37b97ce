import type { Fields, FormValues, Lang } from '../../../kernel/platform/index.ts'
import { contentOf, editedForm, formOf, inPlainWords } from './rows-form.rules.ts'
import { labelOf, type Shape, shapeAt } from './shape.ts'

export { At, type Filled, Laws } from './fields.tsx'
export * from './shape.ts'

/** The functions of one form: its shape is said once. */
export const rowsForm = (root: Shape) => ({
  shapeAt: (path: string) => shapeAt(root, path),
  labelOf: (path: string) => labelOf(root, path),
  formOf: (content: unknown, lang: Lang) => formOf(root, content, lang),
  editedForm: (sent: FormValues, lang: Lang) => editedForm(root, sent, lang),
  contentOf: (values: FormValues, stored: unknown, how?: { keepBlank?: boolean }) =>
    contentOf(root, values, stored, how),
  inPlainWords: (fields: Fields, content: unknown) => inPlainWords(root, fields, content),
})
