import type { RawBuilder } from 'kysely'
import type { ComponentChild } from 'preact'
import type { Written } from './act.store.ts'
import type { ActKey } from './act-key.ts'
import { declareRoles, type HeldPost, type Role } from './actor.ts'
import type { Act, Citation } from './acts.ts'
import type { Consumer } from './consumer.ts'
import type { Contract, Output, RawInput } from './contract.ts'
import type { Tx } from './database/connect.ts'
import type { Runtime } from './execute.ts'
import type { Demo } from './founding.ts'
import type { Operation } from './operation.ts'
import type { Policy } from './policy.ts'
import type { Fields, Problem } from './problem.ts'
import type { ReadContext } from './read-context.ts'
import type { TimerHandler } from './run-timers.ts'
import type { Dispersion, Statistic } from './statistic.ts'
import type { Lang, Text } from './text.ts'

/** What a browser sent: text fields, repeated fields as arrays, files as they came. */
export type FormValues = Record<string, string | string[] | UploadedFile | UploadedFile[]>
export type UploadedFile = { name: string; size: number; bytes: Uint8Array }

/** The file that a field holds, the first where there are several; undefined where it holds none, or text. */
export function uploaded(sent: FormValues[string] | undefined): UploadedFile | undefined {
  return uploadedAll(sent)[0]
}

/** All files that a field holds. */
export function uploadedAll(sent: FormValues[string] | undefined): UploadedFile[] {
  const all: (string | UploadedFile)[] = sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]
  return all.filter((one): one is UploadedFile => typeof one === 'object' && one.bytes instanceof Uint8Array)
}

export type PageContext = ReadContext & {
  params: Record<string, string>
  query: Record<string, string>
  url: URL
  lang: Lang
  t(textOrZh: Text | string, en?: string): string
  /** Goes into each form as the hidden field `csrf`. */
  csrf: string
  /** A fresh command id for the hidden field `command`: the same form sent twice is carried out once. */
  command: string
  /** Present when a form on this page was refused: what was typed, and why. */
  form?: { action: string; values: FormValues; problem: Problem; fields: Fields }
}

export type Rendered = {
  title: Text
  body?: ComponentChild
  status?: number
  /** Instead of a page: a redirect within the site, or bytes (download). */
  redirect?: string
  bytes?: { data: Uint8Array; type: string; name?: string; headers?: Record<string, string> }
  /** Paths of scripts that enhance this page; served by us. */
  scripts?: string[]
  /** Instead of a page: server-sent events (a `Channel` of web/ui opens one). */
  stream?: Followed
}

/** Somebody’s line. `write` says false where it is full: then it is left, and comes back by itself. */
export type Follower = { write(bytes: Uint8Array): boolean; end(): void }
/** What can be followed: called, it begins; what it returns ends it. */
export type Followed = (line: Follower) => () => void

/** Where a form leads: a path; with what was typed kept for the page that follows; an answer for a script of ours; a page shown this once. */
export type Next = string | { to: string; keep: true } | { json: unknown } | { once: Rendered }

export type PageAction<C extends Contract = Contract> = {
  operation: C
  input(form: FormValues, page: PageContext): unknown
  /** May throw a Problem: what the operation recorded stands, and the form is shown again with it. */
  next(output: Output<C>, page: PageContext): Next | Promise<Next>
  /** Carried out before it, in a transaction of its own: saves what was typed, so that a refusal of this one costs nothing. */
  first?: PageAction<any>
  /** Opens a session with this browser, or ends the one it has. */
  session?(output: Output<C>): { open: string } | 'end' | undefined
}

export type Page = {
  path: string
  shell: 'portal' | 'desk' | 'none'
  allow: Policy<Record<string, string>>
  render(page: PageContext): Promise<Rendered> | Rendered
  actions: Record<string, PageAction<any>>
  /** Of a room of the whole city: read at the centre, whatever its address names. */
  centre?: boolean
  /**
   * The page is the same for everybody who is not logged in, until an act of one of these types (`item.` names all that begin so):
   * it is kept in memory, and dropped with the act. Such a page has no form but those sent by GET.
   */
  sameForAll?: { until: string[] }
}

export const action = <C extends Contract>(definition: PageAction<C>): PageAction<C> => definition

export function page(definition: Omit<Page, 'actions'> & { actions?: Page['actions'] }): Page {
  return { actions: {}, ...definition }
}

/** An entry of a menu; the desk shows it to posts with one of the roles, under its group. */
export type MenuEntry = {
  group: Text
  title: Text
  path: string
  /** Any post when left out. */
  roles?: Role[]
  /** Order among groups and within: small first. */
  order?: number
  /** A scalar subquery of one number, for the post that looks; all entries' counts are one statement. */
  count?(post: HeldPost, at: Date): RawBuilder<number>
}

/**
 * A supervision rule that a room ships: on a clock of its kind of case, or on an act type, with a FEEL condition over what is public.
 * It becomes a row of supervision's rules, which a city edits; the row counts, not this.
 */
export type WatchRule = {
  id: string
  /** Which clock (`approval.promised`; `step` for the limits of steps), which act type, or a line of kernel/watch (several acts, many cases). */
  on: { clock: string } | { act: string } | { looks: string }
  /** FEEL. On a clock: remaining, overdue, suspended, allowed, used, suspendedDays. On an act: its public fields and what every act has. */
  when: string
  /** A prompt sends a reminder by itself. */
  light: 'prompt' | 'yellow' | 'red'
  says: Text
  basis: Citation[]
  from: string
  to?: string
  /** Of the areas of kernel/watch; OT where left out. */
  area?: string
  points?: number
  /** Causes of false alarms that are known: under such a condition nothing is raised. */
  suppress?: { when: string; why: Text }[]
  /** Who is told: `office` (left out), `second`, or a unit's code. */
  tell?: string
  ladder?: string
  /** Its figures were not confirmed by a source. */
  unverified?: boolean
}

/** What a room shows of itself to everybody: on the hall's page of today, as open data, to the search. */
export type Publishes = {
  /** Act types whose numbers stand on “what the city did today”, each with the words for it; `only` those that say so. */
  today?: { act: string; only?: Record<string, string>; says: Text; href?: string }[]
  /** Data sets: a query without input whose output is rows. */
  open?: { id: string; title: Text; query: Contract<any, any, any, 'read'> }[]
  /** What search finds, made from acts. */
  find?: Findable[]
  /** A market's processes in the Open Contracting Data Standard: a read of { act } for what one told, of { number } for one process, whose output is releases; and the acts that tell. */
  contracting?: { on: readonly string[]; releases: Contract<any, any, any, 'read'> }
}

/**
 * What an act of a case means for somebody, in a sentence: it comes into their inbox. It is told to the parties that are not hidden,
 * or to those whom it names instead. Nothing personal stands in it.
 */
export type Told = {
  /** Of what the act says in public, and of the private fields in `with`, which all who are told may read. */
  says: Text | ((said: Record<string, any>) => Text)
  with?: readonly string[]
  /** These roles of the case alone, hidden parties among them. */
  to?: readonly string[]
  /** Who did such acts on the case, though no party to it; they read `page`, beneath the case's public address. */
  did?: readonly string[]
  page?: string
  /** Who holds a post of this role in the units that the act's public field names; they read the case at the desk. */
  post?: { role: string; units: string }
}
/** One or, to several, each in its words; who is told by one is not told by the next. */
export type Tells = Readonly<Record<string, Told | readonly Told[]>>

/** Something that was published, as search shows it. `key` is unique within its source; `more` is found and not shown. */
export type Entry = {
  key: string
  title: Text
  line: Text
  more?: string
  href: string
  unit?: string
  /** Where the act's own place is not the one that people mean. */
  place?: string
  at: Date
  /** Where it weighs otherwise than its source. */
  weight?: 1 | 2 | 3
}
/**
 * A source of the index: which acts make, change and end its entries. Only what an act says in public may stand in one. With another
 * version it is made again, from the first act on.
 */
export type Findable = {
  kind: string
  version: number
  title: Text
  /** 1 for what there are thousands of, 3 for what people look for first. */
  weight: 1 | 2 | 3
  on: string[]
  entries(act: Act, ctx: Pick<ReadContext, 'tx' | 'clock'>): Promise<(Entry | { key: string; gone: true })[]>
}

/** What came to an address of somebody else's standard: always from nobody; a cookie is not looked at. */
export type Heard = {
  params: Record<string, string>
  query: Record<string, string>
  /** What a POST sent as a form. */
  form: Record<string, string>
  home: string
  site: string
  now: Date
  call<C extends Contract>(contract: C, input: RawInput<C>): Promise<Output<C>>
}
export type Said = { status?: number; type: string; body: string; headers?: Record<string, string> }
/** An address with the words of a standard that others made: read and answered by the room, carried out by its operations like any other. */
export type Spoken = {
  method: 'get' | 'post'
  path: string
  says(heard: Heard): Promise<Said>
  /** A refusal, in the standard's own words. */
  refuses(problem: Problem, heard: Heard): Said
}

/** A difference between what is stored and what the acts say. `name` tells it apart within its check. */
export type Mismatch = { name: string; said: Text }

/** Compares a working copy with the acts from which it could be made again, a piece at a time, in the order of a key. */
export type Check = {
  name: string
  /** Of what stands at the centre (all of a room of the whole city, but those of every database). */
  centre?: boolean
  everywhere?: boolean
  /** At most `limit` rows after the key; `next` is null at the end. */
  piece(tx: Tx, after: string, limit: number, key?: ActKey): Promise<{ found: Mismatch[]; next: string | null }>
}

export type Room = {
  name: string
  title: Text
  /** Of the whole city: its operations write what is copied everywhere or stands at the centre only, and so act there. */
  centre?: boolean
  roles: Record<Role, Text>
  /** Kinds of case that the room runs (`defineCaseKind` of kernel/cases). */
  cases: readonly { kind: string; title: Text }[]
  /** Kinds of document that it issues (`defineDocument` of kernel/documents). */
  documents: readonly { kind: string; title: Text }[]
  watch: readonly WatchRule[]
  menu: { desk?: MenuEntry[]; portal?: MenuEntry[] }
  publishes: Publishes
  /** By act type. */
  tells: Tells
  /** How its cases are filed (`defineVolume` of kernel/archive). */
  volumes: readonly { kind: string }[]
  /** What is counted of its acts, and where its decisions lie in their bands (`kernel/statistics`). */
  statistics: readonly Statistic[]
  dispersion: readonly Dispersion[]
  /** Adds the room's part to the demonstration city, through its own operations. */
  demo?: Demo
  operations: Operation<any>[]
  pages: Page[]
  consumers: Consumer[]
  timers: Record<string, TimerHandler>
  checks: Check[]
  /** Addresses of standards that others made (Open311). */
  speaks?: readonly Spoken[]
  /** What runs beside a server that listens, until it is ended: pages that change without a reload, sales whose servers must be known to live. */
  serves?(runtime: Runtime, onActs: (heard: (acts: Written[]) => void) => void): () => void
}

const watching = new Map<string, WatchRule & { room: string }>()
/** Every supervision rule that a room of this process ships. */
export const watchRules: ReadonlyMap<string, WatchRule & { room: string }> = watching

/** The one door of a room. Migrations are found in its folder `migrations/`. */
export function defineRoom(definition: Pick<Room, 'name' | 'title'> & Partial<Room>): Room {
  declareRoles(definition.roles ?? {})
  for (const rule of definition.watch ?? []) watching.set(rule.id, { ...rule, room: definition.name })
  return {
    roles: {},
    cases: [],
    documents: [],
    watch: [],
    menu: {},
    publishes: {},
    tells: {},
    volumes: [],
    statistics: [],
    dispersion: [],
    operations: [],
    pages: [],
    consumers: [],
    timers: {},
    checks: [],
    ...definition,
    ...(definition.centre
      ? {
          operations: (definition.operations ?? []).map((o) => ({ ...o, centre: true })),
          pages: (definition.pages ?? []).map((p) => ({ ...p, centre: true })),
          checks: (definition.checks ?? []).map((c) => (c.everywhere ? c : { ...c, centre: true })),
        }
      : {}),
  }
}
