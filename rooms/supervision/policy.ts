import { caseById } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { holdsPost, type Policy, postOf } from '../../kernel/platform/index.ts'
import { findMeasure } from './supervision.store.ts'

/** The office that supervises the case's unit at the first level; the second level may act on every case. */
export const supervisesCase: Policy<{ caseId: string }> = holdsPost<{ caseId: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    if (post.role === 'chief-supervisor') return true
    const found = await caseById(tx, input.caseId)
    return found === undefined || (await findUnit(tx, found.unit))?.supervisedBy === post.unitCode
  },
)

/** The department under the order answers through its approver (its head for these cases). */
export const answersFor: Policy<{ id: string }> = holdsPost<{ id: string }>(
  ['approver', 'reviewer', 'clerk'],
  async (post, { tx, input }) => {
    const measure = await findMeasure(tx, input.id)
    return measure === undefined || measure.unit === post.unitCode
  },
)

export const issuedIt: Policy<{ id: string }> = holdsPost<{ id: string }>(
  ['supervisor', 'chief-supervisor'],
  async (post, { tx, input }) => {
    const measure = await findMeasure(tx, input.id)
    return measure === undefined || post.role === 'chief-supervisor' || measure.office === post.unitCode
  },
)

export const supervises: Policy<unknown> = ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor') !== undefined
