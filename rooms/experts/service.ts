// What an expert did in one process: there or not, the fee, and the grades that both sides give. Nothing stands here before who sat on
// the committee is public.
import {
  type Actor,
  holdsPost,
  loggedIn,
  operation,
  type PersonActor,
  postOf,
  query,
  standardProblem,
  systemOnly,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { gradeExpert, gradeHost, payFee, serve, services } from './contract.ts'
import { insertService, type Service, serviceAt, servicesOf, storeFee, storeGrade } from './experts.store.ts'
import { LIBRARIAN } from './roles.ts'

const cityOf = (number: string) => `${number.slice(0, 4)}00`
const subject = (personId: string) => ({ kind: 'person' as const, id: personId })
/** Who organised it: the librarian, or the unit whose process it was. */
const organises = (actor: Actor, s: Service) => {
  const post = postOf(actor)
  return post !== undefined && (post.role === LIBRARIAN || post.unitCode === s.unit)
}

export const served = operation(serve, {
  allow: systemOnly,
  async run({ tx, input }) {
    const { number, unit } = input
    const at = new Date(input.drawnAt)
    for (const p of input.people) await insertService(tx, { jurisdiction: cityOf(number), number, ...p, unit, at })
    const [first, ...rest] = input.people.map((p) =>
      acts['expert.served']({
        jurisdiction: input.jurisdiction,
        subject: subject(p.personId),
        public: { number, attended: p.attended },
      }),
    )
    return { acts: [first!, ...rest], output: { number } }
  },
})

export const paid = operation(payFee, {
  allow: holdsPost(LIBRARIAN),
  async run({ tx, input, problem }) {
    const of = { jurisdiction: cityOf(input.number), number: input.number, personId: input.personId }
    const found = await serviceAt(tx, of)
    if (!found) throw problem('NO_SERVICE')
    if (!found.attended && input.fee > 0) throw problem('ABSENT')
    await storeFee(tx, of, input.fee)
    return {
      act: acts['expert.paid']({
        jurisdiction: of.jurisdiction,
        subject: subject(input.personId),
        public: { number: input.number, fee: input.fee },
      }),
      output: { personId: input.personId },
    }
  },
})

export const graded = operation(gradeExpert, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, problem }) {
    const of = { jurisdiction: cityOf(input.number), number: input.number, personId: input.personId }
    const found = await serviceAt(tx, of)
    if (!found || !organises(actor, found)) throw problem('NO_SERVICE')
    if (found.grade !== null) throw problem('ONCE')
    await storeGrade(tx, of, 'grade', input.grade, input.words)
    return {
      act: acts['expert.graded']({
        jurisdiction: of.jurisdiction,
        subject: subject(input.personId),
        public: { number: input.number, grade: input.grade },
        private: { words: input.words },
      }),
      output: { personId: input.personId },
    }
  },
})

export const gradedHost = operation(gradeHost, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const of = { jurisdiction: cityOf(input.number), number: input.number, personId }
    const found = await serviceAt(tx, of)
    if (!found) throw problem('NO_SERVICE')
    if (found.gradeBack !== null) throw problem('ONCE')
    await storeGrade(tx, of, 'grade_back', input.grade, input.words)
    return {
      act: acts['expert.graded-host']({
        jurisdiction: of.jurisdiction,
        subject: subject(personId),
        public: { number: input.number, grade: input.grade },
        private: { words: input.words },
      }),
      output: { personId },
    }
  },
})

export const readServices = query(services, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input }) {
    const found = await servicesOf(tx, cityOf(input.number), input.number)
    if (!postOf(actor, LIBRARIAN) && !found.some((s) => organises(actor, s))) throw standardProblem('FORBIDDEN')
    return found
  },
})
