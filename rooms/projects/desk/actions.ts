// What officers do on a project, with the words for it: the steps of the chart, and what happens beside it while it is built.
import { dayOf } from '../../../kernel/calendar/index.ts'
import { contract as cases } from '../../../kernel/cases/index.ts'
import { type Output, type Text, text } from '../../../kernel/platform/index.ts'
import { type FormField, fieldsOf, type OfficerAction, type Option } from '../../../web/ui/index.ts'
import type { Kind } from '../beside.ts'
import { PHOTO } from '../case.fold.ts'
import * as c from '../contract.ts'
import type { viewProject } from '../views.contract.ts'
import * as words from '../words.ts'
import * as w from '../works.contract.ts'

export type View = Output<typeof viewProject>
type Act = OfficerAction<View>

const may = (kind: Kind) => (v: View) => v.may.includes(kind)
const amount = (zh: string, en: string) => ({ label: text(`${zh}（元）`, `${en} (yuan)`), kind: 'money' as const })
const lines = (zh: string, en: string) => ({ label: text(zh, en), kind: 'lines' as const })
const contractChoice: FormField = {
  name: 'contract',
  kind: 'choice',
  decides: true,
  label: text('合同', 'Contract'),
  options: [],
}
const contracts = async (_: unknown, v: View): Promise<Record<string, Option[]>> => ({
  contract: v.ledger.contracts.map((x) => ({
    value: x.contract,
    text: text(`${x.contract} ${x.contractor}`, `${x.contract} ${x.contractor}`),
  })),
})
const lots = async (_: unknown, v: View): Promise<Record<string, Option[]>> => ({
  lot: [...new Set(v.ledger.tenders.map((x) => x.lot))].map((lot) => ({ value: lot, text: text(lot, lot) })),
})
const said = (t: Text) => () => t

export const actions: Record<string, Act> = {
  decide: {
    contract: c.decide,
    title: text('投资审批', 'Decide on this stage'),
    when: 'project.decided',
    fields: fieldsOf(c.decide, {
      outcome: { label: text('结果', 'Outcome'), options: words.outcomes },
      opinion: lines('意见；不批准的写明理由', 'Opinion; reasons where it is refused'),
    }),
  },
  study: {
    contract: c.study,
    title: text('编报可行性研究报告', 'Submit the feasibility study'),
    when: 'project.studied',
    fields: fieldsOf(c.study, {
      amount: amount('投资估算', 'Estimate'),
      summary: lines('结论（公开）', 'Findings (public)'),
    }),
  },
  estimate: {
    contract: c.estimate,
    title: text('编报初步设计概算', 'Submit the design estimate'),
    when: 'project.estimated',
    fields: fieldsOf(c.estimate, {
      amount: amount('投资概算', 'Design estimate'),
      over: lines(
        '超过批准估算百分之十的，报告原因（公开）',
        'Where over the approved estimate by more than a tenth: why (public)',
      ),
    }),
  },
  budget: {
    contract: c.budget,
    title: text('下达预算', 'Give the budget'),
    when: 'project.budgeted',
    fields: fieldsOf(c.budget, { amount: amount('预算', 'Budget'), fund: { label: text('资金来源', 'Fund') } }),
    tells: said(
      text(
        '不超过核定概算，也不超过批准估算的百分之一百一十。',
        'Not over the settled estimate, nor 110% of the approved one.',
      ),
    ),
  },
  tender: {
    contract: w.tender,
    title: text('登记招标采购', 'Record a tender'),
    when: may('tender'),
    fields: fieldsOf(w.tender, {
      lot: { label: text('标段', 'Lot') },
      market: {
        label: text('交易编号', 'Number of the tender'),
        hint: text('例如 350200-2026-000123', 'as 350200-2026-000123'),
      },
      exempt: lines('依法不招标的理由（公开）', 'Why the law asks for no tender (public)'),
    }),
  },
  sign: {
    contract: w.sign,
    title: text('签订合同', 'Sign a contract'),
    when: may('sign'),
    fields: [
      { name: 'lot', kind: 'choice', decides: true, label: text('标段', 'Lot'), options: [] },
      ...fieldsOf(w.sign, {
        contract: { label: text('合同编号', 'Number of the contract') },
        contractor: { label: text('承包人', 'Contractor') },
        amount: amount('合同价', 'Price'),
        advance: { ...amount('预付款', 'Advance'), required: false },
        payWithin: {
          label: text('核定后几天内付款', 'Days to pay after certification'),
          kind: 'number',
          required: false,
        },
        from: { label: text('开工', 'Begin'), kind: 'day' },
        to: { label: text('竣工', 'End'), kind: 'day' },
        afterAudit: { label: text('约定以审计结果作为结算依据', 'Settled by the result of an audit'), required: false },
        prefinanced: { label: text('约定由施工单位垫资', 'The contractor prefinances'), required: false },
      }),
    ],
    options: lots,
  },
  start: {
    contract: w.start,
    title: text('报告开工', 'Report that works have begun'),
    when: may('start'),
    fields: fieldsOf(w.start, {
      on: { label: text('开工日期', 'Day'), kind: 'day' },
      permit: { label: text('施工许可证号', 'Construction permit'), required: false },
    }),
    tells: said(text('照实报；没有批准就开工的，亮红牌。', 'As it was; works without approval get a red light.')),
  },
  photo: {
    contract: cases.addPaper,
    title: text('加现场照片', 'Add a photograph of the site'),
    when: may('report'),
    fields: [
      {
        name: 'file',
        kind: 'file',
        label: text('照片（JPEG 或 PNG）', 'Photograph (JPEG or PNG)'),
        accept: 'image/jpeg,image/png',
      },
      { name: 'slot', kind: 'hidden', label: text('位置', 'Slot') },
    ],
    values: () => ({ slot: PHOTO }),
    tells: said(text('照片会公开，请不要拍到人脸。', 'It will be public: please no faces.')),
  },
  report: {
    contract: w.report,
    title: text('报送进度', 'Report progress'),
    when: may('report'),
    fields: fieldsOf(w.report, {
      percent: { label: text('完成百分之几', 'Percent done'), kind: 'number' },
      said: lines('说明（公开）', 'What was done (public)'),
    }),
    tells: said(
      text(
        '先加照片，再报进度；应到的进度按合同工期算。',
        'Add a photograph first; where works ought to be follows from the contracts.',
      ),
    ),
  },
  change: {
    contract: w.change,
    title: text('工程变更', 'Change a contract'),
    when: may('change'),
    fields: [
      contractChoice,
      ...fieldsOf(w.change, {
        amount: { ...amount('增加（减少写负数）', 'More; less with a minus') },
        ground: { label: text('原因', 'Ground'), options: words.changeGrounds },
        joint: {
          label: text('经项目单位、设计、监理、财政会审', 'Checked jointly by owner, design, supervision and finance'),
          required: false,
        },
        reason: lines('说明', 'Reason'),
      }),
    ],
    options: contracts,
    tells: said(
      text(
        '变更合计超过合同价百分之十没有会审的，亮黄牌。',
        'Over a tenth of the contracts without a joint check: a yellow light.',
      ),
    ),
  },
  certify: {
    contract: w.certify,
    title: text('核定工程量', 'Certify work'),
    when: may('certify'),
    fields: [
      contractChoice,
      ...fieldsOf(w.certify, {
        what: { label: text('种类', 'What'), options: words.claims },
        amount: amount('核定金额', 'Amount'),
      }),
    ],
    options: contracts,
  },
  pay: {
    contract: w.pay,
    title: text('支付', 'Pay'),
    when: may('pay'),
    fields: [
      contractChoice,
      ...fieldsOf(w.pay, { amount: amount('金额', 'Amount'), voucher: { label: text('支付凭证号', 'Voucher') } }),
    ],
    options: contracts,
  },
  rebudget: {
    contract: c.rebudget,
    title: text('调整预算', 'Change the budget'),
    when: may('rebudget'),
    fields: fieldsOf(c.rebudget, {
      amount: amount('调整后的预算', 'New budget'),
      fund: { label: text('资金来源', 'Fund') },
    }),
  },
  adjust: {
    contract: c.adjust,
    title: text('调整概算', 'Adjust the design estimate'),
    when: may('adjust'),
    fields: fieldsOf(c.adjust, {
      amount: amount('调整后的概算', 'New design estimate'),
      ground: { label: text('原因', 'Ground'), options: words.grounds },
      reason: lines('说明', 'Reason'),
    }),
  },
  accept: {
    contract: c.accept,
    title: text('竣工验收', 'Accept the works'),
    when: (v) => v.mine.includes('project.accepted') && v.ledger.started !== null && v.ledger.contracts.length > 0,
    fields: fieldsOf(c.accept, {
      on: { label: text('验收日期', 'Day of acceptance'), kind: 'day' },
      said: lines('验收结论（公开）', 'Findings (public)'),
    }),
    values: (_, p) => ({ on: dayOf(p.clock.now()) }),
    tells: said(
      text(
        '验收之日起十五日内备案（建设工程质量管理条例第四十九条）。',
        'To be filed within fifteen days (Regulations on quality, art. 49).',
      ),
    ),
  },
  file: {
    contract: c.file,
    title: text('竣工验收备案', 'File the acceptance'),
    when: 'project.filed',
    fields: fieldsOf(c.file, { record: { label: text('备案编号', 'Number of the record') } }),
  },
  settle: {
    contract: c.settle,
    title: text('竣工结算', 'Settle'),
    when: 'project.settled',
    fields: fieldsOf(c.settle, { amount: amount('结算价', 'Settled price'), opinion: lines('审核意见', 'Opinion') }),
  },
  audit: {
    contract: c.audit,
    title: text('决算审计', 'Audit the accounts'),
    when: 'project.audited',
    fields: fieldsOf(c.audit, {
      found: { label: text('发现几个问题', 'Findings'), kind: 'number' },
      opinion: lines('审计意见', 'Opinion'),
    }),
  },
  'hand-over': {
    contract: c.handOver,
    title: text('资产移交', 'Hand over'),
    when: 'project.handed-over',
    fields: fieldsOf(c.handOver, {
      to: { label: text('接收单位', 'Receiver') },
      returned: { label: text('结余已缴回国库', 'What was left went back to the treasury'), required: false },
    }),
  },
}
