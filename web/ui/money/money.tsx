import type { Lang } from '../../../kernel/platform/index.ts'
import { readFen, sayYuan } from './money.rules.ts'

export { capitals } from './capitals.rules.ts'
export { readFen, sayYuan }

/** An amount of integer 分; the exact value stands in the element for machines. */
export function Money({ fen, lang, large }: { fen: number | bigint; lang: Lang; large?: boolean }) {
  return (
    <data class={large ? 'money large num' : 'money num'} value={String(fen)}>
      {sayYuan(fen, lang)}
    </data>
  )
}
