// Pure: who passed. Only the conditions of the notice count, and a majority of the committee.
import type { Verdict } from './contract.ts'

/** One a line; the first nine, for a verdict names one by its digit. */
export const conditionsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .slice(0, 9)

export type Result = { no: number; passed: boolean; reasons: string[] }
export function judge(conditions: readonly string[], members: readonly (readonly Verdict[])[]): Result[] {
  const numbers = [...new Set(members.flat().map((v) => v.bidder))].sort((a, b) => a - b)
  return numbers.map((no) => {
    const against = members.flatMap((list) => list.filter((v) => v.bidder === no && v.reject))
    const passed = against.length * 2 <= members.length
    const reasons = passed ? [] : against.map((v) => `${conditions[Number(v.reject) - 1]}：${v.reason}`)
    return { no, passed, reasons: [...new Set(reasons)] }
  })
}
