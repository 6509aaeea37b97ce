import { caseAt, contract as cases, kindOfPower, sees } from '../../kernel/cases/index.ts'
import { listPublished, publishedItem } from '../../kernel/catalog/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { findUnit, units } from '../../kernel/identity/index.ts'
import { postOf, query, text } from '../../kernel/platform/index.ts'
import { step, TRANSFER } from './case.ts'
import { linkedOf, targets, transfer } from './contract.ts'
import { transferNotice } from './documents.ts'

/**
 * What is outside the organ's powers is not accepted, and the applicant is told who is competent (行政许可法 art. 32 para 1 item 2). The
 * law leaves it to him to apply there; here it is carried there for him, and he may withdraw it. Limits run there from its receipt.
 */
export default step(transfer, {
  performs: 'case.accepted',
  act: 'case.transferred',
  outcome: () => 'refuse',
  async check({ tx, at, input, clock, callAsSystem, problem }) {
    const to = await publishedItem(tx, input.to, clock.now())
    if (!to || kindOfPower(to.content.powerType)?.kind !== at.kind.kind || linkedOf(to.content).below)
      throw problem('NO_ITEM', { fields: { to: transfer.errors.NO_ITEM } })
    const { basicCode, own } = to.content
    if (to.unit === at.found.unit || basicCode !== at.item?.content.basicCode || own?.follows)
      throw problem('NOT_ALIKE', { fields: { to: transfer.errors.NOT_ALIKE } })
    const { parent, parentElement } = at.found
    if (parent && parentElement !== TRANSFER) throw problem('IN_PARTS')
    const before = parent ? await callAsSystem(cases.handOver, { number: parent }) : undefined
    if (before && to.unit === before.unit) throw problem('BACK', { fields: { to: transfer.errors.BACK } })
  },
  async prepare({ tx, at, input, clock }) {
    const to = (await publishedItem(tx, input.to, clock.now()))!
    const unit = (await findUnit(tx, to.unit))?.name ?? text(to.unit, to.unit)
    const said = { unit, item: to.content.name, reason: input.reason }
    return { unit: to.unit, notice: await issueDocument({ tx, clock }, at, transferNotice, said) }
  },
  async also({ at, input, timer, clock }) {
    const { jurisdiction, id } = at.found
    await timer.cancel(jurisdiction, id)
    await timer.set({
      kind: 'linked.send-on',
      jurisdiction,
      subjectId: id,
      due: clock.now(),
      payload: { to: input.to },
    })
  },
  says: ({ input, made: { unit, notice } }) => ({
    basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 2 }],
    public: { to: input.to, unit, document: notice.said },
    private: { reason: input.reason, document: notice.content },
  }),
})

/** The same basic item (GB/T 39046) at other organs, of this level or another. */
export const where = query(targets, {
  allow: async ({ tx, input, actor }) => postOf(actor) !== undefined && sees(tx, await caseAt(tx, input), actor),
  async run({ tx, input, clock }) {
    const { item, found } = await caseAt(tx, input)
    const { basicCode = '' } = item?.content ?? {}
    const [list, all] = await Promise.all([listPublished(tx, clock.now(), { basicCode, first: true }), units(tx)])
    return list
      .filter((i) => i.unit !== found.unit && kindOfPower(i.powerType)?.kind === found.kind)
      .map((i) => ({
        code: i.code,
        title: i.name,
        unitName: all.find((u) => u.code === i.unit)?.name ?? text(i.unit, i.unit),
      }))
  },
})
