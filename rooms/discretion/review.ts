import {
  checkTables,
  DecisionError,
  type Finding,
  type Model,
  type Problem,
  readModel,
} from '../../kernel/decision/index.ts'

export type Review = { model?: Model; problems: Problem[]; findings: Finding[] }

// A model never changes under its text, so what was read may be kept.
const kept = new Map<string, Review>()

/** What publication asks: does it read, is every case covered once? Both lists empty means yes. */
export function reviewStandard(xml: string): Review {
  const known = kept.get(xml)
  if (known) return known
  let made: Review
  try {
    const model = readModel(xml)
    made = { model, problems: model.problems, findings: checkTables(model) }
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error
    made = { problems: [{ code: error.code, message: error.text }], findings: [] }
  }
  if (kept.size >= 100) kept.clear()
  kept.set(xml, made)
  return made
}
