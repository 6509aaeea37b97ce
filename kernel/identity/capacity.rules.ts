import type { Actor, PersonActor, Text } from '../platform/index.ts'
import { text } from '../platform/text.ts'
import type { Scope } from './capacity.contract.ts'

/**
 * In which capacity a person acts on a page: for himself, for a company, for somebody by a written authority. It is said with each
 * page and form, never by the session: two tabs are two capacities.
 */
export type Capacity =
  | { kind: 'self'; key: ''; name: string }
  | { kind: 'organisation'; key: string; id: string; uscc: string; name: string; scopes: readonly string[] }
  | { kind: 'authority'; key: string; id: string; principalId: string | null; name: string; until: string }

export function capacitiesOf(actor: PersonActor): Capacity[] {
  const { organisations = [], authorities = [] } = actor.capacities ?? {}
  return [
    { kind: 'self', key: '', name: actor.name },
    ...organisations.map((o) => ({ kind: 'organisation' as const, key: `org-${o.uscc}`, ...o })),
    ...authorities.map((a) => ({ kind: 'authority' as const, key: `auth-${a.id}`, ...a })),
  ]
}

/** The capacity with this key, where the person has it now and it may do this. */
export function capacityOf(actor: PersonActor, key: string, scope: Scope = 'apply'): Capacity | undefined {
  const found = capacitiesOf(actor).find((c) => c.key === key)
  return found?.kind === 'organisation' && !found.scopes.includes(scope) ? undefined : found
}

/** Whether the person is a member of the company with this scope. */
export const isMember = (actor: Actor, organisationId: string, scope: Scope): boolean =>
  actor.kind === 'person' &&
  (actor.capacities?.organisations.some((o) => o.id === organisationId && o.scopes.includes(scope)) ?? false)

export const holdsAuthority = (actor: Actor, id: string): boolean =>
  actor.kind === 'person' && (actor.capacities?.authorities.some((a) => a.id === id) ?? false)

export const sayCapacity = (c: Capacity): Text =>
  c.kind === 'self'
    ? text(`本人：${c.name}`, `Myself: ${c.name}`)
    : c.kind === 'organisation'
      ? text(`单位：${c.name}`, `Organisation: ${c.name}`)
      : text(`受托代办：${c.name}（到 ${c.until}）`, `By authority of ${c.name} (until ${c.until})`)
