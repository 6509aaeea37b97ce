import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract, placeOfInput } from './contract.ts'
import { newId, placeOf } from './ids.ts'
import { text } from './text.ts'

test.each(['000000', '350200', '350213', '659012', '999999'])(
  'an id made in %s carries it, its time, and its order',
  (place) => {
    const at = Date.parse('2026-03-02T01:02:03.456Z')
    for (let i = 0; i < 200; i++) {
      const id = newId(at, place)
      expect(z.uuid().parse(id)).toBe(id)
      expect(id[14]).toBe('8')
      expect('89ab').toContain(id[19])
      expect(placeOf(id)).toBe(place)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
      expect(newId(at + 1, '000000') > id).toBe(true)
    }
  },
)

test('an id without a place, or of another maker, names none', () => {
  expect(placeOf(newId())).toBeUndefined()
  expect(placeOf('018f0000-0000-7000-8000-000000004321')).toBeUndefined()
  expect(placeOf('00000000-0000-8fff-80ff-000000000000')).toBeUndefined()
  expect(placeOf('not an id')).toBeUndefined()
  expect(() => newId(0, '35020')).toThrow('no jurisdiction')
})

test('54 bits are left to chance', () => {
  const many = new Set(Array.from({ length: 20_000 }, () => newId(0, '350200')))
  expect(many.size).toBe(20_000)
})

const contract = (place?: (input: { where: string }) => string) =>
  defineContract({
    id: 'trial.place',
    kind: 'write',
    title: text('试', 'Trial'),
    input: z.object({ where: z.string() }),
    output: z.object({}),
    ...(place ? { place } : {}),
  })
test.each<[string, unknown, string | undefined]>([
  ['the jurisdiction itself', { jurisdiction: '350203' }, '350203'],
  ['a case by its id', { caseId: newId(0, '350211') }, '350211'],
  ['a case by an id from before ids had places', { caseId: newId(0) }, undefined],
  ['a case by its number', { number: '350205-2026-000001' }, '350205'],
  ['an item by its code', { itemCode: '350200-01-0001' }, '350200'],
  ['what names no place', { name: 'x' }, undefined],
  ['what is no input at all', 'x', undefined],
  ['fields of another shape', { caseId: 7, number: null }, undefined],
])('the place of %s', (_, input, place) => expect(placeOfInput(contract(), input)).toBe(place))
test('a contract may say its place itself; what it cannot read has none', () => {
  expect(
    placeOfInput(
      contract(({ where }) => where),
      { where: '350212' },
    ),
  ).toBe('350212')
  expect(
    placeOfInput(
      contract(({ where }) => where),
      { where: 1 },
    ),
  ).toBeUndefined()
})
