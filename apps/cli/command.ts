import type { Lang, Text } from '../../kernel/platform/text.ts'

export type Io = {
  out(line: string): void
  err(line: string): void
  /** For long output: done when the reader has taken it. */
  write(chunk: string): Promise<void>
  /** A line that the next one overwrites; absent where nobody looks at a terminal. */
  progress?(line: string): void
  lang: Lang
}
/**
 * One command of `gnomon`. The options that `usage` names are all that there are (options.ts). `run` gives the exit code:
 * 0 done, 1 a "no" as the answer, 2 unusable input, or `misuse` where the command gives 2 another meaning.
 */
export type Command = {
  name: string
  summary: Text
  usage: string
  misuse?: number
  run(args: string[], io: Io): Promise<number>
}
export const command = (c: Command): Command => c
