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
/** One command of `gnomon`. `run` gives the exit code: 0 done, 1 a "no" as the answer, 2 unusable input. */
export type Command = { name: string; summary: Text; usage: string; run(args: string[], io: Io): Promise<number> }
export const command = (c: Command): Command => c
