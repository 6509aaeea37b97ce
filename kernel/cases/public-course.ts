import type { z } from 'zod'
import { type Act, actTypes, text } from '../platform/index.ts'
import type { publicAct } from './contract.ts'
import type { CaseAt } from './kind.ts'

export type PublicAct = z.output<typeof publicAct>

/** What everybody may know of who did what, and when: the published acts; parties are not named. */
export const publicCourse = (at: Pick<CaseAt, 'acts'>): PublicAct[] =>
  at.acts
    .filter((a) => a.published)
    .map((a: Act) => ({
      ...{ id: a.id, type: a.type, title: actTypes.get(a.type)!.title, at: a.happenedAt, basis: a.basis },
      who:
        a.actor.kind === 'post'
          ? a.actor.unit
          : a.actor.kind === 'citizen'
            ? text('有关的人', 'Somebody concerned')
            : text('系统', 'The system'),
    }))
