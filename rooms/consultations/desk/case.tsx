import type { CaseView } from '../../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../../kernel/identity/index.ts'
import { type PageContext, postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, unitListPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { HANDLER, OFFICE, ticket } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { handlersOf } from '../offices.rules.ts'
import * as paths from '../paths.ts'
import { routes, titleOf, ways } from '../routes.ts'
import { sayAct } from '../say.ts'

const TITLE = text('诉求', 'Questions and complaints')
const choices = async (p: PageContext, c: CaseView) => {
  const against = c.acts[0]?.facts.about
  const all = await units(p.tx)
  const takes = handlersOf(all, await postsOfUnits(p.tx))
  return all
    .filter((u) => u.code !== against && takes.some((h) => h.unit === u.code))
    .map((u) => ({ value: u.code, text: u.name }))
}
const handling = (c: CaseView) => c.status === 'handling'
const unit = { name: 'unit', kind: 'choice' as const, label: text('承办单位', 'Unit'), options: [], required: false }

const one = [{ name: 'outcome', kind: 'hidden' as const, label: text('怎么办', 'What') }]
const noting = fieldsOf(contract.assign, { note: { label: text('说明', 'Note'), required: false, kind: 'lines' } })

export const deskList = unitListPage({ kind: ticket, path: paths.desk, title: TITLE })
export const deskCase = officerPage({
  kind: ticket,
  path: paths.desk,
  list: TITLE,
  allow: ({ actor }) => postOf(actor, OFFICE, HANDLER) !== undefined,
  scale: { statutory: 'ticket.answer' },
  measures: { open: openMeasures, answer: answerOrder },
  facts: (c, p) => [
    [p.t('内容', 'What was said'), c.acts[0]?.why ?? ''],
    [
      p.t('类别', 'Kind'),
      titleOf(String(c.acts.findLast((a) => a.type === 'ticket.assigned')?.facts.class ?? c.acts[0]?.facts.class))[
        p.lang
      ],
    ],
    [
      p.t('是不是咨询', 'An enquiry?'),
      c.acts[0]?.facts.consult ? p.t('是，期限两个工作日', 'yes: two working days') : p.t('否', 'no'),
    ],
  ],
  adds: sayAct,
  actions: {
    assign: {
      contract: contract.assign,
      title: text('派给承办单位', 'Send to a unit'),
      when: 'ticket.assigned',
      fields: [
        ...one,
        { ...unit, required: true },
        {
          name: 'class',
          kind: 'choice',
          label: text('类别（不对才改）', 'Kind, where it is not right'),
          required: false,
          options: [],
        },
        ...noting,
      ],
      values: () => ({ outcome: 'assign' }),
      options: async (p, c) => ({
        unit: await choices(p, c),
        class: routes.map((r) => ({ value: r.code, text: r.title })),
      }),
      next: paths.desk,
    },
    merge: {
      contract: contract.assign,
      title: text('并入正在办的同一件事', 'Put with the same open matter'),
      when: 'ticket.assigned',
      fields: [
        ...one,
        ...fieldsOf(contract.assign, {
          into: { label: text('并入哪一件（编号）', 'Into which (number)'), required: true },
        }),
      ],
      values: () => ({ outcome: 'merge' }),
      tells: () =>
        text(
          '那一件答复以后，这一件的诉求人也会收到，还可以要求重办。',
          'Who asked gets that one’s answer, too, and may have it done anew.',
        ),
      next: paths.desk,
    },
    elsewhere: {
      contract: contract.assign,
      title: text('告知应走的途径', 'Tell the way that it belongs to'),
      when: 'ticket.assigned',
      fields: [...one, { name: 'way', kind: 'choice', label: text('应走的途径', 'Way'), options: [] }, ...noting],
      values: () => ({ outcome: 'elsewhere' }),
      options: async () => ({ way: ways.map((w) => ({ value: w.code, text: w.title })) }),
      next: paths.desk,
    },
    sign: {
      contract: contract.sign,
      title: text('签收或者退回', 'Sign for it, or return it'),
      when: 'ticket.signed',
      fields: fieldsOf(contract.sign, {
        outcome: {
          label: text('归本单位办吗', 'Is it for this unit?'),
          options: { sign: text('签收', 'Sign for it'), return: text('退回', 'Return it') },
        },
        reason: { label: text('退回的理由', 'Why it is returned'), kind: 'lines', required: false },
      }),
      tells: () => text('只能退回一次；指定以后谁也不能退回。', 'Returned once only; never after it was designated.'),
    },
    designate: {
      contract: contract.designate,
      title: text('指定办理', 'Designate'),
      when: 'ticket.designated',
      fields: [
        { ...unit, required: true },
        ...fieldsOf(contract.designate, { reason: { label: text('理由', 'Reasons'), kind: 'lines' } }),
      ],
      options: async (p, c) => ({ unit: await choices(p, c) }),
      next: paths.desk,
    },
    answer: {
      contract: contract.answer,
      title: text('答复', 'Answer'),
      when: 'ticket.answered',
      fields: fieldsOf(contract.answer, {
        answer: { label: text('怎么办的，结果怎样', 'What was done, with which result'), kind: 'lines', lines: 6 },
      }),
      tells: () => text('并入的诉求也会收到这个答复。', 'Those whose matter was merged get it, too.'),
    },
    extend: {
      contract: contract.extend,
      title: text('延长办理', 'Extend'),
      when: (c) =>
        handling(c) && c.mine.includes('ticket.answered') && !c.acts.some((a) => a.type === 'ticket.extended'),
      fields: fieldsOf(contract.extend, {
        days: { label: text('延长几个工作日', 'Working days'), kind: 'number' },
        reason: { label: text('理由（告知诉求人）', 'Reason, told to who asked'), kind: 'lines' },
      }),
    },
    share: {
      contract: contract.share,
      title: text('公开问答', 'Publish question and answer'),
      when: (c) => (c.status === 'answered' || c.closed) && !c.acts.some((a) => a.type === 'ticket.shared'),
      fields: fieldsOf(contract.share, {
        title: text('标题', 'Title'),
        question: { label: text('问（改写，不写诉求人）', 'Question, written anew'), kind: 'lines' },
        answer: { label: text('答（所有人看得懂）', 'Answer, for everybody'), kind: 'lines', lines: 6 },
      }),
    },
  },
})
