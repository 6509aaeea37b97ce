import { type Output, postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { specialties } from '../../tenders/contract.ts'
import { kind } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { desk, portal } from '../paths.ts'

const form = (c: { form: Record<string, unknown> }) => c.form as contract.Form
const has = (c: { acts: { type: string }[] }, type: string) => c.acts.some((a) => a.type === type)

export default officerPage<Output<typeof contract.deskOne>>({
  view: contract.deskOne,
  kind,
  path: desk,
  list: text('资格预审', 'Prequalifications'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('项目', 'Project'), form(c).title],
    [p.t('招标范围', 'What will be tendered'), form(c).scope],
    [p.t('资格条件', 'Conditions'), form(c).conditions],
    [p.t('联合体', 'Consortia'), form(c).consortium ? p.t('接受', 'accepted') : p.t('不接受', 'not accepted')],
    [p.t('专家专业', 'Specialty'), p.t(specialties[form(c).specialty])],
  ],
  more: (c, p) =>
    has(c, 'prequalification.announced') && (
      <p class="links-row">
        <a href={`${portal}/${c.number}`}>{p.t('公开页面', 'The public page')}</a>
      </p>
    ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    approve: {
      contract: contract.approve,
      title: text('核准资格预审', 'Approve the prequalification'),
      when: 'prequalification.approved',
      fields: fieldsOf(contract.approve, {
        outcome: {
          label: text('决定', 'Decision'),
          options: { approve: text('核准', 'approve'), return: text('退回', 'return') },
        },
        opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
      }),
    },
    attach: {
      contract: contract.attach,
      title: text('上传资格预审文件', 'Add a document'),
      when: (c) => c.mine.includes('prequalification.announced'),
      fields: [
        ...fieldsOf(contract.attach, { name: { label: text('文件名称', 'Name of the document') } }),
        { name: 'file', kind: 'file', label: text('PDF 文件', 'PDF file'), accept: 'application/pdf' },
      ],
    },
    announce: {
      contract: contract.announce,
      title: text('发布资格预审公告', 'Publish the notice'),
      when: 'prequalification.announced',
      fields: fieldsOf(contract.announce, {
        deadline: {
          label: text('申请截止', 'Deadline'),
          hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
          kind: 'text',
        },
      }),
      tells: () =>
        text(
          '文件发出不少于五日，此后提交申请不少于五日（实施条例第十六、十七条）。',
          'Five days for the documents and five more to apply, at least (arts. 16, 17).',
        ),
    },
    clarify: {
      contract: contract.clarify,
      title: text('澄清、修改资格预审文件', 'Clarify or change the documents'),
      when: (c) => c.leads && c.open,
      fields: fieldsOf(contract.clarify, {
        words: { label: text('澄清或修改的内容', 'What is clarified or changed'), kind: 'lines' },
        affects: { label: text('可能影响申请文件的编制', 'It may affect applications'), required: false },
        deadline: {
          label: text('推迟截止到（不推迟不填）', 'The deadline moves to (empty: it stays)'),
          hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
          kind: 'text',
          required: false,
        },
      }),
      tells: () =>
        text(
          '可能影响申请的，在截止三日以前；不足三日的要推迟截止（实施条例第二十一条）。',
          'What may affect applications: three days before the deadline, or it is moved (art. 21).',
        ),
    },
    answer: {
      contract: contract.answer,
      title: text('答复异议', 'Answer an objection'),
      when: (c) => c.leads && c.waiting.length > 0,
      fields: [
        { name: 'objection', kind: 'choice', options: [], decides: true, label: text('异议', 'Objection') },
        ...fieldsOf(contract.answer, { words: { label: text('答复', 'Answer'), kind: 'lines' } }),
      ],
      options: async (_, c) => ({
        objection: c.waiting.map((n) => ({ value: String(n), text: text(`第 ${n} 项`, `no. ${n}`) })),
      }),
      tells: () =>
        text(
          '三日内答复；答复以前程序停下（实施条例第二十二条）。',
          'Within three days; until then it stands still (art. 22).',
        ),
    },
    closePool: {
      contract: contract.closePool,
      title: text('封定专家名单', 'Close the pool of experts'),
      when: 'prequalification.pooled',
      fields: fieldsOf(contract.closePool, {
        words: { label: text('监督人员现场加的话', 'Words that the supervisor adds') },
        checkpoint: { label: text('混入账本的下一个检查点', 'Mix in the ledger’s next checkpoint'), required: false },
      }),
      values: () => ({ checkpoint: 'true' }),
    },
    reveal: { contract: contract.reveal, title: text('抽取专家', 'Draw experts'), when: 'prequalification.drawn' },
    notify: {
      contract: contract.notify,
      title: text('发出资格预审结果通知书', 'Tell each the result'),
      when: 'prequalification.notified',
      tells: () =>
        text(
          '每个申请人在自己的页面上看到结果，没有通过的看到理由；别人的谁也看不到。',
          'Each applicant reads the result on his page, with the reasons where he did not pass; nobody reads another’s.',
        ),
    },
  },
})
