import { text } from '../../../kernel/platform/index.ts'
import { benchPage, sayYuan } from '../../../web/ui/index.ts'
import { ask, committee, evaluate, report, sign } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes, flags } from '../words.ts'

/** A member's desk: responses side by side; alone, once. Works without scripts. */
export default benchPage({
  portal,
  title: text('评审台', 'The committee’s desk'),
  back: text('项目页面', 'The process'),
  ...{ committee, evaluate, report, ask, sign },
  bench: (c, { t, lang }) => ({
    ...{ mine: c.mine || !c.ready, signedMine: c.signedMine, criteria: c.criteria, codes },
    signTells: t(
      '对报告有异议的，书面写明；既不签署又不说明的，视为同意（实施条例第四十一条）。',
      'Who dissents says so in writing; who neither signs nor says why agrees (art. 41).',
    ),
    bids: c.bids.map((b) => ({
      ...{ bidder: b.bidder, name: b.name, asked: b.asked, answer: b.answer },
      facts: [
        [t('报价', 'Price'), b.price === null ? t('还没有', 'none yet') : sayYuan(b.price, lang)],
        ...(b.quotes.length > 1
          ? ([[t('各轮报价', 'Quotes'), b.quotes.map((q) => sayYuan(q, lang)).join(' → ')]] as [string, string][])
          : []),
        ...(b.sheet?.statement ? ([[t('响应', 'Response'), String(b.sheet.statement)]] as [string, string][]) : []),
        ...(b.members.length > 0
          ? ([
              [
                t('联合体', 'Consortium'),
                `${b.name}（${t('牵头', 'leading')}）；${b.members.map((m) => `${m.name}：${m.part}`).join('；')}`,
              ],
            ] as [string, string][])
          : []),
        ...(b.bond === null
          ? []
          : ([[t('保证金', 'Bond'), b.bond ? t('到账', 'came') : t('未按时到账', 'not in time')]] as [
              string,
              string,
            ][])),
        [t('评审时的扣除', 'Deductions'), b.flags.map((f) => flags[f as 'sme'][lang]).join(t('、', ', ')) || '—'],
        [
          t('响应文件', 'Documents'),
          b.files.map((f, i) => (
            <>
              <a href={`${portal}/${c.number}/bids/${b.bidder}/${i}`}>{f.name}</a>{' '}
            </>
          )),
        ],
      ],
      warns: [
        ...b.faults.map((x) => x[lang]),
        ...(b.price !== null && b.price > c.ceiling ? [t('高于最高限价', 'over the ceiling')] : []),
        ...(b.low
          ? [
              t(
                '报价明显偏低，请供应商书面说明；只是提示（参照比例未核实）',
                'Strikingly low: ask for a written explanation; a hint (its threshold is not confirmed)',
              ),
            ]
          : []),
        ...b.hints.map((h) => h[lang]),
      ],
    })),
    children: (
      <>
        <p>{c.need}</p>
        {!c.ready && !c.reported && (
          <p class="notice info" role="status">
            {t('等最后一轮报价开启以后评审。', 'The evaluation waits for the last round of quotes.')}
          </p>
        )}
      </>
    ),
  }),
})
