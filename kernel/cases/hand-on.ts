import { holdersOf } from '../identity/index.ts'
import { operation, postOf, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { caseAt, involved, sees } from './case-at.ts'
import { handOn } from './desk.contract.ts'

/** Whom a case may be handed to: who holds a post, in this unit, of a step that is open now. */
export const colleagues = <H extends { role: string }>(
  holders: readonly H[],
  work: readonly { unit: string | null; post: string | null }[],
  unit: string,
): H[] => {
  const posts = work.filter((w) => w.unit === unit)
  return holders.filter((h) => posts.some((w) => w.post === null || w.post === h.role))
}

/** The chart names unit and post; among those who hold it, this says who has it in hand. Power is nobody's alone by it. */
export default operation(handOn, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, clock, problem }) {
    const post = postOf(actor)!
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    if (!involved(at).has(post.unitCode) || !(await sees(tx, at, actor))) throw problem('FORBIDDEN')
    const to = colleagues(await holdersOf(tx, post.unitCode, clock.now()), at.work, post.unitCode).find(
      (h) => h.id === input.to,
    )
    if (!to) throw problem('NOT_THEIRS')
    const { jurisdiction, id, number } = at.found
    await sql`insert into cases.assignee (jurisdiction, case_id, person_id, name, since)
      values (${jurisdiction}, ${id}::uuid, ${to.id}::uuid, ${to.name}, ${clock.now()})
      on conflict (jurisdiction, case_id) do update set person_id = excluded.person_id, name = excluded.name, since = excluded.since`.execute(
      tx,
    )
    const act = acts['case.handed-on']({
      jurisdiction,
      subject: at.subject,
      public: at.stamp,
      private: { to: to.name, reason: input.reason },
    })
    return { act, output: { caseId: id, number } }
  },
})
