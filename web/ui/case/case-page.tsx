import type { ComponentChildren } from 'preact'
import type { Text } from '../../../kernel/platform/index.ts'
import { Light, type TimelineEntry } from '../components.tsx'
import { Head } from '../pages/pages.tsx'
import { type Paper, PaperPreview, Papers } from '../papers/papers.tsx'
import { type Reader, sayIn, type Writer } from '../say.ts'
import { StepForm, type StepFormProps } from '../step-form/step-form.tsx'
import { History } from './history.tsx'

type CaseHead = {
  p: Reader
  title: string
  /** Number, unit, day: one line under the title. */
  number: string
  about?: ComponentChildren
  status: string
  light?: { colour: 'green' | 'yellow' | 'red' | 'off'; text: string } | undefined
  back?: { href: string; text: string } | undefined
  said?: [unknown, Text][]
  labels?: Record<string, string>
  timeline: TimelineEntry[]
  /** Below the timeline: the bundle of all receipts. */
  proof?: ComponentChildren
}

function Top({ p, title, number, about, back, said, labels }: CaseHead) {
  return (
    <>
      {back && (
        <p class="small back no-print">
          <a href={back.href}>← {back.text}</a>
        </p>
      )}
      <h1>{title}</h1>
      <p class="case-about">
        <span class="num">{number}</span>
        {about && <> · {about}</>}
      </p>
      <Head p={p} said={said} labels={labels} />
    </>
  )
}

export type CitizenCaseProps = CaseHead & {
  /** What happens next, who does it, and by which day; red where it is late. */
  next: ComponentChildren
  late?: boolean
  /** What the reader must or may do: forms, downloads. */
  todo?: ComponentChildren
  clock?: ComponentChildren
  chart?: ComponentChildren
  /** What was submitted, folded. */
  submitted?: ComponentChildren
  /** Withdrawal, complaint: at the end. */
  foot?: ComponentChildren
}

/** A case as the citizen reads it. Left: what to do, the clock, the facts; right: the timeline. One column on a phone. */
export function CitizenCase(c: CitizenCaseProps) {
  const t = sayIn(c.p.lang)
  return (
    <main class="page" id="main">
      <Top {...c} />
      <div class="case-two">
        <div>
          <section class={`next-step${c.late ? ' late' : ''}`} id="next" aria-labelledby="next-title">
            <h2 id="next-title">{c.status}</h2>
            {c.light && (
              <p>
                <Light colour={c.light.colour}>{c.light.text}</Light>
              </p>
            )}
            <div>{c.next}</div>
            {c.todo}
          </section>
          {c.clock && (
            <section aria-labelledby="clock-title">
              <h2 id="clock-title">{t('期限怎么算的', 'How the deadline is computed')}</h2>
              {c.clock}
            </section>
          )}
        </div>
        <section aria-labelledby="acts-title" class="case-history">
          <h2 id="acts-title">{t('每一步', 'Every act')}</h2>
          <History entries={c.timeline} lang={c.p.lang} open={3} />
          {c.proof && <p class="small">{c.proof}</p>}
        </section>
      </div>
      {c.chart}
      {c.submitted && (
        <details class="more submitted">
          <summary>{t('您提交的内容', 'What you submitted')}</summary>
          {c.submitted}
        </details>
      )}
      {c.foot}
    </main>
  )
}

/** Something open against or beside the case that an officer must see: a reminder, an order, a consultation. */
export type Measure = {
  title: string
  text: ComponentChildren
  due?: string | undefined
  colour?: 'yellow' | 'red'
  /** Its own answer, so that an answer never goes to the wrong one. */
  answer?: Omit<StepFormProps, 'p'>
}
/** `phrases`: the unit's own words, each by a link that opens the step with them. */
export type CaseAction = Omit<StepFormProps, 'p'> & { phrases?: { title: string; href: string }[]; open?: boolean }

export type OfficerCaseProps = Omit<CaseHead, 'p'> & {
  p: Writer
  papers: Paper[]
  /** The paper in the middle: `?paper=` of the address, else the first. */
  paper?: string | undefined
  /** The address of this page. */
  path: string
  facts: ComponentChildren
  /** What the facts are called; an application's where left out. */
  factsTitle?: string | undefined
  /** The step before: who, when, what was recommended. */
  before?: { title: string; who: string; at: string; why?: string | undefined; advice?: string | undefined } | undefined
  clock?: ComponentChildren
  measures?: Measure[]
  actions: CaseAction[]
  /** Where the case waits when there is nothing for this post to do. */
  waits?: string
  chart?: ComponentChildren
  /** The next case of the queue. */
  after?: { href: string; text: string } | undefined
}

/**
 * A case on the desk, three panes: materials and facts left, the paper itself in the middle, right what can be done now, with the
 * step before it, the clock, and measures that are open. Timeline and chart stand below. One after another on a phone, what can be
 * done first.
 */
export function OfficerCase(c: OfficerCaseProps) {
  const { p } = c
  const t = sayIn(p.lang)
  const shown = c.papers.find((x) => x.id === c.paper) ?? c.papers.find((x) => x.preview)
  return (
    <>
      <Top {...c} />
      <p class="case-status">
        <strong>{c.status}</strong> {c.light && <Light colour={c.light.colour}>{c.light.text}</Light>}
        {c.after && (
          <a class="no-print" href={c.after.href} data-key="n">
            {c.after.text} →
          </a>
        )}
      </p>
      <div class={c.papers.length > 0 ? 'case-three' : 'case-three bare'}>
        <section class="pane-left" aria-label={t('材料和内容', 'Materials and facts')}>
          {c.papers.length > 0 && (
            <>
              <h2 id="papers-title">{t('材料', 'Materials')}</h2>
              <Papers
                list={c.papers}
                lang={p.lang}
                shown={shown?.id}
                choose={(id) => `${c.path}?paper=${encodeURIComponent(id)}`}
              />
            </>
          )}
          <h2>{c.factsTitle ?? t('申请内容', 'Application')}</h2>
          {c.facts}
        </section>
        {c.papers.length > 0 && (
          <section class="pane-middle no-print" aria-label={t('看材料', 'The material')}>
            <PaperPreview paper={shown} lang={p.lang} />
          </section>
        )}
        <section class="pane-right" aria-labelledby="now-title">
          <h2 id="now-title">{t('现在可以办', 'What can be done now')}</h2>
          {c.measures?.map((m) => (
            <div class={`measure ${m.colour ?? 'yellow'}`}>
              <Light colour={m.colour ?? 'yellow'}>{m.title}</Light>
              {m.due && <span class="small"> {m.due}</span>}
              <div>{m.text}</div>
              {m.answer && (
                <details open={p.form?.action === m.answer.name}>
                  <summary>{m.answer.button}</summary>
                  <StepForm p={p} {...m.answer} />
                </details>
              )}
            </div>
          ))}
          {c.before && (
            <div class="before">
              <p class="small">
                {t('上一步：', 'Before: ')}
                {c.before.title} · {c.before.who} · {c.before.at}
              </p>
              {c.before.advice && (
                <p>
                  <strong>{c.before.advice}</strong>
                </p>
              )}
              {c.before.why && <p>{c.before.why}</p>}
            </div>
          )}
          {c.clock && <div class="pane-clock">{c.clock}</div>}
          {c.actions.length === 0 ? (
            <p>
              {c.waits ??
                t('这一件现在没有您这个岗位要办的步骤。', 'There is nothing for your post to do on this case now.')}
            </p>
          ) : (
            <div class="act-forms">
              {c.actions.map(({ phrases, open, ...action }) => (
                <details
                  id={`act-${action.name}`}
                  open={open || p.form?.action === action.name || c.actions.length === 1}
                  name="act"
                >
                  <summary>{action.button}</summary>
                  {phrases && (
                    <p class="small">
                      {t('常用语：', 'Phrases: ')}
                      {phrases.map((ph, i) => (
                        <>
                          {i > 0 && ' · '}
                          <a href={ph.href}>{ph.title}</a>
                        </>
                      ))}
                    </p>
                  )}
                  <StepForm p={p} {...action} />
                </details>
              ))}
            </div>
          )}
        </section>
      </div>
      <section aria-labelledby="acts-title">
        <h2 id="acts-title">{t('经过', 'Acts')}</h2>
        <History entries={c.timeline} lang={p.lang} open={3} />
        {c.proof && <p class="small">{c.proof}</p>}
      </section>
      {c.chart}
    </>
  )
}
