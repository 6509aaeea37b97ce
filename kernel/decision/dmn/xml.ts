import { SaxesParser } from 'saxes'
import { hasUtf8Mark, isUtf8After } from '../../platform/encoding.rules.ts'
import { DecisionError } from './problem.ts'

/** An element of a document; names without their prefix. */
export type Xml = {
  name: string
  namespace: string
  attributes: Record<string, string>
  children: Xml[]
  text: string
  line: number
}

export const LIMITS = { bytes: 10 * 1024 * 1024, depth: 100, elements: 300_000 }

/** Bytes to text by their mark or declaration (UTF-8, UTF-16, GB18030 …). @throws DecisionError ENCODING, TOO_LARGE */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > LIMITS.bytes) throw tooLarge()
  const [a, b] = bytes
  const head = String.fromCharCode(...bytes.subarray(0, 200)).replaceAll('\0', '')
  const marked =
    a === 0xff && b === 0xfe
      ? 'utf-16le'
      : a === 0xfe && b === 0xff
        ? 'utf-16be'
        : a === 0x3c && b === 0
          ? 'utf-16le'
          : a === 0 && b === 0x3c
            ? 'utf-16be'
            : null
  const declared = hasUtf8Mark(bytes) ? 'utf-8' : /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]
  try {
    if (!marked && declared && isUtf8After(bytes, declared)) throw new Error('UTF-8')
    return new TextDecoder(marked ?? declared ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    const name = marked ?? declared ?? 'utf-8'
    throw new DecisionError(
      'ENCODING',
      `文件不是它所声明的编码（${name}）。请另存为 UTF-8，声明也写 UTF-8。`,
      `The file is not in the encoding that it declares (${name}). Please save it as UTF-8 and declare UTF-8.`,
    )
  }
}

const tooLarge = (): DecisionError =>
  new DecisionError(
    'TOO_LARGE',
    '文件超过 10 MB。请拆成几个模型。',
    'The file is larger than 10 MB. Please split the model.',
  )

/**
 * Reads a document into a tree. Document types and entities are refused, as are depth and size out of bounds,
 * so that no file takes more time or memory than its own length.
 * @throws DecisionError ENTITY, NOT_XML, TOO_LARGE, TOO_DEEP
 */
export function parseXml(source: string): Xml {
  if (source.length > LIMITS.bytes) throw tooLarge()
  const parser = new SaxesParser({ xmlns: true, position: true })
  const root: Xml = { name: '', namespace: '', attributes: {}, children: [], text: '', line: 0 }
  const open: Xml[] = [root]
  let count = 0
  parser.on('doctype', () => {
    throw new DecisionError(
      'ENTITY',
      '文件里有 DOCTYPE 或实体声明，出于安全不接收。请重新导出。',
      'The file declares a document type or entities, which is refused for safety. Please export it again.',
    )
  })
  parser.on('opentag', (tag) => {
    if (++count > LIMITS.elements) throw tooLarge()
    if (open.length > LIMITS.depth)
      throw new DecisionError(
        'TOO_DEEP',
        `元素嵌套超过 ${LIMITS.depth} 层。`,
        `Elements are nested more than ${LIMITS.depth} deep.`,
      )
    const attributes: Record<string, string> = {}
    for (const a of Object.values(tag.attributes))
      attributes[a.prefix && a.prefix !== 'xmlns' ? `${a.prefix}:${a.local}` : a.name] = a.value
    const element: Xml = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '', line: parser.line }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const text = (t: string): void => {
    const at = open.at(-1)
    if (at) at.text += t
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('error', (error) => {
    const message = error.message.split('\n')[0]?.slice(0, 200)
    throw new DecisionError('NOT_XML', `这不是完整的 XML：${message}`, `This is not well-formed XML: ${message}`)
  })
  parser.write(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source).close()
  const [first] = root.children
  if (!first) throw new DecisionError('NOT_XML', '文件是空的。', 'The file is empty.')
  return first
}

export const child = (e: Xml, name: string): Xml | undefined => e.children.find((c) => c.name === name)
export const childrenOf = (e: Xml, name: string): Xml[] => e.children.filter((c) => c.name === name)
export const textOf = (e: Xml | undefined): string => {
  if (!e) return ''
  const text = child(e, 'text')
  return (text ?? e).text
}

/** What a rule says of itself: annotations, and the description that some tools write instead. */
export const notesOf = (rule: Xml): string[] =>
  [...childrenOf(rule, 'annotationEntry'), ...childrenOf(rule, 'description')]
    .map((n) => textOf(n).trim())
    .filter(Boolean)
