import { createHash } from 'node:crypto'
import { type ActDraft, holdsPost, operation, text } from '../platform/index.ts'
import { importStatement, type Line, line } from './contract.ts'
import { hear } from './hear.ts'
import { answered, lockAccount } from './money.store.ts'
import { REVENUE } from './role.ts'
import { readStatement } from './statement/read-statement.ts'
import { StatementProblem } from './statement/statement-problem.ts'

/** By an officer of the treasury: the whole file or nothing of it. */
export default operation(importStatement, {
  allow: holdsPost<{ jurisdiction: string }>(REVENUE, (post, { input }) => post.jurisdiction === input.jurisdiction),
  async run({ tx, input, clock, problem }) {
    const lines = read(input.file.bytes)
    if ('said' in lines) throw problem('STATEMENT', { detail: lines.said, fields: { file: lines.said } })
    const digest = createHash('sha256').update(input.file.bytes).digest('hex')
    const made: ActDraft[] = []
    const sum = { lines: 0, fresh: 0, unmatched: 0 }
    for (const number of [...new Set(lines.map((l) => l.account))].sort()) {
      const account = await lockAccount(tx, input.jurisdiction, number)
      if (!account) {
        const said = text(`账户 ${number} 不是这里的代收账户。`, `${number} is no collecting account here.`)
        throw problem('NO_ACCOUNT', { detail: said, fields: { file: said } })
      }
      const own = lines.filter((l) => l.account === number)
      const { acts, output } = await hear({ tx, clock }, account, own, 'file', digest)
      await answered(tx, account, clock.now(), account.nextAsk)
      made.push(...acts)
      for (const key of ['lines', 'fresh', 'unmatched'] as const) sum[key] += output[key]
    }
    return { acts: made as [ActDraft, ...ActDraft[]], output: sum }
  },
})

function read(bytes: Uint8Array): Line[] | StatementProblem {
  try {
    return line.array().parse(readStatement(bytes))
  } catch (error) {
    if (error instanceof StatementProblem) return error
    return new StatementProblem('里面有过长或不合格式的内容。', 'Something in it is too long or malformed.')
  }
}
