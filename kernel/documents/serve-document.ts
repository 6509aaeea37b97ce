import { dayOf } from '../calendar/index.ts'
import { caseOperations, documentsOfCase, isParty, performs } from '../cases/index.ts'
import { postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { serveDocument } from './contract.ts'
import type { DocumentContent } from './kind.ts'
import { lastDays } from './remedies.rules.ts'
import { effectiveOn, serviceProblems, ways } from './service.rules.ts'

const { act } = caseOperations(acts)
// They draft, watch or administer; they exercise no power.
const NO_PART = ['drafter', 'supervisor', 'administrator']

/** 送达: by an officer of the unit that leads the case, or whose step is open; once, unless an announced service was overtaken by a real one. */
export default act(serveDocument, {
  act: 'document.served',
  who(at, actor) {
    const post = postOf(actor)
    if (!post || NO_PART.includes(post.role) || isParty(at, actor)) return false
    return post.unitCode === at.found.unit || at.work.some((w) => performs(at, w, actor))
  },
  async prepare({ at, tx, input, clock, problem }) {
    const today = dayOf(clock.now())
    const found = (await documentsOfCase(tx, at.found.jurisdiction, at.found.id)).find(
      (d) => d.number === input.document,
    )
    if (!found) throw problem('NO_DOCUMENT')
    const effective = effectiveOn(input)
    const before = at.acts.filter((a) => a.type === 'document.served' && a.public.number === input.document)
    if (before.some((a) => a.public.effectiveOn <= effective)) throw problem('SERVED')
    const fields = serviceProblems(input, dayOf(found.issuedAt), today)
    if (Object.keys(fields).length > 0) throw problem('NOT_SERVICE', { fields })
    const { remedies } = found.content as Partial<DocumentContent>
    return { effective, redress: (remedies?.length ?? 0) > 0 }
  },
  says: ({ input, made: { effective, redress } }) => ({
    basis: ways[input.how].basis,
    public: {
      number: input.document,
      how: input.how,
      on: input.on,
      effectiveOn: effective,
      ...(redress ? { lastDays: lastDays(effective) } : {}),
    },
    private: Object.fromEntries(
      (['receiver', 'witness', 'reason'] as const).flatMap((f) => (input[f] ? [[f, input[f]]] : [])),
    ),
  }),
  output: ({ input, made }) => ({ document: input.document, effectiveOn: made.effective }),
})
