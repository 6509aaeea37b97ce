import { type CaseKind, caseKinds } from '../../../kernel/cases/index.ts'
import type { UnitView } from '../../../kernel/identity/index.ts'
import { roles, type Text, text } from '../../../kernel/platform/index.ts'
import type { SayValue } from '../../../kernel/procedure/index.ts'

const titleOfAct = (act: string): Text | undefined =>
  [...caseKinds.values()].map((kind: CaseKind) => kind.steps[act]?.title).find((t) => t !== undefined)
const partyOf = (role: string): Text | undefined =>
  [...caseKinds.values()].map((kind: CaseKind) => kind.parties?.[role]).find((t) => t !== undefined)

/** What charts write as codes, in words: posts, acts, units, whose step it is. */
export const sayValues =
  (units: readonly UnitView[]): SayValue =>
  (attribute, value) => {
    const unit = (code: string) => units.find((u) => u.code === code)?.name ?? text(code, code)
    if (attribute === 'act') return titleOfAct(value) ?? text(value, value)
    if (attribute === 'post') {
      const [role = value, code] = value.split('/').reverse()
      const said = roles.get(role) ?? text(`“${role}”`, `“${role}”`)
      return code ? text(`${unit(code).zh} ${said.zh}`, `${said.en}, ${unit(code).en}`) : said
    }
    if (attribute === 'by') {
      const [kind, rest = ''] = value.split(/:(.*)/)
      if (kind === 'lead') return text('主办单位', 'the lead')
      if (kind === 'parent') return text('主办单位的上级', 'the parent of the lead')
      if (kind === 'unit') return unit(rest)
      if (kind === 'duty') return text(`承担“${rest}”职责的单位`, `the unit with the duty “${rest}”`)
      if (kind === 'party') return partyOf(rest) ?? text(`当事人 ${rest}`, `party ${rest}`)
    }
    return text(value, value)
  }
