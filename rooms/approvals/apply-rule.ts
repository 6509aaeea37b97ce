import { operation } from '../../kernel/platform/index.ts'
import { openTasks, procedureOf } from '../../kernel/procedure/index.ts'
import { decide } from '../discretion/contract.ts'
import { acts } from './acts.ts'
import { applyRule } from './contract.ts'
import { handles } from './policy.ts'
import { type CaseAt, caseAt, fireElement, output } from './step.ts'

/**
 * A business-rule task: the discretion standard that the chart names (`gnomon:decision="standard/decision"`), in force now, answers from
 * the application, and the gateway behind sees the answer under the decision's name. What cannot be computed stops here.
 */
export default operation(applyRule, {
  allow: handles('reviewer'),
  async run(ctx) {
    const { tx, input, call, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const open = await openTasks(tx, at.found.jurisdiction, at.found.id)
    const task = open.find((t) => t.kind === 'business-rule')
    const written = task && (await procedureOf(tx, at.stamp.chartDigest)).steps[task.element]?.decision
    const [, code, decision] = /^([^/]+)\/(.+)$/.exec(written ?? '') ?? []
    if (!task || !code || !decision) throw problem('NOT_OPEN')
    const answer = await call(decide, { code, decision, inputs: factsOfForm(at) })
    const { stamp } = await fireElement(ctx, at, task.element, { outcome: null, [decision]: answer.value })
    const act = acts['rule.applied']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      public: { ...stamp, standard: code, number: answer.number, digest: answer.digest, decision },
      private: { value: answer.value, reasons: answer.reasons.map((r) => r.zh).join('\n') },
    })
    return { act, output: output(at) }
  },
})

/** What the applicant filled in, under the field's key and under its title, as tables of lawyers name it. */
function factsOfForm({ found, version }: CaseAt): Record<string, unknown> {
  const properties: Record<string, { title?: string }> = version.form.properties ?? {}
  return Object.fromEntries(
    Object.entries<unknown>(found.form).flatMap(([key, value]) => {
      const title = properties[key]?.title
      return title ? [[title, value] as const, [key, value] as const] : [[key, value] as const]
    }),
  )
}
