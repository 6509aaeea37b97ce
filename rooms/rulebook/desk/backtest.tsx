import type { PageContext } from '../../../kernel/platform/index.ts'
import type { contract as watch } from '../../../kernel/watch/index.ts'

const percent = (n: number, of: number) => (of === 0 ? '—' : `${Math.round((n * 1000) / of) / 10}%`)

/** What the proposed rule would have done in the past year, for whoever releases it. */
export function BacktestReport({ p: { t }, of: b }: { p: PageContext; of: watch.BacktestResult | null }) {
  if (!b)
    return (
      <p class="small">
        {t('正在用过去一年的行为回测，稍后刷新。', 'Being run over the past year; please reload in a moment.')}
      </p>
    )
  return (
    <section class="backtest">
      <p>
        {t(
          `回测 ${b.from} 至 ${b.to}：看了 ${b.cases} 件、${b.acts} 个行为，会亮 ${b.fired} 次，在 ${b.firedCases} 件上（${percent(b.firedCases, b.cases)}）。`,
          `Over ${b.from} to ${b.to}: ${b.cases} cases and ${b.acts} acts; it would have fired ${b.fired} times, on ${b.firedCases} cases (${percent(b.firedCases, b.cases)}).`,
        )}{' '}
        {b.fired > 0 &&
          t(
            `其中没有别的规则印证的 ${b.alone} 件：误报至多 ${percent(b.alone, b.firedCases)}。`,
            `On ${b.alone} of them no other rule finds anything: at most ${percent(b.alone, b.firedCases)} false alarms.`,
          )}{' '}
        {b.cut && t('办件太多，只看了最近的。', 'There are many cases; only the newest were read.')}
      </p>
      {b.failed && (
        <p class="error">{t(`有的行为上算不出来：${b.failed}`, `Could not be computed on some acts: ${b.failed}`)}</p>
      )}
      {b.byUnit.length > 0 && (
        <details class="more">
          <summary>{t('亮在哪些单位，和样本', 'On which units, and samples')}</summary>
          <p class="small">
            {b.byUnit
              .slice(0, 12)
              .map((u) => `${u.unit} ${u.fired}`)
              .join(t('；', '; '))}
          </p>
          <ul class="small">
            {b.samples.map((s) => (
              <li>
                <a href={`/desk/supervision/${encodeURIComponent(s.number)}`}>{s.number}</a> {s.day}{' '}
                <code>{JSON.stringify(s.facts)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
