import type { z } from 'zod'
import { units } from '../identity/index.ts'
import {
  type Act,
  type Actor,
  actTypes,
  postOf,
  privateOf,
  type ReadContext,
  readersOf,
  roles,
  type Text,
  text,
} from '../platform/index.ts'
import { chartElement, procedureOf } from '../procedure/index.ts'
import { type CaseAt, involved, is, mustStepBack, performs, readsByPost, readsPaper } from './case-at.ts'
import type { caseView } from './contract.ts'
import { inHand } from './desk.store.ts'
import { documentsOfCase } from './document.store.ts'
import { papersOfCase } from './paper.store.ts'
import { readable } from './readable-fields.ts'
import { dutyNow } from './standing.ts'
import { onChart as ofChart } from './work.store.ts'

export type CaseView = z.output<typeof caseView>

/** Who did an act, in words; a citizen is known only by the part that the citizen has in the case. */
export function whoOf(act: Act): Text {
  switch (act.actor.kind) {
    case 'post':
      return text(`${act.actor.unit.zh} ${act.actor.post.zh}`, `${act.actor.post.en}, ${act.actor.unit.en}`)
    case 'citizen':
      return text('当事人', 'The party')
    case 'system':
      return text('系统（按期限自动）', 'System, by the clock')
    case 'anonymous':
      return text('未登录者', 'Anonymous')
  }
}

/** Whose notes the reader sees: his unit's; who supervises or audits sees those of every unit. */
function notesFor(at: CaseAt, actor: Actor): string[] {
  const post = postOf(actor)
  const watches = ['supervisor', 'chief-supervisor', 'auditor'].includes(post?.role ?? '')
  return watches ? [...involved(at)] : post ? [post.unitCode] : []
}

/** A case as its reader may see it: what everybody may know of it, and of what is private what the fields' declarations allow. */
export async function viewOfCase(ctx: ReadContext, at: CaseAt): Promise<CaseView> {
  const { tx, clock, actor } = ctx
  const { found, kind, item, acts, facts, work } = at
  const { jurisdiction, id } = found
  const all = await units(tx)
  const nameOf = (code: string | null): Text => all.find((u) => u.code === code)?.name ?? text(code ?? '', code ?? '')
  const officer = readsByPost(at, actor)
  const [secrets, papers, documents, hand] = await Promise.all([
    privateOf(
      tx,
      jurisdiction,
      acts.map((a) => a.id),
    ),
    papersOfCase(tx, jurisdiction, id),
    documentsOfCase(tx, jurisdiction, id),
    officer ? inHand(tx, jurisdiction, id, notesFor(at, actor)) : undefined,
  ])
  const status = kind.status(facts)
  const duties = kind.duties(facts, item, found.unit, clock.now())
  const now = status.closed ? undefined : dutyNow(duties)
  const onChart = found.chartDigest ? (await procedureOf(tx, found.chartDigest)).steps : {}
  const steps: Record<string, string> = {}
  for (const act of acts) {
    // Acts of before steps were kept: the chart's one step of that act.
    const known = Object.values(onChart).filter((s) => s.act === act.type)
    const step = act.public.step ?? (known.length === 1 ? known[0]!.element : undefined)
    if (step)
      steps[chartElement(step)] =
        act.type === 'acceptance.refused' || act.public.outcome === 'refuse' ? 'refused' : 'done'
  }
  for (const w of ofChart(work)) steps[chartElement(w.element)] = now?.count.overdue ? 'late' : 'active'
  const recusal =
    actor.kind === 'person' && actor.post
      ? (mustStepBack(at, actor) ?? (work.length > 0 ? await kind.unfit?.({ tx, clock, actor }, at) : undefined))
      : undefined
  const open = work.map((w) => ({ w, mine: !recusal && performs(at, w, actor) }))
  const titleOf = (w: CaseAt['work'][number]): Text => {
    const step = onChart[w.element]
    return step
      ? text(step.name, step.nameEn ?? step.name)
      : (kind.steps[w.act ?? '']?.title ?? actTypes.get(w.act ?? '')?.title ?? text(w.element, w.element))
  }
  const timeline = []
  for (const act of acts) {
    const kept = secrets.get(act.id) ?? {}
    const fields = Object.keys(kept).filter(
      (f) => f !== 'actor' && typeof kept[f]!.value === 'string' && !readersOf(act.type, f).quiet,
    )
    const shown =
      fields.length === 0 ? [] : await readable(tx, at, act, actor, kept.actor?.value as string | undefined, fields)
    const why = shown
      .map((f) => kept[f]!.value as string)
      .filter((v) => v !== '')
      .join('\n')
    timeline.push({
      id: act.id,
      number: act.number,
      type: act.type,
      title: actTypes.get(act.type)?.title ?? text(act.type, act.type),
      at: act.happenedAt,
      recordedAt: act.recordedAt,
      who: whoOf(act),
      ...(why === '' ? {} : { why }),
      facts: act.public,
      basis: act.basis,
    })
  }
  return {
    id,
    jurisdiction,
    number: found.number,
    kind: found.kind,
    title: item?.content.name ?? kind.title,
    itemCode: found.itemCode,
    itemVersion: item?.number ?? null,
    itemDigest: item?.digest ?? null,
    chartDigest: found.chartDigest,
    parent: found.parent,
    unit: found.unit,
    unitName: nameOf(found.unit),
    submittedAt: found.submittedAt,
    status: status.code,
    statusText: status.text,
    closed: status.closed,
    steps,
    clocks: Object.fromEntries(duties.flatMap((d) => (d.count ? [[d.clock, d.count]] : []))),
    now: now ? { name: now.clock, count: now.count } : null,
    parties: at.parties
      .filter((p) => !p.hidden || officer || is(p, actor))
      .map((p) => ({
        role: p.role,
        title: kind.parties?.[p.role] ?? text(p.role, p.role),
        name: p.name,
        me: is(p, actor),
      })),
    form: found.form,
    papers: papers
      .filter((paper) => readsPaper(at, paper, actor))
      .map(({ id, slot, name, size, type, sha256, uploadedAt, personId }) => ({
        id,
        slot,
        name,
        size: Number(size),
        type,
        sha256,
        uploadedAt,
        mine: actor.kind === 'person' && personId === actor.personId,
      })),
    // What is only for the file is no party's to see, not even by its title.
    documents: documents
      .filter((d) => officer || !d.content.inside)
      .map(({ number, kind, issuedAt, content }) => {
        const served = acts.findLast((a) => a.type === 'document.served' && a.public.number === number)?.public
        return {
          number,
          kind,
          title: content.title ?? text(number, number),
          issuedAt,
          inside: content.inside === true,
          signed: content.signed === true,
          served: served ? { how: served.how, on: served.effectiveOn } : null,
        }
      }),
    acts: timeline,
    work: open.map(({ w, mine }) => ({
      element: w.element,
      act: w.act,
      unit: w.unit,
      post: w.post,
      kind: w.kind,
      title: titleOf(w),
      who: w.party
        ? (kind.parties?.[w.party] ?? text('当事人', 'the party'))
        : w.unit
          ? text(
              `${nameOf(w.unit).zh}${w.post ? ` ${roles.get(w.post)?.zh ?? w.post}` : ''}`,
              `${nameOf(w.unit).en}${w.post ? `, ${roles.get(w.post)?.en ?? w.post}` : ''}`,
            )
          : text('系统', 'the system'),
      due: w.due,
      own: w.own,
      mine,
    })),
    mine: open.flatMap(({ w, mine }) => (mine && w.act ? [w.act] : [])),
    recusal: recusal ?? null,
    inHand: {
      assignee: hand?.assignee
        ? {
            name: hand.assignee.name,
            since: hand.assignee.since,
            me: actor.kind === 'person' && actor.personId === hand.assignee.personId,
          }
        : null,
      notes: hand?.notes ?? [],
    },
  }
}
