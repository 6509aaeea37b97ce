import { defineRoom, text } from '../platform/index.ts'
import { casesCheck, documentsCheck } from './checks.ts'

export * from './case.store.ts'
export { type LicenceContent, licencePdf } from './licence.ts'
export { judgeUpload, safeName } from './upload.rules.ts'

export default defineRoom({ name: 'cases', title: text('办件', 'Cases'), checks: [casesCheck, documentsCheck] })
