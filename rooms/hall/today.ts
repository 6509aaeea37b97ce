import type { Room, Text } from '../../kernel/platform/index.ts'
import { text } from '../../kernel/platform/index.ts'

export type Shown = { act: string; only?: Record<string, string>; says: Text }

/** What “today” counts: what rooms publish; of a city whose rooms say nothing, the course of a case. */
export function shownOf(rooms: readonly Pick<Room, 'publishes'>[]): Shown[] {
  const declared = rooms.flatMap((r) => r.publishes.today ?? [])
  return declared.length > 0
    ? declared
    : [
        { act: 'application.submitted', says: text('收到申请', 'applications received') },
        { act: 'case.accepted', says: text('受理', 'accepted') },
        { act: 'case.decided', says: text('作出决定', 'decided') },
        { act: 'light.raised', says: text('亮牌', 'warnings raised') },
      ]
}
