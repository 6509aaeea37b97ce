import { dayOf } from '../calendar/index.ts'
import type { Actor, Founding, Text } from '../platform/index.ts'
import { appoint, definePost, enrolPerson } from './contract.ts'

/** What the log-in page of a demonstration says of all its accounts. */
export const DEMO_PASSWORD = 'gnomon-demo'

type By = { as: Actor; at: Date }
type Person = { login: string; name: string }
/** `post`: its code, where it is not unit and role. */
type Holding = { unit: string; role: string; title: Text; post?: string }

/** Somebody of the demonstration; gives the id. */
export async function demoPerson(perform: Founding['perform'], who: Person, by: By): Promise<string> {
  const { id } = await perform(enrolPerson, { ...who, password: DEMO_PASSWORD, demonstration: true }, by)
  return id
}

/** A post of the demonstration and who holds it, from the day on which that is said; gives the post's code and the holder's id. */
export async function demoOfficer(
  perform: Founding['perform'],
  { unit, role, title, post = `${unit}/${role}`, ...who }: Person & Holding,
  by: By,
): Promise<{ post: string; personId: string }> {
  await perform(definePost, { code: post, unit, title, role }, by)
  const personId = await demoPerson(perform, who, by)
  await perform(appoint, { personId, post, startsOn: dayOf(by.at) }, by)
  return { post, personId }
}
