import { type Output, postOf, text } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { fieldsOf, officerPage, sayYuan } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { tender } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { desk, portal } from '../paths.ts'
import { lotWords } from '../words.ts'

type Facts = { acts: { type: string; facts: Record<string, any> }[] }
const form = (c: { form: Record<string, unknown> }) => c.form as contract.TenderForm
const has = (c: Facts, type: string) => c.acts.some((a) => a.type === type)
const lots = (c: Facts) => c.acts.filter((a) => a.type === 'tender.lot-added').length
const time = (zh: string, en: string) => ({
  label: text(zh, en),
  hint: text('例如 2026-12-31T09:00+08:00', 'as 2026-12-31T09:00+08:00'),
  kind: 'text' as const,
})
const objections = (c: Facts) => {
  const answered = new Set(c.acts.filter((a) => a.type === 'tender.answered').map((a) => a.facts.objection))
  return c.acts.filter((a) => a.type === 'tender.objected').flatMap((_, i) => (answered.has(i + 1) ? [] : [i + 1]))
}
const complaints = (c: Facts) => {
  const decided = new Set(c.acts.filter((a) => a.type === 'tender.complaint-decided').map((a) => a.facts.complaint))
  return c.acts.filter((a) => a.type === 'tender.complained').flatMap((_, i) => (decided.has(i + 1) ? [] : [i + 1]))
}
const complaintOptions = async (_: unknown, c: Facts) => ({
  complaint: complaints(c).map((n) => ({ value: String(n), text: text(`第 ${n} 项`, `no. ${n}`) })),
})
const candidates = (c: Facts): number[] => c.acts.findLast((a) => a.type === 'tender.reported')?.facts.candidates ?? []

export default officerPage<Output<typeof contract.deskTender>>({
  view: contract.deskTender,
  kind: tender,
  path: desk,
  list: text('工程招标', 'Construction tenders'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('项目', 'Project'), form(c).title],
    ...(lots(c) > 0
      ? ([
          [
            p.t('其他标段', 'Other lots'),
            c.acts
              .filter((a) => a.type === 'tender.lot-added')
              .map((a) => (
                <>
                  <a href={`${desk}/${a.facts.lot}`}>{p.t(`标段 ${a.facts.no}`, `lot ${a.facts.no}`)}</a>{' '}
                </>
              )),
          ],
        ] as never[])
      : []),
    ...(form(c).lot
      ? ([
          [
            p.t('标段', 'Lot'),
            <>
              {form(c).lot!.no} · <a href={`${desk}/${form(c).lot!.of}`}>{p.t('第一标段', 'lot 1')}</a>
            </>,
          ],
        ] as [string, never][])
      : []),
    [p.t('地点', 'Place'), form(c).place],
    [p.t('招标范围', 'What is tendered'), form(c).scope],
    [p.t('最高投标限价', 'Ceiling'), sayYuan(form(c).ceiling, p.lang)],
    [p.t('投标保证金', 'Bid bond'), sayYuan(form(c).bond, p.lang)],
    [p.t('专家专业', 'Specialty'), p.t(contract.specialties[form(c).specialty])],
    [p.t('评标委员会', 'Committee'), String(form(c).committee)],
  ],
  more: (c, p) =>
    has(c, 'tender.announced') && (
      <p class="links-row">
        <a href={`${portal}/${c.number}`}>{p.t('公开页面', 'The public page')}</a>
        <a href={`/desk/openings/${c.number}`}>{p.t('受托人开标', 'For trustees: the opening')}</a>
      </p>
    ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    addLot: {
      contract: contract.addLot,
      title: text('增加标段', 'Add a lot'),
      when: (c) => c.leads && !has(c, 'tender.approved') && !form(c).lot,
      fields: fieldsOf(contract.addLot, lotWords),
      values: (c) => ({
        title: `${form(c).title}（标段 ${lots(c) + 2}）`,
        titleEn: `${form(c).titleEn} (lot ${lots(c) + 2})`,
      }),
      tells: () =>
        text(
          '核准、公告和招标文件是一次的；限价、保证金、投标箱、开标、评标、合同是每个标段自己的。',
          'Approval, notice and documents are one; ceiling, bond, box, opening, evaluation and contract are the lot’s own.',
        ),
    },
    approve: {
      contract: contract.approve,
      title: text('核准招标方案', 'Approve the plan'),
      when: 'tender.approved',
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
      title: text('上传招标文件', 'Add a tender document'),
      when: (c) =>
        c.mine.includes('tender.announced') || (has(c, 'tender.announced') && !has(c, 'tender.closed') && c.leads),
      fields: [
        ...fieldsOf(contract.attach, { name: { label: text('文件名称', 'Name of the document') } }),
        { name: 'file', kind: 'file', label: text('PDF 文件', 'PDF file'), accept: 'application/pdf' },
      ],
    },
    setPriceList: {
      contract: contract.setPriceList,
      title: text('上传工程量清单', 'Set the list of quantities'),
      when: (c) => c.mine.includes('tender.announced'),
      fields: [
        {
          ...{ name: 'file', kind: 'file', accept: '.xlsx,.csv' },
          label: text('表（.xlsx 或 .csv）', 'Table (.xlsx or .csv)'),
          hint: text(
            '表头：项目编码、项目名称、计量单位、工程量。没有清单的项目不用上传。',
            'Headings: code, item, unit, quantity. Not needed where there is no such list.',
          ),
        },
      ],
    },
    announce: {
      contract: contract.announce,
      title: text('发布招标公告', 'Publish the notice'),
      when: 'tender.announced',
      fields: [
        ...fieldsOf(contract.announce, { deadline: time('投标截止', 'Deadline') }),
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
          '到投标截止不少于二十日（招标投标法第二十四条）。受托人应当利益相互独立；需要过半数的受托人才能开启。',
          'Twenty days at least to the deadline (art. 24). Trustees should have opposed interests; more than half of them are needed.',
        ),
    },
    clarify: {
      contract: contract.clarify,
      title: text('澄清或修改招标文件', 'Clarify or amend'),
      when: (c) => c.leads && has(c, 'tender.announced') && !has(c, 'tender.closed'),
      fields: fieldsOf(contract.clarify, {
        words: { label: text('内容', 'Words'), kind: 'lines' },
        affects: { label: text('可能影响投标文件编制', 'It may affect bids'), required: false },
        deadline: { ...time('推迟后的投标截止', 'New deadline'), required: false },
      }),
    },
    answer: {
      contract: contract.answer,
      title: text('答复异议', 'Answer an objection'),
      when: (c) => c.leads && objections(c).length > 0,
      fields: [
        { name: 'objection', kind: 'choice', label: text('异议', 'Objection'), options: [], decides: true },
        ...fieldsOf(contract.answer, { words: { label: text('答复', 'Answer'), kind: 'lines' } }),
      ],
      async options(_, c) {
        return { objection: objections(c).map((n) => ({ value: String(n), text: text(`第 ${n} 项`, `no. ${n}`) })) }
      },
    },
    stop: {
      contract: contract.stopForComplaint,
      title: text('责令暂停', 'Stop the process'),
      when: (c) => c.oversees && complaints(c).length > 0,
      fields: [
        { name: 'complaint', kind: 'choice', label: text('投诉', 'Complaint'), options: [], decides: true },
        ...fieldsOf(contract.stopForComplaint, { words: { label: text('理由', 'Why'), kind: 'lines' } }),
      ],
      options: complaintOptions,
    },
    decideComplaint: {
      contract: contract.decideComplaint,
      title: text('处理投诉', 'Decide a complaint'),
      when: (c) => c.oversees && complaints(c).length > 0,
      fields: [
        { name: 'complaint', kind: 'choice', label: text('投诉', 'Complaint'), options: [], decides: true },
        ...fieldsOf(contract.decideComplaint, {
          outcome: {
            label: text('决定', 'Decision'),
            options: {
              dismiss: text('驳回', 'dismiss'),
              mend: text('成立，责令改正后继续', 'upheld: to be mended, and it goes on'),
              void: text('成立，招标无效', 'upheld: the tender is void'),
            },
          },
          words: { label: text('处理决定', 'The decision'), kind: 'lines' },
        }),
      ],
      options: complaintOptions,
    },
    callOpening: {
      contract: contract.callOpening,
      title: text('宣布开标', 'Call the opening'),
      when: 'tender.called',
      tells: () =>
        text(
          '宣布以后，受托人在各自的浏览器里交出份额；够数以后全部投标同时开启、同时公布。',
          'Then trustees release their shares in their own browsers; once there are enough, all bids open and are published at once.',
        ),
    },
    closePool: {
      contract: contract.closePool,
      title: text('封定专家名单', 'Close the pool of experts'),
      when: 'tender.pooled',
      fields: fieldsOf(contract.closePool, {
        words: {
          label: text('监督人员现场加的话', 'Words that the supervisor adds'),
          hint: text(
            '种子在公告时已经承诺；加进这句话，谁都预先算不出结果。',
            'The seed was committed to with the notice; with these words nobody could compute the result before.',
          ),
        },
        checkpoint: { label: text('混入账本的下一个检查点', 'Mix in the ledger’s next checkpoint'), required: false },
      }),
      values: () => ({ checkpoint: 'true' }),
    },
    reveal: { contract: contract.reveal, title: text('抽取专家和系数', 'Draw'), when: 'tender.drawn' },
    publicise: {
      contract: contract.publicise,
      title: text('公示中标候选人', 'Publicise the candidates'),
      when: 'tender.publicised',
      fields: fieldsOf(contract.publicise, { days: { label: text('公示几日', 'Days'), kind: 'number' } }),
      values: () => ({ days: 3 }),
    },
    award: {
      contract: contract.award,
      title: text('确定中标人', 'Award'),
      when: 'tender.awarded',
      fields: [
        { name: 'bidder', kind: 'choice', label: text('中标人', 'Winner'), options: [], decides: true },
        ...fieldsOf(contract.award, {
          reason: { label: text('不定第一名的法定理由', 'Why not the first-ranked'), kind: 'lines', required: false },
        }),
      ],
      async options(_, c) {
        return {
          bidder: candidates(c).map((b, i) => ({
            value: String(b),
            text: text(`第 ${i + 1} 名：${b} 号`, `rank ${i + 1}: bidder ${b}`),
          })),
        }
      },
    },
    signContract: {
      contract: contract.signContract,
      title: text('签订合同', 'Sign the contract'),
      when: 'tender.contracted',
      fields: fieldsOf(contract.signContract, {
        contract: { label: text('合同编号', 'Number of the contract') },
        price: { label: text('合同价', 'Price'), kind: 'money' },
      }),
      tells: () =>
        text('合同价应与中标价一致；签订以后退还投标保证金。', 'The price is that of the bid; then the bonds go back.'),
    },
    fileReport: { contract: contract.fileReport, title: text('提交书面报告', 'File the report'), when: 'tender.filed' },
  },
})
