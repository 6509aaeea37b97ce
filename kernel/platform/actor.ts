import type { Text } from './text.ts'

/** What a post does, by its code; rooms declare theirs (`defineRoom({ roles })`). */
export type Role = string
const declared = new Map<Role, Text>()
/** Every role that a room of this process declares, with its title. */
export const roles: ReadonlyMap<Role, Text> = declared
export function declareRoles(titles: Record<Role, Text>): void {
  for (const [role, title] of Object.entries(titles)) declared.set(role, title)
}
export type UnitLevel = 'city' | 'district' | 'street' | 'community'

/** A post that a person holds in a unit; power is exercised by posts, never by persons as such. */
export type HeldPost = {
  postId: string
  title: Text
  role: Role
  unitId: string
  unitCode: string
  unitName: Text
  unitLevel: UnitLevel
  jurisdiction: string
  /** Held only while its holder is away: his name. */
  standsInFor?: string | null
}

export type PersonActor = {
  kind: 'person'
  personId: string
  name: string
  organisationId?: string
  /** Whose cases the person must leave to others (回避): organisations that the person belongs to, relatives as declared. */
  interests?: { organisations: string[]; kin: string[] }
  /** For whom else the person may act now: companies of which he is a member, principals by a written authority that stands. */
  capacities?: {
    organisations: { id: string; uscc: string; name: string; scopes: string[] }[]
    authorities: { id: string; principalId: string | null; name: string; until: string }[]
  }
  posts: HeldPost[]
  /** The post under which the person acts now; absent when acting as a citizen. */
  post?: HeldPost
  sessionId: string
  from?: Origin
}

/** Where somebody comes from, as the server saw it: by it attempts are counted, and bidders that are one are seen. */
export type Origin = { address: string; device?: string }

export type Actor = { kind: 'anonymous'; from?: Origin } | { kind: 'system'; name: string } | PersonActor

/** The person without the post: what citizens do, an officer does as a citizen too. */
export function asCitizen(actor: Actor): Actor {
  if (actor.kind !== 'person' || !actor.post) return actor
  const { post: _, ...person } = actor
  return person
}

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (name: string): Actor => ({ kind: 'system', name })

/** The actor's post when it has one of these roles (any role when none is named), else undefined. */
export function postOf(actor: Actor, ...wanted: Role[]): HeldPost | undefined {
  if (actor.kind !== 'person' || !actor.post) return undefined
  return wanted.length === 0 || wanted.includes(actor.post.role) ? actor.post : undefined
}
