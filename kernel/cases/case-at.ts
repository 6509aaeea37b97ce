import { type ItemVersion, itemVersion } from '../catalog/index.ts'
import { holdsAuthority, isMember, type Scope, units } from '../identity/index.ts'
import {
  type Actor,
  actsOf,
  type PersonActor,
  Problem,
  placeOf,
  postOf,
  standardErrors,
  type Text,
  type Tx,
  text,
} from '../platform/index.ts'
import { type Case, caseById, findCase, lockCase, type Party, partiesOf, recusedFrom } from './case.store.ts'
import { type CaseAt, type CaseKind, kindOf, ownActs } from './kind.ts'
import { type Work, workOf } from './work.store.ts'

export type { CaseAt }

export const NO_CASE = { status: 404, ...text('没有这个办件。', 'There is no such case.') } as const

// A version that a case stands on was published, and what it says never changes.
const versions = new Map<string, ItemVersion>()
export async function versionOf(tx: Tx, id: string): Promise<ItemVersion> {
  const known = versions.get(id)
  if (known) return known
  const found = (await itemVersion(tx, id))!
  if (versions.size > 1000) versions.clear()
  versions.set(id, found)
  return found
}

/** @throws NO_CASE */
export async function caseAt<F = any>(
  tx: Tx,
  ref: { caseId: string } | { number: string },
  options: { lock?: boolean } = {},
): Promise<CaseAt<F>> {
  if ('number' in ref) {
    const numbered = known(await findCase(tx, ref.number))
    return options.lock ? caseAt(tx, { caseId: numbered.id }, options) : around(tx, numbered)
  }
  const find = options.lock ? lockCase : caseById
  const place = placeOf(ref.caseId)
  // An id that carries its place: all is asked in one journey, and what follows the lock is read under it.
  const [found, near] = await Promise.all([find(tx, ref.caseId), place && nearOf(tx, place, ref.caseId)])
  return around(tx, known(found), near || undefined)
}

/** The case with this number, or id, where it is of this kind; none where there is no such case, or it is of another. */
export async function caseOfKind<F>(
  tx: Tx,
  kind: CaseKind<F>,
  which: string | { caseId: string },
): Promise<CaseAt<F> | undefined> {
  const found = typeof which === 'string' ? await findCase(tx, which) : await caseById(tx, which.caseId)
  return found?.kind === kind.kind ? around<F>(tx, found) : undefined
}

function known(found: Case | undefined): Case {
  if (!found) throw new Problem('NO_CASE', NO_CASE)
  return found
}

/** What stands around a case in its place. */
const nearOf = (tx: Tx, jurisdiction: string, id: string) =>
  Promise.all([
    actsOf(tx, jurisdiction, id),
    partiesOf(tx, jurisdiction, id),
    workOf(tx, jurisdiction, id),
    recusedFrom(tx, jurisdiction, id),
  ])

export async function around<F = any>(
  tx: Tx,
  found: Case,
  near?: Awaited<ReturnType<typeof nearOf>>,
): Promise<CaseAt<F>> {
  const { jurisdiction, id } = found
  const [item, [acts, parties, work, recused]] = await Promise.all([
    found.versionId ? versionOf(tx, found.versionId) : undefined,
    near ?? nearOf(tx, jurisdiction, id),
  ])
  const kind = kindOf(found.kind) as CaseKind<F>
  return {
    found,
    kind,
    item,
    acts,
    facts: kind.fold(ownActs(kind, acts), item),
    parties,
    work,
    recused,
    subject: { kind: 'case', id },
    stamp: {
      ...(item ? { itemVersion: item.number } : {}),
      ...(found.chartDigest ? { chartDigest: found.chartDigest } : {}),
    },
  }
}

/** Who acts for the applicant, as a member of the company or by an authority. */
export const AGENT = 'agent'

/**
 * Whether the actor is a party or stands for one: the person; a member of the company with that scope (to do something: `apply`);
 * the agent, while the membership or the authority stands.
 */
export const isParty = (
  at: Pick<CaseAt, 'parties'>,
  actor: Actor,
  role?: string,
  scope: Scope = role === undefined ? 'read' : 'apply',
): boolean =>
  at.parties.some(
    (p) => (role === undefined || p.role === role || (p.role === AGENT && role === 'applicant')) && is(p, actor, scope),
  )

/** Whether the actor is this party, or stands for it now. */
export function is(p: Party, actor: Actor, scope: Scope = 'read'): boolean {
  if (actor.kind !== 'person') return false
  if (p.authority) return p.personId === actor.personId && holdsAuthority(actor, p.authority)
  if (p.organisationId && (p.personId === null || p.role === AGENT))
    return (p.personId === null || p.personId === actor.personId) && isMember(actor, p.organisationId, scope)
  return p.personId === actor.personId
}

const NO_PART = ['drafter', 'supervisor', 'administrator']
/** Whether the actor's post is of a unit that is itself a party. */
export function speaksFor(at: Pick<CaseAt, 'parties'>, actor: Actor, role?: string): boolean {
  const post = actor.kind === 'person' ? actor.post : undefined
  if (!post || NO_PART.includes(post.role)) return false
  return at.parties.some((p) => p.unit === post.unitCode && (role === undefined || p.role === role))
}

/** Whether the open step is the actor's to do: the post that the chart names, or the party. */
export function performs(at: Pick<CaseAt, 'parties'>, work: Work, actor: Actor): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (work.party) return isParty(at, actor, work.party)
  const { post } = actor
  return post !== undefined && post.unitCode === work.unit && (work.post === null || post.role === work.post)
}

/** Who sees a case: parties, its unit, units that have or had a step of it, who supervises, who audits. */
export async function sees(tx: Tx, at: CaseAt, actor: Actor): Promise<boolean> {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (isParty(at, actor)) return true
  const { post } = actor
  if (!post) return false
  if (post.role === 'chief-supervisor' || post.role === 'auditor') return true
  if (speaksFor(at, actor)) return true
  const officer = !NO_PART.includes(post.role)
  if (officer && involved(at).has(post.unitCode)) return (await at.kind.reads?.(tx, at, actor)) ?? true
  if (post.role !== 'supervisor') return false
  const all = await units(tx)
  return [...involved(at)].some((code) => all.find((u) => u.code === code)?.supervisedBy === post.unitCode)
}

/** Whether who sees the case does so by his post: a unit that is a party reads it as a party, unless it also works on it. */
export function readsByPost(at: CaseAt, actor: Actor): boolean {
  const works = involved(at).has(postOf(actor)?.unitCode ?? '')
  return postOf(actor) !== undefined && !isParty(at, actor) && (works || !speaksFor(at, actor))
}

/** Whether who sees the case reads a paper of it: whoever gave it, officers, and parties what is told to them. */
export function readsPaper(at: CaseAt, paper: { personId: string; slot: string }, actor: Actor): boolean {
  if (actor.kind !== 'person') return actor.kind === 'system'
  return paper.personId === actor.personId || readsByPost(at, actor) || tellsPaper(at, paper)
}
export const tellsPaper = (at: CaseAt, paper: { personId: string; slot: string }): boolean =>
  !at.parties.some((p) => p.hidden && p.personId === paper.personId) && (at.kind.tellsPaper?.(at.facts, paper) ?? true)

/** The unit that leads it, those that have or had a step of it, and those that its kind names. */
export function involved(at: Pick<CaseAt, 'found' | 'acts' | 'work' | 'kind' | 'facts'>): Set<string> {
  const acted = at.acts.flatMap((a) =>
    a.actor.kind === 'post' && a.public.step !== undefined ? [a.actor.unitCode] : [],
  )
  return new Set([
    at.found.unit,
    ...at.work.flatMap((w) => w.unit ?? []),
    ...acted,
    ...(at.kind.involves?.(at.facts) ?? []),
  ])
}

/** 回避: an officer does no step on a case of his own, of his organisation, of kin, or from which he stepped back. */
export function mustStepBack(at: CaseAt, actor: PersonActor): Text | undefined {
  const { organisations = actor.organisationId ? [actor.organisationId] : [], kin = [] } = actor.interests ?? {}
  const own = at.parties.find((p) => p.personId === actor.personId)
  if (own) return text('您是这一件的当事人', 'you are a party to it')
  if (at.kind.against?.some((role) => at.parties.some((p) => p.role === role && p.unit === actor.post?.unitCode)))
    return text('这一件是针对您所在单位的', 'it is about your own unit')
  if (at.parties.some((p) => p.organisationId && organisations.includes(p.organisationId)))
    return text('您是当事单位的成员', 'you belong to the organisation that is a party')
  if (at.parties.some((p) => p.personId && kin.includes(p.personId)))
    return text('当事人是您申报的近亲属', 'a party is a relative whom you declared')
  if (at.recused.includes(actor.personId)) return text('您已申请回避', 'you stepped back from it')
  return undefined
}

export function recusalProblem(why: Text): Problem {
  return new Problem(
    'RECUSAL',
    {
      status: 403,
      ...text(
        '您应当回避，这一步请同岗位的其他人办理。',
        'You must step back; somebody else of the same post does this step.',
      ),
    },
    {
      detail: text(
        `${why.zh}。请告诉本单位负责人，由同岗位的其他人办理；办件页上可以写明回避。`,
        `${why.en}. Please tell the head of your unit, so that somebody else of the same post does it; on the case's page you can record it.`,
      ),
    },
  )
}

/** @throws FORBIDDEN saying whose step it is */
export function notYours(work: Pick<Work, 'unit' | 'post' | 'party'>, unitName: Text | undefined): Problem {
  const who = work.party
    ? text('当事人', 'the party')
    : text(
        `${unitName?.zh ?? work.unit}${work.post ? `（${work.post}）` : ''}`,
        `${unitName?.en ?? work.unit}${work.post ? ` (${work.post})` : ''}`,
      )
  return new Problem('FORBIDDEN', standardErrors.FORBIDDEN, {
    detail: text(`流程图上这一步由${who.zh}办理。`, `On the chart this step is for ${who.en}.`),
  })
}
