import { holdsPost, operation, type PersonActor, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { type Box, lockBox, storeBox, storeKey } from './box.store.ts'
import { base64, digestOf, hex, randomKey, unhex, utf8 } from './bytes.rules.ts'
import { challenge, registerKey, rehearse } from './contract.ts'
import { sealTo } from './hpke.rules.ts'
import type { Trustee } from './manifest.shape.ts'
import { TRUSTEE } from './roles.ts'

export const registered = operation(registerKey, {
  allow: holdsPost(TRUSTEE),
  // Keys are read with the boxes of any place, so they stand everywhere and are written at the centre.
  centre: true,
  async run({ tx, home, actor, input, clock }) {
    const post = postOf(actor, TRUSTEE)!
    const { jurisdiction, unitCode: unit, unitName: title } = post
    await storeKey(tx, { jurisdiction, unit, key: input.key, title, registeredAt: clock.now() })
    return {
      act: acts['envelope.key-registered']({
        jurisdiction: home,
        subject: { kind: 'unit', id: post.unitId },
        public: { unit, key: input.key },
      }),
      output: { unit, key: input.key },
    }
  },
})

/** The trustee of a box whose unit the actor speaks for. */
export const trusteeAt = (b: Box, actor: unknown): Trustee | undefined => {
  const post = postOf(actor as PersonActor, TRUSTEE)
  return post && b.terms.trustees.find((t) => t.unit === post.unitCode)
}

export const REHEARSAL = utf8('gnomon-envelope/1 rehearsal')
const digest = (value: Uint8Array) => hex(digestOf('rehearsal', value))

/** A number sealed to the trustee; who brings it back has the key. */
export const challenged = operation(challenge, {
  allow: holdsPost(TRUSTEE),
  async run({ tx, actor, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const t = trusteeAt(b, actor)
    if (!t) throw problem('NOT_A_TRUSTEE')
    const value = randomKey()
    const sealed = await sealTo(unhex(t.key), value, randomKey(), { info: REHEARSAL, aad: utf8(b.id) })
    await storeBox(tx, { ...b, challenges: { ...b.challenges, [t.no]: digest(value) } })
    return {
      act: acts['envelope.challenged']({
        jurisdiction: b.jurisdiction,
        subject: { kind: 'envelope', id: b.id },
        public: { number: b.number, no: t.no },
      }),
      output: { no: t.no, enc: hex(sealed.enc), box: base64(sealed.box) },
    }
  },
})

export const rehearsed = operation(rehearse, {
  allow: holdsPost(TRUSTEE),
  async run({ tx, actor, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const t = trusteeAt(b, actor)
    if (!t) throw problem('NOT_A_TRUSTEE')
    const { [t.no]: expected, ...challenges } = b.challenges
    if (expected === undefined || digest(unhex(input.value)) !== expected) throw problem('WRONG')
    await storeBox(tx, { ...b, challenges, rehearsed: [...new Set([...b.rehearsed, t.no])].sort((x, y) => x - y) })
    return {
      act: acts['envelope.rehearsed']({
        jurisdiction: b.jurisdiction,
        subject: { kind: 'envelope', id: b.id },
        public: { number: b.number, no: t.no },
      }),
      output: { no: t.no },
    }
  },
})
