import { publishedItem } from '../catalog/index.ts'
import {
  actOfActor,
  holdsPost,
  operation,
  type Policy,
  Problem,
  query,
  type ReadContext,
  type Text,
} from '../platform/index.ts'
import { migrateInstance, ProcedureError } from '../procedure/index.ts'
import { acts } from './acts.ts'
import { openCasesOffChart, setChart } from './case.store.ts'
import { type CaseAt, caseAt } from './case-at.ts'
import { migratable, migrateCase } from './contract.ts'
import { standingOf } from './standing.store.ts'
import { asAct, restateWhole } from './standing.ts'
import { awaitChildren } from './step.ts'
import { onChart } from './work.store.ts'

/** Who reviewed the new chart says which running cases go on by it: the city's legal office. */
const legalOffice: Policy<unknown> = holdsPost('legal-officer', (post, { home }) => post.jurisdiction === home)

/**
 * A running case goes on by the chart in force. What its applicant was told when it was accepted stays: the version of the item, with
 * its limits and materials. Whose turn it is is made anew by the new chart; a step that stays open was opened when it was opened.
 */
export default operation(migrateCase, {
  allow: legalOffice,
  async run(ctx) {
    const { tx, input, clock, actor, timer, problem } = ctx
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const { jurisdiction, id, number, chartDigest: from } = at.found
    if (!from || onChart(at.work).length === 0) throw problem('NOT_RUNNING')
    const digest = await chartNow(ctx, at)
    if (!digest || digest === from) throw problem('NO_NEWER')
    const { opened } = await move(ctx, at, digest)
    await setChart(tx, at.found, digest)
    at.stamp.chartDigest = digest
    const act = acts['case.migrated']({
      jurisdiction,
      subject: at.subject,
      public: { ...at.stamp, from },
      private: { reason: input.reason },
    })
    await restateWhole(tx, at, [...at.acts, asAct(at, act, clock.now(), actOfActor(actor))], clock)
    await awaitChildren({ timer, clock }, at.found, opened)
    return { act, output: { caseId: id, number } }
  },
})

type Ctx = Pick<ReadContext, 'tx' | 'clock'>
const chartNow = async ({ tx, clock }: Ctx, { found }: Pick<CaseAt, 'found'>) =>
  found.itemCode ? (await publishedItem(tx, found.itemCode, clock.now()))?.chartDigest : undefined

/** @throws CANNOT_MIGRATE saying why */
async function move({ tx, clock }: Ctx, { found }: Pick<CaseAt, 'found'>, digest: string, dryRun = false) {
  const { jurisdiction, id: caseId } = found
  return migrateInstance(tx, { jurisdiction, caseId, digest, variables: {}, clock, dryRun }).catch((error) => {
    if (!(error instanceof ProcedureError)) throw error
    throw new Problem('CANNOT_MIGRATE', migrateCase.errors.CANNOT_MIGRATE, { detail: error.said })
  })
}

/** Each running case of an item that is on an older chart, and whether it can be moved. */
export const canMove = query(migratable, {
  allow: legalOffice,
  async run(ctx) {
    const { tx, input, clock } = ctx
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item?.chartDigest) return []
    const rows = []
    for (const found of await openCasesOffChart(tx, item.jurisdiction, item.code, item.chartDigest)) {
      const standing = await standingOf(tx, item.jurisdiction, found.id)
      const stops = await move(ctx, { found }, item.chartDigest, true).then(
        () => null,
        (error): Text => {
          if (!(error instanceof Problem)) throw error
          return error.detail ?? migrateCase.errors.CANNOT_MIGRATE
        },
      )
      rows.push({ caseId: found.id, number: found.number, statusText: standing!.statusText, stops })
    }
    return rows
  },
})
