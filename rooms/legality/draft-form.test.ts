import { describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { statutes } from '../../kernel/law/index.ts'
import type { FormValues } from '../../kernel/platform/index.ts'
import { CITY } from '../../test/city.ts'
import { contentOf, editedForm, formOf, inPlainWords, labelOf } from './draft.shape.ts'
import { wrongCitations } from './review.rules.ts'

const items = readItems(CITY)
const content = items[0]!.content
const back = (values: FormValues, stored: unknown) => contentOf(values, stored).content

describe('content → form → the same content', () => {
  test.each(items.flatMap((i) => (['zh', 'en'] as const).map((lang) => [i.content.name.zh, lang, i.content] as const)))(
    '%s in %s',
    (_, lang, c) => expect(back(formOf(c, lang), c)).toEqual(c),
  )
  test.each<[string, Record<string, unknown>]>([
    ['a list that is none', { basis: 'later' }],
    ['rows that are no objects', { conditions: ['dry', 7] }],
    ['a name that is plain text', { name: 'Permit' }],
    ['a number written as text', { limits: { statutory: { value: 'seven', note: { zh: '甲', en: 'a' } } } }],
    [
      'a file type that is not offered',
      { materials: [{ id: 'a', accept: ['video/mp4'], mandatory: true, colour: 'red' }] },
    ],
    ['keys of a later version', { faq: [{ question: { zh: '问', en: 'q', fr: 'q' }, since: 2025 }], extra: [1] }],
  ])('what the form cannot show stays: %s', (_, odd) => expect(back(formOf(odd, 'zh'), odd)).toMatchObject(odd))
  test('fields that were not sent stay as stored', () => expect(back({}, content)).toEqual(content))
  test('no two laws share a name in which they are written', () => {
    for (const key of ['name', 'full', 'en'] as const)
      expect(new Set(statutes().map((s) => s[key])).size).toBe(statutes().length)
  })
})

const row = (path: string, fields: Record<string, string>) => ({
  listed: path,
  ...Object.fromEntries(Object.entries(fields).map(([key, v]) => [`${path}[0].${key}`, v])),
})
describe('what is typed', () => {
  test.each<[string, FormValues, object]>([
    [
      'a citation by its short name',
      row('basis', { law: '建筑法', article: '8', paragraph: '2' }),
      { basis: [{ law: '建筑法', article: 8, paragraph: 2 }] },
    ],
    [
      'in brackets, with wide digits',
      row('basis', { law: '《行政许可法》', article: '４２', item: '' }),
      { basis: [{ law: '行政许可法', article: 42 }] },
    ],
    [
      'by its English name',
      row('basis', { law: 'administrative licensing law', article: '42' }),
      { basis: [{ law: '行政许可法', article: 42 }] },
    ],
    [
      'a law that is not known, as typed',
      row('basis', { law: '某法', article: '1' }),
      { basis: [{ law: '某法', article: 1 }] },
    ],
    ['a row that nobody filled in', row('basis', { law: '', article: '', rest: '' }), { basis: [] }],
    ['half a bilingual row', row('conditions', { zh: '有图纸', en: '' }), { conditions: [{ zh: '有图纸', en: '' }] }],
    [
      'megabytes',
      row('materials', { 'name.zh': '图', maxBytes: '2.5', rest: '{"id":"plan"}' }),
      { materials: [{ id: 'plan', maxBytes: 2621440, mandatory: false, accept: [] }] },
    ],
    [
      'a new material, which gets an id',
      row('materials', { 'name.zh': '图', mandatory: 'true', accept: 'application/pdf' }),
      { materials: [{ id: 'material-1', mandatory: true, accept: ['application/pdf'] }] },
    ],
    ['lines as one kind of break', row('faq', { 'answer.zh': '一\r\n二' }), { faq: [{ answer: { zh: '一\n二' } }] }],
    ['a limit', { 'limits.statutory.value': '7' }, { limits: { statutory: { value: 7 } } }],
  ])('%s', (_, values, wanted) => expect(back(values, {})).toMatchObject(wanted))
  test.each(['abc', '1.5', '-2', '三'])('%s is no article', (article) => {
    const { wrong } = contentOf(row('basis', { law: '建筑法', article }), {})
    expect(wrong['basis[0].article']?.zh).toContain('不是整数')
  })
  test.each(['0x10', '1e3', '12,00', '10²', '1,2'])('%s is read strictly, and refused with the reason', (article) => {
    const { wrong } = contentOf(row('basis', { law: '建筑法', article }), {})
    expect(wrong['basis[0].article']?.zh).toContain(article)
  })
  test('full-width digits and groups are digits', () => {
    const { content: read } = contentOf(row('basis', { law: '建筑法', article: '１２' }), {})
    expect(read).toMatchObject({ basis: [{ article: 12 }] })
  })
})

describe('rows', () => {
  const sent = formOf(content, 'zh')
  const length = (values: FormValues, list: 'materials' | 'basis') =>
    (contentOf(values, content, { keepBlank: true }).content[list] as unknown[]).length
  test('added at the end, empty, with what is usual; left out again where it stays untouched', () => {
    const n = content.materials.length
    const { values, focus } = editedForm({ ...sent, rows: 'add materials' }, 'zh')
    expect([focus, length(values, 'materials')]).toEqual([`materials[${n}]`, n + 1])
    expect(values[`materials[${n}].copies`]).toBe('1')
    expect(back(values, content)).toEqual(content)
  })
  test('a row within a row', () => {
    const { values, focus } = editedForm({ ...sent, rows: 'add materials[1].basis' }, 'zh')
    expect(focus).toBe('materials[1].basis[0]')
    const filled = { ...values, 'materials[1].basis[0].law': '建筑法', 'materials[1].basis[0].article': '8' }
    expect((back(filled, content).materials as object[])[1]).toMatchObject({ basis: [{ law: '建筑法', article: 8 }] })
  })
  test('taken out; those behind move up whole, with what the form does not show', () => {
    const wanted = (content.materials as object[]).filter((_, i) => i !== 1)
    const { values, focus } = editedForm({ ...sent, rows: 'remove materials[1]' }, 'zh')
    expect(focus).toBe('materials')
    expect(back(values, content).materials).toEqual(wanted)
    expect(Object.keys(values).some((k) => k.startsWith(`materials[${wanted.length}]`))).toBe(false)
  })
  test('the last one; and gaps that a browser left', () => {
    const one = row('basis', { law: '建筑法', article: '8' })
    expect(back(editedForm({ ...one, rows: 'remove basis[0]' }, 'zh').values, content).basis).toEqual([])
    const gaps = { listed: 'basis', 'basis[4].law': '建筑法', 'basis[4].article': 'x', 'basis[9].law': '某法' }
    const { values } = editedForm(gaps, 'zh')
    expect(values).toMatchObject({ 'basis[0].article': 'x', 'basis[1].law': '某法' })
  })
})

describe('what is wrong, where it is', () => {
  test.each<[string, object, string, string]>([
    ['an unknown law', { basis: [{ law: '某法', article: 1 }] }, 'basis[0].law', '设定依据 1 · 法律法规'],
    [
      'no such article',
      { limits: { statutory: { basis: [{ law: '建筑法', article: 999 }] } } },
      'limits.statutory.basis[0].article',
      '法定期限依据 1 · 条',
    ],
    [
      'no such paragraph, of a material',
      { materials: [{}, { basis: [{ law: '建筑法', article: 8, paragraph: 99 }] }] },
      'materials[1].basis[0].paragraph',
      '材料 2 · 要求这份材料的依据（选填） 1 · 款',
    ],
  ])('%s', (_, c, path, label) => {
    expect(Object.keys(wrongCitations(c))).toEqual([path])
    expect(labelOf(path).zh).toBe(label)
  })
  test('what is empty is to be filled in', () => {
    const said = text('x')
    const fields = inPlainWords(
      { 'name.en': said, basis: said, code: said },
      { name: { zh: '甲' }, basis: [], code: '1' },
    )
    expect([fields['name.en']!.zh, fields.basis!.zh, fields.code]).toEqual(['请填写这一项。', '请至少加一行。', said])
  })
})
const text = (s: string) => ({ zh: s, en: s })
