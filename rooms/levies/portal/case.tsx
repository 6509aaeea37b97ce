import { text } from '../../../kernel/platform/index.ts'
import { citizenPage } from '../../../web/ui/index.ts'
import { levy } from '../case.kind.ts'
import { itemOf } from '../items.ts'
import { portal } from '../paths.ts'

/** For the payer: what was decided, and where to pay. */
export default citizenPage({
  kind: levy,
  path: portal,
  back: { href: portal, text: text('行政征收项目', 'Levies') },
  title: (c) => itemOf(String(c.form.item))?.name ?? levy.title,
  said: (_, p) => [[p.query.done, text('已收到申报。', 'Your declaration was received.')]],
  next: ({ c, p }) =>
    c.status === 'owed'
      ? p.t(
          '请按缴款通知缴入国库；缴清以后凭证会出现在这里。',
          'Please pay by the notice; the receipt appears here afterwards.',
        )
      : c.closed
        ? p.t('已经办结。', 'It is closed.')
        : p.t(`由${c.work[0]?.who.zh ?? ''}办理。`, `With ${c.work[0]?.who.en ?? ''}.`),
  todo({ c, p }) {
    const order = c.acts.findLast((a) => typeof a.facts.order === 'string')?.facts.order
    return c.status === 'owed' && order ? (
      <p>
        <a class="button" href={`/pay/${order}`}>
          {p.t(`去缴款（${order}）`, `Pay (${order})`)}
        </a>
      </p>
    ) : null
  },
})
