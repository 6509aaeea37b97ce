import { addDays, dayOf } from '../../../kernel/calendar/index.ts'
import { type CaseView, caseAt, contract as cases } from '../../../kernel/cases/index.ts'
import { contract as documents, WAYS, ways } from '../../../kernel/documents/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import {
  type CaseAction,
  Documents,
  Facts,
  type FormField,
  fieldsOf,
  OfficerCase,
  readFields,
} from '../../../web/ui/index.ts'
import { type Inspection, inspection } from '../case.kind.ts'
import {
  confirmFindings,
  correctResult,
  decideVisit,
  getList,
  publishResult,
  recheck,
  replaceOfficer,
  transfer,
  upholdResult,
} from '../contract.ts'
import { cardsNamed } from '../officers.ts'
import { desk, drawPath, scanPath } from '../paths.ts'
import { seesDesk } from '../policy.ts'
import { wrongItems } from '../visit/findings.rules.ts'
import { Clock, chartOf, documentsOf, lightOf, papersOf, timelineOf } from '../visit/view.tsx'
import { visitOfCase } from '../visit/visit.store.ts'
import { causes, conclusions, titleOf } from '../words.ts'
import { correcting, deciding, rechecking, upholding } from './actions.ts'

type Choice = { value: string; text: { zh: string; en: string } }
const present = (options: Choice[]): FormField => ({
  name: 'present',
  kind: 'choices',
  label: text('到场的检查人员', 'Officers present'),
  options,
})
const replacing = (options: Choice[]): FormField[] => [
  { name: 'card', kind: 'choice', label: text('谁不能去', 'Who cannot come'), options, required: true },
  { name: 'reason', kind: 'lines', label: text('原因（不公开）', 'Why (not public)'), required: true, most: 1000 },
]
const transferring = (options: Choice[]): FormField[] => [
  { name: 'item', kind: 'choice', label: text('移送的事项', 'Item'), options, decides: true },
  { name: 'facts', kind: 'lines', label: text('查明的情况（不公开）', 'The facts (not public)'), most: 4000 },
]
const serving = fieldsOf(documents.serveDocument, {
  how: { label: text('送达方式', 'How'), options: Object.fromEntries(WAYS.map((w) => [w, ways[w].title])) },
  on: text('日期', 'Day'),
  receiver: { label: text('签收人', 'Signed by'), required: false },
  witness: { label: text('见证人或影像', 'Witness or record'), required: false },
  reason: { label: text('原因和经过', 'Reason'), required: false },
  consent: { label: text('受送达人同意电子送达', 'The receiver consents'), required: false },
})

const given = (fields: FormField[]) => (f: FormValues) => ({ ...readFields(fields, f), caseId: f.caseId }) as never
const again = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`
const list = (v: FormValues[string] | undefined) => (Array.isArray(v) ? v : v === undefined ? [] : [v])

/** What this post can do now, by the chart and by an objection that waits. */
async function actionsOf(p: PageContext, v: CaseView, facts: Inspection): Promise<CaseAction[]> {
  const { t } = p
  const id = <input type="hidden" name="caseId" value={v.id} />
  const content = (await p.call(getList, { number: facts.list }))?.content
  const mine = (type: string) => v.mine.includes(type)
  const today = dayOf(p.clock.now())
  const actions: CaseAction[] = []
  if (mine('inspection.approved'))
    actions.push({
      name: 'decide',
      button: t('审批', 'Decide'),
      fields: deciding,
      values: { from: today, to: addDays(today, 14) },
      children: id,
      tells: t(
        '批准后出具检查通知书，二维码上写明谁来、查什么、谁批的、哪几天有效。没有批准不能检查。',
        'Approval issues the notice; its code says who comes, for what, by whose approval, on which days. Without it nobody visits.',
      ),
    })
  if (facts.draw && !facts.visited && !v.closed && postOf(p.actor, 'approver')?.unitCode === v.unit)
    actions.push({
      name: 'replace',
      button: t('递补检查人员', 'Replace an officer'),
      fields: replacing(await choices(p, facts.officers)),
      children: id,
      tells: t(
        '抽中的人因病等不能去的，由同一次抽取里排在后面的人递补，谁来不由人挑；已经批准的，重新出具通知书。',
        'Whom the same draw would have given next steps in; nobody picks. If it was approved, the notice is issued anew.',
      ),
    })
  if (mine('inspection.confirmed') && facts.visited)
    actions.push({
      name: 'confirm',
      button: t('核对无误', 'Confirm'),
      fields: [],
      children: id,
      tells: t(
        `结论：${conclusions[facts.conclusion!]!.zh}。由到场的另一人核对；核对后开始计算公开期限。`,
        `Conclusion: ${conclusions[facts.conclusion!]!.en}. Another who was there confirms; the time to publish begins with it.`,
      ),
    })
  if (mine('inspection.published'))
    actions.push({ name: 'publish', button: t('公开结果', 'Publish the result'), fields: [], children: id })
  if (mine('inspection.rechecked'))
    actions.push({
      name: 'recheck',
      button: t('记录复查', 'Record the recheck'),
      fields: [present(await choices(p, facts.officers)), ...rechecking],
      children: id,
    })
  if (mine('inspection.transferred'))
    actions.push({
      name: 'transfer',
      button: t('移送执法', 'Transfer to enforcement'),
      fields: transferring(
        wrongItems(facts.visited?.lines ?? []).map((code) => ({
          value: code,
          text: text(titleOf(content, code, 'zh'), titleOf(content, code, 'en')),
        })),
      ),
      children: id,
    })
  const waiting = v.documents.findLast((d) => !d.served)
  if (waiting && mine('inspection.visited'))
    actions.push({
      name: 'serve',
      button: t('记录通知书送达', 'Record service of the notice'),
      fields: serving,
      values: { on: today },
      children: (
        <>
          {id}
          <input type="hidden" name="document" value={waiting.number} />
        </>
      ),
    })
  if (facts.objected && !facts.answered && postOf(p.actor, 'approver')?.unitCode === v.unit) {
    actions.push({
      name: 'uphold',
      button: t('答复异议：维持', 'Answer the objection: upheld'),
      fields: upholding,
      children: id,
    })
    actions.push({
      name: 'correct',
      button: t('答复异议：更正', 'Answer the objection: corrected'),
      fields: correcting,
      children: id,
      danger: true,
      tells: t('没有办完的整改、移送随之终止。', 'Rechecks and transfer that are open end with it.'),
    })
  }
  return actions
}

const choices = async (p: PageContext, officers: string[]) =>
  (await cardsNamed(p.tx, officers, p.clock.now())).map((c) => ({
    value: c.number,
    text: text(`${c.name}（${c.number}）`, `${c.name} (${c.number})`),
  }))

export default page({
  path: `${desk}/:number`,
  shell: 'desk',
  allow: seesDesk,
  actions: {
    decide: action({ operation: decideVisit, input: given(deciding), next: again }),
    confirm: action({ operation: confirmFindings, input: given([]), next: again }),
    replace: action({ operation: replaceOfficer, input: given(replacing([])), next: again }),
    publish: action({ operation: publishResult, input: given([]), next: again }),
    recheck: action({
      operation: recheck,
      input: (f: FormValues) => ({ ...readFields(rechecking, f), present: list(f.present), caseId: f.caseId }) as never,
      next: again,
    }),
    transfer: action({ operation: transfer, input: given(transferring([])), next: again }),
    uphold: action({ operation: upholdResult, input: given(upholding), next: again }),
    correct: action({ operation: correctResult, input: given(correcting), next: again }),
    serve: action({
      operation: documents.serveDocument,
      input: (f: FormValues) => ({ ...readFields(serving, f), caseId: f.caseId, document: f.document }) as never,
      next: again,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(cases.viewCase, { number: p.params.number! })
    if (v.kind !== inspection.kind) throw standardProblem('NOT_FOUND')
    const { facts } = await caseAt<Inspection>(p.tx, { number: v.number })
    const visit = await visitOfCase(p.tx, v.jurisdiction, v.id)
    const content = (await p.call(getList, { number: facts.list }))?.content
    const light = lightOf(v)
    const officers = await choices(p, facts.officers)
    const waits = v.work.filter((w) => !w.mine)
    return {
      title: text(`检查 ${v.number}`, `Inspection ${v.number}`),
      body: (
        <OfficerCase
          p={p}
          title={String(v.form.name)}
          number={v.number}
          about={t(v.unitName)}
          status={t(v.statusText)}
          light={light && { colour: light.colour, text: t(light) }}
          back={{ href: desk, text: t('行政检查', 'Inspections') }}
          said={[[p.query.done, text('已办理。', 'Done.')]]}
          timeline={timelineOf(v, p)}
          papers={papersOf(v, p)}
          paper={p.query.paper}
          path={p.url.pathname}
          facts={
            <>
              <Facts
                rows={[
                  [t('信用代码', 'Credit code'), facts.uscc],
                  [t('地址', 'Address'), String(v.form.address ?? '')],
                  [t('检查事项', 'Items'), facts.items.map((i) => titleOf(content, i, lang)).join(t('、', ', '))],
                  [t('检查人员', 'Officers'), officers.map((o) => o.text[lang]).join(t('、', ', '))],
                  [
                    t('事由', 'Cause'),
                    facts.draw ? (
                      <a href={drawPath(facts.draw)}>{t('双随机抽取，看记录', 'Drawn; see the record')}</a>
                    ) : (
                      t(causes[facts.cause]!)
                    ),
                  ],
                  ...(facts.conclusion
                    ? [[t('结论', 'Conclusion'), t(conclusions[facts.conclusion]!)] as [string, string]]
                    : []),
                ]}
              />
              <Documents list={documentsOf(v, p)} lang={lang} />
              {visit?.windowFrom && !facts.visited && (
                <p>
                  <a href={scanPath(visit.token)}>{t('二维码页（出示给检查对象）', 'The code’s page (to be shown)')}</a>
                </p>
              )}
            </>
          }
          clock={
            <>
              {v.mine.includes('inspection.visited') && (
                <p>
                  <a class="button" href={`${desk}/${v.number}/visit`}>
                    {t('去现场：出示二维码、记录检查', 'On site: show the code, record the visit')}
                  </a>
                </p>
              )}
              {v.now && <Clock v={v} p={p} />}
            </>
          }
          actions={await actionsOf(p, v, facts)}
          {...(v.recusal
            ? { waits: t(v.recusal) }
            : waits.length > 0
              ? {
                  waits: waits
                    .map((w) => t(`「${w.title.zh}」由${w.who.zh}办理。`, `“${w.title.en}” is for ${w.who.en}. `))
                    .join(''),
                }
              : {})}
          chart={await chartOf(v, p)}
        />
      ),
    }
  },
})
