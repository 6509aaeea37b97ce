import { type CaseAt, findDocument, type LicenceContent, lockCase, openAbout } from '../../kernel/cases/index.ts'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { Problem, type ReadContext, type Tx, text } from '../../kernel/platform/index.ts'
import { checkChange, succeedLicence } from '../licences/contract.ts'
import type { CaseFacts } from './case.fold.ts'
import { LICENCE } from './special.rules.ts'
import { ownOf } from './standing.ts'

const NO = checkChange.errors.LICENCE

/** The licence that an application is about, where its item is about one: the applicant's, in force, and asked for once at a time. */
export async function aboutLicence(
  { tx, call }: Pick<ReadContext, 'tx' | 'call'>,
  item: ItemVersion,
  form: Record<string, unknown>,
  person: string,
) {
  const { follows } = ownOf(item.content)
  if (!follows) return undefined
  const found = await call(checkChange, { ...follows, number: String(form[LICENCE] ?? ''), person })
  // Two applications at once take turns on the case that issued it.
  await lockCase(tx, found.caseId)
  const before = await openAbout(tx, item.jurisdiction, LICENCE, found.number)
  if (before) {
    const why = text(
      `这张证照已有一件在办（${before.number}），办完再申请。`,
      `An application about this licence is open already (${before.number}); please wait for it.`,
    )
    throw new Problem('LICENCE', NO, { detail: why, fields: { [LICENCE]: why } })
  }
  return { ...found, how: follows.how }
}

/** Of a renewal: the last day of the licence that it renews. */
export async function endOfOld(tx: Tx, { item, acts }: CaseAt<CaseFacts>): Promise<string | undefined> {
  if (ownOf(item?.content).follows?.how !== 'renew') return undefined
  const old = await findDocument(tx, acts[0]!.public.licence)
  return (old?.content as LicenceContent | undefined)?.until
}

/** What was granted takes effect on the licence before: another in its place, or none. Refused where it ended meanwhile. */
export async function succeed(
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  at: CaseAt<CaseFacts>,
  old: { caseId: string },
  by?: string,
): Promise<void> {
  await callAsSystem(succeedLicence, {
    caseId: old.caseId,
    from: at.found.number,
    ...(by ? { how: 'replaced', by } : { how: 'cancelled' }),
  })
}
