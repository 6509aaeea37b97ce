import { expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { CITY } from '../../test/city.ts'
import { deferralsFrom, deferredOf, promisedBy, withSpecial } from './special.rules.ts'

const { content, form } = readItems(CITY).find((i) => i.code === '350203-01-0101')!
const draft = { code: content.code, content, form } as never
const deferrable = (days: number) => ({
  code: content.code,
  form,
  content: {
    ...content,
    materials: content.materials.map((m: any) =>
      m.id === 'rules' ? { ...m, deferrable: { days } } : { ...m, deferrable: undefined },
    ),
  },
})

test('what an item offers is an entry of its form, and only that', () => {
  const made = withSpecial(deferrable(5) as never)
  expect(made.form.properties!.deferred.items['x-items']).toEqual(['rules'])
  expect(made.form.properties!.promised).toBeUndefined()
  // Saved again it is the same; taken from the item it goes from the form.
  expect(withSpecial(made)).toEqual(made)
  expect(
    withSpecial({ ...made, content: { ...content, materials: [] } } as never).form.properties!.deferred,
  ).toBeUndefined()
})
test('promises, conditions and the licence that it is about', () => {
  const own = {
    promise: { conditions: [{ zh: '符合标准', en: 'Up to standard' }], basis: [{ law: '消防法', article: 15 }] },
  }
  const made = withSpecial({ ...(draft as any), content: { ...content, own } } as never)
  expect(made.form.properties!.promised.description).toContain('符合标准')
  expect(promisedBy({ form: { promised: true }, item: made as never })).toBe(true)
  expect(promisedBy({ form: { promised: true }, item: deferrable(5) as never })).toBe(false)
  const follows = { items: ['350203-01-0101'], how: 'cancel' }
  const about = withSpecial({ ...(draft as any), content: { ...content, own: { follows } } } as never)
  expect(about.form.required![0]).toBe('licence')
})
test('what is promised is due by working days after acceptance, and only what is not there', () => {
  const item = withSpecial(deferrable(5) as never) as never
  const filled = { form: { deferred: ['食品安全管理制度'] }, item }
  expect(deferredOf(filled).map((m) => m.id)).toEqual(['rules'])
  // 2026-03-02 is a Monday.
  expect(deferralsFrom(filled, [], '2026-03-02')).toEqual([{ material: 'rules', until: '2026-03-09' }])
  expect(deferralsFrom(filled, ['rules'], '2026-03-02')).toEqual([])
  expect(deferredOf({ form: { deferred: ['经营场所平面图'] }, item })).toEqual([])
})
