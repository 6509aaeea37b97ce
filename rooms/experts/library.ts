// The library: who is in it, what is kept away from whom, who is out of the draw for a while.
import { dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import {
  holdsPost,
  loggedIn,
  operation,
  type PersonActor,
  postOf,
  query,
  systemOnly,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { declareInterests, enrol, library, mine, names, pool, suspend } from './contract.ts'
import {
  expertAt,
  expertsIn,
  putExpert,
  servicesOfPerson,
  storeInterests,
  storeSuspended,
  tallies,
} from './experts.store.ts'
import { LIBRARIAN } from './roles.ts'

const subject = (personId: string) => ({ kind: 'person' as const, id: personId })

export const enrolled = operation(enrol, {
  allow: holdsPost(LIBRARIAN),
  async run({ tx, actor, input }) {
    const { jurisdiction } = postOf(actor, LIBRARIAN)!
    await putExpert(tx, jurisdiction, input)
    return {
      act: acts['expert.enrolled']({
        jurisdiction,
        subject: subject(input.personId),
        public: { specialties: input.specialties },
        private: { interests: input.interests },
      }),
      output: { personId: input.personId },
    }
  },
})

/** 政府采购法实施条例 art. 9: who has an interest keeps away, and says so himself. */
export const declared = operation(declareInterests, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, home, problem }) {
    const { personId } = actor as PersonActor
    if (!(await expertAt(tx, home, personId))) throw problem('NO_EXPERT')
    const interests = [...new Set(input.interests.split(/[\n,，;；]/).map((s) => s.trim()))].filter(
      (s) => s.length >= 2,
    )
    await storeInterests(tx, home, personId, interests)
    return {
      act: acts['expert.declared']({
        jurisdiction: home,
        subject: subject(personId),
        basis: [cite('政府采购法实施条例', 9)],
        public: { companies: interests.length },
        private: { interests },
      }),
      output: { personId },
    }
  },
})

export const suspended = operation(suspend, {
  allow: holdsPost(LIBRARIAN),
  async run({ tx, actor, input, problem }) {
    const { jurisdiction } = postOf(actor, LIBRARIAN)!
    if (!(await expertAt(tx, jurisdiction, input.personId))) throw problem('NO_EXPERT')
    await storeSuspended(tx, jurisdiction, input.personId, input.until)
    return {
      act: acts['expert.suspended']({
        jurisdiction,
        subject: subject(input.personId),
        public: { until: input.until },
        private: { reason: input.reason },
      }),
      output: { personId: input.personId },
    }
  },
})

/** One library for the city and its districts: it stands in the city's place. */
const placeOf = (jurisdiction: string) => `${jurisdiction.slice(0, 4)}00`

export const readPool = query(pool, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const today = dayOf(clock.now())
    return (await expertsIn(tx, placeOf(input.jurisdiction)))
      .filter((e) => e.specialties.includes(input.specialty) && !(e.suspendedUntil && e.suspendedUntil >= today))
      .map(({ personId, interests }) => ({ personId, interests }))
  },
})

export const readNames = query(names, {
  allow: systemOnly,
  async run({ tx, input }) {
    if (input.people.length === 0) return []
    const all = await expertsIn(tx, placeOf(input.jurisdiction))
    return input.people.flatMap((id) => all.find((e) => e.personId === id)?.name ?? [])
  },
})

export const readMine = query(mine, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, home, problem }) {
    const { personId } = actor as PersonActor
    const found = (await expertsIn(tx, home)).find((e) => e.personId === personId)
    if (!found) throw problem('NO_EXPERT')
    const { specialties, interests, suspendedUntil } = found
    return {
      ...{ specialties: specialties as never, interests, suspendedUntil },
      services: await servicesOfPerson(tx, home, personId),
    }
  },
})

export const readLibrary = query(library, {
  allow: holdsPost(LIBRARIAN),
  async run({ tx, actor }) {
    const { jurisdiction } = postOf(actor, LIBRARIAN)!
    const [all, counted] = await Promise.all([expertsIn(tx, jurisdiction), tallies(tx, jurisdiction)])
    return all.map((e) => {
      const c = counted.find((x) => x.personId === e.personId)
      return {
        ...{ personId: e.personId, name: e.name, specialties: e.specialties as never },
        ...{ interests: e.interests.length, suspendedUntil: e.suspendedUntil },
        ...{ drawn: c?.drawn ?? 0, attended: c?.attended ?? 0, grade: c?.grade ?? null },
      }
    })
  },
})
