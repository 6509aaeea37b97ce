import type { z } from 'zod'
import type { Text } from './text.ts'

/** A citation of a statute: short Chinese name, article, and where it matters paragraph 款 and item 项. */
export type Citation = { law: string; article: number; paragraph?: number; item?: number }

export type ActType<P extends z.ZodType = z.ZodType, V extends z.ZodType = z.ZodType> = {
  /** What happened, as the timeline says it. */
  title: Text
  /** Published acts are leaves of the public log; unpublished ones (drafts, sessions) are audit records only. */
  published: boolean
  /** In the clear in act and log: no personal data. */
  public: P
  /** Kept apart under salted commitments; erasable. */
  private: V
}

export type Subject = {
  kind:
    | 'case'
    | 'item'
    | 'standard'
    | 'person'
    | 'unit'
    | 'order'
    | 'file'
    | 'mark'
    | 'payment'
    | 'system'
    | 'draw'
    | 'plan'
    | 'auction'
    | 'envelope'
  id: string
}

/** What a write returns; the platform numbers it, stamps it and stores it in the same transaction. */
export type ActDraft<T extends string = string> = {
  type: T
  published: boolean
  jurisdiction: string
  subject: Subject
  public: Record<string, unknown>
  private: Record<string, unknown>
  basis: Citation[]
}

type Arguments<P extends z.ZodType, V extends z.ZodType> = {
  jurisdiction: string
  subject: Subject
  basis?: Citation[]
  public: z.input<P>
} & (Record<never, never> extends z.input<V> ? { private?: z.input<V> } : { private: z.input<V> })

export type ActMakers<D extends Record<string, ActType>> = {
  [T in keyof D & string]: (args: Arguments<D[T]['public'], D[T]['private']>) => ActDraft<T>
}

const registry = new Map<string, ActType & { room: string; type: string }>()

/** Every act type known to this process, by name: the timeline, the ledger's schema and the folds read it. */
export const actTypes: ReadonlyMap<string, ActType & { room: string; type: string }> = registry

/** Declares a room's act types; each maker validates what is public and what is private before anything is stored. */
export function defineActs<D extends Record<string, ActType<any, any>>>(room: string, definitions: D): ActMakers<D> {
  const makers: Record<string, unknown> = {}
  for (const [type, definition] of Object.entries(definitions)) {
    const owner = registry.get(type)
    if (owner && owner.room !== room) throw new Error(`act type ${type} is declared by both ${owner.room} and ${room}`)
    registry.set(type, { ...definition, room, type })
    makers[type] = (args: Arguments<z.ZodType, z.ZodType>): ActDraft => ({
      type,
      published: definition.published,
      jurisdiction: args.jurisdiction,
      subject: args.subject,
      public: definition.public.parse(args.public) as Record<string, unknown>,
      private: definition.private.parse(args.private ?? {}) as Record<string, unknown>,
      basis: args.basis ?? [],
    })
  }
  return makers as ActMakers<D>
}

/** Who acted, as the act row keeps it: a post and a unit in the clear; a citizen only behind a commitment. */
export type ActActor =
  | { kind: 'post'; postId: string; post: Text; role: string; unitCode: string; unit: Text }
  | { kind: 'citizen' }
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }

export type Commitment = { sha256: string; sm3: string }

/** One row of `platform.act`. `number` is gap-free from 1 within the subject; `happenedAt` is legal time, `recordedAt` arrival. */
export type Act = {
  jurisdiction: string
  id: string
  subjectKind: Subject['kind']
  subjectId: string
  number: number
  type: string
  happenedAt: Date
  recordedAt: Date
  actor: ActActor
  public: Record<string, any>
  commitments: Record<string, Commitment>
  basis: Citation[]
  published: boolean
  /** By the server's act key (act-key.ts); null where it had none. */
  signature?: Buffer | null
}
