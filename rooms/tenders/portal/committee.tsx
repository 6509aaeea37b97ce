import { text } from '../../../kernel/platform/index.ts'
import { Act, benchPage, sayYuan } from '../../../web/ui/index.ts'
import { ask, committee, evaluate, putCorrection, report, sign } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes } from '../words.ts'
import { Corrections } from './shown.tsx'

/** A member’s desk: bids side by side with their documents; points or a rejection for each; alone, once. Works without scripts. */
export default benchPage({
  portal,
  title: text('评审台', 'The committee’s desk'),
  back: text('项目页面', 'The tender'),
  ...{ committee, evaluate, report, ask, sign },
  more: { correct: putCorrection },
  bench: (c, p) => {
    const { t, lang } = p
    return {
      ...{ mine: c.mine, signedMine: c.signedMine, criteria: c.criteria, codes, deviations: true },
      signTells: t(
        '既不签署又不说明理由的，视为同意（实施条例第五十三条）。',
        'Who neither signs nor says why agrees (art. 53).',
      ),
      bids: c.bids.map((b) => {
        const price = b.sheet?.price
        return {
          ...{ bidder: b.bidder, name: b.name, asked: b.asked, answer: b.answer },
          facts: [
            [
              t('报价', 'Price'),
              typeof price === 'number' && price > 0 ? sayYuan(price, lang) : t('没有可比的报价', 'none that compares'),
            ],
            ...(b.members.length > 0
              ? ([
                  [
                    t('联合体', 'Consortium'),
                    `${b.name}（${t('牵头', 'leading')}）；${b.members.map((m) => `${m.name}：${m.part}`).join('；')}`,
                  ],
                ] as [string, string][])
              : []),
            [t('工期', 'Days'), String(b.sheet?.days ?? '—')],
            [t('质量', 'Quality'), String(b.sheet?.quality ?? '—')],
            [t('保证金', 'Bond'), b.bond ? t('到账', 'came') : t('未到账', 'did not come')],
            ...(b.corrected
              ? ([[t('报价清单', 'Priced list'), <Corrections of={b.corrected} lang={lang} />]] as [string, never][])
              : []),
            [
              t('投标文件', 'Documents'),
              <>
                {b.files.length === 0 && t('还在核对', 'being checked')}
                {b.files.map((f, i) => (
                  <>
                    <a href={`${portal}/${c.number}/bids/${b.bidder}/${i}`}>{f.name}</a>{' '}
                  </>
                ))}
              </>,
            ],
          ],
          warns: [
            ...b.faults.map((x) => x[lang]),
            ...(typeof price === 'number' && price > c.ceiling ? [t('高于最高投标限价', 'over the ceiling')] : []),
            ...(b.low.length > 0
              ? [
                  t(
                    '报价明显偏低，请投标人说明；只是提示，不是否决（参照比例未经国内规定确认）',
                    'The price is strikingly low: ask the bidder to explain; a hint, no rejection (its threshold is not confirmed)',
                  ),
                ]
              : []),
            ...b.hints.map((h) => (
              <>
                {h[lang]}{' '}
                <span class="small">
                  {t('实施条例第四十条的线索，由委员会认定', 'a hint of art. 40, for the committee to judge')}
                </span>
              </>
            )),
          ],
        }
      }),
      children: c.bids
        .filter((b) => b.corrected && b.corrected.corrections.length > 0 && b.correcting === undefined && !c.reported)
        .map((b) => (
          <form method="post" class="inline">
            <Act p={p} name="correct" />
            <input type="hidden" name="caseId" value={c.caseId} />
            <input type="hidden" name="bidder" value={b.bidder} />
            <button class="button secondary" type="submit">
              {t(`请 ${b.bidder} 号确认算术修正`, `Ask bidder ${b.bidder} to confirm the correction`)}
            </button>
          </form>
        )),
    }
  },
})
