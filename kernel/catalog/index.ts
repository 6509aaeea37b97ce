import { defineRoom, text } from '../platform/index.ts'
import { versionsCheck } from './checks.ts'

export * from './catalog.store.ts'
export * from './form.ts'
export { type FormField, formFields, leaves } from './form-fields.rules.ts'
export * from './item.shape.ts'
export * from './joint.shape.ts'
export * from './scenario.shape.ts'
export { shaped } from './shaped.ts'
export * from './version-list.store.ts'
export { queryWords, typedWords, wordsOf } from './words.rules.ts'

export default defineRoom({
  name: 'catalog',
  centre: true,
  title: text('事项目录', 'Catalogue'),
  checks: [versionsCheck],
})
