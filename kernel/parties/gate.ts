import { dayOf } from '../calendar/index.ts'
import { newestCheckpoint } from '../ledger/index.ts'
import { type Gate, type Input, newId, Problem, postOf, type ReadContext, type Text, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { insertCheck, listStates } from './check.store.ts'
import { gateErrors, type Hit, recordRefusal, type SubjectRef } from './contract.ts'
import { effectOf, gravest, NEVER, stale } from './effect.rules.ts'
import { keyOf, listsFor, marksOfSubject, usccOf } from './mark.store.ts'
import { sayMark, standsOn } from './marks.rules.ts'
import { embedPoints } from './points.ts'

type Maybe<T> = T | undefined | Promise<T | undefined>
/**
 * Lets an operation run only for a subject whom no list bars for the purpose, as of now: by code, never by name. What a list may do at
 * a purpose is a row of `embed-points.json`: refuse, hold, warn, score. The act keeps the proof (`public.gate`), and `standing.checked`
 * stands beside it: for what, when, at which checkpoint, which versions of which lists, which hits, which effect. Refusals and holds
 * are recorded, too, though nothing else of the operation is. What cannot be looked up holds; it never passes.
 *
 * `operation(contract, { allow, gate: clear('procurement', (i) => ({ uscc: i.bidder })), run })`; the purpose may follow from the input.
 */
export function clear<I, C extends ReadContext = ReadContext>(
  purpose: string | ((input: I, ctx: C) => Maybe<string>),
  subjectOf: (input: I, ctx: C) => Maybe<SubjectRef | SubjectRef[]>,
): (ctx: C & { input: I }) => ReturnType<Gate<I>> {
  if ((NEVER as readonly unknown[]).includes(purpose)) throw new Error(`nobody's standing is asked for ${purpose}`)
  return async (ctx) => {
    const name = typeof purpose === 'string' ? purpose : await purpose(ctx.input, ctx)
    if (name === undefined) return undefined
    if ((NEVER as readonly string[]).includes(name)) throw new Error(`nobody's standing is asked for ${name}`)
    const given = await subjectOf(ctx.input, ctx)
    const keys = [...new Set((given ? [given].flat() : []).map(keyOf))]
    const found = await look(ctx, name, keys)
    const { hits, effect, lists, asked } = found
    const says = [...new Set(hits.values())].flat()
    if (effect === 'refuse' || effect === 'hold') {
      const said = [...found.old, ...says.filter((h) => h.effect === effect).map((h) => found.words.get(h.mark)!)]
      const code = effect === 'refuse' ? 'MARKED' : 'HELD'
      const problem = new Problem(code, gateErrors[code], {
        detail: text(said.map((s) => s.zh).join(' '), said.map((s) => s.en).join(' ')),
      })
      problem.leaves = { operation: recordRefusal.id, input: refusal(ctx, name, keys, found) }
      throw problem
    }
    // A person is not named in a published act.
    const checked = keys.length > 0 ? keys.map((k) => usccOf(k) ?? 'person').join(' ') : 'nobody'
    return {
      proof: {
        purpose: name,
        at: ctx.clock.now().toISOString(),
        checked,
        lists: asked,
        notes: says.map((h) => h.list),
      },
      async beside(leaning) {
        for (const key of keys)
          await insertCheck(ctx.tx, {
            jurisdiction: leaning.jurisdiction,
            id: newId(ctx.clock.now().getTime(), leaning.jurisdiction),
            subject: key,
            purpose: name,
            at: ctx.clock.now(),
            effect,
            marks: (hits.get(key) ?? []).map((h) => h.mark),
            leaning: leaning.type,
            streamKind: leaning.subject.kind,
            streamId: leaning.subject.id,
            unit: postOf(ctx.actor)?.unitCode ?? null,
          })
        const open = keys.filter(usccOf).flatMap((k) => hits.get(k) ?? [])
        const act = acts['standing.checked']({
          jurisdiction: leaning.jurisdiction,
          subject: leaning.subject,
          basis: embedPoints.find((p) => p.purpose === name)?.basis ?? [],
          public: {
            purpose: name,
            instant: ctx.clock.now().toISOString(),
            checked,
            checkpoint: (await newestCheckpoint(ctx.tx)) ?? null,
            lists,
            hits: open,
            effect,
            leaning: leaning.type,
          },
          private: { subjects: keys, closed: says.filter((h) => !open.includes(h)) },
        })
        return [{ ...act, published: leaning.published }]
      },
    }
  }
}

const refusal = (
  ctx: ReadContext,
  purpose: string,
  keys: string[],
  { hits, effect, lists }: Pick<Awaited<ReturnType<typeof look>>, 'hits' | 'effect' | 'lists'>,
): Input<typeof recordRefusal> => ({
  jurisdiction: postOf(ctx.actor)?.jurisdiction ?? ctx.home,
  ...{ purpose, effect, lists },
  subjects: keys.map((key) => ({ key, hits: hits.get(key) ?? [] })),
  unit: postOf(ctx.actor)?.unitCode,
})

/**
 * Where lists bar a subject now and somebody else’s turn comes: what is to be recorded of it (`recordRefusal`). What only holds bars
 * nobody; the gate of whatever follows says so.
 */
export async function barredFrom(
  ctx: ReadContext,
  purpose: string,
  subject: SubjectRef,
): Promise<Input<typeof recordRefusal> | undefined> {
  const keys = [keyOf(subject)]
  const found = await look(ctx, purpose, keys)
  return found.effect === 'refuse' ? refusal(ctx, purpose, keys, found) : undefined
}

/** What the lists say now of the subjects for the purpose. @throws HELD where they cannot be asked */
async function look({ tx, clock }: ReadContext, purpose: string, keys: string[]) {
  const day = dayOf(clock.now())
  try {
    const hits = new Map<string, Hit[]>()
    const words = new Map<string, Text>()
    for (const key of keys) {
      const standing = (await marksOfSubject(tx, key)).filter((m) => m.purposes.includes(purpose) && standsOn(m, day))
      for (const m of standing) words.set(m.id, sayMark(m))
      hits.set(
        key,
        standing.map((m) => ({
          mark: m.id,
          list: m.list,
          level: m.level,
          from: m.from,
          to: m.to,
          effect: effectOf(embedPoints, purpose, m, day),
        })),
      )
    }
    // Lists with marks for the purpose, and those that its rows name, whether somebody stands on them or not.
    const named = embedPoints.filter((p) => p.purpose === purpose).flatMap((p) => p.lists)
    const asked = await listsFor(tx, purpose)
    const states = await listStates(tx, [...new Set([...asked, ...named])])
    const old = states
      .filter((s) => stale(s, clock.now()))
      .map((s) =>
        text(
          `名单“${s.name}”的副本只到 ${s.asOf ? dayOf(s.asOf) : '—'}，已经过时。`,
          `The copy of the list “${s.name}” is as of ${s.asOf ? dayOf(s.asOf) : '—'}, too old to lean on.`,
        ),
      )
    const effects = [...hits.values()].flat().map((h) => h.effect)
    return {
      hits,
      words,
      old,
      asked,
      lists: states.map((s) => ({ list: s.name, version: s.version, asOf: s.asOf?.toISOString() ?? null })),
      effect: gravest([...effects, ...(old.length > 0 ? (['hold'] as const) : [])]),
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('HELD', gateErrors.HELD, {
      detail: text(
        '信用名单现在查不到，先不办。请稍后再试。',
        'The lists cannot be asked now. Please try again later.',
      ),
    })
  }
}
