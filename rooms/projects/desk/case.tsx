import { postOf, text } from '../../../kernel/platform/index.ts'
import { officerPage, sayYuan } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { project } from '../case.kind.ts'
import { ChainLines, Photos, Progress } from '../ledger-parts.tsx'
import { desk, portal } from '../paths.ts'
import { viewProject } from '../views.contract.ts'
import { sectors } from '../words.ts'
import { actions, type View } from './actions.ts'

export default officerPage<View>({
  kind: project,
  path: desk,
  list: text('政府投资项目', 'Investment projects'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  view: viewProject,
  factsTitle: text('项目', 'Project'),
  facts: (v, p) => [
    [p.t('项目', 'Project'), p.lang === 'zh' ? v.ledger.form.name : v.ledger.form.nameEn],
    [p.t('项目代码', 'Code'), v.ledger.form.code],
    [p.t('领域', 'Sector'), p.t(sectors[v.ledger.form.sector])],
    [p.t('地点', 'Place'), v.ledger.form.place],
    [p.t('计划工期', 'Planned'), `${v.ledger.form.from} – ${v.ledger.form.to}`],
  ],
  warns: (v) =>
    v.ledger.started?.approved === false ? [text('开工早于批准。', 'Works began before the approvals.')] : [],
  adds: (a) =>
    typeof a.facts.amount === 'number'
      ? text(` ${sayYuan(a.facts.amount, 'zh')}`, ` ${sayYuan(a.facts.amount, 'en')}`)
      : undefined,
  more: (v, p) => (
    <>
      <ChainLines ledger={v.ledger} lang={p.lang} />
      <Progress ledger={v.ledger} lang={p.lang} />
      <Photos ledger={v.ledger} lang={p.lang} number={v.number} most={4} />
      <p class="small">
        <a href={`${portal}/${v.number}`}>{p.t('公开的页', 'The public page')}</a>
      </p>
    </>
  ),
  measures: { open: openMeasures, answer: answerOrder },
  actions,
})
