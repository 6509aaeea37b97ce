import { BpmnModdle } from 'bpmn-moddle'
import { text } from '../platform/text.ts'
import { extension } from './extension.ts'
import type { Refusal } from './refusal.ts'
import { standardForm, type Unresolved } from './standard-form.ts'

export const MAX_BYTES = 5 * 1024 * 1024
const MAX_DEPTH = 200

export type Element = {
  $type: string
  id: string
  name?: string
  $attrs?: Record<string, string>
  [property: string]: any
}
export type Definitions = Element & { rootElements: Element[]; diagrams?: Element[] }

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
  let read: { rootElement: Definitions; elementsById: Record<string, Element>; warnings: Unresolved[] }
  try {
    read = (await new BpmnModdle({ gnomon: extension }).fromXML(xml)) as never
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
  const dangling = read.warnings.filter((w) => w.message.startsWith('unresolved reference'))
  for (const { element, property, value = '' } of standardForm(read.rootElement, read.elementsById, dangling)) {
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
      ...(FLOW_REFERENCES.includes(property?.replace(/^bpmn:/, '') ?? '') ? {} : { running: true as const }),
    })
  }
  for (const { message } of read.warnings) {
    const duplicate = /duplicate ID <([^>]*)>/.exec(message)?.[1]
    if (duplicate)
      problems.push({
        code: 'DUPLICATE_ID',
        element: duplicate,
        message: text(
          `编号 ${duplicate} 用了两次。请改其中一个。`,
          `The id ${duplicate} is used twice. Please change one.`,
        ),
      })
    else if (/unparsable content|unrecognized element/.test(message)) {
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
