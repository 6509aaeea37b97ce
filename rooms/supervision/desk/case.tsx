import { type Count, dayOf } from '../../../kernel/calendar/index.ts'
import { caseKinds, contract as cases } from '../../../kernel/cases/index.ts'
import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  Citations,
  DeskPage,
  fieldsOf,
  Light,
  readFields,
  ShadowScale,
  StepForm,
  sayDay,
  sayTime,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { appealLight, decideAppeal } from '../ladder.contract.ts'
import { paths } from '../paths.ts'
import { daysByWhom, stepDays } from '../step-days.rules.ts'
import { ANSWER_LABELS, answering, MeasureCard } from './answer.tsx'
import { deciding } from './appeals.tsx'

const of = async (p: PageContext) => p.call(contract.measuresOfCase, { number: p.params.number! })
const here = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`
const addressed = async (f: FormValues, p: PageContext) => ({
  caseId: (await of(p)).caseId,
  said: String(f.said ?? ''),
  ...(f.unit ? { unit: String(f.unit) } : {}),
})

const settling = [
  { name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') },
  ...fieldsOf(contract.settleLight, { finding: { label: text('查明的情况', 'What was found'), kind: 'lines' } }),
]

const appealing = [
  { name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') },
  ...fieldsOf(appealLight, { reason: { label: text('为什么这张牌不对', 'Why the light is wrong'), kind: 'lines' } }),
]

type Lit = Awaited<ReturnType<typeof of>>['lights'][number]
/** By which words of which rule a light stands, with the facts and acts that anybody can check. */
function LightProof({ p: { t, lang }, l }: { p: PageContext; l: Lit }) {
  const facts = Object.entries(l.facts).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return (
    <span class="small">
      {' '}
      <a href={`/supervision/rules#r-${l.ruleId}`}>
        {t('规则', 'rule')} {l.ruleId} {l.version}
      </a>
      {facts.length > 0 && <code> {facts.join('; ')}</code>}{' '}
      {l.evidence.map((id, i) => (
        <a href={`/ledger/acts/${id}`}>{t(`行为 ${i + 1}`, `act ${i + 1}`)} </a>
      ))}
      <Citations list={l.basis} lang={lang} />
      {l.appeal &&
        t(
          ` 申诉：${l.appeal.outcome === null ? '待裁定' : l.appeal.outcome === 'upheld' ? '成立' : '不成立'}`,
          ` appeal: ${l.appeal.outcome ?? 'undecided'}`,
        )}
    </span>
  )
}

/** One case of any kind under supervision: its clocks, whose step used which days, its lights, and the ladder of measures. */
export default page({
  path: paths.case,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: {
    ...answering,
    reminder: action({ operation: contract.sendReminder, input: addressed, next: here }),
    settle: action({
      operation: contract.settleLight,
      input: (f: FormValues) => readFields(settling, f) as never,
      next: here,
    }),
    appeal: action({
      operation: appealLight,
      input: (f: FormValues) => readFields(appealing, f) as never,
      next: here,
    }),
    decide: action({
      operation: decideAppeal,
      input: (f: FormValues) => readFields(deciding, f) as never,
      next: here,
    }),
    order: action({
      operation: contract.issueOrder,
      input: async (f: FormValues, p: PageContext) => ({ ...(await addressed(f, p)), days: Number(f.days ?? 0) }),
      next: here,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const m = await of(p)
    const c = await p.call(cases.viewCase, { number: p.params.number! })
    const clocks = c.clocks as Record<string, Count | undefined>
    const today = dayOf(p.clock.now())
    const words = caseKinds.get(c.kind)?.clocks ?? {}
    const main = clocks.statutory ?? clocks.promised ?? c.now?.count ?? Object.values(clocks)[0]
    const others = Object.entries(clocks).filter(([name]) => name !== 'statutory' && name !== 'promised')
    const days = main
      ? stepDays(
          main,
          c.acts.map((a) => ({ title: a.title, who: a.who, at: a.at })),
          c.work[0],
          today,
        )
      : []
    const addressee = {
      name: 'unit',
      kind: 'choice' as const,
      label: text('发给', 'To'),
      required: false,
      options: m.addressees.map((u) => ({ value: u.code, text: u.name })),
    }
    const said = (label: { zh: string; en: string }) => ({ name: 'said', kind: 'lines' as const, label, lines: 3 })
    return {
      title: text(`监察 ${c.number}`, `Supervision of ${c.number}`),
      body: (
        <DeskPage
          p={p}
          title={`${c.title[lang]} ${c.number}`}
          back={{ href: paths.wall, text: t('监察墙', 'The wall') }}
          said={[[p.query.done, text('已办。', 'Done.')]]}
          labels={ANSWER_LABELS[lang]}
          actions={<a href={`/desk/cases/${c.number}`}>{t('看办件', 'The case')}</a>}
        >
          <p>
            {c.unitName[lang]} · {c.statusText[lang]}
            {c.work.map((w) => ` · ${t('轮到', 'waits for')} ${w.who[lang]}${t('：', ': ')}${w.title[lang]}`)}
          </p>
          {m.lights.map((l) => (
            <p>
              <Light colour={l.clearedAt ? 'off' : (l.light as 'red' | 'yellow')}>
                {l.light === 'red' ? t('红牌', 'red') : t('黄牌', 'yellow')}
              </Light>{' '}
              {l.unit[lang]}：{l.rule[lang]}，{t('期限', 'due')} {sayDay(l.due, lang)}，{t('亮于', 'raised')}{' '}
              {sayTime(l.raisedAt, lang)}
              {l.clearedAt && `，${t('灭于', 'cleared')} ${sayTime(l.clearedAt, lang)}`}
              <LightProof p={p} l={l} />
            </p>
          ))}
          {m.lights
            .filter((l) => l.mayAppeal)
            .map((l) => (
              <details class="more no-print" open={p.form?.action === 'appeal' && p.form.values.id === l.id}>
                <summary>
                  {t('申诉：', 'Appeal: ')}
                  {l.rule[lang]}
                </summary>
                <StepForm
                  p={p}
                  name="appeal"
                  button={t('提交申诉', 'Appeal')}
                  tells={t(
                    '由另一人裁定；成立则灭牌，并记入规则的误报。',
                    'Another person decides; upheld, the light goes off and counts against its rule.',
                  )}
                  fields={appealing}
                  values={{ id: l.id }}
                />
              </details>
            ))}
          {m.lights
            .filter((l) => l.mayDecide)
            .map((l) => (
              <details class="more no-print" open={p.form?.action === 'decide' || p.query.do === 'decide'}>
                <summary>
                  {t('裁定申诉：', 'Decide the appeal: ')}
                  {l.rule[lang]}
                </summary>
                <p>{l.appeal!.reason}</p>
                <StepForm
                  p={p}
                  name="decide"
                  button={t('裁定', 'Decide')}
                  fields={deciding}
                  values={{ id: l.appeal!.id }}
                />
              </details>
            ))}
          {m.lights
            .filter((l) => l.maySettle)
            .map((l) => (
              <details class="more no-print" open={p.form?.action === 'settle'}>
                <summary>
                  {t('处理这张牌：', 'Settle this light: ')}
                  {l.rule[lang]}
                </summary>
                <StepForm
                  p={p}
                  name="settle"
                  button={t('写明结论，灭牌', 'Say what was found; light off')}
                  fields={settling}
                  values={{ id: l.id }}
                />
              </details>
            ))}
          <ShadowScale statutory={clocks.statutory} promised={clocks.promised} today={today} lang={lang} />
          {others.map(([name, count]) => (
            <section aria-label={words[name]?.[lang] ?? name}>
              <p class="small">{words[name]?.[lang] ?? name}</p>
              <ShadowScale promised={count} today={today} lang={lang} />
            </section>
          ))}
          {days.length > 0 && (
            <>
              <h2>{t('每一步用了几天', 'Whose step used which days')}</h2>
              <p>
                {daysByWhom(days)
                  .map((u) => t(`${u.who.zh} ${u.counted} 天`, `${u.who.en} ${u.counted} days`))
                  .join(t('；', '; '))}
                {t('。', '.')}
              </p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls; keyboards must reach it */}
              <section class="scroll" tabIndex={0} aria-label={t('每一步用了几天', 'Days of each step')}>
                <table class="table dense">
                  <thead>
                    <tr>
                      <th scope="col">{t('步骤', 'Step')}</th>
                      <th scope="col">{t('谁', 'Who')}</th>
                      <th scope="col">{t('从', 'From')}</th>
                      <th scope="col">{t('到', 'To')}</th>
                      <th scope="col" class="num">
                        {t('计时日', 'Days counted')}
                      </th>
                      <th scope="col" class="num">
                        {t('暂停日', 'Suspended')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {days.map((d) => (
                      <tr>
                        <td>{d.title[lang]}</td>
                        <td>{d.who[lang]}</td>
                        <td class="when">{sayDay(d.from, lang)}</td>
                        <td class="when">{d.to ? sayDay(d.to, lang) : t('还没办', 'open')}</td>
                        <td class="num">{d.counted}</td>
                        <td class="num">{d.suspended || '—'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </>
          )}
          <h2>{t('催办与督办', 'Reminders and orders')}</h2>
          {m.measures.length === 0 && <p class="small">{t('还没有。', 'None yet.')}</p>}
          <div class="measure-cards">
            {[...m.measures].reverse().map((x) => (
              <MeasureCard p={p} m={x} />
            ))}
          </div>
          <section class="act-forms no-print" id="reminder">
            {m.abilities['send-reminder'] && (
              <details open={p.form?.action === 'reminder' || p.query.do === 'reminder'}>
                <summary>{t('催办', 'Send a reminder')}</summary>
                <StepForm
                  p={p}
                  name="reminder"
                  button={t('发出催办', 'Send the reminder')}
                  fields={[...(m.addressees.length > 1 ? [addressee] : []), said(text('催办的话', 'Words'))]}
                />
              </details>
            )}
            {m.abilities['issue-order'] && (
              <details open={p.form?.action === 'order'}>
                <summary>{t('发督办单', 'Issue an order')}</summary>
                <StepForm
                  p={p}
                  name="order"
                  button={t('发出督办单', 'Issue the order')}
                  tells={t(
                    '单位须在期限内书面答复，再监察同时看到。',
                    'The unit must answer in writing by the deadline; the second level sees it too.',
                  )}
                  values={{ days: 3 }}
                  fields={[
                    ...(m.addressees.length > 1 ? [addressee] : []),
                    said(text('督办内容', 'The order')),
                    { name: 'days', kind: 'number', label: text('几个工作日内答复', 'Working days to answer') },
                  ]}
                />
              </details>
            )}
          </section>
        </DeskPage>
      ),
    }
  },
})
