import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { lot } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { desk } from '../paths.ts'
import { figuresOf, kinds } from '../words.ts'

const form = (c: { form: Record<string, unknown> }) => c.form as contract.LotForm
const yuan = (fen: number) => `${(fen / 1e6).toLocaleString('en-US', { maximumFractionDigits: 4 })} 万元`
const time = (zh: string, en: string) => ({
  label: text(zh, en),
  hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
  kind: 'text' as const,
})
const applied = (c: { acts: { type: string; facts: Record<string, any> }[] }) => {
  const decided = new Set(c.acts.filter((a) => a.type === 'land.qualified').map((a) => a.facts.applicant))
  return c.acts.filter((a) => a.type === 'land.applied' && !decided.has(a.facts.applicant))
}

export default officerPage({
  kind: lot,
  path: desk,
  list: text('土地和矿业权出让', 'Land and mining rights'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('标的', 'Lot'), form(c).title],
    [p.t('种类', 'Kind'), p.t(kinds[form(c).kind])],
    [p.t('位置', 'Place'), form(c).place],
    [p.t('起始价', 'Start price'), yuan(form(c).start)],
    [p.t('保证金', 'Deposit'), yuan(form(c).deposit)],
    [p.t('条件', 'Conditions'), form(c).conditions],
    ...figuresOf(form(c), p.lang),
    ...(form(c).follows
      ? ([[p.t('再次出让，上一次', 'Listed again after'), form(c).follows!]] as [string, string][])
      : []),
    [p.t('竞价规则', 'Profile'), form(c).profile],
  ],
  more: (c, p) =>
    c.acts.some((a) => a.type === 'land.announced') && (
      <p>
        <a href={`/desk/auctions/${c.number}`}>{p.t('竞价大厅', 'The hall of the sale')}</a>
      </p>
    ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    approve: {
      contract: contract.approve,
      title: text('批准出让方案', 'Approve the plan'),
      when: 'land.approved',
      fields: fieldsOf(contract.approve, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: { approve: text('批准', 'approve'), return: text('退回', 'return') },
        },
        opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
      }),
    },
    announce: {
      contract: contract.announce,
      title: text('发布出让公告', 'Announce'),
      when: 'land.announced',
      fields: fieldsOf(contract.announce, {
        opens: time('挂牌开始', 'Listing begins'),
        applyUntil: time('申请截止', 'Applications until'),
        closes: time('挂牌截止', 'Listing ends'),
      }),
      tells: () =>
        text(
          '公告到挂牌开始不少于二十日（国土资源部令第 39 号，二手出处）。',
          'Twenty days at least before the listing (Order 39 of the ministry, secondary source).',
        ),
    },
    qualify: {
      contract: contract.qualify,
      title: text('资格审查', 'Decide an application'),
      when: (c) => c.mine.includes('land.closed') && applied(c).length > 0,
      fields: [
        { name: 'applicant', kind: 'choice', label: text('申请', 'Application'), options: [], decides: true },
        ...fieldsOf(contract.qualify, {
          outcome: {
            label: text('结果', 'Outcome'),
            options: { pass: text('通过', 'pass'), refuse: text('不通过', 'refuse') },
          },
          reason: { label: text('理由', 'Reason'), kind: 'lines' },
        }),
      ],
      async options(_, c) {
        return {
          applicant: applied(c).map((a) => ({
            value: String(a.facts.applicant),
            text: text(`第 ${a.facts.applicant} 份`, `no. ${a.facts.applicant}`),
          })),
        }
      },
    },
    verify: {
      contract: contract.verify,
      title: text('验证原件', 'Verify the originals'),
      when: 'land.verified',
      fields: fieldsOf(contract.verify, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: { pass: text('符合', 'in order'), void: text('不符合，成交无效', 'not in order: the deal is void') },
        },
        opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
      }),
    },
    sign: {
      contract: contract.sign,
      title: text('签订出让合同', 'Sign the contract'),
      when: 'land.contracted',
      fields: fieldsOf(contract.sign, {
        contract: { label: text('合同编号', 'Number of the contract') },
        first: {
          label: text('首期占成交价（%，含保证金）', 'First part of the price (%, the deposit counted)'),
          kind: 'number',
        },
        due: { label: text('首期最后一日', 'Last day of the first part'), kind: 'day' },
        until: {
          label: text('余款最后一日（一次付清不填）', 'Last day of the rest (empty: paid at once)'),
          kind: 'day',
          required: false,
        },
      }),
    },
    disclose: { contract: contract.disclose, title: text('公示结果', 'Publish the result'), when: 'land.disclosed' },
  },
})
