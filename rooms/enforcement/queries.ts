import { dayOf } from '../../kernel/calendar/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { anyone, holdsPost, postOf, query, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { history, published, standard } from './contract.ts'
import { compute } from './decision/compute.ts'
import { penaltyItemOf } from './opening/opening.ts'
import { keysOf } from './opening/subject.rules.ts'
import { entriesOf, publishedOn } from './register/enforcement.store.ts'
import { HEAD, OFFICER, REVIEWER } from './who.rules.ts'

export const PAGE = 40

/** For officers who are about to propose: law, rule, band and why; nothing is kept. */
export const computeStandard = query(standard, {
  allow: holdsPost([OFFICER, HEAD, REVIEWER]),
  async run(ctx) {
    const { input, tx, clock } = ctx
    const item = await penaltyItemOf(tx, input.itemCode, clock.now())
    const subject = input.subjectCode ? keysOf(input.subjectCode.toUpperCase()) : []
    const {
      facts: _,
      standard: __,
      ...found
    } = await compute(ctx, item, { facts: input.facts, subject, actOn: input.actOn })
    return found
  },
})

const titleOf = async (tx: Tx, code: string, at: Date): Promise<Text> =>
  (await publishedItem(tx, code, at))?.content.name ?? text(code, code)

/** 一事不二罚 (行政处罚法 art. 29): what the whole city's units have on a subject, seen before a case is filed. */
export const historyOf = query(history, {
  allow: ({ actor }) => postOf(actor, OFFICER, HEAD, REVIEWER) !== undefined,
  async run({ tx, input, clock }) {
    const rows = await entriesOf(tx, keysOf(input.code), input.itemCode)
    return Promise.all(
      rows.map(async ({ number, unit, itemCode, actOn, filedAt, decidedAt, fine, annulled, closed }) => ({
        number,
        unit,
        itemCode,
        title: await titleOf(tx, itemCode, clock.now()),
        actOn,
        filedAt,
        decidedAt,
        fine,
        annulled,
        closed,
      })),
    )
  },
})

/** For everybody: the decisions that stand published today. */
export const publishedList = query(published, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const day = dayOf(clock.now())
    const { rows, total } = await publishedOn(tx, { ...input, day, limit: PAGE, offset: (input.page - 1) * PAGE })
    const all = await units(tx)
    return {
      total,
      rows: rows.map((r) => ({
        number: r.number,
        ...r.published!,
        uscc: r.published!.uscc ?? null,
        unit: r.unit,
        unitName: all.find((u) => u.code === r.unit)?.name ?? text(r.unit, r.unit),
        publishedAt: r.publishedAt!,
        shownUntil: r.shownUntil!,
      })),
    }
  },
})
