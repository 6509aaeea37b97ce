import type { Lang } from '../../kernel/platform/text.ts'
import { sayIn } from '../../web/ui/index.ts'

/** The rule for outliers, published: what is compared, with whom, when a flag is set, and what it means. */
export function Rule({ lang }: { lang: Lang }) {
  const t = sayIn(lang)
  return (
    <section id="rule">
      <h2>{t('离群的判断规则', 'The rule for outliers')}</h2>
      <ol>
        <li>
          {t(
            '只比同一违法行为、同一裁量规则下的决定；撤销、变更的不算。',
            'Only decisions on the same conduct under the same rule are compared; annulled and changed ones are not counted.',
          )}
        </li>
        <li>
          {t(
            '每个决定的位置 p =（决定 − 下限）÷（上限 − 下限）：0 是下限，1 是上限，其余取到千分之一；上下限相等的不算。',
            'The position of a decision is p = (value − low) ÷ (high − low): 0 at the foot of the band, 1 at its top, all else to the thousandth; a band that is a point is left out.',
          )}
        </li>
        <li>
          {t(
            '一个单位（岗位、区）至少 8 个决定，其余的合起来至少 8 个，才比较。',
            'A unit (post, district) with at least 8 decisions is compared with all others, if those have at least 8 together.',
          )}
        </li>
        <li>
          {t(
            '中位数落在其余决定的 Q1 − 1.5×IQR 到 Q3 + 1.5×IQR 之外的，标出来；其余决定的 IQR 为 0 时不标。四分位数按线性内插（第 7 型）。',
            'It is flagged where its median lies outside Q1 − 1.5×IQR … Q3 + 1.5×IQR of the others’ decisions; not where their IQR is 0. Quartiles by linear interpolation (type 7).',
          )}
        </li>
        <li>
          {t(
            '标出来是向单位提问，不是认定；案情可以不同。',
            'A flag is a question to the unit, not a finding: cases may differ.',
          )}
        </li>
      </ol>
    </section>
  )
}
