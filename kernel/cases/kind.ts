import type { z } from 'zod'
import type { Count } from '../calendar/index.ts'
import type { ItemContent, ItemVersion } from '../catalog/index.ts'
import type { Act, Clock, Contract, PersonActor, Subject, Text, Tx } from '../platform/index.ts'
import type { Case, Party } from './case.store.ts'
import type { PublicList } from './shown.contract.ts'
import type { Work } from './work.store.ts'

/** A clock that runs against somebody: which, whose, and how it stands. Without a count it does not run now. */
export type Duty = { clock: string; unit: string; count: Count | undefined }
/** What somebody has to do beside the chart: it waits with the post as an open step does. */
export type Beside = { act: string; unit: string; post: string; due: string }
export type Status = { code: string; text: Text; closed: boolean }
/** What `gnomon:act` may name on charts of a kind, with the words for it and what it tells the gateway behind it. */
export type KindStep = {
  title: Text
  outcomes: readonly string[]
  /** Whose step it is where the chart does not say: as `gnomon:by`, and a post's role. */
  by?: string
  post?: string
}

/** An item's draft, as far as other items make it. */
export type Composed = { code: string; content: ItemContent; form: Record<string, any> }

/** What a room says once about the cases that it runs; the step, lists, supervision, ledger and the legal office's check read it. */
export type CaseKind<F = any> = {
  kind: string
  title: Text
  /** All acts that may stand on its stream. An act of another room changes nothing. */
  acts: readonly string[]
  steps: Record<string, KindStep>
  /** Acts that a chart of this kind must have a step for. */
  needs: readonly string[]
  /** Of these, the ones that a chart leaves to the cases that it opens. */
  leaves?: readonly string[]
  /** Acts that do for one of `needs` on a chart: what comes from the organ below is taken over, not accepted once more. */
  instead?: Readonly<Record<string, string>>
  /** Acts whose opinion goes along to the case that it opens: what the organ below found (行政许可法 art. 35). */
  hands?: readonly string[]
  /** The unit in whose name its papers are issued, where that is not the one that decides: 委托 (行政许可法 art. 24). */
  inNameOf?(item: ItemVersion | undefined): string | undefined
  /** Power types (GB/T 39046) whose items its cases are of; empty where it has no items. */
  powers?: readonly string[]
  /** Roles of parties, the first being whose case it is. */
  parties?: Record<string, Text>
  /** Roles of parties against whom it goes: a unit that is one handles none of its steps. */
  against?: readonly string[]
  fold(acts: Act[], item: ItemVersion | undefined): F
  status(facts: F): Status
  duties(facts: F, item: ItemVersion | undefined, unit: string, at: Date): Duty[]
  /** What is to be done beside the chart now; rows of `work` like its open steps, of which each unit has one for an act. */
  beside?(facts: F, at: Pick<CaseAt<F>, 'found' | 'item'>): Beside[]
  /** Names of its clocks, as lights and lists say them. */
  clocks?: Record<string, Text>
  /** The shape of `content.own` of its items: what only items of this kind say. */
  item?: z.ZodType
  /** Who of the units concerned reads a case; every officer of theirs where left out. */
  reads?(tx: Tx, at: CaseAt<F>, actor: PersonActor): boolean | Promise<boolean>
  /** Whether parties read a paper that others gave, as the case stands; always where left out. What a hidden party gave they never read. */
  tellsPaper?(facts: F, paper: { slot: string }): boolean
  /** Whether the case's own party may hand in a paper for this slot though no step waits for it. */
  awaits?(facts: F, slot: string): boolean
  /** Words for the slots of papers that no item names. */
  slots?: Record<string, Text>
  /** Why an officer whose step it is cannot do it today, beyond 回避: not in charge of it, no valid card. */
  unfit?(ctx: { tx: Tx; clock: Clock; actor: PersonActor }, at: CaseAt<F>): Promise<Text | undefined>
  /** Units that read it beside whoever leads it or has a step of it: the office that took it down and sent it on. */
  involves?(facts: F): readonly string[]
  /**
   * Its public list, where it has one: what everybody reads of a case there (nothing, until it says so), with a field for each filter and
   * order of the list; `words`: the fields that are searched, besides number and unit.
   */
  shows?: {
    list: PublicList
    words: readonly string[]
    row(facts: F, at: Pick<CaseAt<F>, 'found' | 'item'>): Record<string, unknown> | undefined
  }
  /** Where its cases are shown: the addresses before the number. */
  pages?: {
    desk: string
    portal: string
    /** Where a sealed box of one of its cases is shown, by the box’s number, if not with its case. */
    box?: string
  }
  /** How its end is heard by the chart of the case that opened it; the status where left out. */
  ended?(facts: F): string
  /** That the licence it issued is valid no more: revoked, withdrawn, cancelled. */
  licenceEnd?(facts: F): { said: Text; at: Date } | undefined
  /** Until when the licence it issued is valid, where that is no longer what it says. */
  licenceUntil?(facts: F): string | undefined
  /** Whether the case asks for what a send task of its chart would open; all of it where left out. */
  asksFor?(at: CaseAt<F>, itemCode: string): boolean
  /** What an item of this kind takes over from others: its form and materials, whenever its draft is saved. */
  composed?(tx: Tx, draft: Composed): Promise<Composed>
  /** What else must hold of an item of this kind before it is reviewed or published. */
  itemProblems?(tx: Tx, draft: Composed & { opens: readonly string[] }): Promise<Text[]>
  /** The operation by which another case opens one of this kind: { itemCode, parent, element }. */
  opens?: Contract<any, any, any, 'write'>
  /** By which what it opened is taken back with it: { caseId, reason }. */
  withdraws?: Contract<any, any, any, 'write'>
}

/** A case with everything that follows from it. */
export type CaseAt<F = any> = {
  found: Case
  kind: CaseKind<F>
  item: ItemVersion | undefined
  acts: Act[]
  facts: F
  parties: Party[]
  work: Work[]
  /** Who stepped back from it (回避). */
  recused: string[]
  subject: Subject
  /** What every act of the case says of its version and chart. */
  stamp: { itemVersion?: number; chartDigest?: string }
}

const known = new Map<string, CaseKind>()
/** Every kind that a room of this process declares. */
export const caseKinds: ReadonlyMap<string, CaseKind> = known

export function defineCaseKind<F>(kind: CaseKind<F>): CaseKind<F> {
  known.set(kind.kind, kind)
  return kind
}

/** @throws where no room of this process declares it */
export function kindOf(name: string): CaseKind {
  const kind = known.get(name)
  if (!kind) throw new Error(`no room declares the kind of case “${name}”`)
  return kind
}

/** The kind whose cases an item of this power type opens. */
export const kindOfPower = (powerType: string): CaseKind | undefined =>
  [...known.values()].find((k) => k.powers?.includes(powerType))

/** The acts on a stream that are the kind's own: what others put there changes nothing. */
export const ownActs = (kind: CaseKind, acts: Act[]): Act[] => acts.filter((a) => kind.acts.includes(a.type))
