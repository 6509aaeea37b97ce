import { dayOf } from '../../../kernel/calendar/index.ts'
import type { CaseView } from '../../../kernel/cases/index.ts'
import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, sayYuan, serviceOf } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { levied } from '../amount.rules.ts'
import { levy } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { itemOf, reliefOf } from '../items.ts'
import { desk } from '../paths.ts'

const itemIn = (c: CaseView) => itemOf(String(c.form.item))
const quantityIn = (c: CaseView) =>
  (c.acts.findLast((a) => a.type === 'levy.assessed')?.facts.quantity ?? c.form.quantity) as number

export default officerPage({
  kind: levy,
  path: desk,
  list: text('行政征收', 'Levies'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts(c, p) {
    const item = itemIn(c)
    if (!item) return []
    const quantity = quantityIn(c)
    return [
      [p.t('项目', 'Item'), p.t(item.name)],
      [p.t('数量', 'Quantity'), `${quantity} ${p.t(item.of)}`],
      [p.t('标准', 'Standard'), `${sayYuan(item.standard, p.lang)} / ${p.t(item.of)}`],
      [p.t('按标准应缴', 'By the standard'), sayYuan(levied(item.standard, quantity), p.lang)],
    ]
  },
  adds: (a) =>
    typeof a.facts.amount === 'number'
      ? text(` ${sayYuan(a.facts.amount, 'zh')}`, ` ${sayYuan(a.facts.amount, 'en')}`)
      : undefined,
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    assess: {
      contract: contract.assess,
      title: text('核定数量', 'Assess the quantity'),
      when: 'levy.assessed',
      fields: fieldsOf(contract.assess, {
        quantity: { label: text('核定的数量', 'Quantity'), kind: 'number' },
        said: { label: text('怎么核的', 'How it was assessed'), kind: 'lines' },
      }),
      values: (c) => ({ quantity: c.form.quantity }),
    },
    decide: {
      contract: contract.decide,
      title: text('决定征收', 'Decide'),
      when: 'levy.decided',
      fields: fieldsOf(contract.decide, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: {
            levy: text('征收', 'levy'),
            return: text('退回重核', 'assess again'),
            none: text('不应征收', 'not due'),
          },
        },
        said: { label: text('理由', 'Reason'), kind: 'lines' },
      }),
      tells: () =>
        text(
          '金额由数量和标准算出；出具通知书，缴入国库。',
          'The amount is computed; a notice is issued, the treasury is paid.',
        ),
    },
    relieve: {
      contract: contract.relieve,
      title: text('减征、免征', 'Reduce or waive'),
      when: (c) =>
        c.status === 'owed' &&
        (itemIn(c)?.reliefs.length ?? 0) > 0 &&
        !c.acts.some((a) => a.type === 'levy.relieved') &&
        c.acts.some((a) => a.type === 'levy.decided' && a.facts.order),
      fields: [
        { name: 'ground', kind: 'choice', decides: true, label: text('依据', 'Ground'), options: [] },
        ...fieldsOf(contract.relieve, { said: { label: text('事实', 'Facts'), kind: 'lines' } }),
      ],
      async options(p, c) {
        const item = itemIn(c)
        const day = dayOf(p.clock.now())
        return {
          ground: (item?.reliefs ?? [])
            .filter((r) => reliefOf(item!, r.id, day))
            .map((r) => ({
              value: r.id,
              text: text(`${r.name.zh}（${r.grounds.zh}）`, `${r.name.en} (${r.grounds.en})`),
            })),
        }
      },
    },
    serve: serviceOf((c) => !c.closed && c.status === 'owed'),
  },
})
