import type { Lang, Output } from '../../kernel/platform/index.ts'
import { Facts, PlainTable, sayIn } from '../../web/ui/index.ts'
import type { map } from './contract.ts'
import { drawMap } from './draw.ts'
import { beside, type How, type ProcessMap, renamed } from './map.rules.ts'

type Shown = ProcessMap | Output<typeof map>
/** As the reader's language calls the steps. */
export const called = (m: ProcessMap, names: Record<string, string>, lang: Lang): ProcessMap =>
  lang === 'zh' ? m : renamed(m, names)
type Say = ReturnType<typeof sayIn>
const HOW: Record<How, { zh: string; en: string; mark: string }> = {
  complete: { zh: '照图办完', en: 'complete, by the chart', mark: '✓' },
  open: { zh: '照图，在办', en: 'by the chart, under way', mark: '▶' },
  ended: { zh: '图外了结', en: 'ended beside the chart', mark: '◇' },
  deviates: { zh: '离开了流程图', en: 'left the chart', mark: '✕' },
}
export const sayHow = (how: How, lang: Lang) => `${HOW[how].mark} ${HOW[how][lang]}`
const begin = (t: Say) => t('开始', 'begin')
const days = (t: Say, n: number | null) => (n === null ? '—' : t(`${n} 天`, `${n} days`))

/** What there was, in numbers. */
export function Summary({ m, lang }: { m: Shown; lang: Lang }) {
  const t = sayIn(lang)
  return (
    <Facts
      rows={[
        [t('办件', 'Cases'), String(m.cases)],
        [t('步骤', 'Steps'), String(m.events)],
        [t('走法', 'Variants'), String(m.variants.length + m.others.variants)],
        [
          t('从开始到办结', 'From begin to end'),
          t(
            `一半在 ${days(t, m.whole.median)} 内，九成在 ${days(t, m.whole.p90)} 内`,
            `half within ${days(t, m.whole.median)}, nine in ten within ${days(t, m.whole.p90)}`,
          ),
        ],
        ...(Object.keys(HOW) as How[])
          .filter((how) => m.how[how] > 0)
          .map((how): [string, string] => [sayHow(how, lang), t(`${m.how[how]} 件`, `${m.how[how]} cases`)]),
      ]}
    />
  )
}

export function Picture({ m, lang, id, caption }: { m: Shown; lang: Lang; id: string; caption: string }) {
  return (
    <figure class="figure">
      <div class="scroll" dangerouslySetInnerHTML={{ __html: drawMap(m, lang, id) }} />
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

/** Ways between steps: how often, and how long it took. */
export function Ways({ m, lang }: { m: Shown; lang: Lang }) {
  const t = sayIn(lang)
  return (
    <PlainTable
      caption={t('步骤之间等了多久', 'Waiting between steps')}
      columns={[
        { title: t('从', 'From') },
        { title: t('到', 'To') },
        { title: t('次数', 'Times'), number: true },
        { title: t('一半在', 'Half within'), number: true },
        { title: t('九成在', 'Nine in ten within'), number: true },
      ]}
      rows={m.edges
        .filter((e) => e.to !== null)
        .map((e) => [e.from ?? begin(t), e.to, e.n, days(t, e.median), days(t, e.p90)])}
    />
  )
}

type Opens = ((number: string) => string) | undefined
const Samples = ({ list, opens }: { list: string[]; opens: Opens }) =>
  opens && list.length > 0 ? (
    <span class="small">
      {list.map((n) => (
        <>
          {' '}
          <a href={opens(n)}>{n}</a>
        </>
      ))}
    </span>
  ) : null

/** Each way through, the most frequent first. */
export function Variants({ m, lang, opens }: { m: Shown; lang: Lang; opens?: Opens }) {
  const t = sayIn(lang)
  return (
    <>
      <PlainTable
        caption={t('走法', 'Variants')}
        columns={[
          { title: t('经过', 'Steps') },
          { title: t('件数', 'Cases'), number: true },
          { title: t('一半在', 'Half within'), number: true },
          { title: t('照流程图', 'By the chart') },
        ]}
        rows={m.variants.map((v) => [
          <>
            {v.activities.length === 0 ? t('还没有一步', 'no step yet') : v.activities.join(' → ')}
            <Samples list={v.samples} opens={opens} />
          </>,
          v.n,
          days(t, v.median),
          v.how ? sayHow(v.how, lang) : '—',
        ])}
      />
      {m.others.variants > 0 && (
        <p class="small">
          {t(
            `另有 ${m.others.variants} 种走法，共 ${m.others.cases} 件。`,
            `${m.others.variants} more variants, ${m.others.cases} cases.`,
          )}
        </p>
      )}
    </>
  )
}

/** Where the chart was left: after which step, what came, what the chart would have allowed. */
export function Leaves({ m, lang, opens }: { m: Shown; lang: Lang; opens?: Opens }) {
  const t = sayIn(lang)
  if (m.leaves.length === 0) return <p>{t('没有一件离开公布的流程图。', 'No case left the published chart.')}</p>
  return (
    <ul>
      {m.leaves.map((l) => (
        <li>
          {t(
            `在「${l.after ?? '开始'}」之后办了「${l.did}」，图上这时可以办的是${l.expected.length === 0 ? '：没有' : l.expected.map((e) => `「${e}」`).join('、')}：${l.n} 件。`,
            `After “${l.after ?? 'begin'}” came “${l.did}”; the chart would have allowed ${l.expected.length === 0 ? 'nothing' : l.expected.map((e) => `“${e}”`).join(', ')}: ${l.n} cases.`,
          )}
          <Samples list={l.samples} opens={opens} />
        </li>
      ))}
    </ul>
  )
}

/** Two maps, way by way; what differs most in waiting stands first. */
export function Beside({ a, b, names, lang }: { a: ProcessMap; b: ProcessMap; names: [string, string]; lang: Lang }) {
  const t = sayIn(lang)
  const side = (s: { n: number; median: number | null } | null) =>
    s === null ? '—' : t(`${s.n} 次，${days(t, s.median)}`, `${s.n}, ${days(t, s.median)}`)
  return (
    <PlainTable
      caption={t('放在一起看：次数，和一半等了多久', 'Side by side: how often, and half within how long')}
      columns={[
        { title: t('从', 'From') },
        { title: t('到', 'To') },
        ...names.map((title) => ({ title, number: true })),
      ]}
      rows={beside(a, b).map((r) => [r.from ?? begin(t), r.to, side(r.a), side(r.b)])}
    />
  )
}

/** All of one map below each other. */
export function Whole({
  m,
  lang,
  id,
  caption,
  opens,
}: {
  m: Shown
  lang: Lang
  id: string
  caption: string
  opens?: Opens
}) {
  const t = sayIn(lang)
  return (
    <>
      <Summary m={m} lang={lang} />
      {m.nodes.length > 0 && <Picture m={m} lang={lang} id={id} caption={caption} />}
      <h3>{t('哪里离开了流程图', 'Where the chart was left')}</h3>
      <Leaves m={m} lang={lang} opens={opens} />
      <Variants m={m} lang={lang} opens={opens} />
      <Ways m={m} lang={lang} />
    </>
  )
}
