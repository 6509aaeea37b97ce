import { describe, expect, test } from 'vitest'
import { formatKey } from './verifier/note.ts'
import { checkPolicyKeys, leastQuorum, parsePolicy, satisfied } from './verifier/policy.ts'

const key = (name: string, type: number, byte: number) => formatKey(name, type, new Uint8Array(32).fill(byte))
const LOG = await key('log.example', 1, 200)
const W: Record<string, string> = {}
for (const [i, n] of ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'].entries()) W[n] = await key(`${n}.example`, 4, i)

const TWO_LEVELS = `# of the specification
log ${LOG} https://log.example/
\twitness X1 ${W.X1} https://x1.example/w
witness X2 ${W.X2}
 witness X3  ${W.X3}
group X-witnesses 2 X1 X2 X3

witness Y1 ${W.Y1}
witness Y2 ${W.Y2}
witness Y3 ${W.Y3}
group Y-witnesses any Y1 Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('tlog-policy', () => {
  test('the two-level example of the specification', async () => {
    const policy = parsePolicy(TWO_LEVELS)
    await checkPolicyKeys(policy)
    expect(policy.logs).toEqual([{ vkey: LOG, url: 'https://log.example/' }])
    expect(policy.witnesses.get('X1')).toEqual({ vkey: W.X1, url: 'https://x1.example/w' })
    expect(leastQuorum(policy)).toBe(3)
  })
  test.each([
    [['X1', 'X2', 'Y1'], true],
    [['X1', 'X3', 'Y3', 'Y2'], true],
    [['X1', 'X2', 'X3'], false],
    [['X1', 'Y1', 'Y2', 'Y3'], false],
    [[], false],
    [['X1', 'X2', 'Z'], false],
  ])('%j makes the quorum: %s', (names, expected) =>
    expect(satisfied(parsePolicy(TWO_LEVELS), new Set(names))).toBe(expected),
  )
  test('none, and a single witness', () => {
    expect(satisfied(parsePolicy('quorum none'), new Set())).toBe(true)
    const one = parsePolicy(`witness 市人大 ${W.X1}\nquorum 市人大\n`)
    expect([satisfied(one, new Set()), satisfied(one, new Set(['市人大'])), leastQuorum(one)]).toEqual([false, true, 1])
  })
  test.each([
    ['', 'line 1: no quorum line'],
    ['quorum none\nquorum none', 'line 2: a second quorum line'],
    ['quorum X', 'line 1: X is not defined'],
    [`group g any X1\nwitness X1 ${W.X1}\nquorum g`, 'line 1: X1 is not defined'],
    [`witness none ${W.X1}\nquorum none`, 'line 1: the name none is taken'],
    [`witness a ${W.X1}\nwitness a ${W.X2}\nquorum a`, 'line 2: the name a is taken'],
    [`witness a ${W.X1}\nwitness b ${W.X1}\nquorum a`, 'line 2: the same witness key twice'],
    [`log ${LOG}\nlog ${LOG}\nquorum none`, 'line 2: the same log key twice'],
    [`witness a ${W.X1}\ngroup g 2 a\nquorum g`, 'line 2: 2 of 1 is no threshold'],
    [`witness a ${W.X1}\ngroup g 0 a\nquorum g`, 'line 2: 0 of 1 is no threshold'],
    [`witness a ${W.X1}\ngroup g any a a\nquorum g`, 'line 2: a is a member already'],
    [`witness a ${W.X1}\ngroup g any a\ngroup h any a\nquorum g`, 'line 3: a is a member already'],
    [`witness a ${LOG}\nquorum a`, 'line 1: a key of type 0x01 is none of a witness'],
    [`log ${W.X1}\nquorum none`, 'line 1: a key of type 0x04 is none of a log'],
    ['log nonsense\nquorum none', 'line 1: malformed verifier key'],
    ['witness a\nquorum none', 'line 1: a witness line of 1 items'],
    ['witnes a b\nquorum none', 'line 1: unknown word witnes'],
    ['quorum none\r\n', 'control characters'],
  ])('%j is refused: %s', (text, what) => expect(() => parsePolicy(text)).toThrow(what))
  test('a key whose id is not its own is refused', async () => {
    const policy = parsePolicy(`witness a ${W.X1!.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}\nquorum a`)
    await expect(checkPolicyKeys(policy)).rejects.toThrow('its own id')
  })
})
