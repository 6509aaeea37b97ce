import { contract as cases, kindOfPower } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { act, TRANSFER } from './case.ts'
import { sendOn } from './contract.ts'

/** Opens the case where it belongs, once, however often it is asked; its number is the receipt on the case that was transferred. */
export default act(sendOn, {
  act: 'file.received',
  who: () => false,
  async prepare({ tx, at, input, clock, callAsSystem, problem }) {
    const item = await publishedItem(tx, input.to, clock.now())
    const kind = item && kindOfPower(item.content.powerType)
    if (!item || !kind?.opens) throw problem('NO_ITEM')
    const named = { parent: at.found.number, element: TRANSFER }
    const ask = { jurisdiction: item.jurisdiction, ...named }
    const found = async () => callAsSystem(cases.openedBy, ask)
    if (!(await found())) await callAsSystem(kind.opens, { itemCode: item.code, ...named } as never)
    return { child: (await found())!.number }
  },
  says: ({ made }) => ({
    basis: [{ law: '行政许可法', article: 32 }],
    public: { by: made.child, outcome: 'received' },
  }),
  output: ({ made }) => ({ child: made.child }),
})
