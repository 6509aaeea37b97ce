import { describe, expect, test } from 'vitest'
import { archiveNumber, arrange, type Held, keepUntil, type Piece, retentionOn } from './arrange.rules.ts'
import type { VolumeKind } from './kind.ts'

const t = (zh: string) => ({ zh, en: zh })
const kind: VolumeKind = {
  kind: 'penalty',
  main: [
    { title: t('决定'), documents: ['decision', 'notice'] },
    { title: t('证据'), papers: ['photo'], acts: ['evidence.taken'] },
  ],
  secondary: [{ title: t('讨论'), documents: ['minutes'], papers: ['opinion'], acts: ['discussed'] }],
  retention: [
    { id: 'ordinary', title: t('永久'), basis: [], source: t('x'), from: '2020-01-01' },
    { id: 'simple', title: t('30 年'), years: 30, basis: [], source: t('x'), from: '2020-01-01', to: '2025-12-31' },
    { id: 'simple', title: t('10 年'), years: 10, basis: [], source: t('x'), from: '2026-01-01' },
  ],
}
const doc = (number: string, kind: string, on: string, parties = true) => ({
  number,
  kind,
  title: t(number),
  on,
  parties,
})
const paper = (id: string, slot: string, on: string, hidden = false) => ({ id, slot, name: id, on, hidden })
const held: Held = {
  documents: [
    doc('N1', 'notice', '2026-01-05'),
    doc('D1', 'decision', '2026-02-01'),
    doc('D2', 'decision', '2026-02-02', false),
    doc('M1', 'minutes', '2026-01-20'),
    doc('X1', 'receipt', '2026-01-03'),
    doc('I1', 'internal', '2026-01-02', false),
  ],
  papers: [
    paper('P1', 'photo', '2026-01-04'),
    paper('P2', 'photo', '2026-01-01', true),
    paper('P3', 'other', '2026-01-01'),
    paper('P4', 'opinion', '2026-01-06'),
    paper('P5', 'other', '2026-01-02', true),
  ],
  acts: [
    { id: 'a1', type: 'filed' },
    { id: 'a2', type: 'evidence.taken' },
    { id: 'a3', type: 'discussed' },
  ],
}
const names = (pieces: Piece[]) =>
  pieces.map((p) => (p.what === 'document' ? p.number : p.what === 'paper' ? p.id : p.acts.join('+')))

describe('the order of a volume', () => {
  const { main, secondary } = arrange(kind, held)
  test('slots in their order, then the rest by time, the course of the case last', () => {
    expect(names(main)).toEqual(['D1', 'N1', 'P1', 'a2', 'P3', 'X1', 'a1'])
  })
  test('internal pieces, and what parties may not read or a hidden party gave, whatever a slot says, lie in the secondary volume', () => {
    expect(names(secondary)).toEqual(['M1', 'P4', 'a3', 'D2', 'P2', 'I1', 'P5'])
  })
  test('each piece lies once, and none is lost', () => {
    const all = [...names(main), ...names(secondary)].flatMap((n) => n.split('+')).sort()
    expect(all).toEqual(
      [...held.documents.map((d) => d.number), ...held.papers.map((p) => p.id), ...held.acts.map((a) => a.id)].sort(),
    )
  })
  test('what both volumes name is secondary', () => {
    const both = arrange({ ...kind, main: [{ title: t('x'), documents: ['minutes'] }] }, held)
    expect(names(both.main)).not.toContain('M1')
  })
})

describe('terms of keeping', () => {
  test('by id and day of archiving; the first where nothing is said', () => {
    expect(retentionOn(kind, 'simple', '2025-12-31').years).toBe(30)
    expect(retentionOn(kind, 'simple', '2026-01-01').years).toBe(10)
    expect(retentionOn(kind, undefined, '2026-01-01').id).toBe('ordinary')
    expect(() => retentionOn(kind, undefined, '2019-01-01')).toThrow('no period')
  })
  test('years count from the January after closing; permanent has no end', () => {
    expect(keepUntil({ years: 30 }, '2026-03-02')).toBe('2056-12-31')
    expect(keepUntil({}, '2026-03-02')).toBeUndefined()
  })
  test('number: year, mark, closing serial', () => expect(archiveNumber(2026, '厦建', 12)).toBe('2026-厦建-0012'))
})
