import type { Text } from './text.ts'

export const roles = [
  'clerk',
  'reviewer',
  'approver',
  'drafter',
  'legal-officer',
  'supervisor',
  'chief-supervisor',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]
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
}

export type PersonActor = {
  kind: 'person'
  personId: string
  name: string
  organisationId?: string
  posts: HeldPost[]
  /** The post under which the person acts now; absent when acting as a citizen. */
  post?: HeldPost
  sessionId: string
}

/** Where somebody who is not logged in comes from, as the server saw it: by it attempts are counted. */
export type Origin = { address: string; device?: string }

export type Actor = { kind: 'anonymous'; from?: Origin } | { kind: 'system'; name: string } | PersonActor

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (name: string): Actor => ({ kind: 'system', name })

/** The actor's post when it has one of these roles (any role when none is named), else undefined. */
export function postOf(actor: Actor, ...wanted: Role[]): HeldPost | undefined {
  if (actor.kind !== 'person' || !actor.post) return undefined
  return wanted.length === 0 || wanted.includes(actor.post.role) ? actor.post : undefined
}
