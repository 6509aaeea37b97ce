import type { Subject } from '../contract.ts'

export const keyOf = (s: Pick<Subject, 'kind' | 'code'>): string =>
  `${s.kind === 'organisation' ? 'uscc' : 'id'}:${s.code}`

/** Under which a code may stand in the register, where it is not known whose it is: some credit codes are all digits. */
export const keysOf = (code: string): string[] => [`uscc:${code}`, `id:${code}`]

/** How the public reads it: organisations by name, persons without (行政处罚法 art. 48; 个人信息保护法 art. 51). */
export const shownName = (s: Pick<Subject, 'kind' | 'name'>): string =>
  s.kind === 'organisation' ? s.name : `${[...s.name][0] ?? ''}某`
