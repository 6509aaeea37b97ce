import { BpmnModdle } from 'bpmn-moddle'
import { text } from '../platform/text.ts'
import type { Definitions, Element } from './element.ts'
import { extension } from './extension.ts'
import type { Refusal } from './refusal.ts'
import { standardForm } from './standard-form.ts'

export const MAX_BYTES = 5 * 1024 * 1024
const MAX_DEPTH = 200

export type { Definitions, Element } from './element.ts'

/**
 * Reads BPMN 2.0 XML. Refused before parsing: more than 5 MB, document types and entities (no XML needs them here; bombs do).
 * Unknown references and duplicate ids, which the parser only warns of, are refusals.
 */
export async function readBpmn(xml: string): Promise<{ definitions?: Definitions; problems: Refusal[] }> {
  const refuse = (code: Refusal['code'], zh: string, en: string, more: Partial<Refusal> = {}) => ({
    problems: [{ code, message: text(zh, en), ...more }],
  })
  if (Buffer.byteLength(xml) > MAX_BYTES)
    return refuse('TOO_LARGE', '流程图文件超过 5 MB。请拆成几张图。', 'The chart is larger than 5 MB. Please split it.')
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return refuse(
      'ENTITY',
      '文件里有 DOCTYPE 或实体声明，出于安全不接收。请用作图工具重新导出。',
      'The file declares a document type or entities, which is refused for safety. Please export it again from your tool.',
    )
  if (deeperThan(xml, MAX_DEPTH))
    return refuse(
      'TOO_LARGE',
      `元素套了 ${MAX_DEPTH} 层以上。请拆成几张图。`,
      `The elements are nested more than ${MAX_DEPTH} deep. Please split the chart.`,
    )
  let read: Read
  try {
    read = (await new Moddle({ gnomon: extension }).fromXML(xml)) as never
  } catch (error) {
    const message = String((error as Error).message)
      .split('\n')[0]!
      .slice(0, 200)
    const malformed = !/failed to parse document as/.test(message)
    return malformed
      ? refuse('NOT_XML', `这不是完整的 XML：${message}`, `This is not well-formed XML: ${message}`)
      : refuse(
          'NOT_BPMN',
          '这不是 BPMN 2.0 文件（根元素应是 definitions）。',
          'This is not a BPMN 2.0 file (its root should be definitions).',
        )
  }
  const problems: Refusal[] = []
  const byId = indexed(read.rootElement, problems)
  const dangling = linked(read.references, byId)
  standardForm(read.rootElement)
  for (const { element, property, id: value } of dangling) {
    const at = element?.id
    const name = element?.name as string | undefined
    const of = name ? `「${name}」` : ''
    problems.push({
      code: 'DANGLING',
      element: at ?? value,
      ...(name ? { name } : {}),
      message: text(
        at
          ? `${of}引用了不存在的 ${value}（${at}）。请检查连线和引用。`
          : `图中引用了不存在的 ${value}。请检查连线和引用。`,
        at
          ? `${name ? `“${name}” ` : ''}refers to ${value}, which does not exist (${at}). Please check the flows and references.`
          : `The chart refers to ${value}, which does not exist. Please check the flows and references.`,
      ),
      ...(FLOW_REFERENCES.includes(property.replace(/^bpmn:/, '')) ? {} : { running: true as const }),
    })
  }
  for (const { message } of read.warnings) {
    if (/unparsable content|unrecognized element/.test(message)) {
      const where = /line: (\d+)/.exec(message)?.[1]
      const what = /nested error: (.*)/s.exec(message)?.[1] ?? message
      const at = where ? text(`第 ${Number(where) + 1} 行`, `Line ${Number(where) + 1}: `) : text('', '')
      problems.push({
        code: 'UNSUPPORTED',
        message: text(
          `${at.zh}有不认识的内容：${what.slice(0, 160)}`,
          `${at.en}content that is not known: ${what.slice(0, 160)}`,
        ),
      })
    }
  }
  return { definitions: read.rootElement, problems }
}

type Reference = { element: Element; property: string; id: string }
type Read = { rootElement: Definitions; references: Reference[]; warnings: { message: string }[] }

/**
 * The parser without its own index of ids, which knows Latin letters only: XML's names may have letters of any language. Other
 * parsers share the descriptors, so they are copied.
 */
class Moddle extends BpmnModdle {
  constructor(packages: Record<string, unknown>) {
    super(packages)
    const types = (this as unknown as { registry: { typeMap: Record<string, { properties: { isId?: boolean }[] }> } })
      .registry.typeMap
    for (const type of Object.values(types)) type.properties = type.properties.map((p) => ({ ...p, isId: false }))
  }
}

/** XML's NCName, after which tools may write a prefix. */
const START = String.raw`A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}`
const PART = String.raw`${START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040`
const ID = new RegExp(`^(?:[${START}][${PART}]*:)?[${START}][${PART}]*$`, 'u')

/** Every element by its id; ids that XML does not allow, or that stand twice, are refused. */
function indexed(root: Element, problems: Refusal[]): Map<string, Element> {
  const byId = new Map<string, Element>()
  const stack: unknown[] = [root]
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    if (Array.isArray(e)) {
      for (const x of e.toReversed()) stack.push(x)
      continue
    }
    if (typeof e !== 'object' || e === null || !('$type' in e)) continue
    const { id } = e as Element
    if (typeof id === 'string' && byId.has(id))
      problems.push({
        code: 'DUPLICATE_ID',
        element: id,
        message: text(`编号 ${id} 用了两次。请改其中一个。`, `The id ${id} is used twice. Please change one.`),
      })
    else if (typeof id === 'string') {
      byId.set(id, e as Element)
      if (!ID.test(id))
        problems.push({
          code: 'BAD_ID',
          element: id,
          message: text(
            `编号「${id}」不合 XML 的规则：以文字或下划线开头，只用文字、数字、点、下划线和连字符。`,
            `The id “${id}” is none in XML: it begins with a letter or underscore and has only letters, digits, points, underscores and hyphens.`,
          ),
        })
    }
    for (const inner of Object.values(e).toReversed()) stack.push(inner)
  }
  return byId
}

/**
 * Puts elements where they are referred to, in the order of the file; a reference may be a qualified name (BPMN 2.0, 8.1.3), with a
 * prefix before the id. Gives back those that lead nowhere.
 */
function linked(references: Reference[], byId: Map<string, Element>): Reference[] {
  return references.filter((r) => {
    const found = byId.get(r.id) ?? byId.get(r.id.slice(r.id.indexOf(':') + 1))
    if (!found) return true
    const { name, isMany } = (
      r.element as unknown as { $descriptor: { propertiesByName: Record<string, { name: string; isMany?: boolean }> } }
    ).$descriptor.propertiesByName[r.property]!
    if (isMany) r.element.get(name).push(found)
    else r.element.set(name, found)
    return false
  })
}

/** References without which the flow is not known. */
const FLOW_REFERENCES = ['sourceRef', 'targetRef', 'attachedToRef', 'eventDefinitionRef']

/** Whether tags stand within one another more deeply: what would overflow the stack of whoever walks the chart. */
function deeperThan(xml: string, most: number): boolean {
  let depth = 0
  for (let i = xml.indexOf('<'); i >= 0; i = xml.indexOf('<', i)) {
    const skip = [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
    ].find(([open]) => xml.startsWith(open!, i))
    if (skip) {
      i = xml.indexOf(skip[1]!, i)
      if (i < 0) return false
      continue
    }
    const closing = xml[i + 1] === '/'
    let quote = ''
    for (i++; i < xml.length && (quote !== '' || xml[i] !== '>'); i++) {
      const c = xml[i]!
      if (quote === c) quote = ''
      else if (quote === '' && (c === '"' || c === "'")) quote = c
    }
    if (closing) depth--
    else if (xml[i - 1] !== '/' && ++depth > most) return true
  }
  return false
}
