import { newId, operation, type PersonActor, postOf, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { caseAt, involved, sees } from './case-at.ts'
import { addNote } from './desk.contract.ts'

/** For the unit alone; the act says that there is one, behind a commitment what it says, so that none is slipped in later. */
export default operation(addNote, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, clock, problem }) {
    const { personId, name } = actor as PersonActor
    const post = postOf(actor)!
    const at = await caseAt(tx, { caseId: input.caseId })
    if (!involved(at).has(post.unitCode) || !(await sees(tx, at, actor))) throw problem('FORBIDDEN')
    const { jurisdiction, id, number } = at.found
    await sql`insert into cases.note (jurisdiction, case_id, id, unit, person_id, name, body, at) values (${jurisdiction}, ${id}::uuid,
      ${newId(clock.now().getTime(), jurisdiction)}::uuid, ${post.unitCode}, ${personId}::uuid, ${name}, ${input.body}, ${clock.now()})`.execute(
      tx,
    )
    const act = acts['note.added']({
      jurisdiction,
      subject: { kind: 'unit', id: post.unitId },
      public: {},
      private: { number, body: input.body },
    })
    return { act, output: { caseId: id, number } }
  },
})
