import { type Count, dayOf } from '../../../kernel/calendar/index.ts'
import { contract as cases, findCase, versionOf } from '../../../kernel/cases/index.ts'
import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import { Facts, fieldsOf, OfficerCase, readFields, ShadowScale, StepForm, sayDay } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import * as contract from '../contract.ts'
import { lightOf } from '../light.tsx'
import { chartOf, formRows, papersOf, timelineOf } from '../shown.tsx'
import { actions } from './actions.ts'

/** 催办 and 督办 on the case, each answered by itself. */
const answer = fieldsOf(answerOrder, { answer: { label: text('答复', 'Answer'), kind: 'lines' } })
const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''
const recusal = fieldsOf(cases.recuse, { reason: { label: text('回避的理由', 'Why you step back'), kind: 'lines' } })

/** One case, three panes: materials and facts, the paper itself, what can be done now. */
export default page({
  path: '/desk/cases/:number',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: {
    ...Object.fromEntries(
      Object.entries(actions).map(([name, { contract: operation, fields }]) => [
        name,
        action({
          operation,
          input: async (f: FormValues, p: PageContext) => ({ ...readFields(fields, f), caseId: await idOf(p) }),
          next: (_, p) => p.url.pathname,
        }),
      ]),
    ),
    'answer-measure': action({
      operation: answerOrder,
      input: (f: FormValues) => ({ ...readFields(answer, f), id: String(f.id ?? '') }) as never,
      next: (_, p) => p.url.pathname,
    }),
    recuse: action({
      operation: cases.recuse,
      input: async (f: FormValues, p: PageContext) => ({ ...readFields(recusal, f), caseId: await idOf(p) }) as never,
      next: (_, p) => p.url.pathname,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(contract.getCase, { number: p.params.number! })
    const item = await versionOf(p.tx, (await findCase(p.tx, c.number))!.versionId!)
    const clocks = c.clocks as Record<string, Count | undefined>
    const light = c.now ? lightOf(c.now.count) : undefined
    const before = c.acts.findLast((a) => a.who.zh !== '当事人' && a.facts.step !== undefined)
    const { measures } = await p.call(openMeasures, { number: c.number })
    const waits = c.work.filter((w) => !w.mine)
    return {
      title: text(`${c.number} ${c.title.zh}`, `${c.number} ${c.title.en}`),
      body: (
        <>
          <OfficerCase
            p={p}
            path={p.url.pathname}
            labels={Object.fromEntries(
              Object.values(actions).flatMap((a) => a.fields.map((f) => [f.name, f.label[lang]] as const)),
            )}
            paper={p.query.paper}
            back={{ href: '/desk/cases', text: t('办件', 'Cases') }}
            title={c.title[lang]}
            number={c.number}
            about={c.unitName[lang]}
            status={c.statusText[lang]}
            light={light && { colour: light.colour, text: light[lang] }}
            papers={papersOf(item, c, lang)}
            facts={
              <>
                <Facts
                  rows={[
                    ...c.parties.map((party): [string, string] => [party.title[lang], party.name]),
                    ...formRows(item, c, lang),
                  ]}
                />
                {Object.values(c.warnings).map((w) => (
                  <p class="warn">▲ {w[lang]}</p>
                ))}
                {c.documents.map((d) => (
                  <p>
                    <a href={`/documents/${d.number}.pdf`}>{d.title[lang]}（PDF）</a>{' '}
                    <span class="num small">{d.number}</span>
                  </p>
                ))}
              </>
            }
            before={
              before && {
                title: before.title[lang],
                who: before.who[lang],
                at: sayDay(before.at, lang),
                why: before.why,
                advice:
                  before.facts.advice &&
                  (before.facts.advice === 'grant'
                    ? t('建议准予', 'Advice: grant')
                    : t('建议不予许可', 'Advice: refuse')),
              }
            }
            clock={
              <ShadowScale
                statutory={clocks.statutory}
                promised={clocks.promised}
                today={dayOf(p.clock.now())}
                lang={lang}
              />
            }
            measures={measures
              .filter((m) => m.state !== 'closed')
              .map((m) => ({
                title: `${m.title[lang]} · ${m.officeName[lang]}`,
                text: (
                  <>
                    <p>{m.said}</p>
                    {m.answer && <p class="small">{t(`已答复：${m.answer}`, `Answered: ${m.answer}`)}</p>}
                  </>
                ),
                due: m.due ? t(`${m.due} 前答复`, `answer by ${m.due}`) : undefined,
                colour: m.late ? ('red' as const) : ('yellow' as const),
                ...(m.mayAnswer
                  ? {
                      answer: {
                        name: 'answer-measure',
                        button: t(`答复${m.title.zh}`, `Answer: ${m.title.en}`),
                        fields: [{ name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') }, ...answer],
                        values: { id: m.id },
                      },
                    }
                  : {}),
              }))}
            actions={Object.entries(actions)
              .filter(([name]) => c.abilities[name])
              .map(([name, a]) => ({
                name,
                button: a.title[lang],
                fields: a.fields,
                tells: a.tells(p, item.content.limits.promised.value)[lang],
                danger: a.danger ?? false,
                values: { how: 'online' },
              }))}
            waits={
              c.recusal
                ? t(
                    `${c.recusal.zh}，请由同岗位的其他人办理。`,
                    `Somebody else of your post must do it: ${c.recusal.en}.`,
                  )
                : waits.length > 0
                  ? waits
                      .map((w) => t(`「${w.title.zh}」由${w.who.zh}办理。`, `“${w.title.en}” is for ${w.who.en}. `))
                      .join('')
                  : t('这一件已经办结。', 'This case is closed.')
            }
            timeline={timelineOf(c, lang)}
            chart={await chartOf(p.tx, c, lang)}
          />
          {!c.closed && !c.recusal && c.mine.length > 0 && (
            <details class="more no-print">
              <summary>{t('我要回避', 'I have to step back')}</summary>
              <StepForm
                p={p}
                name="recuse"
                button={t('写明回避', 'Step back')}
                fields={recusal}
                tells={t(
                  '写明后，您不能再办这一件的任何一步，由同岗位的其他人办理；这是这一件的一个公开行为，理由不公开。',
                  'From then on you do no step of this case; somebody else of your post does. It is a public act of the case, its reason is not.',
                )}
              />
            </details>
          )}
        </>
      ),
    }
  },
})
