import { isDeepStrictEqual } from 'node:util'
import { attachPapers, draftKey, dropDraft } from '../../../kernel/cases/index.ts'
import { publishedItem } from '../../../kernel/catalog/index.ts'
import { capacityOf } from '../../../kernel/identity/index.ts'
import {
  type ActDraft,
  type Fields,
  newId,
  operation,
  type PersonActor,
  Problem,
  text,
} from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { AUTHORITY } from '../case.kind.ts'
import { submitBatch } from '../contract.ts'
import { applies } from '../policy.ts'
import { ownOf } from '../standing.ts'
import { authorityOf, complete, partiesFor, putPapers, receive } from '../submit-application.ts'
import { rowKey } from './batch.rules.ts'

/**
 * Several applications of one applicant for one item, in one transaction: all rows are right or none is submitted. Each is a case like any
 * other, with its own number, chart and clock; the papers were handed in once and stand on every one.
 */
export default operation(submitBatch, {
  allow: applies,
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const { personId } = actor as PersonActor
    const capacity = capacityOf(actor as PersonActor, input.capacity)
    if (!capacity) throw problem('NO_CAPACITY')
    const { itemCode, rows } = input
    const asked = await publishedItem(tx, itemCode, clock.now())
    if (ownOf(asked?.content).joint) throw problem('NOT_SEVERAL')
    const key = draftKey({ ...input, batch: true })
    const wrong: Fields = {}
    const whole: Awaited<ReturnType<typeof complete>>[] = []
    for (const [i, form] of rows.entries()) {
      try {
        const made = await complete({ ...ctx, input: { itemCode, form } }, key)
        const before = whole.findIndex((w) => isDeepStrictEqual(w.form, made.form))
        if (before >= 0)
          wrong[firstOf(made.item.form, i)] = text(
            `和第 ${before + 1} 件一模一样，请改一处或者删掉这一件。`,
            `It is the same as no. ${before + 1}: please change something or take it out.`,
          )
        whole.push(made)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (error.code === 'FORM')
          for (const [field, why] of Object.entries(error.fields ?? {})) wrong[`${rowKey(i)}.${field}`] = why
        // Papers are those of all: what is missing is said once.
        else if (error.code === 'MATERIALS') Object.assign(wrong, error.fields)
        else throw error
      }
    }
    if (Object.keys(wrong).length > 0)
      throw problem('FORM', {
        fields: wrong,
        detail: text(
          '一件也没有提交：改好标出的几处再交，您填的都还在。',
          'None was submitted: please mend what is marked; everything you typed is still here.',
        ),
      })
    const authority = await authorityOf(ctx, capacity)
    const made: { caseId: string; number: string }[] = []
    const done: ActDraft[] = []
    for (const [i, { item, form, papers }] of whole.entries()) {
      const given = [...papers, ...authority.map((paper) => ({ ...paper, slot: AUTHORITY }))]
      const { found, act } = await receive(
        ctx,
        item,
        { parties: partiesFor(actor as PersonActor, capacity), form },
        given,
      ).catch((error) => {
        throw error instanceof Problem ? atRow(error, i) : error
      })
      if (i > 0) await putPapers(ctx, found, item.code, papers)
      else await attachPapers(tx, found.jurisdiction, personId, key, found.id)
      await putPapers(ctx, found, item.code, authority)
      made.push({ caseId: found.id, number: found.number })
      done.push(act)
    }
    const { jurisdiction } = whole[0]!.item
    await dropDraft(tx, jurisdiction, personId, key)
    const batch = newId(clock.now().getTime(), jurisdiction)
    const together = acts['applications.submitted-together']({
      jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { itemCode, batch, numbers: made.map((m) => m.number) },
    })
    return { acts: [together, ...done], output: { batch, cases: made } }
  },
})

/** Where what is said of a whole row stands. */
const firstOf = (form: { properties?: Record<string, unknown> }, i: number) =>
  `${rowKey(i)}.${Object.keys(form.properties ?? {})[0] ?? ''}`

/** The same, said of its row. */
function atRow(error: Problem, i: number): Problem {
  const why = error.detail ?? error.title
  return new Problem(
    error.code,
    { status: error.status, ...error.title },
    {
      detail: text(`第 ${i + 1} 件：${why.zh} 一件也没有提交。`, `No. ${i + 1}: ${why.en} None was submitted.`),
      fields: Object.fromEntries(Object.entries(error.fields ?? {}).map(([f, said]) => [`${rowKey(i)}.${f}`, said])),
    },
  )
}
