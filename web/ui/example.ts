import type { ComponentChildren } from 'preact'
import type { Text } from '../../kernel/platform/index.ts'
import type { Writer } from './say.ts'

/** A pattern as the page of components shows it: plain data, no room, no database. */
export type Example = {
  /** Its folder, and its address under /components. */
  name: string
  title: Text
  line: Text
  render(p: Writer & { query: Record<string, string>; path: string }): ComponentChildren
}
