import { type CaseKind, type KindStep, resolvePerformer } from '../../kernel/cases/index.ts'
import type { UnitView } from '../../kernel/identity/index.ts'
import { roles, type Text, text } from '../../kernel/platform/index.ts'
import type { Procedure, Refusal, StepInfo } from '../../kernel/procedure/index.ts'

/** The city in which a chart is to run: whose item it is, and which units and posts there are. */
export type City = {
  of: { unit: string; jurisdiction: string }
  units: UnitView[]
  posts: { unit: string; role: string }[]
}

const namesStandard = (decision: string | undefined): boolean => /^[a-z0-9][a-z0-9-]*\/.+$/.test(decision ?? '')

/**
 * What no officer could do on a chart that is sound: steps that no act performs, where every case would wait for ever, and acts that
 * the law asks for and no step has. Timers happen by themselves;
 * a business-rule task names the standard and the decision that answer it; messages and signals come from other cases.
 */
export function stepProblems(
  procedure: Procedure,
  {
    steps: known,
    needs,
    leaves = [],
    instead = {},
    parties = {},
  }: Pick<CaseKind, 'steps' | 'needs' | 'leaves' | 'instead' | 'parties'>,
  fields?: readonly string[],
  city?: City,
): Refusal[] {
  const steps = Object.values(procedure.steps)
  const words = (lang: 'zh' | 'en') =>
    Object.entries(known)
      .map(([act, { title }]) => `${act}${lang === 'zh' ? `（${title.zh}）` : ` (${title.en})`}`)
      .join(lang === 'zh' ? '、' : ', ')
  const why = ({ name, element, kind, act }: StepInfo): Text =>
    kind === 'business-rule'
      ? text(
          `「${name}」没有写按哪个裁量基准的哪个决策算（${element}）。请写 gnomon:decision="基准编号/决策名"。`,
          `“${name}” does not name the discretion standard and its decision (${element}). Please write gnomon:decision="standard/decision".`,
        )
      : act
        ? text(
            `「${name}」写的行为是「${act}」，没有这样的行为，办件会一直停在这里（${element}）。可用：${words('zh')}。`,
            `“${name}” names the act “${act}”, which does not exist; cases would wait there for ever (${element}). There are: ${words('en')}.`,
          )
        : text(
            `「${name}」没有写由哪个行为办理（gnomon:act），办件会一直停在这里（${element}）。可用：${words('zh')}。`,
            `“${name}” does not say which act performs it (gnomon:act); cases would wait there for ever (${element}). There are: ${words('en')}.`,
          )
  const done = (s: StepInfo): boolean => {
    if (s.kind === 'timer') return true
    if (s.kind === 'business-rule') return namesStandard(s.decision)
    if (s.opens || s.of) return true
    return Boolean((s.act && s.act in known) || (['message', 'receive', 'signal'].includes(s.kind) && s.message))
  }
  const nobody = steps
    .filter((s) => !done(s))
    .map((s): Refusal => ({ code: 'NOBODY', element: s.element, name: s.name, message: why(s) }))
  const opens = steps.some((s) => s.opens)
  const missing = needs
    .filter((act) => !(opens && leaves.includes(act)))
    .filter((act) => !steps.some((s) => s.act === act || (s.act !== undefined && s.act === instead[act])))
    .map((act): Refusal => {
      const { title } = known[act] ?? { title: text(act, act) }
      return {
        code: 'NO_ACT',
        message: text(
          `流程图没有一步是「${title.zh}」（gnomon:act="${act}"）。请画出来。`,
          `No step of the chart is “${title.en}” (gnomon:act="${act}"). Please draw it.`,
        ),
      }
    })
  return [
    ...nobody,
    ...missing,
    ...(city ? steps.flatMap((s) => performerProblem(s, known[s.act ?? ''], parties, city)) : []),
    ...alone(procedure, fields),
  ]
}

/** Messages between cases need to know which case is meant: by one field of the form (`gnomon:correlation` on the process). */
function alone({ throws, steps, correlation, id }: Procedure, fields: readonly string[] | undefined): Refusal[] {
  const messages =
    Object.values(throws).some((t) => t.kind === 'message') ||
    Object.values(steps).some((s) => (s.kind === 'message' || s.kind === 'receive') && s.message && !s.act)
  if (!messages || (correlation && (!fields || fields.includes(correlation)))) return []
  return [
    {
      code: 'NO_CORRELATION',
      element: id,
      message: text(
        `图里有办件之间的消息，要在流程上写 gnomon:correlation：按表单的哪一项认出对方${correlation ? `（没有“${correlation}”这一项）` : ''}${fields ? `。可用：${fields.join('、')}` : ''}。`,
        `The chart has messages between cases; the process needs gnomon:correlation, the field of the form by which cases find one another${correlation ? ` (there is no “${correlation}”)` : ''}${fields ? `. There are: ${fields.join(', ')}` : ''}.`,
      ),
    },
  ]
}

/** That the step's performer exists: the unit that the chart means, a role that some room knows, a post of it in that unit. */
function performerProblem(
  step: StepInfo,
  known: KindStep | undefined,
  parties: Record<string, Text>,
  { of, units, posts }: City,
): Refusal[] {
  if (!step.act && !step.post && !step.by) return []
  const refuse = (message: Text): Refusal[] => [
    { code: 'NO_PERFORMER', element: step.element, name: step.name, message },
  ]
  const found = resolvePerformer(
    { by: step.by ?? (step.post?.includes('/') ? undefined : known?.by), post: step.post ?? known?.post },
    of,
    units,
  )
  if ('problem' in found)
    return refuse(
      text(
        `「${step.name}」没有人能办（${step.element}）：${found.problem.zh}`,
        `Nobody can do “${step.name}” (${step.element}): ${found.problem.en}`,
      ),
    )
  const { unit, post, party } = found
  if (party !== null) {
    if (party in parties) return []
    return refuse(
      text(
        `「${step.name}」写的当事人角色“${party}”没有这一种（${step.element}）。可用：${Object.keys(parties).join('、')}。`,
        `“${step.name}” names the party “${party}”, which does not exist (${step.element}). There are: ${Object.keys(parties).join(', ')}.`,
      ),
    )
  }
  if (post !== null && !roles.has(post))
    return refuse(
      text(
        `「${step.name}」写的岗位“${post}”没有这一种（${step.element}）。可用：${[...roles].map(([r, t]) => `${r}（${t.zh}）`).join('、')}。`,
        `“${step.name}” names the post “${post}”, which does not exist (${step.element}). There are: ${[...roles].map(([r, t]) => `${r} (${t.en})`).join(', ')}.`,
      ),
    )
  if (!posts.some((p) => p.unit === unit && (post === null || p.role === post)))
    return refuse(
      text(
        `「${step.name}」由${nameOf(units, unit).zh}办理，但那里没有“${post}”岗位（${step.element}）。请先设岗，或改由别的单位办。`,
        `“${step.name}” is for ${nameOf(units, unit).en}, which has no post “${post}” (${step.element}). Please create the post first, or let another unit do it.`,
      ),
    )
  return []
}

const nameOf = (units: UnitView[], code: string | null): Text =>
  units.find((u) => u.code === code)?.name ?? text(code ?? '', code ?? '')
