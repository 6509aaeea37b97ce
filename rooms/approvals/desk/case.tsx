import { postOf, text } from '../../../kernel/platform/index.ts'
import { officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { approval } from '../case.kind.ts'
import { type CaseView, getCase } from '../contract.ts'
import { Deferred } from '../deferred.tsx'
import { HearingStands } from '../hearing/hearing.tsx'
import { JointParts } from '../joint-parts.tsx'
import { Opinions } from '../opinions.tsx'
import { QuotaStands, quotaWarnings } from '../quota/quota.tsx'
import { adds, SCALE } from '../shown.ts'
import { SiteVisit } from '../site-visit/visit.tsx'
import { actions } from './actions.ts'

export default officerPage<CaseView>({
  kind: approval,
  path: approval.pages!.desk,
  list: text('办件', 'Cases'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  view: getCase,
  actions,
  warns: (c) => [...quotaWarnings(c.quota), ...Object.values(c.warnings)],
  adds,
  // A unit reads the other parts' outcome, not their papers.
  more: (c, p) => (
    <>
      {c.joint && <JointParts joint={c.joint} p={p} href={() => undefined} />}
      <QuotaStands quota={c.quota} p={p} />
      <Opinions c={c} p={p} />
      <HearingStands hearing={c.hearing} number={c.number} p={p} />
      <SiteVisit c={c} p={p} />
      <Deferred c={c} p={p} />
    </>
  ),
  facts: (c, p) =>
    c.promised ? [[p.t('办理方式', 'Way'), p.t('告知承诺，许可后核查', 'On a promise, checked after the grant')]] : [],
  advice: ({ facts: { advice } }) =>
    advice
      ? advice === 'grant'
        ? text('建议准予', 'Advice: grant')
        : text('建议不予许可', 'Advice: refuse')
      : undefined,
  scale: SCALE,
  measures: { open: openMeasures, answer: answerOrder },
})
