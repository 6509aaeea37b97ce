import type { CaseAt } from '../../kernel/cases/index.ts'
import { procedureOf } from '../../kernel/procedure/index.ts'
import { decide } from '../discretion/contract.ts'
import { step } from './case.kind.ts'
import { applyRule } from './contract.ts'

/**
 * A business-rule task: the discretion standard that the chart names (`gnomon:decision="standard/decision"`), in force now, answers from
 * the application, and the gateway behind sees the answer under the decision's name. What cannot be computed stops here.
 */
export default step(applyRule, {
  performs: (work) => work.kind === 'business-rule',
  act: 'rule.applied',
  async prepare({ at, work, tx, call, problem }) {
    const written = (await procedureOf(tx, at.found.chartDigest!)).steps[work.element]?.decision
    const [, standard, decision] = /^([^/]+)\/(.+)$/.exec(written ?? '') ?? []
    if (!standard || !decision) throw problem('NOT_OPEN')
    return { standard, decision, ...(await call(decide, { code: standard, decision, inputs: factsOfForm(at) })) }
  },
  variables: ({ made }) => ({ [made.decision]: made.value }),
  says({ made: { standard, number, digest, decision, value, reasons } }) {
    return {
      public: { standard, number, digest, decision },
      private: { value, reasons: reasons.map((r) => r.zh).join('\n') },
    }
  },
})

/** What the applicant filled in, under the field's key and under its title, as tables of lawyers name it. */
function factsOfForm({ found, item }: CaseAt): Record<string, unknown> {
  const properties: Record<string, { title?: string }> = item!.form.properties ?? {}
  return Object.fromEntries(
    Object.entries<unknown>(found.form).flatMap(([key, value]) => {
      const title = properties[key]?.title
      return title ? [[title, value] as const, [key, value] as const] : [[key, value] as const]
    }),
  )
}
