import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf } from './fields.ts'
import { checkPlain } from './plain.ts'

const wrong = (schema: z.ZodType, value: unknown) => {
  const { error } = z.object({ it: schema }).safeParse({ it: value }, { reportInput: true })
  return error && fieldsOf(error).it
}

test.each<[string, z.ZodType, unknown, string, string]>([
  ['nothing', z.string(), undefined, '请填写这一项。', 'Please fill this in.'],
  ['an empty string', z.string().min(1), '', '请填写这一项。', 'Please fill this in.'],
  ['a short string', z.string().min(5), '好', '至少 5 个字。', 'At least 5 characters.'],
  ['a long string', z.string().max(2), '好好好', '最多 2 个字。', 'At most 2 characters.'],
  ['too few', z.array(z.string()).min(3), ['a'], '至少 3 项。', 'At least 3 entries.'],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], '最多 1 项。', 'At most 1 entry.'],
  ['no choice', z.enum(['a', 'b']), undefined, '请选一项。', 'Please choose one.'],
  ['not a number', z.number(), '很大', '这里要填数字。', 'A number goes here.'],
  ['too small', z.number().min(3), 2, '不能小于 3。', 'Not less than 3.'],
  ['too large', z.int().max(3), 4, '不能大于 3。', 'Not more than 3.'],
  ['not positive', z.number().positive(), 0, '要大于 0。', 'Greater than 0.'],
  ['not below', z.number().lt(9), 9, '要小于 9。', 'Less than 9.'],
])('%s is told in plain words', (_, schema, value, zh, en) => {
  expect(wrong(schema, value)).toEqual({ zh, en })
})
test('what a contract says of its own goes first', () => {
  expect(
    wrong(
      z.string().refine(() => false, { params: { zh: '不对', en: 'wrong' } }),
      'x',
    ),
  ).toEqual({ zh: '不对', en: 'wrong' })
})

test('as many entries as a form has, unless the contract says more: the shares of a thousand bids', () => {
  const shares = Array.from({ length: 7000 }, (_, no) => ({ no, name: 'price', value: null }))
  expect(() => checkPlain({ shares })).toThrow('20000')
  expect(() => checkPlain({ shares }, undefined, 100_000)).not.toThrow()
})
