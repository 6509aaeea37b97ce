import { readFileSync } from 'node:fs'
import { type Profile, profile } from './profile.shape.ts'

export { type Profile, profile, type Stage } from './profile.shape.ts'

const ENDS = new Set(['decide', 'fail'])

/** What is wrong with a profile beyond its shape: ways that lead nowhere. */
export function profileProblems(p: Profile): string[] {
  const ids = new Set(p.stages.map((s) => s.id))
  const named = [
    ...p.stages.flatMap((s) => s.ways.map((w) => [s.id, w.go] as const)),
    ...(p.capped ? [['capped', p.capped] as const] : []),
    ...Object.entries(p.freeze.restart).flatMap(([a, b]) => [[a, a] as const, [a, b] as const]),
  ]
  return [
    ...(ids.size < p.stages.length ? ['two stages have one id'] : []),
    ...named
      .filter(([, to]) => !ids.has(to) && !ENDS.has(to))
      .map(([of, to]) => `${of} leads to ${to}, which is no stage`),
    ...p.stages.filter((s) => s.ways.at(-1)!.if !== undefined).map((s) => `${s.id} may end without a way on`),
  ]
}

const all = profile.array().parse(JSON.parse(readFileSync(new URL('profiles.json', import.meta.url), 'utf8')))
for (const p of all) {
  const wrong = profileProblems(p)
  if (wrong.length > 0) throw new Error(`profile ${p.id}: ${wrong.join('; ')}`)
}

/** Every profile that markets run by, in every version. */
export const profiles: readonly Profile[] = all

/** The profile as it is in force on a day. @throws where there is none */
export function profileOn(id: string, day: string): Profile {
  const found = all.filter((p) => p.id === id && p.from <= day && (p.to === undefined || day <= p.to))
  if (!found[0]) throw new Error(`no profile ${id} on ${day}`)
  return found.sort((a, b) => b.version - a.version)[0]!
}
