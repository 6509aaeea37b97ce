import { caseAt, contract as cases } from '../../../kernel/cases/index.ts'
import { cards } from '../../../kernel/identity/index.ts'
import {
  action,
  anyone,
  type FormValues,
  type PageContext,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import {
  CitizenCase,
  Documents,
  Facts,
  fieldsOf,
  Light,
  Notice,
  PortalPage,
  Proof,
  readFields,
  StepForm,
  sayDay,
  sayTime,
} from '../../../web/ui/index.ts'
import { type Inspection, inspection } from '../case.kind.ts'
import { getList, object } from '../contract.ts'
import { drawPath, portal, resultPath } from '../paths.ts'
import { unitNames } from '../visit/results.ts'
import { Clock, documentsOf, lightOf, timelineOf } from '../visit/view.tsx'
import { causes, colourOf, conclusions, lineOf, results, titleOf } from '../words.ts'

const objecting = fieldsOf(object, {
  statement: { label: text('哪里不对，为什么', 'What is wrong, and why'), kind: 'lines', lines: 6 },
})

/** What is public of a result: lines, conclusion, who went. What was written beside the lines is between unit and subject. */
async function Public({ p, facts, number }: { p: PageContext; facts: Inspection; number: string }) {
  const { t, lang } = p
  const content = (await p.call(getList, { number: facts.list }))?.content
  const names = new Map((await cards(p.tx, {}, p.clock.now())).map((c) => [c.number, `${c.name}（${c.number}）`]))
  const nameOf = await unitNames(p.tx)
  const visited = facts.visited!
  return (
    <>
      <p>
        <Light colour={colourOf(facts.conclusion!)}>
          <strong>{t(conclusions[facts.conclusion!]!)}</strong>
        </Light>
      </p>
      {facts.answered && (
        <Notice
          kind="info"
          title={
            facts.answered.outcome === 'corrected'
              ? t('经异议，结果已更正。', 'Corrected after an objection.')
              : t('提出过异议，答复维持。', 'There was an objection; the result was upheld.')
          }
        />
      )}
      <Facts
        rows={[
          [t('编号', 'Number'), number],
          [t('检查机关', 'Unit'), t(nameOf(facts.unit))],
          [t('检查时间', 'Visited'), sayTime(visited.at, lang)],
          [t('检查人员', 'Officers'), visited.present.map((c) => names.get(c) ?? c).join(t('、', ', '))],
          [
            t('为什么查', 'Why'),
            <>
              {t(causes[facts.cause]!)} {facts.draw && <a href={drawPath(facts.draw)}>{t('抽取记录', 'The draw')}</a>}
            </>,
          ],
          ...(facts.rechecks.length > 0
            ? [
                [
                  t('复查', 'Rechecked'),
                  facts.rechecks
                    .map(
                      (r) =>
                        `${sayDay(r.at, lang)} ${t(r.outcome === 'done' ? text('已整改', 'put right') : r.outcome === 'again' ? text('再给一次期限', 'once more') : text('未整改，移送', 'not put right, transferred'))}`,
                    )
                    .join(t('；', '; ')),
                ] as [string, string],
              ]
            : []),
        ]}
      />
      {facts.items.map((code) => (
        <section>
          <h2>{titleOf(content, code, lang)}</h2>
          <ul class="plain">
            {visited.lines
              .filter((l) => l.item === code)
              .map((l) => (
                <li>
                  <Light colour={l.result === 'ok' ? 'green' : l.result === 'problem' ? 'red' : 'off'}>
                    {t(results[l.result]!)}
                  </Light>{' '}
                  {t(lineOf(content?.items ?? [], l.item, l.line))}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** A result for everybody once it is published; before that, and with the words, for who was inspected, who may object here. */
export default page({
  path: resultPath(':number'),
  shell: 'portal',
  allow: anyone,
  actions: {
    object: action({
      operation: object,
      input: (f: FormValues) => ({ ...readFields(objecting, f), caseId: f.caseId }) as never,
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const at = await caseAt<Inspection>(p.tx, { number: p.params.number! })
    if (at.found.kind !== inspection.kind) throw standardProblem('NOT_FOUND')
    const { facts } = at
    const name = String(at.found.form.name)
    const title = text(`检查结果：${name}`, `Inspection: ${name}`)
    const result = facts.published ? await Public({ p, facts, number: at.found.number }) : undefined
    const party =
      p.actor.kind === 'person' && at.parties.some((x) => x.personId === (p.actor as { personId: string }).personId)
    if (!party) {
      if (!result) throw standardProblem('NOT_FOUND')
      const published = at.acts.find((a) => a.type === 'inspection.published')!
      return {
        title,
        body: (
          <PortalPage p={p} title={name} back={{ href: portal, text: t('检查结果', 'Results') }} narrow>
            {result}
            <p>
              {t(`${sayDay(facts.published!, lang)} 公开。`, `Published ${sayDay(facts.published!, lang)}.`)}{' '}
              <Proof actId={published.id} lang={lang} of={t('公开', 'publication')} />
            </p>
          </PortalPage>
        ),
      }
    }
    const v = await p.call(cases.viewCase, { number: at.found.number })
    const light = lightOf(v)
    return {
      title,
      body: (
        <CitizenCase
          p={p}
          title={name}
          number={v.number}
          about={t(v.unitName)}
          status={t(v.statusText)}
          light={light && { colour: light.colour, text: t(light) }}
          late={v.now?.count.overdue ?? false}
          back={{ href: portal, text: t('检查结果', 'Results') }}
          said={[[p.query.done, text('已收到您的异议。', 'Your objection was received.')]]}
          labels={{ statement: t(objecting[0]!.label) }}
          timeline={timelineOf(v, p)}
          next={
            v.work[0]
              ? t(
                  `接下来由${v.work[0].who.zh}办：${v.work[0].title.zh}。`,
                  `Next, ${v.work[0].title.en}: ${v.work[0].who.en}.`,
                )
              : t('已经办结。', 'It is closed.')
          }
          todo={
            <>
              {v.documents.length > 0 && <Documents list={documentsOf(v, p)} lang={lang} />}
              {result}
              {facts.published && !facts.objected && (
                <details class="more" open={p.form?.action === 'object'}>
                  <summary>{t('对结果有异议', 'I object to the result')}</summary>
                  <StepForm p={p} name="object" button={t('提出异议', 'Object')} fields={objecting}>
                    <input type="hidden" name="caseId" value={v.id} />
                  </StepForm>
                </details>
              )}
            </>
          }
          clock={v.now && <Clock v={v} p={p} />}
        />
      ),
    }
  },
})
