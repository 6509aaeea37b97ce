import { postOf, text } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { profiles } from '../../../trade/profile/index.ts'
import { fieldsOf, officerPage, sayYuan } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { APPROVER, sale } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { saleKindOf } from '../kinds.ts'
import { desk } from '../paths.ts'
import { priorities } from '../words.ts'

const form = (c: { form: Record<string, unknown> }) => c.form as contract.SaleForm
type Seen = { acts: { type: string; facts: Record<string, any> }[] }
const last = (c: Seen, type: string) => c.acts.findLast((a) => a.type === type)?.facts
const waiting = (c: Seen) => {
  const done = new Set(c.acts.filter((a) => a.type === 'property.qualified').map((a) => a.facts.no))
  return c.acts.filter((a) => a.type === 'property.registered' && !done.has(a.facts.no))
}
const time = (zh: string, en: string) => ({
  label: text(zh, en),
  hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
  kind: 'text' as const,
  required: false,
})
const opinion = { label: text('意见', 'Opinion'), kind: 'lines' as const }
const until = { label: text('截止日', 'Last day'), kind: 'day' as const }

export default officerPage({
  kind: sale,
  path: desk,
  list: text('产权交易', 'Property sales'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => {
    const f = form(c)
    const a = last(c, 'property.appraised')
    const d = last(c, 'property.disclosed')
    return [
      [p.t('标的', 'What is sold'), f.title],
      [p.t('种类', 'Kind'), p.t(saleKindOf(f.kind).title)],
      [p.t('情况', 'Facts'), f.asset],
      [p.t('转让方', 'Transferor'), f.owner],
      [p.t('决策', 'Decision'), f.decision],
      [p.t('优先权', 'First right'), p.t(priorities[f.priority])],
      ...(f.control
        ? [[p.t('控制权', 'Control'), p.t('变动，须预披露', 'changes: pre-disclosed')] as [string, string]]
        : []),
      ...(a ? [[p.t('评估值', 'Appraised'), `${sayYuan(a.appraised, p.lang)}（${a.base}）`] as [string, string]] : []),
      ...(d
        ? ([
            [p.t('底价', 'Floor'), sayYuan(d.floor, p.lang)],
            [p.t('披露至', 'Disclosed until'), last(c, 'property.extended')?.until ?? d.until],
          ] as [string, string][])
        : []),
    ]
  },
  more: (c, p) => (
    <p class="links-row">
      {c.acts.some((a) => a.type === 'property.arranged' && a.facts.outcome === 'bid') && (
        <a href={`/desk/auctions/${c.number}`}>{p.t('竞价大厅', 'The hall of the sale')}</a>
      )}
      {c.acts.some((a) => a.type === 'property.contracted') && (
        <a href={`${desk}/${c.number}/compare`}>{p.t('鉴证比对', 'Comparison')}</a>
      )}
      {postOf(p.actor, APPROVER) && ['appraised', 'predisclosed'].includes(c.status) && (
        <a href={`${desk}/${c.number}/lower`}>{p.t('批准低于九成的底价', 'Approve a floor under nine tenths')}</a>
      )}
    </p>
  ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    approve: {
      contract: contract.approve,
      title: text('批准转让', 'Approve the sale'),
      when: 'property.approved',
      fields: fieldsOf(contract.approve, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: { approve: text('批准', 'approve'), return: text('退回', 'return') },
        },
        opinion,
      }),
    },
    appraise: {
      contract: contract.appraise,
      title: text('登记评估备案', 'Record the appraisal'),
      when: 'property.appraised',
      fields: fieldsOf(contract.appraise, {
        report: { label: text('评估报告编号', 'Number of the report') },
        agency: { label: text('评估机构', 'Appraiser') },
        base: { label: text('评估基准日', 'Valuation date'), kind: 'day' },
        appraised: { label: text('评估值（元）', 'Appraised at (yuan)'), kind: 'money' },
      }),
    },
    predisclose: {
      contract: contract.predisclose,
      title: text('信息预披露', 'Pre-disclose'),
      when: 'property.predisclosed',
      fields: fieldsOf(contract.predisclose, { until }),
    },
    disclose: {
      contract: contract.disclose,
      title: text('正式披露', 'Disclose'),
      when: 'property.disclosed',
      fields: [
        { name: 'profile', kind: 'choice', label: text('竞价规则', 'Profile'), options: [], decides: true },
        ...fieldsOf(contract.disclose, {
          floor: { label: text('底价（元）', 'Floor (yuan)'), kind: 'money' },
          deposit: { label: text('保证金（元）', 'Deposit (yuan)'), kind: 'money' },
          until,
        }),
      ],
      async options(_, c) {
        const of = saleKindOf(form(c).kind).profiles
        return {
          profile: of.map((id) => ({ value: id, text: profiles.find((x) => x.id === id)!.title })),
        }
      },
      tells: () =>
        text(
          '首次披露不低于评估值；以后低于评估值百分之九十的，先要书面批准（32 号令，二手出处）。',
          'Not below the appraisal at first; later under nine tenths of it only with written approval (Order 32, secondary source).',
        ),
    },
    extend: {
      contract: contract.extend,
      title: text('延长披露', 'Extend the disclosure'),
      when: (c) => c.mine.includes('property.arranged'),
      fields: fieldsOf(contract.extend, { until }),
    },
    qualify: {
      contract: contract.qualify,
      title: text('资格确认', 'Decide a registration'),
      when: (c) => c.mine.includes('property.arranged') && waiting(c).length > 0,
      fields: [
        { name: 'no', kind: 'choice', label: text('登记', 'Registration'), options: [], decides: true },
        ...fieldsOf(contract.qualify, {
          outcome: {
            label: text('结果', 'Outcome'),
            options: { pass: text('通过', 'pass'), refuse: text('不通过', 'refuse') },
          },
          priority: { label: text('有优先权', 'Has a first right'), required: false },
          reason: { label: text('理由', 'Reason'), kind: 'lines' },
        }),
      ],
      async options(_, c) {
        return {
          no: waiting(c).map((a) => ({
            value: String(a.facts.no),
            text: text(`第 ${a.facts.no} 份`, `no. ${a.facts.no}`),
          })),
        }
      },
    },
    arrange: {
      contract: contract.arrange,
      title: text('披露期满', 'Disclosure ends'),
      when: 'property.arranged',
      fields: fieldsOf(contract.arrange, {
        opens: time('竞价开始', 'Bidding begins'),
        closes: time('竞价截止', 'Bidding ends'),
        step: { label: text('加价幅度（元）', 'Step (yuan)'), kind: 'money', required: false },
        price: {
          label: text('一人协议价（元）', 'Price agreed with one alone (yuan)'),
          kind: 'money',
          required: false,
        },
        again: { label: text('没有成交的，再次披露', 'Without a deal: disclose again'), required: false },
      }).concat({
        ...{ name: 'trustees', kind: 'choices', required: false, options: [] },
        label: text('密封报价的受托人（按规则密封的才选，三个以上）', 'Trustees, where bids are sealed: three or more'),
      }),
      async options(p) {
        const keys = await p.callAsSystem(envelope.keys, { jurisdiction: p.home })
        return { trustees: keys.map((k) => ({ value: k.unit, text: k.title })) }
      },
      tells: () =>
        text(
          '合格意向方二人以上的竞价；一人的按这种标的的规则协议或终结（企业国有资产法第五十四条）。',
          'Two or more who qualified bid; one alone agrees or it ends, as this kind has it (企业国有资产法 art. 54).',
        ),
    },
    ask: { contract: contract.ask, title: text('征询行权结束', 'The asking ends'), when: 'property.asked' },
    sign: {
      contract: contract.sign,
      title: text('签订合同', 'Sign the contract'),
      when: 'property.contracted',
      fields: fieldsOf(contract.sign, {
        contract: { label: text('合同编号', 'Number of the contract') },
        asset: { label: text('合同写的标的', 'The asset as the contract says it') },
        buyer: { label: text('合同写的受让方', 'The buyer as the contract says it') },
        price: { label: text('合同价（元）', 'Price in the contract (yuan)'), kind: 'money' },
        day: { label: text('签订日', 'Signed on'), kind: 'day' },
        first: { label: text('首期占成交价（%，含保证金）', 'First part (%, the deposit counted)'), kind: 'number' },
        until: {
          label: text('余款最后一日（一次付清不填）', 'Last day of the rest (empty: at once)'),
          kind: 'day',
          required: false,
        },
        guarantee: { label: text('余款已提供担保', 'The rest is guaranteed'), required: false },
      }),
    },
    attest: {
      contract: contract.attest,
      title: text('鉴证', 'Attest'),
      when: 'property.attested',
      fields: fieldsOf(contract.attest, { opinion }),
      tells: () =>
        text('先看鉴证比对：不符的项目没有放行，办不了。', 'See the comparison first: what differs blocks it.'),
    },
    certify: {
      contract: contract.certify,
      title: text('出具交易凭证', 'Certify the deal'),
      when: 'property.certified',
    },
    publish: {
      contract: contract.publish,
      title: text('公告结果', 'Publish the result'),
      when: 'property.published',
      fields: fieldsOf(contract.publish, { until }),
    },
  },
})
