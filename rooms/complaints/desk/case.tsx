import { dayOf } from '../../../kernel/calendar/index.ts'
import { type CaseView, contract as cases } from '../../../kernel/cases/index.ts'
import { contract as documents, WAYS, ways } from '../../../kernel/documents/index.ts'
import { postsOfUnits, units } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  type PageContext,
  page,
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
import { findings } from '../answer.ts'
import { complaint } from '../case.kind.ts'
import { answer, assign, close } from '../contract.ts'
import { handles, ROLE } from '../office.rules.ts'
import { desk } from '../paths.ts'
import { Clock, documentsOf, lightOf, timelineOf } from '../view.tsx'

const assigning = (options: { value: string; text: { zh: string; en: string } }[]): FormField[] => [
  { name: 'unit', kind: 'choice', label: text('承办单位', 'Unit'), options, decides: true },
]
const answering = fieldsOf(answer, {
  finding: { label: text('处理意见', 'Opinion'), options: findings },
  answer: { label: text('查明的事实、意见和依据', 'Facts, opinion and basis'), kind: 'lines', lines: 8 },
})
const serving = fieldsOf(documents.serveDocument, {
  how: {
    label: text('送达方式', 'How'),
    options: Object.fromEntries(WAYS.map((w) => [w, ways[w].title])),
  },
  on: text('日期', 'Day'),
  receiver: { label: text('签收人', 'Signed by'), required: false },
  witness: { label: text('见证人或影像', 'Witness or record'), required: false },
  reason: { label: text('原因和经过', 'Reason'), required: false },
  consent: { label: text('受送达人同意电子送达', 'The receiver consents'), required: false },
})

const viewed = async (p: PageContext): Promise<CaseView> => {
  const v = await p.call(cases.viewCase, { number: p.params.number! })
  if (v.kind !== complaint.kind) throw standardProblem('NOT_FOUND')
  return v
}
const given = (fields: FormField[]) => (f: FormValues) => ({ ...readFields(fields, f), caseId: f.caseId }) as never
const again = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`

export default page({
  path: `${desk}/:number`,
  shell: 'desk',
  allow: holdsPost(ROLE),
  actions: {
    assign: action({ operation: assign, input: given(assigning([])), next: () => `${desk}?done=1` }),
    answer: action({ operation: answer, input: given(answering), next: again }),
    serve: action({
      operation: documents.serveDocument,
      input: (f: FormValues) => ({ ...readFields(serving, f), caseId: f.caseId, document: f.document }) as never,
      next: again,
    }),
    close: action({ operation: close, input: given([]), next: again }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await viewed(p)
    const light = lightOf(v)
    const posts = await postsOfUnits(p.tx)
    const about = v.acts[0]?.facts.about as string
    const offices = (await units(p.tx)).filter((u) => u.code !== about && handles(posts, u.code))
    const waiting = v.documents.find((d) => !d.served)
    const id = <input type="hidden" name="caseId" value={v.id} />
    const actions: CaseAction[] = []
    if (v.mine.includes('complaint.assigned'))
      actions.push({
        name: 'assign',
        button: t('指定承办单位', 'Assign'),
        fields: assigning(offices.map((u) => ({ value: u.code, text: u.name }))),
        children: id,
      })
    if (v.mine.includes('complaint.answered'))
      actions.push({ name: 'answer', button: t('出具答复书', 'Issue the answer'), fields: answering, children: id })
    if (v.mine.includes('complaint.closed') && waiting)
      actions.push({
        name: 'serve',
        button: t('记录送达', 'Record service'),
        fields: serving,
        values: { on: dayOf(p.clock.now()), consent: v.acts[0]?.facts.electronic === true },
        children: (
          <>
            {id}
            <input type="hidden" name="document" value={waiting.number} />
          </>
        ),
      })
    if (v.mine.includes('complaint.closed') && !waiting)
      actions.push({ name: 'close', button: t('办结', 'Close'), fields: [], children: id })
    return {
      title: text(`投诉 ${v.number}`, `Complaint ${v.number}`),
      body: (
        <OfficerCase
          p={p}
          title={t(v.title)}
          number={v.number}
          status={t(v.statusText)}
          light={light && { colour: light.colour, text: t(light) }}
          back={{ href: desk, text: t('投诉', 'Complaints') }}
          said={[[p.query.done, text('已办理。', 'Done.')]]}
          timeline={timelineOf(v, p)}
          papers={[]}
          path={p.url.pathname}
          facts={
            <>
              <Facts
                rows={[
                  ...v.parties.map((x): [string, string] => [t(x.title), x.name]),
                  [t('反映的情况', 'What happened'), v.acts[0]?.why ?? ''],
                  ...(v.form.about ? [[t('办件编号', 'Case'), String(v.form.about)] as [string, string]] : []),
                ]}
              />
              <Documents list={documentsOf(v, p)} lang={lang} />
            </>
          }
          clock={v.now && <Clock v={v} p={p} />}
          actions={actions}
          {...(v.recusal ? { waits: t(v.recusal) } : {})}
        />
      ),
    }
  },
})
