import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { project } from './case.kind.ts'
import { takeCode } from './code.store.ts'
import { propose } from './contract.ts'
import { OFFICER } from './roles.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/project.bpmn', import.meta.url)), 'utf8')

export default operation(propose, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, input, actor, problem } = ctx
    const post = postOf(actor, OFFICER)!
    if (input.to <= input.from)
      throw problem('TIMES', { fields: { to: { zh: '要在开工之后', en: 'after the begin' } } })
    const made = await openCase(ctx, {
      kind: project.kind,
      jurisdiction: post.jurisdiction,
      unit: post.unitCode,
      chartDigest: await roomChart(tx, project, chart),
      parties: [
        {
          role: 'owner',
          personId: null,
          organisationId: null,
          unit: post.unitCode,
          name: post.unitName.zh,
          hidden: false,
        },
      ],
      form: input,
    })
    if (!(await takeCode(tx, made.found.jurisdiction, input.code, made.found.id)))
      throw problem('CODE_TAKEN', { fields: { code: { zh: '这个代码已经用过', en: 'this code is taken' } } })
    const act = acts['project.proposed']({
      jurisdiction: post.jurisdiction,
      subject: made.subject,
      basis: [cite('政府投资条例', 9), cite('政府投资条例', 10)],
      public: { ...made.stamp, number: made.found.number, form: input },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})
