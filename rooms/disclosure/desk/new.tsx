import { action, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { DeskPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { CATEGORIES, CHANNELS, record } from '../contract.ts'
import * as paths from '../paths.ts'

const TITLE = text('登记当面、邮寄的申请', 'Record a request on paper')
const { internet: _, ...onPaper } = CHANNELS
const fields = fieldsOf(record, {
  channel: { label: text('渠道', 'Channel'), options: onPaper },
  on: { label: text('提交或签收的日期', 'Handed over or signed for on') },
  name: text('申请人', 'Requester'),
  category: { label: text('申请人类别', 'Category'), options: { ...CATEGORIES } },
  asked: { label: text('申请内容，每行一项', 'What is asked, one thing a line'), kind: 'lines', lines: 6 },
})

export default page({
  path: paths.deskNew,
  shell: 'desk',
  allow: holdsPost(OFFICER),
  actions: {
    record: action({
      operation: record,
      input: (f) => readFields(fields, f),
      next: ({ number }) => `${paths.desk}/${number}`,
    }),
  },
  render: (p) => ({
    title: TITLE,
    body: (
      <DeskPage
        p={p}
        title={p.t(TITLE)}
        back={{ href: paths.desk, text: p.t('依申请公开', 'Requests') }}
        lead={p.t(
          '当面以提交之日、需签收的邮寄以签收之日为收到之日；平信和传真以双方确认之日。',
          'In person received that day, by registered post when signed for; by plain post and fax when both sides confirm.',
        )}
      >
        <StepForm p={p} name="record" button={p.t('登记', 'Record')} fields={fields} />
      </DeskPage>
    ),
  }),
})
