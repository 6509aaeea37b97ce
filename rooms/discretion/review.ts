import {
  checkApart,
  DecisionError,
  type Finding,
  type Model,
  type Problem,
  readModel,
} from '../../kernel/decision/index.ts'
import { text } from '../../kernel/platform/index.ts'

export type Reading = { model?: Model; problems: Problem[] }
export type Review = Reading & { findings: Finding[] }

/** All rules of a standard together; reading them takes less than a tenth of a second. */
const MOST_RULES = 500
const KEPT = 100
// A model never changes under its text, so what was read may be kept.
const read = new Map<string, Reading>()
const checked = new Map<string, Promise<Finding[]>>()

function keep<T>(map: Map<string, T>, xml: string, made: T): T {
  if (map.size >= KEPT) map.clear()
  map.set(xml, made)
  return made
}

/** The model of a standard, or why it does not read. */
export function readStandard(xml: string): Reading {
  const known = read.get(xml)
  if (known) return known
  if ((xml.match(/<(\w+:)?rule[\s>]/g)?.length ?? 0) > MOST_RULES)
    return {
      problems: [
        {
          code: 'TOO_LARGE',
          message: text(
            `规则太多：一份基准最多 ${MOST_RULES} 条。请拆成几份。`,
            `Too many rules: a standard has ${MOST_RULES} at most. Please split it.`,
          ),
        },
      ],
    }
  try {
    const model = readModel(xml)
    return keep(read, xml, { model, problems: model.problems })
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error
    return keep(read, xml, { problems: [{ code: error.code, message: error.text }] })
  }
}

/** What publication asks: does it read, is every case covered once? Both lists empty means yes. */
export async function reviewStandard(xml: string): Promise<Review> {
  const reading = readStandard(xml)
  if (!reading.model) return { ...reading, findings: [] }
  const findings = checked.get(xml) ?? keep(checked, xml, checkApart(xml))
  try {
    return { ...reading, findings: await findings }
  } catch (error) {
    checked.delete(xml)
    throw error
  }
}
