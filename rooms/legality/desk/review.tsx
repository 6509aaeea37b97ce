import { type ItemVersion, itemVersion, versionsOf } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  action,
  actsOf,
  actTypes,
  type FormValues,
  isUuid,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import {
  Act,
  Button,
  ChartFigure,
  Citations,
  DeskPage,
  Facts,
  Field,
  Light,
  Notice,
  Timeline,
} from '../../../web/ui/index.ts'
import { checkVersion } from '../check-version.ts'
import * as contract from '../contract.ts'
import { findings } from '../review.rules.ts'
import { changesOf } from './changes.tsx'
import { ChartProblems } from './chart-problems.tsx'
import { statusWords } from './lists.tsx'
import { Performers } from './performers.tsx'

const versionOf = async (p: PageContext): Promise<ItemVersion> => {
  const version = isUuid(p.params.id) ? await itemVersion(p.tx, p.params.id) : undefined
  if (!version) throw standardProblem('NOT_FOUND')
  return version
}
const id = (_: FormValues, p: PageContext) => ({ id: p.params.id! })
const here = (_: unknown, p: PageContext) => p.url.pathname

/** Legality review of one version: chart, findings set against the law, differences, opinion. */
export default page({
  path: '/desk/review/:id',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'legal-officer') !== undefined,
  actions: {
    return: action({
      operation: contract.returnWithOpinion,
      input: (f: FormValues, p: PageContext) => ({ ...id(f, p), opinion: String(f.opinion ?? '') }),
      next: here,
    }),
    pass: action({
      operation: contract.passReview,
      input: (f: FormValues, p: PageContext) => ({ ...id(f, p), opinion: String(f.opinion ?? '') }),
      next: here,
    }),
    publish: action({
      operation: contract.publish,
      input: (f: FormValues, p: PageContext) => ({ ...id(f, p), ...(f.from ? { from: String(f.from) } : {}) }),
      next: here,
    }),
    retire: action({
      operation: contract.retire,
      input: (f: FormValues, p: PageContext) => ({ ...id(f, p), reason: String(f.reason ?? '') }),
      next: here,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await versionOf(p)
    const c = v.content
    const check = await checkVersion(p.tx, v)
    const before = (await versionsOf(p.tx, v.code)).find(
      (x) => x.number < v.number && (x.status === 'published' || x.status === 'retired'),
    )
    const svg = await drawChart(v.bpmn, { lang, problems: check.chart.problems })
    const steps = await sayChart(v.bpmn, { lang })
    const all = await units(p.tx)
    const unit = all.find((u) => u.code === v.unit)
    const changes = await changesOf(p, before, v, all)
    const acts = await actsOf(p.tx, v.jurisdiction, v.id)
    const typed = (name: string) =>
      typeof p.form?.values[name] === 'string' ? (p.form.values[name] as string) : undefined
    return {
      title: text(`审查：${c.name.zh}`, `Review: ${c.name.en}`),
      body: (
        <DeskPage
          p={p}
          title={`${c.name[lang]} ${t(`第 ${v.number} 版`, `version ${v.number}`)}`}
          lead={
            <>
              <span class="badge">{statusWords[v.status][lang]}</span> {unit?.name[lang]}
            </>
          }
          back={{ href: '/desk/review', text: t('合法性审查', 'Legality review') }}
          labels={{
            opinion: t('审查意见', 'Opinion'),
            from: t('生效日期', 'In force from'),
            reason: t('理由', 'Reason'),
          }}
        >
          <h2>{t('与法律对照', 'Set against the law')}</h2>
          <ul class="plain links">
            <li>
              <Light colour={check.chart.sound ? 'green' : 'red'}>
                {check.chart.sound
                  ? t('流程图健全', 'the chart is sound')
                  : t('流程图不健全', 'the chart is not sound')}
              </Light>
            </li>
            {findings(c).map((f) => (
              <li>
                <Light colour={f.severity === 'stop' ? 'red' : 'yellow'}>
                  {f.severity === 'stop' ? t('须改', 'must change') : t('留意', 'look')}
                </Light>{' '}
                {f.where[lang]}：{f.message[lang]} {f.basis && <Citations list={f.basis} lang={lang} />}
              </li>
            ))}
          </ul>
          <Facts
            rows={[
              [t('设定依据', 'Legal basis'), <Citations list={c.basis} lang={lang} />],
              [
                t('法定期限', 'Statutory limit'),
                <>
                  {c.limits.statutory.value} {t('个工作日', 'working days')}{' '}
                  <Citations list={c.limits.statutory.basis} lang={lang} />
                </>,
              ],
              [t('承诺期限', 'Promised limit'), `${c.limits.promised.value} ${t('个工作日', 'working days')}`],
              [t('材料', 'Materials'), c.materials.map((m) => m.name[lang]).join('、')],
              [t('受理条件', 'Conditions'), c.conditions.map((x) => x[lang]).join('；')],
            ]}
          />
          {check.chart.problems.length > 0 && <ChartProblems p={p} problems={check.chart.problems} />}
          {svg && (
            <ChartFigure
              svg={svg}
              steps={steps}
              lang={lang}
              caption={t('权力运行流程图', 'Procedure chart')}
              note={
                check.chart.problems.some((x) => x.path)
                  ? t('数字是走到问题那里的次序', 'the numbers are the way to the problem')
                  : undefined
              }
            />
          )}
          <Performers p={p} version={v} procedure={check.chart.procedure} units={all} />
          {changes}
          {v.opinion && (
            <Notice kind="info" title={t('审查意见', 'Opinion')}>
              <p>{v.opinion}</p>
            </Notice>
          )}
          <h2>{t('经过', 'Acts')}</h2>
          <Timeline
            lang={lang}
            label={t('经过', 'Acts')}
            entries={[...acts].reverse().map((a) => ({
              key: `act-${a.number}`,
              title: `${a.number}. ${actTypes.get(a.type)?.title[lang] ?? a.type}`,
              at: a.happenedAt,
              who: a.actor.kind === 'post' ? `${a.actor.unit[lang]} ${a.actor.post[lang]}` : '',
              why: a.public.opinion,
            }))}
          />
          {v.status === 'in-review' && (
            <form method="post">
              <input type="hidden" name="csrf" value={p.csrf} />
              <input type="hidden" name="command" value={p.command} />
              <Field
                name="opinion"
                type="textarea"
                label={t('审查意见', 'Opinion')}
                value={typed('opinion')}
                error={p.form?.fields.opinion?.[lang]}
                required
              />
              <div class="actions">
                <Button name="do" value="pass">
                  {t('审查通过', 'Pass')}
                </Button>
                <Button danger name="do" value="return">
                  {t('退回修改', 'Return')}
                </Button>
              </div>
            </form>
          )}
          {v.status === 'passed' && (
            <form method="post">
              <Act p={p} name="publish" />
              <Field
                name="from"
                type="date"
                label={t('生效日期（不填即今天）', 'In force from (today when left empty)')}
                error={p.form?.fields.from?.[lang]}
              />
              <Button>{t('公布', 'Publish')}</Button>
            </form>
          )}
          {v.status === 'published' && (
            <details class="more">
              <summary>{t('停用这个事项', 'Retire this item')}</summary>
              <form method="post">
                <Act p={p} name="retire" />
                <p class="small">
                  {t(
                    '停用后不再接受新申请，在办的照常办完。',
                    'No new applications are taken; open cases are finished.',
                  )}
                </p>
                <Field name="reason" label={t('理由', 'Reason')} error={p.form?.fields.reason?.[lang]} required />
                <Button danger>{t('停用', 'Retire')}</Button>
              </form>
            </details>
          )}
        </DeskPage>
      ),
    }
  },
})
