import { postOf, text } from '../../../kernel/platform/index.ts'
import { officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { approval } from '../case.kind.ts'
import { type CaseView, getCase } from '../contract.ts'
import { adds, SCALE } from '../shown.ts'
import { actions } from './actions.ts'

export default officerPage<CaseView>({
  kind: approval,
  path: approval.pages!.desk,
  list: text('办件', 'Cases'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  view: getCase,
  actions,
  warns: (c) => Object.values(c.warnings),
  adds,
  advice: ({ facts: { advice } }) =>
    advice && (advice === 'grant' ? text('建议准予', 'Advice: grant') : text('建议不予许可', 'Advice: refuse')),
  scale: SCALE,
  measures: { open: openMeasures, answer: answerOrder },
})
