import { units } from '../identity/index.ts'
import { type Act, type Actor, findAct, postOf, privateOf, query, readersOf, type Tx } from '../platform/index.ts'
import { caseById } from './case.store.ts'
import { around, type CaseAt, involved, is, isParty, speaksFor } from './case-at.ts'
import { readableFields } from './contract.ts'

/**
 * Which private fields of a case's act an actor may open, as they are declared (`says`): the one policy that pages, receipts, exports
 * and the ledger ask. `citizen` is who did the act, where a citizen did it.
 */
export async function readable(
  tx: Tx,
  at: CaseAt | undefined,
  act: Act,
  actor: Actor,
  citizen: string | undefined,
  fields: string[],
): Promise<string[]> {
  if (actor.kind === 'system') return fields
  if (actor.kind !== 'person') return []
  const { post } = actor
  // A post may have several seats: where a kind says which officers read a case, holding the same post is not enough.
  const reads = async () => (at && (await at.kind.reads?.(tx, at, actor))) ?? true
  const did =
    citizen !== undefined
      ? citizen === actor.personId
      : act.actor.kind === 'post' && post?.postId === act.actor.postId && (await reads())
  const watches = postOf(actor, 'auditor', 'chief-supervisor') !== undefined
  const supervises = async () => {
    if (post?.role !== 'supervisor') return false
    const all = await units(tx)
    const codes = at ? involved(at) : new Set(act.actor.kind === 'post' ? [act.actor.unitCode] : [])
    return [...codes].some((code) => all.find((u) => u.code === code)?.supervisedBy === post.unitCode)
  }
  // Drafters and administrators have no part in cases, whatever unit they are of.
  const officer =
    post !== undefined && !['drafter', 'supervisor', 'administrator'].includes(post.role) && (await reads())
  const belongs = {
    actor: did,
    parties: at?.parties.some((p) => !p.hidden && is(p, actor)),
    unit:
      officer &&
      (at ? post.unitCode === at.found.unit : act.actor.kind === 'post' && act.actor.unitCode === post.unitCode),
    performers: officer && at !== undefined && involved(at).has(post.unitCode),
    supervision: watches || (await supervises()),
  }
  return fields.filter((field) => {
    const { to, from, sealed } = readersOf(act.type, field)
    if (did) return true
    if (from && !at?.acts.some((a) => a.type === from)) return false
    if (watches && !sealed) return true
    return to.some((reader) =>
      reader.startsWith('party:')
        ? at !== undefined && (isParty(at, actor, reader.slice(6), 'read') || speaksFor(at, actor, reader.slice(6)))
        : belongs[reader as keyof typeof belongs],
    )
  })
}

/** The case of an act, for its readers; undefined for acts of other subjects. */
export async function caseOfAct(tx: Tx, act: Act): Promise<CaseAt | undefined> {
  const found = act.subjectKind === 'case' ? await caseById(tx, act.subjectId) : undefined
  return found && around(tx, found)
}

export default query(readableFields, {
  allow: () => true,
  async run({ tx, actor, input }) {
    const act = await findAct(tx, input.actId)
    if (!act) return []
    const citizen = (await privateOf(tx, act.jurisdiction, [act.id])).get(act.id)?.actor?.value as string | undefined
    return readable(tx, await caseOfAct(tx, act), act, actor, citizen, input.fields)
  },
})
