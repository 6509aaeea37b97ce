import { openCase, opened } from '../../../kernel/cases/index.ts'
import { operation, systemOnly } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { penalty } from '../case.kind.ts'
import { file } from '../contract.ts'
import { putOfficers } from '../register/enforcement.store.ts'
import { cardsFor } from './officers.ts'
import { joinCode, mayBegin, penaltyItemOf } from './opening.ts'

/** 立案 (行政处罚法 art. 54): from a lead that a head settled; the ninety days of art. 60 run from here. */
export default operation(file, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, clock } = ctx
    const now = clock.now()
    const item = await penaltyItemOf(tx, input.itemCode, now)
    await mayBegin(tx, item, input.subject, input.actOn, now)
    const cards = await cardsFor(tx, item.unit, input.officers, now)
    const made = await openCase(ctx, {
      kind: penalty.kind,
      jurisdiction: item.jurisdiction,
      unit: item.unit,
      item,
      parties: [
        { role: 'party', personId: null, organisationId: null, unit: null, name: input.subject.name, hidden: false },
      ],
      form: input.facts,
      ...(input.lead ? { parent: { number: input.lead, element: 'filed' } } : {}),
    })
    const { jurisdiction, id, number } = made.found
    await putOfficers(
      tx,
      jurisdiction,
      id,
      cards.map((c) => ({ personId: c.personId, card: c.number })),
      now,
    )
    const act = acts['penalty.filed']({
      jurisdiction,
      subject: made.subject,
      basis: [{ law: '行政处罚法', article: 54, paragraph: 2 }],
      public: {
        ...made.stamp,
        number,
        itemCode: item.code,
        itemDigest: item.digest!,
        unit: item.unit,
        source: input.source,
        actOn: input.actOn,
        cards: cards.map((c) => c.number),
        ...(input.lead ? { lead: input.lead } : {}),
      },
      private: { subject: input.subject, place: input.place, code: joinCode() },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number } }
  },
})
