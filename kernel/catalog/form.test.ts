// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, test } from 'vitest'
import { residentIdWarning } from '../identity/index.ts'
import { checkForm, formFields, formProblem, readData, readForm, warningsOf } from './form.ts'

const form = (property: object, more: object = {}) => ({ type: 'object', properties: { a: property }, ...more })
const wrong = (schema: object, posted: Record<string, unknown>) => checkForm(schema, readForm(schema, posted))

describe('numbers', () => {
  const schema = form({ type: 'number' }, { required: ['a'] })
  test.each([
    ['１２３．５', 123.5],
    ['－5', -5],
    ['1,234.56', 1234.56],
    ['0.1', 0.1],
  ])('%s is read as %d', (typed, n) => {
    expect(readForm(schema, { a: typed })).toEqual({ a: n })
    expect(wrong(schema, { a: typed })).toEqual({})
  })
  test.each([
    '12,00',
    '1,23',
    '12,34,567',
    '3.5,',
    '12.000,50',
    '0x10',
    '0b11',
    '1e5',
    '12345678901234567890',
    '99999999999999.99',
  ])('%s is kept as typed and refused at its field, with the reason', (typed) => {
    expect(readForm(schema, { a: typed })).toEqual({ a: typed })
    const { a } = wrong(schema, { a: typed })
    expect(a!.zh.length).toBeGreaterThan('请填数字。'.length)
    expect(Object.keys(wrong(schema, { a: typed }))).toEqual(['a'])
  })
  test('a program’s numbers as text, and a draft kept earlier, are read by the same rules', () => {
    expect(readData(schema, { a: '1,234' })).toEqual({ a: 1234 })
    expect(readData(schema, { a: '1,23' })).toEqual({ a: '1,23' })
    expect(readData(schema, { a: 7, b: 'x' })).toEqual({ a: 7, b: 'x' })
  })
  test('multiples are of decimals: 1.13 in steps of 0.01', () => {
    const cents = form({ type: 'number', multipleOf: 0.01 })
    expect(wrong(cents, { a: '1.13' })).toEqual({})
    expect(wrong(cents, { a: '99999999999.99' })).toEqual({})
    expect(wrong(cents, { a: '1.135' }).a!.en).toContain('0.01')
  })
  test('a whole number with a fraction is no whole number', () =>
    expect(wrong(form({ type: 'integer' }), { a: '3.5' }).a!.zh).toBe('请填整数。'))
})

describe('what people type', () => {
  const uscc = form({ type: 'string', format: 'uscc', maxLength: 18 })
  test.each(['91350100 M000100Y 43', '９１３５０１００Ｍ０００１００Ｙ４３', '91350100m000100y43'])('%s', (typed) => {
    const data = readForm(uscc, { a: typed })
    expect(data).toEqual({ a: '91350100M000100Y43' })
    expect(checkForm(uscc, data)).toEqual({})
    expect(warningsOf(uscc, data)).toEqual({})
  })
  test('a phone number that its pattern knows only without spaces or full-width digits', () => {
    const phone = form({ type: 'string', pattern: '^1[3-9]\\d{9}$' })
    for (const typed of ['138 0013 8000', '138-0013-8000', '１３８００１３８０００', '13800138000'])
      expect(readForm(phone, { a: typed })).toEqual({ a: '13800138000' })
    expect(readForm(phone, { a: '12 34' })).toEqual({ a: '12 34' })
    // One that matches as it was typed stays as it was typed.
    expect(readForm(form({ type: 'string', pattern: '^[0-9+\\- ]{7,20}$' }), { a: '0592-2123 456' })).toEqual({
      a: '0592-2123 456',
    })
  })
  test('a line break counts once and is kept as one', () => {
    const text = form({ type: 'string', maxLength: 2000, 'x-lines': 4 })
    const typed = Array.from({ length: 10 }, () => '字'.repeat(199)).join('\r\n')
    const data = readForm(text, { a: typed })
    expect(data.a).toHaveLength(1999)
    expect(data.a).not.toContain('\r')
    expect(checkForm(text, data)).toEqual({})
  })
  test('days and times in the ways in which they are written; what is none is told why', () => {
    const day = form({ type: 'string', format: 'date' })
    expect(readForm(day, { a: '2026年3月2日' })).toEqual({ a: '2026-03-02' })
    expect(wrong(day, { a: '2026-02-30' }).a!.zh).toContain('2026-02-28')
    const instant = form({ type: 'string', format: 'date-time' })
    expect(readForm(instant, { a: '2026-03-02T09:00' })).toEqual({ a: '2026-03-02T09:00:00+08:00' })
    expect(wrong(instant, { a: '2026-03-02T09:00' })).toEqual({})
    expect(wrong(form({ type: 'string', format: 'time' }), { a: '9:05' })).toEqual({})
    expect(wrong(form({ type: 'string', format: 'duration' }), { a: '3天' })).toEqual({})
  })
})

describe('resident ids (GB 11643)', () => {
  const at = new Date('2026-11-27T10:00:00+08:00')
  test.each([
    '350203199902300012',
    '350203190013010014',
    '350203299901010011',
    '000000000000000001',
    '999999199001010016',
  ])('%s has an impossible date or place', (id) => {
    expect(residentIdWarning(id)).toBeDefined()
    expect(residentIdWarning(id, at)).toBeDefined()
  })
  test.each([
    '440308199901101512',
    '110101199003078670',
    '810000199408230021',
    '830000199201300022',
    '４４０３０８１９９９０１１０１５１２',
    '11010119900307862Ｘ',
    '440308 19990110 1512',
  ])('%s looks right', (id) => expect(residentIdWarning(id, at)).toBeUndefined())
})

describe('forms that nobody can fill', () => {
  const cannot: [string, object, string][] = [
    ['list of objects', form({ type: 'array', minItems: 1, items: { type: 'object', properties: { n: {} } } }), 'a'],
    ['list of numbers', form({ type: 'array', items: { type: 'number' } }), 'a'],
    ['list of what it does not say', form({ type: 'array' }), 'a'],
    ['tuple', form({ type: 'array', prefixItems: [{ enum: ['x'] }], items: false }), 'a'],
    ['object without entries', form({ type: 'object' }), 'a'],
    ['only null', form({ type: 'null' }), 'a'],
    ['two types', form({ type: ['string', 'number'] }), 'a'],
    ['two shapes', form({ oneOf: [{ type: 'string' }, { type: 'number' }] }), 'a'],
    ['reference to nothing', form({ $ref: '#/$defs/no' }), 'a'],
    ['reference to itself', form({ $ref: '#/$defs/x' }, { $defs: { x: { $ref: '#/$defs/x' } } }), 'a'],
    ['options of another type', form({ type: 'string', enum: [1, 2] }), 'a'],
    ['options written alike', form({ enum: [1, '1'] }), 'a'],
    ['an option that is an object', form({ enum: [{ x: 1 }] }), 'a'],
    ['more to choose than there is', form({ type: 'array', minItems: 3, items: { enum: ['x', 'y'] } }), 'a'],
    ['minimum above maximum', form({ type: 'number', minimum: 5, maximum: 4 }), 'a'],
    ['required but not there', form({}, { required: ['b'] }), 'b'],
    ['required by another', form({}, { dependentRequired: { a: ['b'] } }), 'b'],
    ['brought by then', form({}, { if: { required: ['a'] }, then: { properties: { b: {} }, required: ['b'] } }), 'b'],
    [
      'brought by then in allOf',
      form(
        {},
        {
          allOf: [
            { if: {}, then: { required: ['b'] } },
            { if: {}, then: {} },
          ],
        },
      ),
      'b',
    ],
    ['brought by a dependent schema', form({}, { dependentSchemas: { a: { required: ['b'] } } }), 'b'],
    ['a name with a point', { type: 'object', properties: { 'a.b': {} } }, 'a.b'],
    ['a name of Object’s', { type: 'object', properties: { constructor: {} } }, 'constructor'],
    ['in a group', form({ type: 'object', properties: { c: { type: 'array', items: {} } } }), 'a.c'],
  ]
  test.each(cannot)('%s: refused by field and reason', (_, schema, field) => {
    expect(formProblem(schema)!.zh).toContain(`${field}: `)
    expect(Object.keys(formFields(schema).problems)).toEqual([field])
  })

  const can: [string, object, Record<string, unknown>, unknown][] = [
    ['choice of numbers without a type', form({ enum: [1, 2] }, { required: ['a'] }), { a: '2' }, { a: 2 }],
    ['choices of numbers', form({ type: 'array', items: { enum: [1, 2] } }), { a: ['1', '2'] }, { a: [1, 2] }],
    [
      'reference to an object',
      form(
        { $ref: '#/$defs/x' },
        {
          $defs: { x: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
          required: ['a'],
        },
      ),
      { 'a.city': '厦门' },
      { a: { city: '厦门' } },
    ],
    [
      'reference to a number',
      form({ $ref: '#/$defs/x' }, { $defs: { x: { type: 'number' } } }),
      { a: '1,000' },
      { a: 1000 },
    ],
    ['integer or null', form({ type: ['integer', 'null'] }, { required: ['a'] }), { a: '5' }, { a: 5 }],
    ['integer or null, left empty', form({ type: ['integer', 'null'] }, { required: ['a'] }), { a: '' }, { a: null }],
    ['number or null, said otherwise', form({ anyOf: [{ type: 'number' }, { type: 'null' }] }), { a: '5' }, { a: 5 }],
    ['required yes or no: no', form({ type: 'boolean' }, { required: ['a'] }), { a: 'false' }, { a: false }],
    ['to be agreed to', form({ type: 'boolean', const: true }, { required: ['a'] }), { a: 'true' }, { a: true }],
    ['titled options', form({ oneOf: [{ const: 'x', title: '甲' }, { const: 'y' }] }), { a: 'y' }, { a: 'y' }],
    [
      'allOf',
      { type: 'object', allOf: [{ properties: { a: { type: 'number' } }, required: ['a'] }] },
      { a: '3' },
      { a: 3 },
    ],
    [
      'then asks for what is listed',
      {
        ...form({ enum: ['公司', '个人'] }),
        properties: { a: { enum: ['公司', '个人'] }, code: { type: 'string' } },
        if: { properties: { a: { const: '公司' } } },
        then: { required: ['code'] },
      },
      { a: '公司', code: 'x' },
      { a: '公司', code: 'x' },
    ],
  ]
  test.each(can)('%s: shown, and it can be filled', (_, schema, posted, data) => {
    expect(formProblem(schema)).toBeUndefined()
    expect(readForm(schema, posted)).toEqual(data)
    expect(wrong(schema, posted)).toEqual({})
  })
})

describe('an error always stands at a field of the page', () => {
  test.each([
    ['an item of a choice', form({ type: 'array', items: { enum: ['x'] } }), { a: ['y'] }, 'a'],
    ['a condition', { ...form({}), properties: { a: {}, b: {} }, if: {}, then: { required: ['b'] } }, {}, 'b'],
    [
      'one of two',
      { ...form({}), properties: { a: {}, b: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      'a',
    ],
    ['not both', { ...form({}), properties: { a: {}, b: {} }, not: { required: ['a', 'b'] } }, { a: '1', b: '2' }, 'a'],
    ['too few entries', form({ type: 'string' }, { minProperties: 1 }), {}, 'a'],
    [
      'a group that is missing',
      form({ type: 'object', properties: { c: {} }, required: ['c'] }, { required: ['a'] }),
      {},
      'a.c',
    ],
    ['of another', { ...form({}), properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } }, { a: '1' }, 'b'],
    ['a wrong kind of group', form({ type: 'object', properties: { c: {} } }), { a: 'x' }, 'a.c'],
  ] as [string, object, Record<string, unknown>, string][])('%s', (_, schema, data, field) => {
    const posted = readData(schema, data)
    const shown = field === 'a.c' && data.a === undefined ? readForm(schema, data) : posted
    expect(Object.keys(checkForm(schema, shown))).toContain(field)
    const names = new Set<string>()
    const collect = (fields: ReturnType<typeof formFields>['fields']): void => {
      for (const f of fields) {
        if (f.kind === 'group') collect(f.fields)
        else names.add(f.name)
      }
    }
    collect(formFields(schema).fields)
    for (const at of Object.keys(checkForm(schema, shown))) expect(names).toContain(at)
  })
})

test('every form of the demonstration city can be shown', async () => {
  const { existsSync, readdirSync, readFileSync } = await import('node:fs')
  const { join } = await import('node:path')
  const { projectRoot } = await import('../platform/harness.ts')
  const items = join(projectRoot, 'city/350200/items')
  // An item of a district may take its form from another’s.
  const forms = readdirSync(items)
    .map((item) => join(items, item, 'form.schema.json'))
    .filter((file) => existsSync(file))
  expect(forms.length).toBeGreaterThan(5)
  for (const file of forms)
    expect([file, formProblem(JSON.parse(readFileSync(file, 'utf8')))]).toEqual([file, undefined])
})
