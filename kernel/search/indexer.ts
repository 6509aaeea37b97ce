import { type Act, type Consumer, consumer, type Entry, type Findable } from '../platform/index.ts'
import { dropEntry, type Indexed, putEntry } from './entry.store.ts'
import { both, isResidentId } from './question.rules.ts'
import { digest, nearOf, plain, termsOf } from './terms.ts'

/** An entry with what it is found by. Of the text beyond title and line so much as a page shows. */
export function indexed(kind: string, weight: number, place: string, e: Entry): Indexed {
  const title = both(e.title)
  const more = (e.more ?? '').slice(0, 2000)
  return {
    key: `${kind}:${e.key}`,
    kind,
    title: e.title,
    line: e.line,
    says: [plain(title), plain(both(e.line)), plain(more)],
    href: e.href,
    unit: e.unit ?? null,
    jurisdiction: e.place ?? place,
    at: e.at,
    weight: e.weight ?? weight,
    terms: [...new Set([...termsOf(title, { singles: true }), ...termsOf(both(e.line)), ...termsOf(more)].map(digest))],
    near: nearOf(e.title.zh).map(digest),
  }
}

/**
 * Keeps one source's entries as its acts say: a new source, a new version of one, or of the index itself, fills itself from the first act on. What holds a
 * person's number is not taken, whoever published it.
 */
const INDEX = 2
export const indexer = (source: Findable): Consumer =>
  consumer(`search.${source.kind}.${source.version}.${INDEX}`, {
    types: source.on,
    centre: true,
    async run(ctx) {
      for (const act of ctx.acts as Act[])
        for (const e of await source.entries(act, ctx)) {
          if ('gone' in e) await dropEntry(ctx.tx, `${source.kind}:${e.key}`)
          else if (!isResidentId(`${both(e.title)} ${both(e.line)} ${e.more ?? ''}`))
            await putEntry(ctx.tx, { ...indexed(source.kind, source.weight, ctx.jurisdiction, e), actId: act.id })
        }
    },
  })
