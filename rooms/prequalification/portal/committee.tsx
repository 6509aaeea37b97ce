import { text } from '../../../kernel/platform/index.ts'
import { benchPage } from '../../../web/ui/index.ts'
import { committee, report, review } from '../contract.ts'
import { portal } from '../paths.ts'

/** A member’s desk: each application passes, or fails by one condition of the notice with a reason; alone, once. Works without scripts. */
export default benchPage({
  portal,
  title: text('审查台', 'The committee’s desk'),
  back: text('公告页面', 'The notice'),
  committee,
  evaluate: review,
  report,
  bench: (c, { t, lang }) => ({
    ...{ mine: c.mine, signedMine: true, criteria: [] },
    codes: Object.fromEntries(c.conditions.map((x, i) => [String(i + 1), text(`不符合：${x}`, `Not met: ${x}`)])),
    bids: c.applications.map((a) => ({
      ...{ bidder: a.no, name: a.name, asked: null, answer: null },
      facts: [
        [t('信用代码', 'Credit code'), a.uscc],
        ...(a.members ? ([[t('联合体成员', 'Members'), a.members]] as [string, string][]) : []),
        [
          t('申请文件', 'Files'),
          a.files.map((f) => (
            <>
              <a href={`${portal}/${c.number}/files/${f.sha256}`}>{f.name}</a>{' '}
            </>
          )),
        ],
      ],
      warns: a.hints.map((h) => h[lang]),
    })),
  }),
})
