import { expect, test } from 'vitest'
import { alike, type Seen, type SignKind } from './alike.rules.ts'

const at = new Date('2026-03-02T01:00:00Z')
const seen = (bidder: number, kind: SignKind, value: string): Seen => ({ bidder, kind, value, at, n: null, act: null })

test.each<[string, Seen[], [SignKind, number[]][]]>([
  ['nothing seen', [], []],
  ['one bidder twice', [seen(1, 'browser', 'x'), seen(1, 'browser', 'x')], []],
  ['two accounts', [seen(1, 'account', 'x'), seen(2, 'account', 'y')], []],
  ['one account', [seen(2, 'account', 'x'), seen(1, 'account', 'x')], [['account', [1, 2]]]],
  ['a value of another kind is another', [seen(1, 'account', 'x'), seen(2, 'address', 'x')], []],
  [
    'an address says nothing beside its browser',
    [seen(1, 'browser', 'b'), seen(2, 'browser', 'b'), seen(1, 'address', 'a'), seen(2, 'address', 'a')],
    [['browser', [1, 2]]],
  ],
  [
    'an address of more than the browser’s',
    [seen(1, 'browser', 'b'), seen(2, 'browser', 'b'), ...[1, 2, 3].map((n) => seen(n, 'address', 'a'))],
    [
      ['browser', [1, 2]],
      ['address', [1, 2, 3]],
    ],
  ],
  [
    'the surest first',
    [seen(5, 'address', 'a'), seen(6, 'address', 'a'), seen(8, 'account', 'x'), seen(9, 'account', 'x')],
    [
      ['account', [8, 9]],
      ['address', [5, 6]],
    ],
  ],
])('%s', (_, all, signs) => {
  expect(alike(all).map((s) => [s.kind, s.bidders])).toEqual(signs)
})
