import { cardsOfUnitAt } from '../../../kernel/identity/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, Empty, type FormField, type Option, readFields, StepForm } from '../../../web/ui/index.ts'
import { CAUSES_BY_HAND, getList, openVisit } from '../contract.ts'
import { onePerPerson } from '../draw/pools.rules.ts'
import { desk, openPath, poolPath } from '../paths.ts'
import { enforces } from '../policy.ts'
import { causes } from '../words.ts'

const title = text('因投诉、移送等开出检查', 'Open an inspection for a cause')
const fieldsWith = (items: Option[], officers: Option[]): FormField[] => [
  { name: 'uscc', kind: 'text', label: text('检查对象的统一社会信用代码', 'Credit code of the subject'), most: 18 },
  { name: 'items', kind: 'choices', label: text('检查事项', 'Items'), options: items },
  {
    name: 'cause',
    kind: 'choice',
    label: text('事由', 'Cause'),
    options: CAUSES_BY_HAND.map((value) => ({ value, text: causes[value]! })),
    decides: true,
  },
  { name: 'reason', kind: 'lines', label: text('具体情况（不公开）', 'What it is about (not public)'), most: 4000 },
  {
    name: 'officers',
    kind: 'choices',
    label: text('检查人员（两人以上）', 'Officers (two or more)'),
    options: officers,
  },
]

/** Without a draw, for a stated cause: it still takes approval, two officers and recusal, and counts against the cap. */
export default page({
  path: openPath,
  shell: 'desk',
  allow: enforces,
  actions: {
    open: action({
      operation: openVisit,
      input: (f: FormValues) => readFields(fieldsWith([], []), f) as never,
      next: ({ number }) => `${desk}/${number}`,
    }),
  },
  async render(p) {
    const { t } = p
    const unit = postOf(p.actor)!.unitCode
    const list = await p.call(getList, {})
    const items = (list?.content.items ?? [])
      .filter((i) => i.unit === unit)
      .map((i) => ({ value: i.code, text: i.title }))
    const officers = onePerPerson(await cardsOfUnitAt(p.tx, unit, p.clock.now())).map((c) => ({
      value: c.number,
      text: text(`${c.name} ${c.number}`, `${c.name} ${c.number}`),
    }))
    const fields = fieldsWith(items, officers)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          back={{ href: desk, text: t('行政检查', 'Inspections') }}
          actions={<a href={poolPath}>{t('检查对象名录', 'The pool of subjects')}</a>}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          {items.length === 0 ? (
            <Empty>{t('清单里没有本单位可以检查的事项。', 'The list has no item that this unit inspects.')}</Empty>
          ) : (
            <StepForm
              p={p}
              name="open"
              button={t('开出检查', 'Open it')}
              fields={fields}
              values={{ uscc: p.query.uscc }}
              tells={t(
                '开出以后由负责人审批，批准了才能去；计入全年检查次数。',
                'The head decides on it next; nobody visits before. It counts against the yearly cap.',
              )}
            />
          )}
        </DeskPage>
      ),
    }
  },
})
