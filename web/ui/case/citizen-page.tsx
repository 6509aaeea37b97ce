import type { ComponentChildren } from 'preact'
import type { Count } from '../../../kernel/calendar/index.ts'
import { type CaseKind, type CaseView, contract as cases, findCase, versionOf } from '../../../kernel/cases/index.ts'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import {
  type Contract,
  type Page,
  type PageContext,
  page,
  standardProblem,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, sayTime } from '../components.tsx'
import { Documents } from '../documents/documents.tsx'
import { Papers } from '../papers/papers.tsx'
import { CitizenCase } from './case-page.tsx'
import { lightOf } from './light.ts'
import { LinkedCases, linkedTo } from './linked.tsx'
import {
  type Act,
  ClocksOf,
  chartOf,
  documentsOf,
  formRows,
  papersOf,
  type Scale,
  scaleOf,
  shownDay,
  timelineOf,
} from './of-view.tsx'

/** What a part of the page sees. */
export type CitizenOf<V> = { c: V; p: PageContext; item: ItemVersion | undefined }

export type CitizenPage<V extends CaseView> = {
  kind: CaseKind
  /** The address before the number. */
  path: string
  back: { href: string; text: Text }
  /** A read of { number } whose output holds at least what `cases.view-case` gives; that one where left out. */
  view?: Contract<any, any, any, 'read'>
  actions?: Page['actions']
  title?(c: V): Text
  /** What began it, before its day; a submission where left out. */
  begun?: Text
  /** What happens next, who does it, and by which day. */
  next(of: CitizenOf<V>): ComponentChildren
  /** What the reader must or may do. */
  todo?(of: CitizenOf<V>): ComponentChildren
  foot?(of: CitizenOf<V>): ComponentChildren
  said?(c: V, p: PageContext): [unknown, Text][]
  /** What the fields of its forms are called, where one was refused. */
  labels?: Record<string, Text>
  adds?(a: Act): Text | undefined
  scale?: Scale
  /** Clocks that the head may tell, the first that runs of them; where left out, whichever runs now. */
  head?: readonly string[]
  /** The act at which the clock ended: none is drawn beyond its day. */
  ends?: string
  limits?(item: ItemVersion | undefined): Record<string, { basis: Act['basis']; note?: Text | undefined }>
  scripts?(c: V): string[]
}

/** A room's public page of one case, from what the room says of its kind: next step, clocks, every act, chart, what was submitted. */
export function citizenPage<V extends CaseView>(of: CitizenPage<V>): Page {
  return page({
    path: `${of.path}/:number`,
    shell: 'portal',
    allow: ({ actor }) => actor.kind === 'person',
    actions: of.actions ?? {},
    async render(p) {
      const { t, lang } = p
      const c = (await p.call(of.view ?? cases.viewCase, { number: p.params.number! })) as V
      if (c.kind !== of.kind.kind) throw standardProblem('NOT_FOUND')
      const version = (await findCase(p.tx, c.number))?.versionId
      const item = version ? await versionOf(p.tx, version) : undefined
      const title = of.title?.(c) ?? c.title
      const clocks = c.clocks as Record<string, Count | undefined>
      const told = of.head
        ? of.head.map((name) => clocks[name]).find((count) => count && !count.finished)
        : c.now?.count
      const light = told && !c.closed ? lightOf(told) : undefined
      const drawn = scaleOf(c, of.scale)
      const rows = formRows(item, c, lang)
      const papers = papersOf(item, c, lang)
      const here: CitizenOf<V> = { c, p, item }
      const linked = await linkedTo(p, c)
      return {
        title: text(`${title.zh} ${c.number}`, `${title.en} ${c.number}`),
        scripts: of.scripts?.(c) ?? [],
        body: (
          <CitizenCase
            p={p}
            back={{ href: of.back.href, text: of.back.text[lang] }}
            title={title[lang]}
            number={c.number}
            about={
              <>
                {c.unitName[lang]} · {t(of.begun ?? text('提交于', 'submitted'))} {sayTime(c.submittedAt, lang)}
              </>
            }
            status={c.statusText[lang]}
            light={light && { colour: light.colour, text: light[lang] }}
            late={light !== undefined && told!.overdue}
            said={of.said?.(c, p) ?? []}
            labels={Object.fromEntries(Object.entries(of.labels ?? {}).map(([name, said]) => [name, t(said)]))}
            next={of.next(here)}
            todo={
              <>
                {of.todo?.(here)}
                <LinkedCases linked={linked} p={p} href={(number) => `${of.path}/${number}`} />
                {c.documents.length > 0 && <Documents list={documentsOf(c, lang)} lang={lang} />}
              </>
            }
            clock={
              (drawn.statutory || drawn.promised) && (
                <ClocksOf
                  c={c}
                  scale={of.scale}
                  limits={of.limits?.(item) ?? {}}
                  today={shownDay(p, c.acts.find((a) => a.type === of.ends)?.at)}
                  lang={lang}
                />
              )
            }
            timeline={timelineOf(c, lang, of.adds)}
            proof={
              <>
                <a href={`/ledger/cases/${c.id}/bundle`}>
                  {t(
                    '下载全部回执（证明这就是全部经过）',
                    'Download all receipts (proves that these are all its acts)',
                  )}
                </a>{' '}
                · <a href="/verify">{t('怎样验证', 'How to verify')}</a>
              </>
            }
            chart={await chartOf(p, c)}
            submitted={
              rows.length + papers.length > 0 && (
                <>
                  <Facts rows={rows} />
                  <Papers list={papers} lang={lang} />
                </>
              )
            }
            foot={
              <>
                <p class="no-print">
                  <a href={`/cases/${c.number}/all.zip`}>
                    {t('下载这一件的全部内容（ZIP）', 'Download all of this case (ZIP)')}
                  </a>
                </p>
                {of.foot?.(here)}
              </>
            }
          />
        ),
      }
    },
  })
}
