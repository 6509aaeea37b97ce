import { expect, test } from 'vitest'
import { heldMemory } from '../platform/harness.ts'
import { checkForm, MOST_TYPED } from './form.ts'

const schema = (title: string) => ({
  type: 'object',
  properties: {
    name: { type: 'string', title },
    about: { type: 'string', title: '说明', 'x-lines': 4 },
    kinds: { type: 'array', title: '种类', items: { type: 'string' } },
    more: { type: 'object', properties: { inner: { type: 'string' } } },
    own: { type: 'string', maxLength: 5000 },
  },
})

test('every field has a bound, also where nobody wrote one', () => {
  const long = (n: number) => 'x'.repeat(n)
  const wrong = checkForm(schema('名称'), {
    name: long(MOST_TYPED.line + 1),
    about: long(MOST_TYPED.lines + 1),
    kinds: Array.from({ length: MOST_TYPED.choices + 1 }, (_, i) => String(i)),
    more: { inner: long(20_000) },
    own: long(4999),
  })
  expect(Object.keys(wrong).sort()).toEqual(['about', 'kinds', 'more.inner', 'name'])
  expect(wrong.name!.zh).toContain('1000')
  expect(checkForm(schema('名称'), { name: long(1000), about: long(4000) })).toEqual({})
})

test('checking forms that come from the database anew each time keeps nothing', () => {
  const check = (i: number) => checkForm(schema(`名称 ${i % 5}`), { name: 'x' })
  for (let i = 0; i < 200; i++) check(i)
  const before = heldMemory()
  for (let i = 0; i < 3000; i++) check(i)
  // 17 kB each, kept for ever, were 51 MB.
  expect(heldMemory() - before).toBeLessThan(25 << 20)
})
