import type { ComponentChildren } from 'preact'
import { dayOf } from '../../../kernel/calendar/index.ts'
import {
  type CaseKind,
  type CaseView,
  contract as cases,
  findCase,
  phrasesOf,
  versionOf,
} from '../../../kernel/cases/index.ts'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import { contract as documents, WAYS, ways } from '../../../kernel/documents/index.ts'
import {
  action,
  type Contract,
  type FormValues,
  type Page,
  type PageAction,
  type PageContext,
  type Policy,
  page,
  postOf,
  standardProblem,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, sayDay } from '../components.tsx'
import { Documents } from '../documents/documents.tsx'
import { ShadowScale } from '../shadow-scale.tsx'
import { type FormField, fieldsOf, type Option, readFields } from '../step-form/fields.ts'
import { StepForm } from '../step-form/step-form.tsx'
import { type CaseAction, type Measure, OfficerCase } from './case-page.tsx'
import { lightOf } from './light.ts'
import { LinkedCases, linkedTo } from './linked.tsx'
import { type Act, chartOf, documentsOf, formRows, papersOf, type Scale, scaleOf, timelineOf } from './of-view.tsx'
import { handing, noting, Together, whoDoes } from './together.tsx'

type Write = Contract<any, any, any, 'write'>
type Read = Contract<any, any, any, 'read'>

/** Something that officers may do on a case: an operation on { caseId, … }, said with its consequence before it is done. */
export type OfficerAction<V> = {
  contract: Write
  title: Text
  /** Whether it is the reader's to do now: an act that is among the reader's open steps, or a question to the view. */
  when: string | ((c: V) => boolean)
  fields?: FormField[]
  /** Choices that depend on the city, by field. */
  options?(p: PageContext, c: V): Promise<Record<string, Option[]>>
  /** First and hidden values, by field. */
  values?(c: V, p: PageContext): Record<string, unknown>
  tells?(p: PageContext, item: ItemVersion | undefined): Text
  danger?: boolean
  /** Where it leads; back to the case where left out. */
  next?: string
}

/** What is open beside the case and answered on it: reminders and orders of the supervision room. */
export type MeasuresOf = { open: Read; answer: Write }

export type OfficerPage<V extends CaseView> = {
  kind: CaseKind
  /** Its list; the case stands below it by its number. */
  path: string
  list: Text
  allow: Policy<unknown>
  /** A read of { number } whose output holds at least what `cases.view-case` gives; that one where left out. */
  view?: Read
  actions: Record<string, OfficerAction<V>>
  facts?(c: V, p: PageContext): [string, string][]
  factsTitle?: Text
  warns?(c: V): Text[]
  /** Words after an act's title, and what the step before recommended. */
  adds?(a: Act): Text | undefined
  /** Below the facts: what only this kind shows. */
  more?(c: V, p: PageContext): ComponentChildren
  advice?(a: Act): Text | undefined
  scale?: Scale
  measures?: MeasuresOf
}

const answering = [{ name: 'answer', kind: 'lines' as const, label: text('答复', 'Answer') }]
const recusing = fieldsOf(cases.recuse, { reason: { label: text('回避的理由', 'Why you step back'), kind: 'lines' } })
/** How a document was served: the same proof 送达回证 for every kind. */
export const servingFields = (contract: Write): FormField[] =>
  fieldsOf(contract, {
    how: { label: text('送达方式', 'How'), options: Object.fromEntries(WAYS.map((w) => [w, ways[w].title])) },
    on: { label: text('日期', 'Day'), required: false },
    receiver: { label: text('签收人', 'Signed by'), required: false },
    witness: { label: text('见证人或影像', 'Witness or record'), required: false },
    reason: { label: text('原因和经过', 'Reason'), required: false },
    consent: { label: text('受送达人同意电子送达', 'The receiver consents to electronic service'), required: false },
  })

/** Records how the newest document that nobody served was served; `when` says whose it is. */
export function serviceOf<V extends CaseView>(when: (c: V) => boolean): OfficerAction<V> {
  const waiting = (c: V) => c.documents.findLast((d) => !d.served && !d.inside && !d.signed)
  return {
    contract: documents.serveDocument,
    title: text('记录送达', 'Record service'),
    when: (c) => waiting(c) !== undefined && when(c),
    fields: [
      ...servingFields(documents.serveDocument),
      { name: 'document', kind: 'hidden', label: text('文书', 'Document') },
    ],
    values: (c, p) => ({ on: dayOf(p.clock.now()), document: waiting(c)?.number }),
  }
}

const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''

/** A room's page of one case on the desk, from what the room says of its kind: three panes, acts, chart, measures, 回避. */
export function officerPage<V extends CaseView>(of: OfficerPage<V>): Page {
  const back = (next?: string) => (_: unknown, p: PageContext) => `${next ?? p.url.pathname}?done=1`
  const on = (contract: Write, fields: FormField[], next?: string): PageAction<any> =>
    action({
      operation: contract,
      input: async (f: FormValues, p: PageContext) => ({ ...readFields(fields, f), caseId: await idOf(p) }),
      next: back(next),
    })
  return page({
    path: `${of.path}/:number`,
    shell: 'desk',
    allow: of.allow,
    actions: {
      ...Object.fromEntries(
        Object.entries(of.actions).map(([name, a]) => [name, on(a.contract, a.fields ?? [], a.next)]),
      ),
      recuse: on(cases.recuse, recusing),
      'hand-on': on(cases.handOn, handing),
      note: on(cases.addNote, noting),
      ...(of.measures
        ? {
            'answer-measure': action({
              operation: of.measures.answer,
              input: (f: FormValues) => ({ ...readFields(answering, f), id: String(f.id ?? '') }),
              next: back(),
            }),
          }
        : {}),
    },
    async render(p) {
      const { t, lang } = p
      const c = (await p.call(of.view ?? cases.viewCase, { number: p.params.number! })) as V
      if (c.kind !== of.kind.kind) throw standardProblem('NOT_FOUND')
      const version = (await findCase(p.tx, c.number))?.versionId
      const item = version ? await versionOf(p.tx, version) : undefined
      const light = c.now ? lightOf(c.now.count) : undefined
      const before = c.acts.findLast((a) => a.who.zh !== '当事人' && a.facts.step !== undefined)
      const waits = c.work.filter((w) => !w.mine)
      const drawn = scaleOf(c, of.scale)
      const linked = await linkedTo(p, c)
      return {
        title: text(`${c.number} ${c.title.zh}`, `${c.number} ${c.title.en}`),
        body: (
          <>
            <OfficerCase
              p={p}
              path={p.url.pathname}
              labels={Object.fromEntries(
                (of.actions[p.form?.action ?? '']?.fields ?? []).map((f) => [f.name, f.label[lang]] as const),
              )}
              paper={p.query.paper}
              back={{ href: of.path, text: of.list[lang] }}
              title={c.title[lang]}
              number={c.number}
              about={c.unitName[lang]}
              status={c.statusText[lang]}
              light={light && { colour: light.colour, text: light[lang] }}
              said={[[p.query.done, text('已办理。', 'Done.')]]}
              papers={papersOf(item, c, lang)}
              factsTitle={of.factsTitle?.[lang]}
              facts={
                <>
                  <Facts
                    rows={[
                      ...c.parties.map((party): [string, string] => [party.title[lang], party.name]),
                      ...formRows(item, c, lang),
                      ...(of.facts?.(c, p) ?? []),
                    ]}
                  />
                  {of.warns?.(c).map((w) => (
                    <p class="warn">▲ {w[lang]}</p>
                  ))}
                  {of.more?.(c, p)}
                  <LinkedCases linked={linked} p={p} />
                  {c.documents.length > 0 && <Documents list={documentsOf(c, lang)} lang={lang} />}
                </>
              }
              before={
                before && {
                  title: before.title[lang],
                  who: before.who[lang],
                  at: sayDay(before.at, lang),
                  why: before.why,
                  advice: of.advice?.(before)?.[lang],
                }
              }
              clock={
                (drawn.statutory || drawn.promised) && (
                  <ShadowScale {...drawn} today={dayOf(p.clock.now())} lang={lang} />
                )
              }
              measures={of.measures ? await measuresOf(of.measures, c.number, p) : []}
              actions={await actionsOf(of, c, item, p)}
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
                    : c.closed
                      ? t('这一件已经办结。', 'This case is closed.')
                      : t(
                          '这一件现在没有您这个岗位要办的步骤。',
                          'There is nothing for your post to do on this case now.',
                        )
              }
              timeline={timelineOf(c, lang, of.adds)}
              chart={await chartOf(p, c)}
            />
            <Together p={p} c={c} of={await whoDoes(of.kind, c, p)} />
            {!c.closed && !c.recusal && c.mine.length > 0 && (
              <details class="more no-print">
                <summary>{t('我要回避', 'I have to step back')}</summary>
                <StepForm
                  p={p}
                  name="recuse"
                  button={t('写明回避', 'Step back')}
                  fields={recusing}
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
}

async function actionsOf<V extends CaseView>(
  of: OfficerPage<V>,
  c: V,
  item: ItemVersion | undefined,
  p: PageContext,
): Promise<CaseAction[]> {
  const { lang } = p
  const post = postOf(p.actor)
  const phrases = post ? await phrasesOf(p.tx, post.jurisdiction, post.unitCode) : []
  const mine = Object.entries(of.actions).filter(([, { when }]) =>
    typeof when === 'string' ? c.mine.includes(when) : when(c),
  )
  return Promise.all(
    mine.map(async ([name, a]) => {
      const options = await a.options?.(p, c)
      const fields = (a.fields ?? []).map((f): FormField => {
        const own = options?.[f.name]
        return own && 'options' in f ? { ...f, options: own } : f
      })
      return {
        name,
        button: a.title[lang],
        fields,
        danger: a.danger ?? false,
        ...(a.tells ? { tells: a.tells(p, item)[lang] } : {}),
        ...(a.values || p.query.on === name
          ? {
              values: {
                ...a.values?.(c, p),
                ...(p.query.on === name ? phraseIn(phrases, fields, p.query.phrase) : {}),
              },
            }
          : {}),
        open: p.query.on === name,
        ...(phrases.length > 0 && fields.some((f) => f.kind === 'lines')
          ? {
              phrases: phrases.map((ph) => ({
                title: ph.title,
                href: `${p.url.pathname}?on=${name}&phrase=${ph.id}#act-${name}`,
              })),
            }
          : {}),
      }
    }),
  )
}

/** A phrase of the unit as the first words of a step's first lines. */
function phraseIn(
  phrases: readonly { id: string; body: string }[],
  fields: FormField[],
  id: string | undefined,
): Record<string, string> {
  const found = phrases.find((ph) => ph.id === id)
  const field = fields.find((f) => f.kind === 'lines')
  return found && field ? { [field.name]: found.body } : {}
}

/** 催办 and 督办 on the case, each answered by itself. */
async function measuresOf(of: MeasuresOf, number: string, p: PageContext): Promise<Measure[]> {
  const { t, lang } = p
  const { measures } = await p.call(of.open, { number })
  return (measures as OpenMeasure[])
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
              fields: [{ name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') }, ...answering],
              values: { id: m.id },
            },
          }
        : {}),
    }))
}

type OpenMeasure = {
  id: string
  title: Text
  officeName: Text
  said: string
  answer: string | null
  due: string | null
  state: string
  late: boolean
  mayAnswer: boolean
}
