import type { CaseView } from '../../../kernel/cases/index.ts'
import { listPublished } from '../../../kernel/catalog/index.ts'
import { cardsOfUnitAt, postsOfUnits, units } from '../../../kernel/identity/index.ts'
import { type PageContext, postOf, text } from '../../../kernel/platform/index.ts'
import { type FormField, fieldsOf, officerPage } from '../../../web/ui/index.ts'
import { sources } from '../../enforcement/contract.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { lead, OFFICER } from '../case.kind.ts'
import * as c from '../contract.ts'
import * as paths from '../paths.ts'

const lines = (zh: string, en: string) => ({ label: text(zh, en), kind: 'lines' as const })
const choice = (name: string, zh: string, en: string, required = true): FormField => ({
  name,
  kind: 'choice',
  label: text(zh, en),
  options: [],
  decides: required,
  required,
})

/** The enforcing units but the lead's own. */
async function otherUnits({ tx }: PageContext, own: string) {
  const posts = await postsOfUnits(tx)
  return (await units(tx))
    .filter((u) => u.code !== own && posts.some((p) => p.unit === u.code && p.role === OFFICER))
    .map((u) => ({ value: u.code, text: u.name }))
}

/** A lead on the desk: what it says, what may be the same event, and the next step. */
export default officerPage<CaseView>({
  kind: lead,
  path: paths.desk,
  list: text('案件线索', 'Leads'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  factsTitle: text('线索', 'The lead'),
  measures: { open: openMeasures, answer: answerOrder },
  facts: (v, { t }) => [
    [t('来源', 'Source'), t(sources[String(v.acts[0]?.facts.source)] ?? text('—', '—'))],
    [t('发现的情况', 'What was found'), v.acts[0]?.why ?? '—'],
    ...(v.acts[0]?.facts.from ? [[t('来自', 'From'), String(v.acts[0].facts.from)] as [string, string]] : []),
  ],
  warns: (v) => {
    const similar = (v.acts[0]?.facts.similar as string[] | undefined) ?? []
    return similar.length > 0
      ? [
          text(
            `可能是同一件事：${similar.join('、')}。请先看一看。`,
            `This may be the same event: ${similar.join(', ')}. Please look first.`,
          ),
        ]
      : []
  },
  more: (v, p) => {
    const opened = v.acts.find((a) => a.type === 'lead.settled')?.facts.case as string | undefined
    return opened && <a href={`/desk/penalties/${opened}`}>{p.t(`案件 ${opened}`, `Case ${opened}`)}</a>
  },
  actions: {
    check: {
      contract: c.check,
      title: text('核查', 'Check'),
      when: 'lead.checked',
      tells: () =>
        text(
          '建议立案的，把案件要用的填全；同一当事人的案件全市查重。',
          'To file, fill in what the case needs; the party’s cases of the whole city are compared.',
        ),
      fields: [
        ...fieldsOf(c.check, {
          outcome: {
            label: text('核查结果', 'Result'),
            options: {
              file: text('建议立案', 'File'),
              decline: text('建议不予立案', 'Decline'),
              transfer: text('移送有管辖权的单位', 'Transfer to who is competent'),
            },
          },
          opinion: lines('核查情况', 'What the check found'),
        }),
        choice('itemCode', '违法行为（立案）', 'Violation, to file', false),
        {
          name: 'subject.kind',
          kind: 'choice',
          label: text('当事人是（立案）', 'The party is, to file'),
          decides: false,
          required: false,
          options: [
            { value: 'organisation', text: text('单位', 'an organisation') },
            { value: 'person', text: text('个人', 'a person') },
          ],
        },
        { name: 'subject.name', kind: 'text', label: text('当事人名称', 'Its name'), required: false },
        {
          name: 'subject.code',
          kind: 'text',
          label: text('信用代码或身份证号', 'Credit code or identity number'),
          required: false,
        },
        { name: 'subject.address', kind: 'text', label: text('地址', 'Address'), required: false },
        {
          name: 'actOn',
          kind: 'day',
          label: text('违法行为日期（持续的填最后一天）', 'Day of the act; the last of a continuing one'),
          required: false,
        },
        { name: 'place', kind: 'text', label: text('地点', 'Place'), required: false },
        choice('to', '移送给（移送）', 'To, to transfer', false),
      ],
      async options(p, v) {
        const items = await listPublished(p.tx, p.clock.now(), { unit: v.unit, powerType: '02' })
        return { itemCode: items.map((i) => ({ value: i.code, text: i.name })), to: await otherUnits(p, v.unit) }
      },
      values: (v) => ({ 'subject.name': v.parties.find((x) => x.role === 'about')?.name, itemCode: v.form.itemCode }),
    },
    settle: {
      contract: c.settle,
      title: text('立案审批', 'File or not'),
      when: 'lead.settled',
      tells: () =>
        text(
          '立案后九十日内决定；不予立案要写明理由，举报人会知道。',
          'A decision is due within ninety days; a refusal needs its reasons, which the informant reads.',
        ),
      fields: [
        ...fieldsOf(c.settle, {
          outcome: {
            label: text('意见', 'Decision'),
            options: {
              file: text('立案', 'File'),
              decline: text('不予立案', 'Decline'),
              return: text('退回补充核查', 'Return'),
            },
          },
          opinion: lines('理由', 'Reasons'),
        }),
        {
          name: 'officers',
          kind: 'choices',
          label: text('两名承办人（立案）', 'Two officers, to file'),
          options: [],
          required: false,
        },
      ],
      async options(p, v) {
        const cards = await cardsOfUnitAt(p.tx, v.unit, p.clock.now())
        return {
          officers: cards.map((card) => ({
            value: card.personId,
            text: text(`${card.name} ${card.number}`, `${card.name} ${card.number}`),
          })),
        }
      },
    },
    transfer: {
      contract: c.transfer,
      title: text('移送', 'Transfer'),
      when: 'lead.transferred',
      tells: () =>
        text('出具移送函；对方接收即为回执。', 'A letter goes out; the other unit’s receipt is its next step.'),
      fields: fieldsOf(c.transfer, { reason: lines('理由', 'Reasons') }),
      next: paths.desk,
    },
    receive: {
      contract: c.receive,
      title: text('接收移送', 'Receive'),
      when: 'lead.received',
      fields: fieldsOf(c.receive, {
        outcome: {
          label: text('是否接收', 'Received'),
          options: {
            accept: text('接收', 'Accept'),
            dispute: text('不归我管，报上级指定', 'Dispute: let the superior assign it'),
          },
        },
        opinion: lines('说明', 'Notes'),
      }),
    },
    assign: {
      contract: c.assign,
      title: text('指定管辖', 'Assign'),
      when: 'lead.assigned',
      fields: [choice('unit', '由谁管辖', 'Whose it is'), ...fieldsOf(c.assign, { reason: lines('理由', 'Reasons') })],
      options: async (p) => ({ unit: await otherUnits(p, '') }),
      next: '/desk',
    },
    extend: {
      contract: c.extend,
      title: text('延长核查', 'Extend the check'),
      when: (v) =>
        !v.closed &&
        v.mine.length === 0 &&
        v.work.some((w) => w.act === 'lead.checked') &&
        !v.acts.some((a) => a.type === 'lead.extended'),
      fields: fieldsOf(c.extend, { reason: lines('理由', 'Reasons') }),
    },
  },
})
