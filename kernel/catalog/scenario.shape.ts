import { z } from 'zod'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const name = z.string().regex(/^[a-z][a-z0-9-]*$/)
/** Only where these questions were answered so; without it always. */
const when = z.record(name, z.array(z.string())).default({})
/** An item's code; `*` in place of the jurisdiction is the answer to the question `where`. */
const wanted = z.object({ code: z.string().regex(/^(\d{6}|\*)-\d{2}-\d{4}$/), when })

/** A life event 一件事 as guided questions: what is needed, step by step; what stands in one step is done side by side. */
export const guideShape = z.object({
  questions: z
    .array(
      z.object({
        id: name,
        ask: bilingual,
        options: z.array(z.object({ value: z.string(), text: bilingual })).min(1),
      }),
    )
    .min(1)
    .max(8),
  steps: z.array(z.object({ items: z.array(wanted).min(1) })).min(1),
  /** The joint application that takes in all of it, where there is one. */
  joint: z.array(wanted).default([]),
})
export type Guide = z.output<typeof guideShape>
type Answers = Record<string, string>

export const scenarioShape = z.object({
  id: name,
  name: bilingual,
  line: bilingual,
  items: z.array(z.string()),
  guide: guideShape.optional(),
})
export type Scenario = z.output<typeof scenarioShape>

/** Of what an address says, the answers that the questions have. */
export const answersTo = (guide: Guide, said: Record<string, string | undefined>): Answers =>
  Object.fromEntries(
    guide.questions.flatMap((q): [string, string][] => {
      const given = said[q.id]
      return given !== undefined && q.options.some((o) => o.value === given) ? [[q.id, given]] : []
    }),
  )

const holds = (when: Record<string, string[]>, answers: Answers) =>
  Object.entries(when).every(([id, values]) => values.includes(answers[id] ?? ''))
const placed = (code: string, { where = '' }: Answers) => code.replace(/^\*/, where)

/** What is needed by these answers: codes of items, in steps one after another, and the joint application. */
export function neededBy(guide: Guide, answers: Answers): { steps: string[][]; joint: string | undefined } {
  const of = (list: Guide['joint']) => list.filter((i) => holds(i.when, answers)).map((i) => placed(i.code, answers))
  return { steps: guide.steps.map((s) => of(s.items)).filter((s) => s.length > 0), joint: of(guide.joint)[0] }
}
