import { type Findable, text } from '../../kernel/platform/index.ts'

export const found: Findable = {
  kind: 'standard',
  version: 1,
  title: text('裁量基准', 'Discretion standards'),
  weight: 2,
  on: ['standard.published'],
  entries: async (act) => [
    {
      key: act.public.code,
      title: text(act.public.name, act.public.name),
      line: text('罚多少，依据哪条；可以试算', 'How much, under which rule; with a calculator'),
      href: `/standards/${act.public.code}`,
      unit: act.public.unit,
      at: act.happenedAt,
    },
  ],
}
