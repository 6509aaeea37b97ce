import type { AuthenticatorTransport } from '@simplewebauthn/server'
import { anyone, loggedIn, newId, operation, type PersonActor, sql, type Tx } from '../platform/index.ts'
import { acts } from './acts.ts'
import { beginPasskey, enrolPasskey, logInWithPasskey } from './contract.ts'
import { openSession } from './identity.store.ts'
import { oneself } from './policy.ts'

/** Two hundred modules, loaded by the first who uses a passkey, before the transaction begins. */
const prepare = () => import('@simplewebauthn/server')

/**
 * The three operations of one ceremony (WebAuthn Level 3 §7) stand together: each is short and they share the challenge. The site
 * for which keys are made and checked comes from the configuration: a caller who named it could replay a false site's signature.
 */
export const passkeys = (site: () => URL) => [beginFor(site), enrolFor(site), logInFor(site)]

const beginFor = (site: () => URL) =>
  operation(beginPasskey, {
    allow: ({ actor, input }) => input.purpose === 'log-in' || loggedIn(actor),
    prepare,
    async run({ prepared, tx, home, actor, input }) {
      const person = actor.kind === 'person' && input.purpose === 'enrol' ? actor : undefined
      const options = person
        ? await prepared.generateRegistrationOptions({
            rpName: '圭表 Gnomon',
            rpID: site().hostname,
            userName: person.name,
            userID: new TextEncoder().encode(person.personId),
            attestationType: 'none',
            authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
          })
        : await prepared.generateAuthenticationOptions({
            rpID: site().hostname,
            userVerification: 'required',
          })
      const challengeId = newId()
      await sql`delete from identity.challenge where expires_at < now()`.execute(tx)
      await sql`insert into identity.challenge (id, challenge, person_id, expires_at)
      values (${challengeId}::uuid, ${options.challenge}, ${person?.personId ?? null}::uuid, now() + interval '5 minutes')`.execute(
        tx,
      )
      const act = acts['passkey.challenged']({
        jurisdiction: home,
        subject: { kind: 'system', id: challengeId },
        public: {},
      })
      return { act, output: { challengeId, options } }
    },
  })

/** A challenge serves once. */
async function spend(tx: Tx, challengeId: string): Promise<{ challenge: string; personId: string | null } | undefined> {
  const { rows } = await sql<{ challenge: string; personId: string | null }>`delete from identity.challenge
    where id = ${challengeId}::uuid and expires_at > now() returning challenge, person_id`.execute(tx)
  return rows[0]
}

const enrolFor = (site: () => URL) =>
  operation(enrolPasskey, {
    allow: oneself,
    prepare,
    async run({ prepared, tx, home, actor, input, problem }) {
      const { personId } = actor as PersonActor
      const spent = await spend(tx, input.challengeId)
      if (!spent || spent.personId !== personId) throw problem('NOT_VERIFIED')
      const { verified, registrationInfo } = await prepared
        .verifyRegistrationResponse({
          response: input.response as never,
          expectedChallenge: spent.challenge,
          expectedOrigin: site().origin,
          expectedRPID: site().hostname,
          requireUserVerification: true,
        })
        .catch(() => ({ verified: false, registrationInfo: undefined }))
      if (!verified || !registrationInfo) throw problem('NOT_VERIFIED')
      const { id, publicKey, counter, transports } = registrationInfo.credential
      await sql`insert into identity.passkey (id, person_id, public_key, counter, transports, label)
      values (${id}, ${personId}::uuid, ${Buffer.from(publicKey)}, ${counter}, ${(transports ?? []) as any}::jsonb, ${input.label})`.execute(
        tx,
      )
      return {
        act: acts['passkey.enrolled']({ jurisdiction: home, subject: { kind: 'person', id: personId }, public: {} }),
        output: {},
      }
    },
  })

const logInFor = (site: () => URL) =>
  operation(logInWithPasskey, {
    allow: anyone,
    prepare,
    async run({ prepared, tx, home, input, problem }) {
      const spent = await spend(tx, input.challengeId)
      const { rows } = await sql<{
        id: string
        personId: string
        publicKey: Buffer
        counter: number
        transports: string[]
        post: string | null
        disabled: boolean
      }>`
      select k.id, k.person_id, k.public_key, k.counter, k.transports, person.disabled_at is not null as disabled,
        (select a.post from identity.appointment a where a.person_id = person.id and a.ends_on is null order by a.post limit 1) as post
      from identity.passkey k join identity.person on person.id = k.person_id where k.id = ${input.response.id} for update of k`.execute(
        tx,
      )
      const key = rows[0]
      if (!spent || spent.personId !== null || !key) throw problem('NOT_VERIFIED')
      const { verified, authenticationInfo } = await prepared
        .verifyAuthenticationResponse({
          response: input.response as never,
          expectedChallenge: spent.challenge,
          expectedOrigin: site().origin,
          expectedRPID: site().hostname,
          requireUserVerification: true,
          credential: {
            id: key.id,
            publicKey: new Uint8Array(key.publicKey),
            counter: key.counter,
            transports: key.transports as AuthenticatorTransport[],
          },
        })
        .catch(() => ({ verified: false, authenticationInfo: undefined }))
      if (!verified || !authenticationInfo) throw problem('NOT_VERIFIED')
      const subject = { kind: 'person' as const, id: key.personId }
      if (key.disabled)
        return {
          act: acts['session.refused']({ jurisdiction: home, subject, public: { reason: 'disabled' } }),
          output: { ok: false as const, reason: 'disabled' as const },
        }
      await sql`update identity.passkey set counter = ${authenticationInfo.newCounter} where id = ${key.id}`.execute(tx)
      const { token } = await openSession(tx, key.personId, { strong: true, post: key.post })
      return {
        act: acts['session.opened']({ jurisdiction: home, subject, public: { method: 'passkey' } }),
        output: { ok: true as const, token, officer: key.post !== null },
      }
    },
  })
