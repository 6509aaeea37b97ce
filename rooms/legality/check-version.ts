import { kindOfPower } from '../../kernel/cases/index.ts'
import { formProblem, type ItemVersion, itemContent } from '../../kernel/catalog/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { type Fields, fieldsOf, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { type Refusal, reviewChart } from '../../kernel/procedure/index.ts'
import { findings } from './review.rules.ts'
import { type City, stepProblems } from './step.rules.ts'

type ChartReview = Awaited<ReturnType<typeof reviewChart>>

export async function cityOf(tx: Tx, of: City['of']): Promise<City> {
  return { of, units: await units(tx), posts: await postsOfUnits(tx) }
}

/**
 * Whether the chart of an item can run: sound, each step one that its kind of case knows, and somebody there to do it. `form` is the
 * item's JSON Schema, where there is one yet.
 */
export async function reviewItemChart(
  bpmn: string,
  item: { powerType: string; form?: { properties?: object }; city?: City },
): Promise<ChartReview> {
  const review = await reviewChart(bpmn)
  if (!review.sound) return review
  const kind = kindOfPower(item.powerType)
  const problems = kind
    ? stepProblems(review.procedure, kind, item.form && Object.keys(item.form.properties ?? {}), item.city)
    : [noKind(item.powerType)]
  return { ...review, problems, sound: problems.length === 0 }
}

const noKind = (powerType: string): Refusal => ({
  code: 'NO_KIND',
  message: text(
    `这里没有办理这类职权（${powerType}）的系统，事项公布了也没人能办。`,
    `No system here runs powers of this type (${powerType}); nobody could handle its cases.`,
  ),
})

export type VersionCheck = {
  chart: ChartReview
  form: Text | undefined
  content: Fields
  /** `field` where one entry of the content is meant. */
  stops: (Text & { field?: string })[]
  steps: Text[]
}

/** Everything that must hold before a version may be reviewed or published; one place, so that both ask the same. */
export async function checkVersion(
  tx: Tx,
  version: Pick<ItemVersion, 'code' | 'content' | 'form' | 'bpmn' | 'unit' | 'jurisdiction'>,
): Promise<VersionCheck> {
  const chart = await reviewItemChart(version.bpmn, {
    powerType: version.content.powerType,
    form: version.form,
    city: await cityOf(tx, version),
  })
  const parsed = itemContent.safeParse(version.content)
  const stops = parsed.success ? findings(parsed.data).filter((f) => f.severity === 'stop') : []
  const kind = kindOfPower(version.content.powerType)
  const own = kind?.item?.safeParse(version.content.own ?? {})
  const opens = chart.sound ? Object.values(chart.procedure.steps).flatMap((s) => s.opens ?? []) : []
  const more = parsed.success && own?.success !== false ? await kind?.itemProblems?.(tx, { ...version, opens }) : []
  return {
    chart,
    form: formProblem(version.form),
    content: {
      ...(parsed.success ? {} : fieldsOf(parsed.error)),
      ...(own && !own.success
        ? Object.fromEntries(Object.entries(fieldsOf(own.error)).map(([field, said]) => [`own.${field}`, said]))
        : {}),
    },
    stops: [
      ...(more ?? []),
      ...stops.map((f) => ({
        ...text(`${f.where.zh}：${f.message.zh}`, `${f.where.en}: ${f.message.en}`),
        ...(f.field ? { field: f.field } : {}),
      })),
    ],
    steps: chart.problems.map((p) => p.message),
  }
}

/** Reasons joined for a notice. */
export const joined = (list: Text[]): Text => text(list.map((m) => m.zh).join(' '), list.map((m) => m.en).join(' '))
