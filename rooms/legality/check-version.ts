import { formProblem, type ItemVersion, itemContent } from '../../kernel/catalog/index.ts'
import { type Fields, fieldsOf, type Text, text } from '../../kernel/platform/index.ts'
import { reviewChart } from '../../kernel/procedure/index.ts'
import { STEP_ACTS } from '../approvals/contract.ts'
import { findings } from './review.rules.ts'
import { stepProblems } from './step.rules.ts'

type ChartReview = Awaited<ReturnType<typeof reviewChart>>

/** Whether the chart of an item can run: sound, and somebody can do each of its steps. `form` is the item's JSON Schema, where there is one yet. */
export async function reviewItemChart(bpmn: string, form?: { properties?: object }): Promise<ChartReview> {
  const review = await reviewChart(bpmn)
  if (!review.sound) return review
  const problems = stepProblems(review.procedure, STEP_ACTS, form && Object.keys(form.properties ?? {}))
  return { ...review, problems, sound: problems.length === 0 }
}

export type VersionCheck = {
  chart: ChartReview
  form: Text | undefined
  content: Fields
  /** `field` where one entry of the content is meant. */
  stops: (Text & { field?: string })[]
  steps: Text[]
}

/** Everything that must hold before a version may be reviewed or published; one place, so that both ask the same. */
export async function checkVersion(version: Pick<ItemVersion, 'content' | 'form' | 'bpmn'>): Promise<VersionCheck> {
  const chart = await reviewItemChart(version.bpmn, version.form)
  const parsed = itemContent.safeParse(version.content)
  const stops = parsed.success ? findings(parsed.data).filter((f) => f.severity === 'stop') : []
  return {
    chart,
    form: formProblem(version.form),
    content: parsed.success ? {} : fieldsOf(parsed.error),
    stops: stops.map((f) => ({
      ...text(`${f.where.zh}：${f.message.zh}`, `${f.where.en}: ${f.message.en}`),
      ...(f.field ? { field: f.field } : {}),
    })),
    steps: chart.problems.map((p) => p.message),
  }
}

/** Reasons joined for a notice. */
export const joined = (list: Text[]): Text => text(list.map((m) => m.zh).join(' '), list.map((m) => m.en).join(' '))
