import type { Value } from './value.ts'

/** The syntax tree of FEEL (DMN 1.5, 10.3.1.2). */
export type Node =
  | { t: 'literal'; value: Value }
  /** `@"…"` of what is no temporal value: null and a report. */
  | { t: 'invalid'; source: string }
  | { t: 'name'; name: string }
  | { t: 'binary'; op: BinaryOp; a: Node; b: Node }
  | { t: 'negate'; e: Node }
  | { t: 'between'; e: Node; low: Node; high: Node }
  | { t: 'in'; e: Node; tests: Node[] }
  /** A comparison without a left side: a test in a unary test, elsewhere a range without a bound. */
  | { t: 'compare'; op: CompareOp; e: Node }
  | { t: 'range'; low: Node; lowIncluded: boolean; high: Node; highIncluded: boolean }
  | { t: 'list'; items: Node[] }
  | { t: 'context'; entries: [string, Node][] }
  | { t: 'path'; e: Node; name: string }
  /** `e...name` of DMN 1.6. */
  | { t: 'descendants'; e: Node; name: string }
  | { t: 'filter'; e: Node; filter: Node }
  | { t: 'call'; f: Node; args: Node[]; names: string[] | null }
  | { t: 'if'; condition: Node; then: Node; otherwise: Node }
  | { t: 'for'; iterators: Iterator[]; body: Node }
  | { t: 'some' | 'every'; iterators: Iterator[]; body: Node }
  | { t: 'function'; params: { name: string; type: TypeNode | null }[]; body: Node; external: boolean }
  | { t: 'instance'; e: Node; type: TypeNode }

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='
export type BinaryOp = CompareOp | '+' | '-' | '*' | '/' | '**' | 'and' | 'or'
export type Iterator = { name: string; domain: Node; to: Node | null }

export type TypeNode =
  | { t: 'named'; name: string }
  | { t: 'list'; of: TypeNode }
  | { t: 'range'; of: TypeNode }
  | { t: 'context'; fields: [string, TypeNode][] }
  | { t: 'function'; params: TypeNode[]; result: TypeNode }

/** One cell of a decision table's input: any of the tests, or none of them. An empty list is “-”. */
export type UnaryTests = { negated: boolean; tests: Node[] }
