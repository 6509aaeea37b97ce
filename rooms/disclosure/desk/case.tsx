import type { CaseView } from '../../../kernel/cases/index.ts'
import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, serviceOf, unitListPage } from '../../../web/ui/index.ts'
import { disclosure } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { CATEGORIES, CHANNELS } from '../contract.ts'
import { outcomeOf } from '../outcomes.ts'
import * as paths from '../paths.ts'

const TITLE = text('依申请公开', 'Requests for information')
const reason = { label: text('理由', 'Reasons'), kind: 'lines' as const }
const asked = (c: CaseView) => (c.acts.findLast((a) => a.type === 'request.corrected') ?? c.acts[0])?.why ?? ''
const hears = (c: CaseView) => c.mine.includes('request.drafted') || c.mine.includes('request.searched')
const noticed = (c: CaseView) => c.acts.find((a) => a.type === 'fee.noticed')
const open = (c: CaseView) =>
  c.acts.filter((a) => a.type === 'third-party.consulted').length -
  c.acts.filter((a) => a.type === 'third-party.answered').length

export const deskList = unitListPage({ kind: disclosure, path: paths.desk, title: TITLE })
export const deskCase = officerPage({
  kind: disclosure,
  path: paths.desk,
  list: TITLE,
  allow: ({ actor }) => postOf(actor) !== undefined,
  scale: { statutory: 'disclosure.reply' },
  facts: (c, p) => [
    [p.t('渠道', 'Channel'), CHANNELS[c.acts[0]!.facts.channel as 'fax']?.[p.lang] ?? ''],
    [p.t('申请人类别', 'Category'), CATEGORIES[c.acts[0]!.facts.category as 'natural']?.[p.lang] ?? ''],
    [p.t('申请内容', 'What is asked'), asked(c)],
  ],
  more: (c, p) => (
    <>
      {c.mine.includes('request.drafted') && (
        <p>
          <a class="button" href={`${paths.desk}/${c.number}/draft`}>
            {p.t('逐项拟答复', 'Draft the answer, item by item')}
          </a>
        </p>
      )}
      {hears(c) && (
        <p>
          <a href={`${paths.desk}/${c.number}/files`}>
            {p.t('上传检索到的文件、遮盖部分内容', 'Files that were found; redaction')}
          </a>
        </p>
      )}
    </>
  ),
  adds: (a) => {
    const codes = a.facts.outcomes as { n: number; code: string }[] | undefined
    return codes
      ? text(
          codes.map((x) => `第 ${x.n} 项 ${outcomeOf(x.code)?.title.zh ?? x.code}`).join('；'),
          codes.map((x) => `item ${x.n}: ${outcomeOf(x.code)?.title.en ?? x.code}`).join('; '),
        )
      : undefined
  },
  actions: {
    register: {
      contract: contract.register,
      title: text('登记确认', 'Register'),
      when: 'request.registered',
      fields: fieldsOf(contract.register, {
        outcome: {
          label: text('内容明确吗', 'Is it clear?'),
          options: {
            go: text('明确，开始办理', 'Clear, go on'),
            correct: text('不明确，告知补正', 'To be made clear'),
          },
        },
        notice: { label: text('要补正什么（不明确时写）', 'What is to be made clear'), kind: 'lines', required: false },
        until: { label: text('补正到哪天', 'Until when'), required: false },
      }),
      tells: () =>
        text(
          '互联网、平信、传真从这时起算二十个工作日。',
          'By internet, plain post and fax the twenty working days count from now.',
        ),
    },
    abandon: {
      contract: contract.abandon,
      title: text('逾期不补正，不再处理', 'Not made clear in time'),
      when: (c) => c.status === 'correcting',
      fields: fieldsOf(contract.abandon, { reason }),
    },
    search: {
      contract: contract.search,
      title: text('记录检索', 'Record the search'),
      when: 'request.searched',
      fields: [
        ...fieldsOf(contract.search, {
          where: { label: text('检索了哪里', 'Where was searched'), kind: 'lines' },
          terms: { label: text('用的检索词', 'With which terms'), kind: 'lines' },
        }),
        { name: 'found', kind: 'choices', label: text('找到的项', 'Items found'), options: [] },
      ],
      options: async (_, c) => ({
        found: asked(c)
          .split(/\r?\n/)
          .filter((l) => l.trim())
          .map((l, i) => ({ value: String(i + 1), text: text(`${i + 1}．${l}`, `${i + 1}. ${l}`) })),
      }),
    },
    consult: {
      contract: contract.consult,
      title: text('征求第三方意见', 'Consult a third party'),
      when: (c) => c.mine.includes('request.drafted') || c.mine.includes('request.searched'),
      fields: fieldsOf(contract.consult, {
        item: { label: text('第几项', 'Which item'), kind: 'number' },
        to: text('第三方名称', 'The third party'),
      }),
      tells: () =>
        text(
          '信里不写申请人是谁；所需时间不计入答复期限。',
          'The letter does not say who asks; its time is not counted.',
        ),
    },
    heard: {
      contract: contract.heard,
      title: text('记录第三方意见', 'Record what the third party says'),
      when: (c) => open(c) > 0 && (c.mine.includes('request.drafted') || c.mine.includes('request.searched')),
      fields: fieldsOf(contract.heard, {
        consultation: { label: text('第几次征求', 'Which consultation'), kind: 'number' },
        answer: {
          label: text('意见', 'What it says'),
          options: {
            agrees: text('同意公开', 'Agrees'),
            objects: text('不同意', 'Objects'),
            silent: text('逾期未答', 'Silent'),
          },
        },
        opinion: { label: text('理由', 'Why'), kind: 'lines', required: false },
      }),
    },
    fee: {
      contract: contract.fee,
      title: text('收费通知', 'Notice of a fee'),
      when: (c) => c.mine.includes('request.drafted') && !c.acts.some((a) => a.type === 'fee.noticed'),
      fields: fieldsOf(contract.fee, {
        by: {
          label: text('按什么算', 'By what'),
          options: { items: text('按件', 'Items'), pages: text('按页', 'Pages') },
        },
        n: { label: text('多少', 'How many'), kind: 'number' },
        reason: { label: text('为什么明显超过合理范围', 'Why it is clearly excessive'), kind: 'lines' },
      }),
    },
    unpaid: {
      contract: contract.unpaid,
      title: text('逾期不缴费，不再处理', 'Fee not paid in time'),
      when: (c) => hears(c) && noticed(c) !== undefined && !c.acts.some((a) => a.type === 'fee.paid'),
      fields: fieldsOf(contract.unpaid, { reason }),
      danger: true,
    },
    askReasons: {
      contract: contract.askReasons,
      title: text('要求说明理由（数量、频次过多）', 'Ask for reasons (excessive)'),
      when: (c) => hears(c) && !c.acts.some((a) => a.type === 'request.reasons-asked'),
      fields: fieldsOf(contract.askReasons, {
        why: { label: text('为什么明显超过合理范围', 'Why it is clearly excessive'), kind: 'lines' },
      }),
      tells: () => text('期限照常计算；这里不核查信用。', 'The days go on; nobody’s standing is asked.'),
    },
    contest: {
      contract: contract.contest,
      title: text('记录复议、诉讼', 'Record a review or suit'),
      when: (c) => c.acts.some((a) => a.type === 'request.replied' && a.facts.outcome === 'reply'),
      fields: fieldsOf(contract.contest, {
        way: {
          label: text('途径', 'Way'),
          options: {
            review: text('行政复议', 'Reconsideration'),
            suit: text('未经复议直接起诉', 'Suit without it'),
            'suit-after-review': text('复议后起诉', 'Suit after it'),
          },
        },
        on: text('哪天受理', 'Since'),
        docket: text('案号', 'Docket number'),
      }),
    },
    endContest: {
      contract: contract.endContest,
      title: text('记录复议、诉讼的结果', 'Record its result'),
      when: (c) =>
        c.acts.filter((a) => a.type === 'request.contested').length >
        c.acts.filter((a) => a.type === 'contest.ended').length,
      fields: fieldsOf(contract.endContest, {
        result: {
          label: text('结果', 'Result'),
          options: {
            upheld: text('维持', 'Upheld'),
            corrected: text('纠正', 'Corrected'),
            other: text('其他', 'Other'),
          },
        },
        on: text('哪天', 'On'),
      }),
    },
    extend: {
      contract: contract.extend,
      title: text('延长答复期限', 'Extend'),
      when: (c) => c.mine.includes('request.replied') && !c.acts.some((a) => a.type === 'request.extended'),
      fields: fieldsOf(contract.extend, {
        ground: {
          label: text('情形', 'Ground'),
          options: {
            complex: text('需要延长（第三十三条）', 'Needs longer (art. 33)'),
            excessive: text('数量、频次过多，理由合理（第三十五条）', 'Excessive, with sound reasons (art. 35)'),
          },
          required: true,
        },
        days: { label: text('延长几个工作日', 'Working days'), kind: 'number' },
        reason,
      }),
    },
    reply: {
      contract: contract.reply,
      title: text('审查答复', 'Review and reply'),
      when: 'request.replied',
      fields: fieldsOf(contract.reply, {
        outcome: {
          label: text('审查结果', 'Result'),
          options: { reply: text('同意，出具答复书', 'Agree, issue the answer'), return: text('退回重拟', 'Return') },
        },
        opinion: { label: text('审查意见', 'Opinion'), kind: 'lines' },
        share: {
          label: text('转为主动公开，标题', 'Make public for all, under the title'),
          hint: text(
            '写了标题，予以公开的内容所有人可查；不写申请人。',
            'With a title what was granted is found by everybody; never who asked.',
          ),
          required: false,
        },
      }),
    },
    serve: serviceOf(
      (c) =>
        c.documents.some((d) => !d.served) &&
        (c.mine.includes('request.closed') ||
          c.mine.includes('request.drafted') ||
          c.mine.includes('request.searched')),
    ),
    close: {
      contract: contract.close,
      title: text('办结', 'Close'),
      when: (c) =>
        c.mine.includes('request.closed') && c.documents.some((d) => d.kind === 'disclosure-reply' && d.served),
    },
  },
})
