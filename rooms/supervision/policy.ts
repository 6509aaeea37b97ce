import { caseById } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { holdsPost, type Policy, postOf } from '../../kernel/platform/index.ts'
import { findAppeal } from './appeal.store.ts'
import { findMeasure } from './measure.store.ts'
import { findLight, lightsOfCase } from './supervision.store.ts'

/**
 * The first-level office of the unit that leads the case, or of one that a light of the case stands against (a step's late
 * department); the second level may act on every case.
 */
export const supervisesCase: Policy<{ caseId: string }> = holdsPost<{ caseId: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    if (post.role === 'chief-supervisor') return true
    const found = await caseById(tx, input.caseId)
    if (found === undefined || (await findUnit(tx, found.unit))?.supervisedBy === post.unitCode) return true
    return (await lightsOfCase(tx, found.jurisdiction, found.id)).some((l) => l.office === post.unitCode)
  },
)

/** Any post of the unit that the measure is addressed to: which of them writes the answer is the unit's own matter. */
export const answersFor: Policy<{ id: string }> = async ({ tx, actor, input }) => {
  const post = postOf(actor)
  if (!post) return false
  const measure = await findMeasure(tx, input.id)
  return measure === undefined || measure.unit === post.unitCode
}

export const issuedIt: Policy<{ id: string }> = holdsPost<{ id: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    const measure = await findMeasure(tx, input.id)
    return measure === undefined || post.role === 'chief-supervisor' || measure.office === post.unitCode
  },
)

/** The office that the light is shown to; the second level may on every one. */
export const lightsFor: Policy<{ id: string }> = holdsPost<{ id: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    const light = await findLight(tx, input.id)
    return light === undefined || post.role === 'chief-supervisor' || light.office === post.unitCode
  },
)

/** The unit that the light stands against, by any post of it. */
export const lightIsOn: Policy<{ id: string }> = async ({ tx, actor, input }) => {
  const post = postOf(actor)
  if (!post) return false
  const light = await findLight(tx, input.id)
  return light === undefined || light.unit === post.unitCode
}

/** Whom the appealed light was shown to; the second level may on every one. */
export const decidesAppeal: Policy<{ id: string }> = holdsPost<{ id: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    const appeal = await findAppeal(tx, input.id)
    return appeal === undefined || post.role === 'chief-supervisor' || appeal.office === post.unitCode
  },
)

export const secondLevel: Policy<unknown> = holdsPost(['chief-supervisor'])
export { supervises } from '../../kernel/watch/index.ts'
