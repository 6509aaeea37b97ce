import { caseAt, contract as cases, kindOfPower, sees } from '../../kernel/cases/index.ts'
import { listPublished, publishedItem } from '../../kernel/catalog/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { findUnit, units } from '../../kernel/identity/index.ts'
import { connected, isFar } from '../../kernel/nodes/index.ts'
import { postOf, query, text } from '../../kernel/platform/index.ts'
import { step, TRANSFER } from './case.ts'
import { linkedOf, targets, transfer } from './contract.ts'
import { transferNotice } from './documents.ts'

const elsewhere = (place: string) =>
  text(`${place} 的主管机关（另一套系统）`, `the organ in charge at ${place} (another installation)`)

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
    const { parent, parentElement } = at.found
    if (parent && parentElement !== TRANSFER) throw problem('IN_PARTS')
    if (isFar(input.to)) {
      // What is published there, the other installation judges; back to where it came from, it does not go.
      if (at.item?.content.own?.follows) throw problem('NOT_ALIKE', { fields: { to: transfer.errors.NOT_ALIKE } })
      if (parent?.slice(0, 6) === input.to.slice(0, 6)) throw problem('BACK', { fields: { to: transfer.errors.BACK } })
      return
    }
    if (!to || kindOfPower(to.content.powerType)?.kind !== at.kind.kind || linkedOf(to.content).below)
      throw problem('NO_ITEM', { fields: { to: transfer.errors.NO_ITEM } })
    const { basicCode, own } = to.content
    if (to.unit === at.found.unit || basicCode !== at.item?.content.basicCode || own?.follows)
      throw problem('NOT_ALIKE', { fields: { to: transfer.errors.NOT_ALIKE } })
    const before = parent ? await callAsSystem(cases.handOver, { number: parent }) : undefined
    if (before && to.unit === before.unit) throw problem('BACK', { fields: { to: transfer.errors.BACK } })
  },
  async prepare({ tx, at, input, clock }) {
    const to = isFar(input.to) ? undefined : await publishedItem(tx, input.to, clock.now())
    const code = to?.unit ?? input.to.slice(0, 6)
    const unit = to ? ((await findUnit(tx, code))?.name ?? text(code, code)) : elsewhere(code)
    const said = { unit, item: (to ?? at.item!).content.name, reason: input.reason }
    return { unit: code, notice: await issueDocument({ tx, clock }, at, transferNotice, said) }
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

/** The same basic item (GB/T 39046) at other organs, of this level or another, and of other installations. */
export const where = query(targets, {
  allow: async ({ tx, input, actor }) => postOf(actor) !== undefined && sees(tx, await caseAt(tx, input), actor),
  async run({ tx, input, clock }) {
    const { item, found } = await caseAt(tx, input)
    const { basicCode = '', name: title } = item?.content ?? {}
    const far = connected().flatMap((p) =>
      p.places.map((place) => ({ place, code: `${place}${found.itemCode?.slice(6)}` })),
    )
    const [list, all] = await Promise.all([listPublished(tx, clock.now(), { basicCode, first: true }), units(tx)])
    const near = list
      .filter((i) => !isFar(i.code) && i.unit !== found.unit && kindOfPower(i.powerType)?.kind === found.kind)
      .map((i) => ({
        code: i.code,
        title: i.name,
        unitName: all.find((u) => u.code === i.unit)?.name ?? text(i.unit, i.unit),
      }))
    // The same item has the same code but for its place (GB/T 39046); whether it is published there, that installation says.
    const away = title && basicCode ? far.map(({ place, code }) => ({ code, title, unitName: elsewhere(place) })) : []
    return [...near, ...away]
  },
})
