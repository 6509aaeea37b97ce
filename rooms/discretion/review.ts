import {
  type BandFinding,
  type BandQuestion,
  bandsApart,
  checkApart,
  DecisionError,
  type Finding,
  type Model,
  type Problem,
  readModel,
} from '../../kernel/decision/index.ts'
import { text } from '../../kernel/platform/index.ts'

export type Reading = { model?: Model; problems: Problem[] }
/** `findings` stop publication; `advice` is for the legal office to weigh. */
export type Review = Reading & { findings: (Finding | BandFinding)[]; advice: BandFinding[] }

/** All rules of a standard together; reading them takes less than a tenth of a second. */
const MOST_RULES = 500
const KEPT = 100
// A model never changes under its text, so what was read may be kept.
const read = new Map<string, Reading>()
const checked = new Map<string, Promise<Finding[]>>()
const compared = new Map<string, Promise<BandFinding[]>>()
/** No standard goes beyond the law (行政处罚法 art. 34); how its bands lie to one another is the legal office's to judge. */
const STOPS: readonly BandFinding['kind'][] = ['inverted', 'outside']

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

/**
 * What publication asks: does it read, is every case covered once, do its bands stay inside the law by which items fine
 * (`questions`)? Problems and findings empty means yes.
 */
export async function reviewStandard(xml: string, questions: BandQuestion[] = []): Promise<Review> {
  const reading = readStandard(xml)
  if (!reading.model) return { ...reading, findings: [], advice: [] }
  const findings: Review['findings'] = [...(await kept(checked, xml, () => checkApart(xml)))]
  const advice: BandFinding[] = []
  for (const q of questions)
    for (const f of await kept(compared, `${JSON.stringify(q)} ${xml}`, () => bandsApart(xml, q)))
      (STOPS.includes(f.kind) ? findings : advice).push(f)
  return { ...reading, findings, advice }
}

/** What failed is not kept. */
async function kept<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const running = map.get(key) ?? keep(map, key, make())
  try {
    return await running
  } catch (error) {
    map.delete(key)
    throw error
  }
}
