import type { ComponentChild } from 'preact'
import type { ActKey } from './act-key.ts'
import type { Consumer } from './consumer.ts'
import type { Contract, Output } from './contract.ts'
import type { Tx } from './database/connect.ts'
import type { Operation, ReadContext } from './operation.ts'
import type { Policy } from './policy.ts'
import type { Fields, Problem } from './problem.ts'
import type { TimerHandler } from './run-timers.ts'
import type { Lang, Text } from './text.ts'

/** What a browser sent: text fields, repeated fields as arrays, files as they came. */
export type FormValues = Record<string, string | string[] | UploadedFile | UploadedFile[]>
export type UploadedFile = { name: string; size: number; bytes: Uint8Array }

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
  /** Signals caches: public pages of published data may be kept for a short while. */
  cacheSeconds?: number
}

export type PageAction<C extends Contract = Contract> = {
  operation: C
  input(form: FormValues, page: PageContext): unknown
  next(output: Output<C>, page: PageContext): string
}

export type Page = {
  path: string
  shell: 'portal' | 'desk' | 'none'
  allow: Policy<Record<string, string>>
  render(page: PageContext): Promise<Rendered> | Rendered
  actions: Record<string, PageAction<any>>
  /** Desk pages that stand in the left column. */
  nav?: { title: Text; order: number; count?: (page: PageContext) => Promise<number> }
}

export const action = <C extends Contract>(definition: PageAction<C>): PageAction<C> => definition

export function page(definition: Omit<Page, 'actions'> & { actions?: Page['actions'] }): Page {
  return { actions: {}, ...definition }
}

/** A difference between what is stored and what the acts say. `name` tells it apart within its check. */
export type Mismatch = { name: string; said: Text }

/** Compares a working copy with the acts from which it could be made again, a piece at a time, in the order of a key. */
export type Check = {
  name: string
  /** At most `limit` rows after the key; `next` is null at the end. */
  piece(tx: Tx, after: string, limit: number, key?: ActKey): Promise<{ found: Mismatch[]; next: string | null }>
}

export type JobHandler = (ctx: ReadContext & { payload: any }) => Promise<void>

export type Room = {
  name: string
  title: Text
  operations: Operation<any>[]
  pages: Page[]
  consumers: Consumer[]
  timers: Record<string, TimerHandler>
  jobs: Record<string, JobHandler>
  checks: Check[]
}

/** The one door of a room. Migrations are found in its folder `migrations/`. */
export function defineRoom(definition: Pick<Room, 'name' | 'title'> & Partial<Room>): Room {
  return { operations: [], pages: [], consumers: [], timers: {}, jobs: {}, checks: [], ...definition }
}
