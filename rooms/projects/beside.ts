// What is done beside the chart while a project is built: by whose post, and at which stage.
import type { CaseAt } from '../../kernel/cases/index.ts'
import { type Actor, type Policy, postOf } from '../../kernel/platform/index.ts'
import type { Project } from './case.fold.ts'
import { APPROVER, CERTIFIER, FINANCE, OFFICER } from './roles.ts'

type At = CaseAt<Project>
type Beside = { who(at: At, actor: Actor): boolean; when(f: Project): boolean }

const owners = (role: string) => (at: At, actor: Actor) => postOf(actor, role)?.unitCode === at.found.unit
/** The unit that did a step of the chart goes on with what belongs to it. */
const whoDid = (type: string, role: string) => (at: At, actor: Actor) => {
  const did = at.acts.findLast((a) => a.type === type && a.actor.kind === 'post')?.actor
  return did?.kind === 'post' && postOf(actor, role)?.unitCode === did.unitCode
}
const building = (f: Project) => f.status === 'building'
const built = ['building', 'accepted', 'filed', 'settled', 'audited']
const signed = (f: Project) => building(f) && f.contracts.length > 0

export const beside = {
  tender: { who: owners(OFFICER), when: building },
  sign: { who: owners(OFFICER), when: (f) => building(f) && f.tenders.length > 0 },
  // Works that began too early are told at once, not when the chart allows it.
  start: { who: owners(OFFICER), when: (f) => !f.accepted && f.status !== 'refused' && f.started === null },
  report: { who: owners(OFFICER), when: (f) => building(f) && f.started !== null },
  change: { who: owners(OFFICER), when: signed },
  certify: {
    who: owners(CERTIFIER),
    when: (f) => f.contracts.length > 0 && built.includes(f.status) && f.money.settled === null,
  },
  pay: {
    who: whoDid('project.budgeted', FINANCE),
    when: (f) => built.includes(f.status) && f.money.paid < f.money.certified,
  },
  rebudget: { who: whoDid('project.budgeted', FINANCE), when: building },
  adjust: { who: whoDid('project.decided', APPROVER), when: building },
} satisfies Record<string, Beside>

export type Kind = keyof typeof beside
export const mayNow = (at: At, actor: Actor): Kind[] =>
  (Object.keys(beside) as Kind[]).filter((k) => beside[k].who(at, actor) && beside[k].when(at.facts))

export const ownOfficer: Policy<unknown> = ({ actor }) => postOf(actor, OFFICER) !== undefined
