import type { CaseAt } from '../../kernel/cases/index.ts'
import { type Problem, type Text, text } from '../../kernel/platform/index.ts'
import { moneyOf, type Project, type Signed } from './case.fold.ts'
import { figure } from './figures.ts'
import { broken, type Link, type Money } from './money.rules.ts'

const yuan = (fen: number) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
const sayLink = (l: Link): Text =>
  text(
    `${l.less.zh} ${yuan(l.left)} 元会超过${l.more.zh} ${yuan(l.right)} 元，差 ${yuan(l.left - l.right)} 元。`,
    `${l.less.en} ¥${yuan(l.left)} would be over ${l.more.en.toLowerCase()} ¥${yuan(l.right)}, by ¥${yuan(l.left - l.right)}.`,
  )

type Refuse = (code: 'LINK', options?: { detail: Text }) => Problem

/** Refuses what would break the chain, of the whole project or of one contract. */
export function keepLinks(
  at: CaseAt<Project>,
  problem: Refuse,
  change: Partial<Money>,
  one?: { of: Signed; change: Partial<Money> },
): void {
  const over = figure('over-estimate', at.facts.proposed).value
  const wrong = (one && broken(moneyOf(one.of), one.change, over)) ?? broken(at.facts.money, change, over)
  if (wrong) throw problem('LINK', { detail: sayLink(wrong) })
}
