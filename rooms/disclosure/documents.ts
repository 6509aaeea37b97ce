import { defineDocument } from '../../kernel/documents/index.ts'
import { formatCitation } from '../../kernel/law/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Disclosure } from './case.kind.ts'
import { LAW, outcomeOf } from './outcomes.ts'
import type { Answer } from './view.ts'

const requester = (at: { parties: { role: string; name: string }[] }) =>
  at.parties.find((p) => p.role === 'requester')?.name ?? ''
const D = (...articles: number[]) => articles.map((article) => ({ law: LAW, article }))

export const correctionLetter = defineDocument<Disclosure, { notice: string; until: string }>({
  kind: 'disclosure-correction',
  title: text('补正告知书', 'To be made clear'),
  series: '公补',
  body: ({ at, input }) => ({
    to: requester(at),
    paragraphs: [
      text(`您的申请需要补正：${input.notice}`, `Your request has to be made clear: ${input.notice}`),
      text(
        `请在 ${input.until} 前补正；答复期限自收到补正之日起重新计算。无正当理由逾期不补正的，视为放弃申请。`,
        `Please do so by ${input.until}; the time to answer then begins anew. Without a good reason it is taken as given up after that day.`,
      ),
    ],
    basis: D(30),
  }),
})

/** What is asked, and never who asks. */
export const consultationLetter = defineDocument<Disclosure, { to: string; line: string }>({
  kind: 'disclosure-consultation',
  title: text('征求第三方意见书', 'Consultation of a third party'),
  series: '公征',
  body: ({ input }) => ({
    to: input.to,
    paragraphs: [
      text(
        `有人申请公开与您（单位）有关的下列信息：${input.line}`,
        `Information that concerns you was asked for: ${input.line}`,
      ),
      text(
        '请自收到之日起十五个工作日内提出是否同意公开的意见和理由；逾期未提出的，由本机关决定是否公开。',
        'Please say within fifteen working days of receipt whether you agree, and why; after that the authority decides.',
      ),
    ],
    basis: D(32),
  }),
})

export const feeLetter = defineDocument<
  Disclosure,
  { by: 'items' | 'pages'; n: number; fen: number; due: string; order: string; reason: string }
>({
  kind: 'disclosure-fee',
  title: text('信息处理费收费通知', 'Notice of a processing fee'),
  series: '公费',
  body: ({ at, input }) => ({
    to: requester(at),
    paragraphs: [
      text(
        `您申请的数量、频次明显超过合理范围：${input.reason}按${input.by === 'items' ? '件' : '页'}计算，共 ${input.n} ${input.by === 'items' ? '件' : '页'}，应缴 ${(input.fen / 100).toFixed(2)} 元。`,
        `Your request is clearly excessive: ${input.reason} By ${input.by}, ${input.n} in all: ${(input.fen / 100).toFixed(2)} yuan.`,
      ),
      text(
        `请在 ${input.due} 前按缴款通知 ${input.order} 到银行缴纳；等待缴费的时间不计入答复期限。逾期不缴的，不再处理。`,
        `Please pay it at the bank under order ${input.order} by ${input.due}; until then the days do not count. Where it is not paid in time the request is not gone on with.`,
      ),
    ],
    basis: D(42),
    remedies: true,
  }),
})

export const reasonsLetter = defineDocument<Disclosure, { why: string; by: string }>({
  kind: 'disclosure-reasons',
  title: text('说明理由通知书', 'Reasons asked for'),
  series: '公理',
  body: ({ at, input }) => ({
    to: requester(at),
    paragraphs: [
      text(
        `您申请的数量、频次明显超过合理范围：${input.why}`,
        `The number or frequency of your requests is clearly excessive: ${input.why}`,
      ),
      text(
        `请在 ${input.by} 前说明理由。理由合理的，照常办理；不合理的，不予处理。`,
        `Please give your reasons by ${input.by}. Where they are sound it is gone on with, else it is not processed.`,
      ),
    ],
    basis: D(35),
  }),
})

export const replyLetter = defineDocument<Disclosure, { answers: Answer[]; lines: string[] }>({
  kind: 'disclosure-reply',
  title: text('政府信息公开申请答复书', 'Answer to a request for information'),
  series: '公答',
  body: ({ at, input }) => ({
    to: requester(at),
    paragraphs: input.answers.flatMap((a) => {
      const o = outcomeOf(a.code)!
      const law = { law: LAW, article: o.article }
      const removed = at.acts.filter((x) => x.type === 'request.redacted' && x.public.item === a.n)
      return [
        text(
          `${a.n}．${input.lines[a.n - 1] ?? ''}：${o.title.zh}（${formatCitation(law, 'zh')}）。${a.text}`,
          `${a.n}. ${input.lines[a.n - 1] ?? ''}: ${o.title.en} (${formatCitation(law, 'en')}). ${a.text}`,
        ),
        // What was removed is told, with its grounds (art. 37): silence about it is what others were blamed for.
        ...removed.map((x) => saysRemoved(a.n, x.public)),
        ...(o.tells ? [o.tells] : []),
      ]
    }),
    basis: D(...new Set(input.answers.map((a) => outcomeOf(a.code)!.article))),
    remedies: true,
  }),
})

function saysRemoved(n: number, p: Record<string, any>) {
  const places: { page: number }[] = p.removed
  const pages = [...new Set(places.map((x) => x.page))].sort((a, b) => a - b)
  const grounds = (p.grounds as string[]).map((g) => outcomeOf(g)!.title)
  return text(
    `第 ${n} 项随附的文件共 ${p.pages} 页，遮盖 ${places.length} 处（第 ${pages.join('、')} 页），依据：${grounds.map((g) => g.zh).join('；')}。`,
    `The file with item ${n} has ${p.pages} pages; ${places.length} places are blackened (page ${pages.join(', ')}), on the ground of: ${grounds.map((g) => g.en).join('; ')}.`,
  )
}
