import { type CaseAt, type CaseKind, caseOfKind } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { type Act, anyone, findAct, type Operation, query, type ReadContext } from '../../kernel/platform/index.ts'
import { companiesOf } from '../entry/index.ts'
import * as envelope from '../envelope/contract.ts'
import type { releasesContract } from './contract.ts'
import type { Release } from './ocds.shape.ts'
import { ocidOf } from './package.rules.ts'

/** With what the releases of a case are read. */
export type ReleaseContext = Pick<ReadContext, 'tx' | 'callAsSystem' | 'site'>
type Releases = ReturnType<typeof releasesContract>

/** What a market answers by `publishes.contracting`, whose processes are cases of one kind: the releases of one, or what one act told. */
export function releasesBy<F>(
  contract: Releases,
  market: { kind: CaseKind<F>; of(ctx: ReleaseContext, at: CaseAt<F>): Promise<Release[]> },
): Operation<Releases> {
  return query(contract, {
    allow: anyone,
    async run(ctx) {
      const { tx, input } = ctx
      if ('number' in input) {
        const at = await caseOfKind(tx, market.kind, input.number)
        return at ? market.of(ctx, at) : []
      }
      const act = await findAct(tx, input.act)
      if (!act?.published) return []
      const at = await caseOfKind(tx, market.kind, { caseId: act.subjectId })
      return at ? toldBy(act, at.found.number, await market.of(ctx, at)) : []
    },
  })
}

/** Of a stream's releases, that of one act. */
export const toldBy = (a: Act, stream: string, all: readonly Release[]): Release[] =>
  all.filter((r) => r.id === `${stream}-${a.number}`)

/** What an act of a purchase changes of what is known: all but what stands at the head of every release. */
export type Said = Omit<Release, 'ocid' | 'id' | 'date' | 'initiationType'>
/** Who buys, under which names who bid, and the address of this site. */
export type Names = {
  unit: { id: string; name: string }
  /** All who stand behind a bid, the leading member first; whoever is not known by his code is called by his number. */
  bidders(no: number): [Organisation, ...Organisation[]]
  /** When each bid came, which is what a bid’s date means in the standard. */
  received: ReadonlyMap<number, string>
  site: string
}
type Organisation = { id: string; name: string }
const SCHEME = 'CN-USCC'
/** An organisation is the same in all processes: by its credit code. */
export const byCode = (uscc: string): string => `${SCHEME}-${uscc}`
/** The code of one that is known by it. */
export const codeOf = (id: string): string => id.slice(byCode('').length)
export const identified = ({ id, name }: Organisation) => ({ scheme: SCHEME, id: codeOf(id), legalName: name })
/** Each organisation once: a company may stand behind two bids, however wrong that is. */
export const once = <T extends { id: string }>(list: readonly T[]): T[] => [
  ...new Map(list.map((o) => [o.id, o])).values(),
]
/** A second round, and each further lot, is a process of its own. */
export function relatedTo(
  all: readonly (readonly ['unsuccessfulProcess' | 'parent' | 'framework', string | undefined])[],
): Pick<Said, 'relatedProcesses'> {
  const list = all.flatMap(([relationship, number]) =>
    number ? [{ relationship: [relationship], scheme: 'ocid' as const, identifier: ocidOf(number) }] : [],
  )
  return list.length > 0 ? { relatedProcesses: list.map((r, i) => ({ id: String(i + 1), ...r })) } : {}
}
export const yuan = (fen: number) => ({ amount: fen / 100, currency: 'CNY' as const })

/** An act as a release of a process; its id names the stream that it stands on. */
export const released = (process: string, stream: string, a: Act, said: Said): Release =>
  ({
    ...{ ocid: ocidOf(process), id: `${stream}-${a.number}`, date: a.happenedAt.toISOString() },
    ...{ initiationType: 'tender', language: 'zh', ...said },
  }) as Release

/** Every release of one purchase, oldest first; bidders have names once their bids were opened. */
export async function releasesOfBuying<F extends { opened: unknown }>(
  ctx: ReleaseContext,
  at: CaseAt<F>,
  saidBy: (a: Act, names: Names) => Said | undefined,
): Promise<Release[]> {
  const { found, facts } = at
  const bids = facts.opened ? await ctx.callAsSystem(envelope.results, { number: found.number }) : []
  const names: Names = {
    unit: { id: found.unit, name: (await findUnit(ctx.tx, found.unit))?.name.zh ?? found.unit },
    bidders(no) {
      const [lead, ...members] = companiesOf(bids.find((b) => b.bidder === no)?.identity)
      const one = { id: lead?.uscc ? byCode(lead.uscc) : `${found.number}-${no}`, name: lead?.name || `${no} 号` }
      return [one, ...members.map(({ name, uscc }) => ({ id: byCode(uscc), name }))]
    },
    received: new Map(bids.map((b) => [b.bidder, b.receivedAt.toISOString()])),
    site: ctx.site,
  }
  return at.acts.flatMap((a): Release[] => {
    const said = saidBy(a, names)
    return said ? [released(found.number, found.number, a, said)] : []
  })
}
