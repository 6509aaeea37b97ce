import type { UnitView } from '../identity/contract.ts'
import { type Text, text } from '../platform/text.ts'

/** Who must do a step: a post of a unit, or a party of the case. */
export type Performer = { unit: string | null; post: string | null; party: string | null }
type Said = { by?: string | undefined; post?: string | undefined }
type Of = { unit: string; jurisdiction: string }

const LEVELS = ['city', 'district'] as const

/**
 * Reads `gnomon:by` (lead | parent | unit:CODE | duty:NAME@city | duty:NAME@district | party:ROLE) and `gnomon:post` (a role, or
 * UNIT/ROLE as several instances name it) and finds the unit; what cannot be found says why.
 */
export function resolvePerformer(said: Said, of: Of, units: readonly UnitView[]): Performer | { problem: Text } {
  const [, inPost, role] = /^([^/]+)\/(.+)$/.exec(said.post ?? '') ?? [undefined, undefined, said.post]
  const by = said.by ?? (inPost ? `unit:${inPost}` : 'lead')
  const post = role ?? null
  const unit = (found: UnitView | undefined, what: Text): Performer | { problem: Text } =>
    found ? { unit: found.code, post, party: null } : { problem: text(`没有${what.zh}。`, `There is no ${what.en}.`) }
  const [kind, rest = ''] = splitOnce(by, ':')
  switch (kind) {
    case 'lead':
      return { unit: of.unit, post, party: null }
    case 'parent': {
      const parent = units.find((u) => u.code === of.unit)?.parent
      return unit(
        units.find((u) => u.code === parent),
        text(`单位 ${of.unit} 的上级单位`, `parent of the unit ${of.unit}`),
      )
    }
    case 'unit':
      return unit(
        units.find((u) => u.code === rest),
        text(`代码是 ${rest} 的单位`, `unit with the code ${rest}`),
      )
    case 'duty': {
      const [name, level = 'city'] = splitOnce(rest, '@')
      const place = level === 'city' ? `${of.jurisdiction.slice(0, 4)}00` : of.jurisdiction
      if (!(LEVELS as readonly string[]).includes(level))
        return unit(undefined, text(`层级 ${level}`, `level ${level}`))
      return unit(
        units.find((u) => u.jurisdiction === place && dutiesOf(u).includes(name)),
        text(
          `承担“${name}”职责的${level === 'city' ? '市' : '区'}级单位`,
          `unit with the duty “${name}” at ${level} level`,
        ),
      )
    }
    case 'party':
      return { unit: null, post: null, party: rest }
    default:
      return {
        problem: text(
          `看不懂“${by}”：应为 lead、parent、unit:代码、duty:职责@city 或 party:角色。`,
          `“${by}” is none of lead, parent, unit:CODE, duty:NAME@city, party:ROLE.`,
        ),
      }
  }
}

const dutiesOf = (unit: UnitView): string[] => {
  const { duties } = unit.details as { duties?: string[] }
  return duties ?? []
}

function splitOnce(s: string, at: string): [string, string?] {
  const i = s.indexOf(at)
  return i < 0 ? [s] : [s.slice(0, i), s.slice(i + 1)]
}
