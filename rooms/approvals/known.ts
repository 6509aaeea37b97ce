import { lastOf } from '../../kernel/cases/index.ts'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { capacityOf, contract as identity } from '../../kernel/identity/index.ts'
import type { PersonActor, ReadContext } from '../../kernel/platform/index.ts'
import type { Known } from './prefill.rules.ts'

/** What a new form may be filled from: the account, the company's registration, the last application; of a principal only the name. */
export async function knownOf({ tx, actor, call }: ReadContext, item: ItemVersion, key: string): Promise<Known> {
  const { profile } = await call(identity.myCapacities, {})
  const capacity = capacityOf(actor as PersonActor, key)
  if (!capacity) return { me: profile, as: 'authority' }
  if (capacity.kind === 'authority') return { me: profile, as: 'authority', other: { name: capacity.name } }
  const company = capacity.kind === 'organisation' ? capacity : undefined
  const before = await lastOf(tx, item.jurisdiction, {
    itemCode: item.code,
    personId: (actor as PersonActor).personId,
    organisationId: company?.id ?? null,
  })
  return {
    me: profile,
    as: capacity.kind,
    ...(company ? { other: { name: company.name, uscc: company.uscc } } : {}),
    ...(before ? { before } : {}),
  }
}
