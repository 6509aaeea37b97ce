import { isDeepStrictEqual } from 'node:util'
import {
  AGENT,
  attachPapers,
  draftKey,
  dropDraft,
  insertPaper,
  lastOf,
  type Opening,
  openCase,
  opened,
  type Paper,
  type Party,
  papersOfDraft,
} from '../../kernel/cases/index.ts'
import {
  checkForm,
  type ItemVersion,
  type Material,
  publishedItem,
  readData,
  warningsOf,
} from '../../kernel/catalog/index.ts'
import { type Capacity, capacityOf, contract as identity } from '../../kernel/identity/index.ts'
import {
  type Fields,
  newId,
  operation,
  type PersonActor,
  Problem,
  type ReadContext,
  type Timers,
  text,
} from '../../kernel/platform/index.ts'
import { aboutLicence } from './about-licence.ts'
import { acts } from './acts.ts'
import { AUTHORITY, approval } from './case.kind.ts'
import { submitApplication } from './contract.ts'
import { asksFor } from './joint.rules.ts'
import { applies } from './policy.ts'
import { arrive, inTime } from './quota/quota.ts'
import { renewedFrom } from './renew-by-silence.ts'
import { silenceFrom } from './silence.ts'
import { deferredOf, promisedBy } from './special.rules.ts'
import { ownOf } from './standing.ts'

/** 行政许可法 arts. 29, 31, 32: the application is received; five working days without a notice mean acceptance. */
export default operation(submitApplication, {
  allow: applies,
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, clock } = ctx
    const { personId } = actor as PersonActor
    const capacity = capacityOf(actor as PersonActor, input.capacity)
    if (!capacity) throw ctx.problem('NO_CAPACITY')
    const key = draftKey(input)
    const { item, form, papers } = await complete(ctx, key).catch(async (error) => {
      throw (await already(ctx, capacity, error)) ?? error
    })
    const authority = await authorityOf(ctx, capacity)
    const { found, act } = await receive(ctx, item, { parties: partiesFor(actor as PersonActor, capacity), form }, [
      ...papers,
      ...authority.map((paper) => ({ slot: AUTHORITY, sha256: paper.sha256 })),
    ])
    await attachPapers(tx, found.jurisdiction, personId, key, found.id)
    await putPapers(ctx, found, item.code, authority)
    await dropDraft(tx, found.jurisdiction, personId, key)
    return {
      act,
      output: { caseId: found.id, number: found.number, warnings: warningsOf(item.form, form, clock.now()) },
    }
  },
})

/** From a second window: the materials went with the first, and what is sent is the very form that stands there. */
async function already(ctx: Submitting, capacity: Capacity, error: unknown): Promise<Error | undefined> {
  const { tx, actor, input, clock, problem } = ctx
  if (!(error instanceof Problem) || error.code !== 'MATERIALS' || capacity.kind === 'authority') return undefined
  const item = (await publishedItem(tx, input.itemCode, clock.now()))!
  const last = await lastOf(tx, item.jurisdiction, {
    itemCode: item.code,
    personId: (actor as PersonActor).personId,
    organisationId: capacity.kind === 'organisation' ? capacity.id : null,
  })
  if (!last || !isDeepStrictEqual(last.form, readData(item.form, input.form))) return undefined
  return problem('ALREADY', {
    detail: text(
      `编号 ${last.number}，在“我的办件”里。要另外再申请一件，请先上传这一件的材料。`,
      `Its number is ${last.number}; it stands among “My cases”. To apply once more, hand in that application’s materials first.`,
    ),
  })
}

/** The paper by which one acts for another, where one does. */
export const authorityOf = async ({ callAsSystem }: ReadContext, capacity: Capacity) =>
  capacity.kind === 'authority'
    ? [{ slot: AUTHORITY, ...(await callAsSystem(identity.authorityPaper, { id: capacity.id })) }]
    : []

/** Files that are kept already, as papers of a case. */
export async function putPapers(
  { tx, actor, clock }: ReadContext,
  { id: caseId, jurisdiction }: { id: string; jurisdiction: string },
  itemCode: string,
  papers: Pick<Paper, 'slot' | 'sha256' | 'name' | 'size' | 'type'>[],
): Promise<void> {
  const { personId } = actor as PersonActor
  for (const [i, { slot, sha256, name, size, type }] of papers.entries())
    await insertPaper(tx, {
      jurisdiction,
      id: newId(clock.now().getTime() + i, jurisdiction),
      caseId,
      personId,
      itemCode,
      slot,
      uploadedAt: clock.now(),
      sha256,
      name,
      size,
      type,
    })
}

/** The applicant, and who acts for him where that is somebody else. */
export function partiesFor({ personId, name }: PersonActor, capacity: Capacity): Party[] {
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  if (capacity.kind === 'self') return [{ ...none, role: 'applicant', personId, name }]
  const agent = { ...none, role: AGENT, personId, name }
  return capacity.kind === 'organisation'
    ? [
        { ...none, role: 'applicant', organisationId: capacity.id, name: capacity.name },
        { ...agent, organisationId: capacity.id },
      ]
    : [
        { ...none, role: 'applicant', personId: capacity.principalId, name: capacity.name },
        { ...agent, authority: capacity.id },
      ]
}

type Submitting = ReadContext & {
  input: { itemCode: string; form: Record<string, unknown> }
  problem(code: any, more?: object): Error
}

/** The published item, the form as its fields read it, and the papers of the draft `key`; what is wrong or missing is said by field. */
export async function complete({ tx, actor, input, clock, problem }: Submitting, key: string) {
  const item = await publishedItem(tx, input.itemCode, clock.now())
  if (!item || !approval.powers!.includes(item.content.powerType)) throw problem('NO_ITEM')
  if (ownOf(item.content).below) throw problem('FROM_BELOW')
  inTime(item, { clock, problem })
  const form = readData(item.form, input.form)
  const wrong = checkForm(item.form, form)
  if (Object.keys(wrong).length > 0) throw problem('FORM', { fields: wrong })
  const papers = await papersOfDraft(tx, item.jurisdiction, (actor as PersonActor).personId, key)
  const later = deferredOf({ form, item })
  const wanted = (m: Material) =>
    (m.mandatory && !later.includes(m)) || m.requiredWith?.some((code) => asksFor({ form, item }, code))
  const missing = item.content.materials.filter((m) => wanted(m) && !papers.some((u) => u.slot === m.id))
  if (missing.length > 0) {
    const fields: Fields = Object.fromEntries(
      missing.map((m) => [`material.${m.id}`, text('请上传这份材料。', 'Please upload this material.')]),
    )
    throw problem('MATERIALS', {
      fields,
      detail: text(
        `还缺：${missing.map((m) => m.name.zh).join('、')}。`,
        `Missing: ${missing.map((m) => m.name.en).join(', ')}.`,
      ),
    })
  }
  return { item, form, papers }
}

/** The case is there, its chart begins, and the days for a correction notice run. */
export async function receive(
  ctx: ReadContext & { timer: Timers },
  item: ItemVersion,
  { opinion, ...of }: Pick<Opening, 'parties' | 'form'> & Pick<Partial<Opening>, 'parent'> & { opinion?: string },
  papers: { slot: string; sha256: string }[],
  counter?: string,
) {
  const { jurisdiction, unit } = item
  const handedUp = ownOf(item.content).below !== undefined
  const licence = await aboutLicence(ctx, item, of.form, of.parties[0]?.personId ?? '')
  const deferred = deferredOf({ form: of.form, item }).filter((m) => !papers.some((u) => u.slot === m.id))
  const made = await openCase(ctx, { kind: approval.kind, jurisdiction, unit, item, ...of })
  const arrived = await arrive(ctx.tx, item, made.found)
  const counts = item.content.materials
    .map((m) => ({ material: m.id, count: papers.filter((u) => u.slot === m.id).length }))
    .filter((m) => m.count > 0)
  const act = acts['application.submitted']({
    jurisdiction,
    subject: made.subject,
    basis: [{ law: '行政许可法', article: 29 }],
    public: {
      number: made.found.number,
      itemCode: item.code,
      itemVersion: item.number,
      itemDigest: item.digest!,
      chartDigest: item.chartDigest!,
      unit,
      materials: counts,
      ...(deferred.length > 0 ? { deferred: deferred.map((m) => m.id) } : {}),
      ...(promisedBy({ form: of.form, item }) ? { promised: true } : {}),
      ...(licence ? { licence: licence.number } : {}),
      ...(of.parent ? { parent: of.parent.number } : {}),
      ...(counter ? { counter } : {}),
      ...(handedUp ? { handedUp } : {}),
      ...arrived,
    },
    private: {
      applicant: of.parties[0]?.name ?? '',
      form: of.form,
      materials: papers.map((m) => m.sha256),
      ...(opinion ? { opinion } : {}),
    },
  })
  await opened(ctx, made, act)
  if (licence?.how === 'renew' && licence.until) await renewedFrom(ctx.timer, made.found, licence.until)
  if (!handedUp) await silenceFrom(ctx.timer, made.found, item.content, ctx.clock.now())
  return { found: made.found, act }
}
