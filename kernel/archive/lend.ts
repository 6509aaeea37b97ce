import { addDays, dayOf } from '../calendar/index.ts'
import { actorOfLogin } from '../identity/index.ts'
import { type Contract, holdsPost, newId, operation, type PersonActor } from '../platform/index.ts'
import { stands } from './access.ts'
import { acts } from './acts.ts'
import { insertLoan, loansOf, lockVolume } from './archive.store.ts'
import { lend, open } from './contract.ts'
import { ARCHIVIST } from './role.ts'

type Given = { id: string; login: string; until: string; reason: string; part?: 'main' | 'both' }

/** Both ways out of the archive: by an archivist of the place, to a named person, for a reason, until a day. */
const handOut = (contract: typeof lend | typeof open, kind: 'lend' | 'open') =>
  operation(contract as Contract<typeof lend.input, typeof lend.output, typeof lend.errors, 'write'>, {
    allow: holdsPost(ARCHIVIST),
    async run({ tx, actor, input, clock, problem }) {
      const { id, login, until, reason, part = 'main' }: Given = input
      const volume = await lockVolume(tx, id)
      const post = (actor as PersonActor).post!
      if (!volume || volume.jurisdiction !== post.jurisdiction) throw problem('NO_VOLUME')
      if (!volume.boundAt) throw problem('NOT_BOUND')
      const now = clock.now()
      const today = dayOf(now)
      if (until < today || until > addDays(today, 366)) throw problem('TERM')
      const who = await actorOfLogin(tx, login)
      if (who.kind !== 'person') throw problem('NO_PERSON')
      if (kind === 'lend' && !who.posts.some((p) => p.jurisdiction === volume.jurisdiction))
        throw problem('NOT_OFFICER')
      if ((await loansOf(tx, volume)).some((l) => l.personId === who.personId && stands(l, today))) throw problem('OUT')
      const loan = newId(now.getTime(), volume.jurisdiction)
      await insertLoan(tx, {
        ...{ jurisdiction: volume.jurisdiction, id: loan, volume: volume.id, kind, part, reason, from: now, until },
        ...{ personId: who.personId, name: who.name },
      })
      return {
        act: acts[kind === 'lend' ? 'volume.lent' : 'volume.opened']({
          jurisdiction: volume.jurisdiction,
          subject: { kind: 'file', id: volume.id },
          public: { number: volume.number, case: volume.caseNumber, part, until },
          private: { loan, to: who.name, reason },
        }),
        output: { loan },
      }
    },
  })

export const lendOut = handOut(lend, 'lend')
export const openTo = handOut(open, 'open')
