import { text } from '../../../kernel/platform/index.ts'
import { citizenPage, Facts } from '../../../web/ui/index.ts'
import { application } from '../application.kind.ts'
import { applications, catalogue } from '../paths.ts'

export type ApplicationForm = {
  agreement: string
  title: { zh: string; en: string }
  uscc: string
  supplier: string
  words: string
}

/** An application as its supplier sees it. */
export default citizenPage({
  kind: application,
  path: applications,
  back: { href: catalogue, text: text('框架协议', 'Frameworks') },
  begun: text('申请于', 'applied'),
  actions: {},
  title: (c) => {
    const { title } = c.form as ApplicationForm
    return text(`申请加入：${title.zh}`, `Application to join: ${title.en}`)
  },
  said: (_, p) => [
    [p.query.done, text('申请已收到，七个工作日内审核。', 'Received: decided within seven working days.')],
  ],
  next: ({ c, p }) =>
    c.status === 'in'
      ? p.t(
          '您已入围，各单位可以按公布的价格向您订购。',
          'You are in: units can order from you at the published price.',
        )
      : c.closed
        ? p.t('没有通过；补足条件以后可以再申请。', 'Refused; you can apply again once the conditions are met.')
        : p.t('由采购中心审核。', 'The procurement centre decides.'),
  todo: ({ c, p }) => {
    const f = c.form as ApplicationForm
    return (
      <Facts
        rows={[
          [p.t('供应商', 'Supplier'), `${f.supplier} ${f.uscc}`],
          [p.t('怎样符合条件', 'How the conditions are met'), f.words],
        ]}
      />
    )
  },
})
