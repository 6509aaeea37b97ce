// C2SP tlog-policy: which logs, which witnesses, and which sets of them make a checkpoint valid.
import { equal, fromBase64 } from './bytes.ts'
import { type Note, parseKey, verifyNote } from './note.ts'

export type PolicyKey = { vkey: string; url?: string }
export type Group = { k: number; members: string[] }
export type Policy = {
  text: string
  logs: PolicyKey[]
  witnesses: Map<string, PolicyKey>
  groups: Map<string, Group>
  /** A witness, a group, or `none`. */
  quorum: string
}

export class PolicyError extends Error {
  constructor(line: number, what: string) {
    super(`见证策略第 ${line} 行。 Policy, line ${line}: ${what}`)
  }
}

const LOG_TYPES = [0x01, 0x06, 0xff]
const WITNESS_TYPES = [0x04, 0x06]

/** Reads a policy file. Throws PolicyError with the line and what is wrong; keys' own ids are checked by `checkPolicyKeys`. */
export function parsePolicy(text: string): Policy {
  if (/[^\t\n\x20-\x7e\x80-\u{10ffff}]/u.test(text))
    throw new PolicyError(1, 'control characters other than tab and newline')
  const policy: Policy = { text, logs: [], witnesses: new Map(), groups: new Map(), quorum: '' }
  const members = new Set<string>()
  const keys: { log: Uint8Array[]; witness: Uint8Array[] } = { log: [], witness: [] }
  const key = (kind: 'log' | 'witness', n: number, vkey: string, url: string | undefined): PolicyKey => {
    const match = /^[^\s+]+\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(vkey)
    let bytes: Uint8Array
    try {
      bytes = fromBase64(match![1]!)
    } catch {
      throw new PolicyError(n, 'malformed verifier key')
    }
    if (!(kind === 'log' ? LOG_TYPES : WITNESS_TYPES).includes(bytes[0]!))
      throw new PolicyError(n, `a key of type 0x${bytes[0]!.toString(16).padStart(2, '0')} is none of a ${kind}`)
    if (keys[kind].some((k) => equal(k, bytes.slice(1)))) throw new PolicyError(n, `the same ${kind} key twice`)
    keys[kind].push(bytes.slice(1))
    return { vkey, ...(url ? { url } : {}) }
  }
  const fresh = (n: number, name: string) => {
    if (name === 'none' || policy.witnesses.has(name) || policy.groups.has(name))
      throw new PolicyError(n, `the name ${name} is taken`)
    return name
  }
  const defined = (n: number, name: string) => {
    if (!policy.witnesses.has(name) && !policy.groups.has(name))
      throw new PolicyError(n, `${name} is not defined on a line before this`)
    return name
  }
  for (const [i, line] of text.split('\n').entries()) {
    const n = i + 1
    const [word, ...rest] = line.split(/[ \t]+/).filter(Boolean)
    if (!word || word.startsWith('#')) continue
    const shape = (least: number, most: number) => {
      if (rest.length < least || rest.length > most) throw new PolicyError(n, `a ${word} line of ${rest.length} items`)
    }
    if (word === 'log') {
      shape(1, 2)
      policy.logs.push(key('log', n, rest[0]!, rest[1]))
    } else if (word === 'witness') {
      shape(2, 3)
      policy.witnesses.set(fresh(n, rest[0]!), key('witness', n, rest[1]!, rest[2]))
    } else if (word === 'group') {
      shape(3, Number.POSITIVE_INFINITY)
      const [name, threshold, ...of] = rest as [string, string, ...string[]]
      const k =
        threshold === 'any' ? 1 : threshold === 'all' ? of.length : /^[1-9]\d*$/.test(threshold) ? Number(threshold) : 0
      if (k < 1 || k > of.length) throw new PolicyError(n, `${threshold} of ${of.length} is no threshold`)
      for (const m of of) {
        if (members.has(defined(n, m))) throw new PolicyError(n, `${m} is a member already`)
        members.add(m)
      }
      policy.groups.set(fresh(n, name), { k, members: of })
    } else if (word === 'quorum') {
      shape(1, 1)
      if (policy.quorum) throw new PolicyError(n, 'a second quorum line')
      policy.quorum = rest[0] === 'none' ? 'none' : defined(n, rest[0]!)
    } else throw new PolicyError(n, `unknown word ${word}`)
  }
  if (!policy.quorum) throw new PolicyError(text.split('\n').length, 'no quorum line')
  return policy
}

/** Throws where a key of the policy does not have its own id. */
export async function checkPolicyKeys(policy: Policy): Promise<void> {
  for (const { vkey } of [...policy.logs, ...policy.witnesses.values()]) await parseKey(vkey)
}

/** A policy of n witnesses, any k of which make the quorum (0: none is needed). */
export function policyOf(logs: string[], witnesses: { name: string; vkey: string; url?: string }[], k: number): Policy {
  return parsePolicy(
    [
      ...logs.map((l) => `log ${l}`),
      ...witnesses.map((w) => `witness ${w.name} ${w.vkey}${w.url ? ` ${w.url}` : ''}`),
      ...(k > 0 ? [`group witnesses ${k} ${witnesses.map((w) => w.name).join(' ')}`] : []),
      `quorum ${k > 0 ? 'witnesses' : 'none'}`,
      '',
    ].join('\n'),
  )
}

/** Whether these witnesses (by their names in the policy) make the quorum. */
export function satisfied(policy: Policy, names: ReadonlySet<string>, of = policy.quorum): boolean {
  if (of === 'none') return true
  const group = policy.groups.get(of)
  return group ? group.members.filter((m) => satisfied(policy, names, m)).length >= group.k : names.has(of)
}

/** The least number of witnesses that can make the quorum. */
export function leastQuorum(policy: Policy, of = policy.quorum): number {
  if (of === 'none') return 0
  const group = policy.groups.get(of)
  if (!group) return 1
  const least = group.members.map((m) => leastQuorum(policy, m)).sort((a, b) => a - b)
  return least.slice(0, group.k).reduce((sum, n) => sum + n, 0)
}

/** The policy's witnesses whose cosignature on the note holds, with its time in seconds. */
export async function cosignersOf(note: Note, policy: Policy): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const [name, { vkey }] of policy.witnesses) {
    const said = await verifyNote(note, await parseKey(vkey)).catch(() => undefined)
    if (said?.holds && said.time !== undefined) found.set(name, said.time)
  }
  return found
}
