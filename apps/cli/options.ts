import { type Text, text } from '../../kernel/platform/text.ts'

/**
 * The options of a command are those that its usage names: one list for the reader and for the program. An option with a word
 * behind it takes a value. Where usage has a line for each verb, only that verb's options are known.
 */
export function optionsOf(usage: string, [verb = '']: string[]): Map<string, 'flag' | 'value'> {
  const parts: { verbs: string[]; text: string }[] = []
  for (const line of usage.split('\n')) {
    const command = /^(?: {7})?gnomon [a-z]+((?: [a-z]+)*)/.exec(line)
    if (command) parts.push({ verbs: command[1]!.trim().split(' '), text: line })
    else if (/^\s/.test(line) && parts.length > 0) parts.at(-1)!.text += line
  }
  const own = parts.filter((p) => p.verbs[0] === verb)
  const options = new Map<string, 'flag' | 'value'>()
  for (const { text: line } of own.length > 0 ? own : parts)
    for (const [, name, value] of line.matchAll(/(--[a-z][a-z-]*)( [^\s|\]][^\s\]]*)?/g))
      options.set(name!, value && !value.startsWith(' --') ? 'value' : 'flag')
  return options
}

/** `--name=value` as two words; why an option cannot be meant, with the nearest that can. */
export function readOptions(usage: string, args: string[]): { args: string[] } | { refused: Text } {
  const options = optionsOf(usage, args)
  const plain: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (!/^--?[^-\d]/.test(arg)) {
      plain.push(arg)
      continue
    }
    const [name, given] = arg.startsWith('--') && arg.includes('=') ? cut(arg) : [arg, undefined]
    const kind = options.get(name)
    if (!kind) return { refused: unknown(name, [...options.keys()]) }
    if (kind === 'flag') {
      if (given !== undefined) return { refused: text(`${name} 后面不带值。`, `${name} takes no value.`) }
      plain.push(name)
      continue
    }
    const value = given ?? args[++i]
    if (value === undefined || options.has(value))
      return { refused: text(`${name} 后面要有值。`, `${name} needs a value.`) }
    plain.push(name, value)
  }
  return { args: plain }
}

const cut = (arg: string): [string, string] => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]

function unknown(name: string, known: string[]): Text {
  const near = nearest(name, known)
  return near
    ? text(`不认识 ${name}，是不是 ${near}？`, `${name} is not known; did you mean ${near}?`)
    : text(
        `不认识 ${name}。${known.length > 0 ? `这里可以用：${known.join('、')}` : '这个命令没有选项'}。`,
        `${name} is not known. ${known.length > 0 ? `There are: ${known.join(', ')}` : 'This command has no options'}.`,
      )
}

/** The known word that is fewest keystrokes away, where that is less than half of it. */
export function nearest(word: string, known: string[]): string | undefined {
  const bare = (w: string) => w.replace(/^-+/, '')
  const [best] = known
    .map((k) => ({ k, far: distance(bare(word), bare(k)) }))
    .filter(({ k, far }) => far * 2 <= bare(k).length)
    .sort((a, b) => a.far - b.far)
  return best?.k
}

/** Levenshtein's distance: letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
