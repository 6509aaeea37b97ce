import { type Output, postOf, text } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { type FormField, fieldsOf, officerPage, sayYuan, serviceOf } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { procurement } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { desk, portal } from '../paths.ts'
import { categories, decisions, grounds, kept, lotWords, methods } from '../words.ts'

type View = Output<typeof contract.deskProcess>
const form = (c: View) => c.form as contract.ProcurementForm
const has = (c: View, type: string) => c.acts.some((a) => a.type === `procurement.${type}`)
const mine = (type: string) => (c: View) => c.mine.includes(`procurement.${type}`)
const time = (zh: string, en: string) => ({
  label: text(zh, en),
  hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
  kind: 'text' as const,
})
const pdf: FormField = { name: 'file', kind: 'file', label: text('PDF 文件', 'PDF file'), accept: 'application/pdf' }
const which = (name: string, zh: string, en: string): FormField => ({
  ...{ name, kind: 'choice', options: [], decides: true, label: text(zh, en) },
})
const nth = (list: number[]) => list.map((n) => ({ value: String(n), text: text(`第 ${n} 项`, `no. ${n}`) }))
const lots = (c: View) => c.acts.filter((a) => a.type === 'procurement.lot-added')
const boxed = (c: View) => (c.acts.findLast((a) => a.type === 'procurement.round-called')?.facts.round as number) ?? 0

export default officerPage<View>({
  view: contract.deskProcess,
  kind: procurement,
  path: desk,
  list: text('政府采购', 'Procurement'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('项目', 'Process'), form(c).title],
    [p.t('类别', 'Category'), p.t(categories[form(c).category])],
    [p.t('采购方式', 'Method'), p.t(methods[form(c).method])],
    ...(form(c).ground ? ([[p.t('法定情形', 'Ground'), p.t(grounds[form(c).ground!])]] as [string, string][]) : []),
    [p.t('采购需求', 'Need'), form(c).need],
    [p.t('预算', 'Budget'), `${form(c).line} · ${sayYuan(form(c).budget, p.lang)}`],
    [p.t('最高限价', 'Ceiling'), sayYuan(form(c).ceiling, p.lang)],
    ...(form(c).bond ? ([[p.t('保证金', 'Bond'), sayYuan(form(c).bond!, p.lang)]] as [string, string][]) : []),
    ...(form(c).consortium ? ([[p.t('联合体', 'Consortia'), p.t('接受', 'may bid')]] as [string, string][]) : []),
    ...(lots(c).length > 0
      ? ([
          [
            p.t('其他包', 'Other lots'),
            lots(c).map((a) => (
              <>
                <a href={`${desk}/${a.facts.lot}`}>{p.t(`第 ${a.facts.no} 包`, `lot ${a.facts.no}`)}</a>{' '}
              </>
            )),
          ],
        ] as [string, never][])
      : []),
    ...(form(c).lot
      ? ([
          [
            p.t('分包', 'Lot'),
            <>
              {form(c).lot!.no} · <a href={`${desk}/${form(c).lot!.of}`}>{p.t('第 1 包', 'lot 1')}</a>
            </>,
          ],
        ] as unknown as [string, never][])
      : []),
    ...(form(c).reason ? ([[p.t('说明', 'Reason'), form(c).reason]] as [string, string][]) : []),
  ],
  warns: (c) =>
    c.over && form(c).method !== 'open' && form(c).method !== 'framework'
      ? [
          text(
            '预算达到公开招标数额标准，采用其他方式要经批准（政府采购法第二十七条）；数额标准未核实。',
            'The budget reaches the threshold of open tenders: another method needs leave (art. 27); the threshold is not confirmed.',
          ),
        ]
      : [],
  more: (c, p) =>
    (has(c, 'announced') || has(c, 'publicised')) && (
      <p class="links-row">
        <a href={`${portal}/${c.number}`}>{p.t('公开页面', 'The public page')}</a>
        {has(c, 'announced') && (
          <a href={`/desk/openings/${c.number}${boxed(c) > 0 ? `-R${boxed(c)}` : ''}`}>
            {p.t('受托人开启', 'For trustees: the opening')}
          </a>
        )}
      </p>
    ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    addLot: {
      contract: contract.addLot,
      title: text('增加分包', 'Add a lot'),
      when: (c) => c.leads && !has(c, 'approved') && !form(c).lot && form(c).method !== 'single',
      fields: fieldsOf(contract.addLot, lotWords),
      values: (c) => ({
        title: `${form(c).title}（第 ${lots(c).length + 2} 包）`,
        titleEn: `${form(c).titleEn} (lot ${lots(c).length + 2})`,
        days: form(c).days,
      }),
      tells: () =>
        text(
          '核准、公告和采购文件是同一个；预算、限价、保证金、开启、评审和合同各包各的。',
          'Approval, notice and documents are one; budget, ceiling, bond, opening, evaluation and contract are the lot’s own.',
        ),
    },
    approve: {
      contract: contract.approve,
      title: text('核准采购计划和方式', 'Approve plan and method'),
      when: 'procurement.approved',
      fields: fieldsOf(contract.approve, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: { approve: text('核准', 'approve'), return: text('退回', 'return') },
        },
        opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
      }),
    },
    attach: {
      contract: contract.attach,
      title: text('上传采购文件', 'Add a document'),
      when: (c) => (c.leads || c.agency) && !has(c, 'closed') && !c.closed && form(c).method !== 'single',
      fields: [...fieldsOf(contract.attach, { name: text('文件名称', 'Name of the document') }), pdf],
    },
    announce: {
      contract: contract.announce,
      title: text('发布采购公告', 'Publish the notice'),
      when: 'procurement.announced',
      fields: [
        ...fieldsOf(contract.announce, { deadline: time('响应截止', 'Deadline') }),
        { name: 'trustees', kind: 'choices', label: text('受托人', 'Trustees'), options: [] },
        ...fieldsOf(contract.announce, {
          threshold: { label: text('几位受托人可以开启', 'How many trustees can open'), kind: 'number' },
        }),
      ],
      async options(p) {
        const keys = await p.callAsSystem(envelope.keys, { jurisdiction: p.home })
        return { trustees: keys.map((k) => ({ value: k.unit, text: k.title })) }
      },
      tells: () =>
        text(
          '招标不少于二十日；询价、谈判不少于三个工作日，磋商不少于十日（后三项出处未核实）。',
          'Twenty days for tenders; three working days for inquiries and negotiations, ten days for consultations (the latter not confirmed).',
        ),
    },
    callOpening: { contract: contract.callOpening, title: text('宣布开启', 'Call the opening'), when: mine('called') },
    closePool: {
      contract: contract.closePool,
      title: text('封定专家名单', 'Close the pool of experts'),
      when: 'procurement.pooled',
      fields: fieldsOf(contract.closePool, {
        words: text('监督人员现场加的话', 'Words that the supervisor adds'),
        checkpoint: { label: text('混入账本的下一个检查点', 'Mix in the ledger’s next checkpoint'), required: false },
      }),
      values: () => ({ checkpoint: 'true' }),
    },
    reveal: { contract: contract.reveal, title: text('抽取专家', 'Draw experts'), when: mine('drawn') },
    callRound: {
      contract: contract.callRound,
      title: text('请供应商报价', 'Ask for quotes'),
      when: 'procurement.round-called',
      fields: fieldsOf(contract.callRound, {
        deadline: time('报价截止', 'Deadline of the quotes'),
        words: {
          label: text('谈判中变动的需求，书面告诉所有供应商', 'What changed, told to all in writing'),
          kind: 'lines',
        },
        last: { label: text('这是最后一轮', 'This is the last round'), required: false },
      }),
      tells: () =>
        text(
          '没有报价的供应商退出；轮次之间的价格不告诉任何供应商。',
          'Who does not quote is out; nobody learns another’s price between rounds.',
        ),
    },
    send: { contract: contract.send, title: text('送交评审报告', 'Send the report'), when: mine('sent') },
    confirm: {
      contract: contract.confirm,
      title: text('确认中标（成交）供应商', 'Confirm the result'),
      when: mine('confirmed'),
    },
    publicise: {
      contract: contract.publicise,
      title: text('公示单一来源', 'Publicise the single source'),
      when: 'procurement.publicised',
      fields: fieldsOf(contract.publicise, {
        words: { label: text('为什么只能从这一家采购', 'Why only this one can supply'), kind: 'lines' },
      }),
      tells: () => text('公示不少于五个工作日（实施条例第三十八条）。', 'Five working days at least (art. 38).'),
    },
    negotiate: {
      contract: contract.negotiate,
      title: text('商定价格', 'Agree on the price'),
      when: 'procurement.negotiated',
      fields: fieldsOf(contract.negotiate, {
        price: { label: text('价格', 'Price'), kind: 'money' },
        words: { label: text('协商情况', 'How it was agreed'), kind: 'lines' },
      }),
    },
    notify: {
      contract: contract.notify,
      title: text('公告结果、发出通知书', 'Publish the result'),
      when: mine('notified'),
    },
    passOn: {
      contract: contract.passOn,
      title: text('确定下一候选人', 'Take the next candidate'),
      when: (c) => c.leads && c.status === 'notified' && form(c).method !== 'single',
      fields: fieldsOf(contract.passOn, {
        words: {
          label: text('中标（成交）供应商怎样拒绝签合同', 'How the winner refused the contract'),
          kind: 'lines',
        },
      }),
      tells: () =>
        text(
          '按评审报告的次序，另发通知书；也可以重新采购（实施条例第四十九条）。保证金另行决定。',
          'In the order of the report, with a notice of its own; it can be procured again as well (art. 49). The bond is decided apart.',
        ),
    },
    signContract: {
      contract: contract.signContract,
      title: text('签订合同', 'Sign the contract'),
      when: 'procurement.contracted',
      fields: fieldsOf(contract.signContract, {
        contract: text('合同编号', 'Number of the contract'),
        price: { label: text('合同价', 'Price'), kind: 'money' },
        performance: {
          label: text('履约保证金', 'Performance bond'),
          kind: 'money',
          required: false,
          hint: text(
            '可以不要；不超过合同金额的百分之十，验收后退还（实施条例第四十八条）',
            'may be left out; ten per cent of the contract at most, back with the acceptance (art. 48)',
          ),
        },
      }),
      tells: () =>
        text(
          '合同价就是报价；扣除只用于评审。签订以后退还中标供应商的保证金。',
          'The price is that of the bid; deductions count in the evaluation alone. The winner’s bond goes back with the contract.',
        ),
    },
    keepBond: {
      contract: contract.keepBond,
      title: text('不予退还保证金', 'Keep a bond'),
      when: (c) => (c.leads || c.agency) && Boolean(form(c).bond) && has(c, 'opened') && !has(c, 'contracted'),
      fields: fieldsOf(contract.keepBond, {
        bidder: { label: text('供应商编号', 'Number of the supplier'), kind: 'number' },
        reason: { label: text('理由', 'Reason'), options: kept },
        words: { label: text('事实', 'Facts'), kind: 'lines' },
      }),
      tells: () =>
        text(
          '只有法定的理由；理由公开，事实给当事人看。',
          'For a reason of the law alone: the reason is public, the facts are for the supplier.',
        ),
    },
    publishContract: {
      contract: contract.publishContract,
      title: text('公告合同', 'Publish the contract'),
      when: 'procurement.contract-published',
      fields: [pdf],
    },
    accept: {
      contract: contract.accept,
      title: text('验收', 'Accept'),
      when: 'procurement.accepted',
      fields: fieldsOf(contract.accept, {
        grade: { label: text('履约评价（1–5）', 'Performance, 1–5'), kind: 'number' },
        words: { label: text('验收意见', 'What was found'), kind: 'lines' },
      }),
    },
    pay: {
      contract: contract.pay,
      title: text('支付', 'Pay'),
      when: 'procurement.paid',
      fields: fieldsOf(contract.pay, { voucher: text('支付凭证号', 'Voucher') }),
    },
    answer: {
      contract: contract.answer,
      title: text('答复质疑', 'Answer a challenge'),
      when: (c) => (c.leads || c.agency) && c.waiting.length > 0,
      fields: [
        which('challenge', '质疑', 'Challenge'),
        ...fieldsOf(contract.answer, { words: { label: text('答复', 'Answer'), kind: 'lines' } }),
      ],
      options: async (_, c) => ({ challenge: nth(c.waiting) }),
    },
    suspend: {
      contract: contract.suspend,
      title: text('通知暂停采购', 'Suspend'),
      when: (c) => c.finance && c.underComplaint.length > 0,
      fields: [
        which('complaint', '投诉', 'Complaint'),
        ...fieldsOf(contract.suspend, { days: { label: text('暂停几日', 'Days'), kind: 'number' } }),
      ],
      options: async (_, c) => ({ complaint: nth(c.underComplaint) }),
    },
    decide: {
      contract: contract.decide,
      title: text('处理投诉', 'Decide a complaint'),
      when: (c) => c.finance && c.underComplaint.length > 0,
      fields: [
        which('complaint', '投诉', 'Complaint'),
        ...fieldsOf(contract.decide, {
          outcome: { label: text('决定', 'Decision'), options: decisions },
          words: { label: text('理由', 'Why'), kind: 'lines' },
        }),
      ],
      options: async (_, c) => ({ complaint: nth(c.underComplaint) }),
    },
    serve: serviceOf((c) => c.agency),
  },
})
