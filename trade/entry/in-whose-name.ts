import { capacitiesOf, capacityOf, sayCapacity } from '../../kernel/identity/index.ts'
import type { Actor, Lang } from '../../kernel/platform/index.ts'

/** In whose names somebody may enter a sale, for the form. */
export const inWhoseName = ({ actor, lang }: { actor: Actor; lang: Lang }): { key: string; said: string }[] =>
  actor.kind !== 'person'
    ? []
    : capacitiesOf(actor).flatMap((c) => (capacityOf(actor, c.key) ? [{ key: c.key, said: sayCapacity(c)[lang] }] : []))
