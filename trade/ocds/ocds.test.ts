import { describe, expect, test } from 'vitest'
import { processOf } from '../indicators/process.rules.ts'
import { compile } from './compile.rules.ts'
import { type Release, release } from './ocds.shape.ts'
import { officialProblems } from './official.rules.ts'
import { numberOf, ocidOf, packageOf, recordOf } from './package.rules.ts'
import { brokenIn } from './whole.rules.ts'

const OCID = ocidOf('350200-2026-000123')
const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T01:00:00Z`
const make = (day: number, tag: Release['tag'], more: object): Release =>
  ({ ocid: OCID, id: `r${day}`, date: at(day), tag, initiationType: 'tender', ...more }) as Release
const SAID = {
  uri: 'https://gnomon.example/ocds/x',
  at: new Date(at(9)),
  publisher: '厦门',
  site: 'https://gnomon.example',
}

describe('merging', () => {
  test('in the order of dates, whatever order they come in; the identity of a release is none of the record', () => {
    const one = make(1, ['tender'], { tender: { id: 't', title: '甲', status: 'active' } })
    const two = make(2, ['tenderUpdate'], { tender: { id: 't', status: 'complete' } })
    const found = compile([two, one])
    expect(found.tender).toEqual({ id: 't', title: '甲', status: 'complete' })
    expect([found.tag, found.date, found.id]).toEqual([['compiled'], at(2), `${OCID}-${at(2)}`])
  })
  test('within one instant in the order of acts, the tenth after the ninth', () => {
    const nth = (n: number, status: 'active' | 'complete') => ({
      ...make(1, ['tenderUpdate'], { tender: { id: 't', status } }),
      id: `x-${n}`,
    })
    expect(compile([nth(10, 'complete'), nth(9, 'active')]).tender!.status).toBe('complete')
  })
  test('null removes, lists go by id, lists without ids are replaced', () => {
    const one = make(1, ['tender'], {
      tender: { id: 't', description: '旧', submissionMethod: ['written'] },
      bids: {
        details: [
          { id: '1', status: 'pending' },
          { id: '2', status: 'pending' },
        ],
      },
    })
    const two = make(2, ['tenderUpdate'], {
      tender: { id: 't', description: null, submissionMethod: ['electronicSubmission'] },
      bids: {
        details: [
          { id: '2', status: 'disqualified', statusDetails: '高于限价' },
          { id: '3', status: 'valid' },
        ],
      },
    })
    const found = compile([one, two])
    expect(found.tender).toEqual({ id: 't', submissionMethod: ['electronicSubmission'] })
    expect(found.bids!.details!.map((b) => [b.id, b.status])).toEqual([
      ['1', 'pending'],
      ['2', 'disqualified'],
      ['3', 'valid'],
    ])
  })
  test('nothing, and two processes', () => {
    expect(() => compile([])).toThrow('no releases')
    expect(() => compile([make(1, ['tender'], {}), { ...make(2, ['tender'], {}), ocid: `${OCID}9` }])).toThrow(
      'several',
    )
  })
})

describe('what leaves is of the shape', () => {
  const good = make(1, ['tender'], { tender: { id: 't', value: { amount: 1.5, currency: 'CNY' } } })
  test('a page, the next one, an empty one', () => {
    expect(packageOf(SAID, [good], 'https://gnomon.example/ocds/y')).toMatchObject({
      version: '1.1',
      links: { next: 'https://gnomon.example/ocds/y' },
    })
    expect(packageOf(SAID, []).releases).toEqual([])
  })
  test.each([
    ['an unknown field', { tender: { id: 't', lowestPrice: 1 } }],
    ['an unknown code', { tender: { id: 't', status: 'open' } }],
    [
      'a tenderer twice',
      { tender: { id: 't', tenderers: Array.from({ length: 2 }, () => ({ id: '1', name: '甲' })) } },
    ],
    ['another currency', { tender: { id: 't', value: { amount: 1, currency: 'USD' } } }],
    ['a contract without its award', { contracts: [{ id: 'c' }] }],
    ['a null', { tender: null }],
  ])('refused: %s', (_, more) => {
    expect(release.safeParse(make(1, ['tender'], more)).success).toBe(false)
  })
  test('a record is read by the indicators as any publisher’s', () => {
    const record = recordOf(SAID, [
      good,
      make(2, ['award'], {
        tender: { id: 't', status: 'complete' },
        bids: {
          details: [
            { id: '1', status: 'valid', value: { amount: 9, currency: 'CNY' }, tenderers: [{ id: 'a', name: '甲' }] },
          ],
        },
        awards: [{ id: 'a1', status: 'active', suppliers: [{ id: 'a', name: '甲' }] }],
      }),
    ])
    const read = processOf(record.records[0]!.compiledRelease as never)
    expect(read).toBeDefined()
  })
  test('numbers and ocids', () => {
    expect([numberOf(OCID), numberOf('ocds-abcdef-1')]).toEqual(['350200-2026-000123', undefined])
  })
})

describe('what a record refers to is there, once', () => {
  const a = { id: 'a', name: '甲' }
  const whole = {
    parties: [{ ...a, roles: ['buyer', 'supplier'] }],
    ...{ buyer: a, tender: { id: 't', tenderers: [a] } },
    bids: { details: [{ id: '1', tenderers: [a] }] },
    awards: [{ id: 'w', suppliers: [a], relatedBid: '1' }],
    contracts: [{ id: 'c', awardID: 'w' }],
  }
  const broken = (more: object) => brokenIn(make(1, ['compiled'], { ...whole, ...more }))
  const b = { id: 'b', name: '乙' }
  test.each([
    ['whole', {}, []],
    ['a buyer who is no party', { buyer: b }, ['buyer: b is not there']],
    ['a winner who is no party', { awards: [{ id: 'w', suppliers: [b] }] }, ['awards/w/suppliers: b is not there']],
    ['a contract of no award', { awards: [] }, ['contracts: w is not there']],
    ['an award of no bid', { bids: {} }, ['awards: 1 is not there']],
    ['a party twice', { parties: [...whole.parties, ...whole.parties] }, ['parties: a stands there twice']],
  ])('%s', (_, more, says) => expect(broken(more)).toEqual(says))
})

test('a release against a schema of the standard’s kind: draft 4 with its own name, patched by an extension', () => {
  const schema = {
    ...{
      id: 'https://example.org/release-schema.json',
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
    },
    required: ['ocid', 'date'],
    properties: { date: { type: 'string', format: 'date-time' }, tender: { $ref: '#/definitions/Tender' } },
    definitions: { Tender: { properties: { status: { enum: ['active', null], openCodelist: false } } } },
  }
  const bids = {
    properties: { bids: { $ref: '#/definitions/Bids' } },
    definitions: { Bids: { required: ['details'] } },
  }
  const problems = officialProblems(schema, [bids])
  expect(problems(make(1, ['tender'], { tender: { id: 't', status: 'active' }, bids: { details: [] } }))).toEqual([])
  expect(
    problems({ date: 'yesterday', tender: { status: 'open' }, bids: {} })
      .map((p) => p.split(' ')[0])
      .sort(),
  ).toEqual(['/', '/bids', '/date', '/tender/status'])
})
