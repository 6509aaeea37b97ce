import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '../../../kernel/platform/text.ts'
import { fieldsOf, readFields } from './fields.ts'

const contract = {
  input: z.object({
    caseId: z.uuid(),
    outcome: z.enum(['grant', 'refuse']),
    reason: z.string().max(4000).optional(),
    days: z.int().min(1),
    until: z.iso.date(),
    fee: z.int(),
    items: z.array(z.enum(['a', 'b'])).default([]),
    sure: z.boolean(),
  }),
}
const words = {
  outcome: {
    label: text('决定', 'Decision'),
    options: { grant: text('准予', 'Grant'), refuse: text('不予', 'Refuse') },
  },
  reason: text('理由', 'Reason'),
  days: text('几天', 'Days'),
  until: text('到', 'Until'),
  fee: { label: text('费用', 'Fee'), kind: 'money' as const },
  items: { label: text('哪些', 'Which'), options: { a: text('甲', 'A'), b: text('乙', 'B') } },
  sure: text('确定', 'Sure'),
}
const fields = fieldsOf(contract, words)

describe('fields of a contract', () => {
  test('kinds, and what is required, follow from the schema', () =>
    expect(fields.map((f) => [f.name, f.kind, f.required])).toEqual([
      ['outcome', 'choice', true],
      ['reason', 'lines', false],
      ['days', 'number', true],
      ['until', 'day', true],
      ['fee', 'money', true],
      ['items', 'choices', false],
      ['sure', 'yes', true],
    ]))
  test('one of several decides, several of several do not', () =>
    expect(fields.filter((f) => f.decides).map((f) => f.name)).toEqual(['outcome']))
  test('a field that the input has not, and a choice without words, fail at once', () => {
    expect(() => fieldsOf(contract, { nothing: text('无', 'None') })).toThrow('nothing')
    expect(() =>
      fieldsOf(contract, { outcome: { label: text('决定', 'Decision'), options: { grant: text('准予', 'Grant') } } }),
    ).toThrow('refuse')
  })
  test('read as the operation takes them', () => {
    const sent = {
      outcome: 'grant',
      reason: ' ',
      days: '１,０００',
      until: '2026-11-27',
      fee: '1,200.5',
      items: 'a',
      sure: 'true',
    }
    expect(readFields(fields, sent)).toEqual({
      outcome: 'grant',
      days: 1000,
      until: '2026-11-27',
      fee: 120050,
      items: ['a'],
      sure: true,
    })
  })
  test('what does not parse is kept as typed, for the operation to name', () =>
    expect(readFields(fields, { days: 'drei', fee: '1.234' })).toEqual({
      days: 'drei',
      fee: '1.234',
      items: [],
      sure: false,
    }))
})
