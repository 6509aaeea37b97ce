import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { anyone, newId, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { makeReport } from './contract.ts'
import { insertReport } from './credit.store.ts'
import { recordFor } from './record.ts'

/** SHA-256 over the canonical JSON (RFC 8785) of a report: what its act says in public. */
export const reportDigest = (content: unknown): string =>
  createHash('sha256').update(canonicalize(content)!).digest('hex')

/** Of an organisation for everybody, as it is public; of a person for that person. Whoever asked is told to the subject. */
export default operation(makeReport, {
  allow: anyone,
  async run({ tx, actor, input, clock, home, problem }) {
    const post = postOf(actor)
    const personId = actor.kind === 'person' ? actor.personId : null
    const subject = input.uscc ? `uscc:${input.uscc}` : personId && !post ? `person:${personId}` : undefined
    if (!subject) throw problem('WHOSE')
    const content = await recordFor(
      { tx, clock },
      subject,
      !input.uscc && actor.kind === 'person' ? actor.name : undefined,
    )
    if (!content) throw problem('UNKNOWN')
    const jurisdiction = post?.jurisdiction ?? home
    const id = newId(clock.now().getTime(), jurisdiction)
    const sha256 = reportDigest(content)
    const asker = post ? post.unitCode : personId ? 'citizen' : 'anonymous'
    await insertReport(tx, { jurisdiction, id, subject, content, sha256, madeAt: clock.now(), asker, personId })
    const act = acts['report.made']({
      jurisdiction,
      subject: { kind: 'system', id },
      public: {
        sha256,
        asOf: content.asOf,
        checkpoint: content.checkpoint,
        ...(input.uscc ? { uscc: input.uscc } : {}),
      },
      private: { subject },
    })
    return { act, output: { id } }
  },
})
