import { actOfActor, newId, operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { caseAt, isParty, mustStepBack, performs, recusalProblem } from './case-at.ts'
import { addPaper } from './contract.ts'
import { receiveFile } from './keep-part.ts'
import { insertPaper } from './paper.store.ts'
import { asAct, restate } from './standing.ts'
import { keptFor } from './upload.shape.ts'

/** What a case takes where its item asks for no such material: papers and pictures up to 20 MB. */
const ANY = { accept: ['application/pdf', 'image/jpeg', 'image/png'], maxBytes: 20 * 1024 * 1024 }

/** Whoever has an open step of the case may add to it, or a party what is still to come, and nobody else; the act stands on the case's timeline. */
export default operation(addPaper, {
  allow: ({ actor }) => actor.kind === 'person',
  async run({ tx, actor, input, clock, files, timer, problem }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const me = actor as PersonActor
    const awaited = isParty(at, me) && at.kind.awaits?.(at.facts, input.slot) === true
    if (!awaited && !at.work.some((w) => performs(at, w, me)))
      throw problem(isParty(at, me) || me.post ? 'CLOSED' : 'NO_CASE')
    const why = me.post && mustStepBack(at, me)
    if (why) throw recusalProblem(why)
    const asked = at.item?.content.materials.find((m) => m.id === input.slot)
    if (at.item && at.item.content.materials.length > 0 && !asked) throw problem('NO_MATERIAL')
    const { jurisdiction, itemCode } = at.found
    const where = { jurisdiction, personId: me.personId, keptFor: keptFor(at.found.id, input.slot) }
    const received = await receiveFile({ tx, files, timer }, input.file, where, asked ?? ANY)
    if ('problem' in received)
      throw problem('BAD_FILE', { detail: received.problem, fields: { file: received.problem } })
    const { name, ...stored } = received
    const id = newId(clock.now().getTime(), jurisdiction)
    await insertPaper(tx, {
      jurisdiction,
      id,
      caseId: at.found.id,
      personId: me.personId,
      itemCode,
      slot: input.slot,
      name,
      uploadedAt: clock.now(),
      ...stored,
    })
    const act = acts['paper.added']({
      jurisdiction,
      subject: at.subject,
      public: { ...at.stamp, slot: input.slot, ...stored },
      private: { name },
    })
    await restate(tx, at, [...at.acts, asAct(at, act, clock.now(), actOfActor(actor))], clock)
    return { act, output: { caseId: at.found.id, number: at.found.number, id, name, ...stored } }
  },
})
