import { type PersonActor, query, sql } from '../platform/index.ts'
import { myCapacities, type Scope } from './capacity.contract.ts'
import { type Authority, authoritiesOf, membersOf, profileOf } from './capacity.store.ts'
import { oneself } from './policy.ts'

const shown = (a: Authority, name: string) => ({
  id: a.id,
  name,
  until: a.until,
  ended: a.ended,
  fileName: a.fileName,
})

export default query(myCapacities, {
  allow: oneself,
  async run({ tx, actor }) {
    const { personId, capacities } = actor as PersonActor
    const organisations = []
    for (const o of capacities?.organisations ?? []) {
      const manages = o.scopes.includes('manage')
      const { rows: invited } = await sql<{
        login: string
        scopes: Scope[]
      }>`select login, scopes from identity.invitation
        where organisation_id = ${o.id}::uuid and ${manages} order by login`.execute(tx)
      organisations.push({
        ...o,
        scopes: o.scopes as Scope[],
        members: manages ? (await membersOf(tx, o.id)).map((m) => ({ ...m, me: m.personId === personId })) : [],
        invited,
      })
    }
    const { rows: invitations } = await sql<{ id: string; name: string; by: string; scopes: Scope[] }>`
      select i.id, o.name, p.name as by, i.scopes from identity.password w join identity.invitation i on i.login = w.login
        join identity.organisation o on o.id = i.organisation_id join identity.person p on p.id = i.invited_by
      where w.person_id = ${personId}::uuid order by i.invited_at`.execute(tx)
    const all = await authoritiesOf(tx, personId)
    return {
      organisations,
      invitations,
      authorities: all.filter((a) => a.agentId === personId).map((a) => shown(a, a.principal)),
      agents: all.filter((a) => a.principalId === personId).map((a) => shown(a, a.agent)),
      profile: await profileOf(tx, personId),
    }
  },
})
