import { SaxesParser } from 'saxes'
import type { Line } from '../contract.ts'
import { dayIn, fenOf, StatementProblem } from './statement-problem.ts'

/** An element by its local name; texts of elements that have only text. */
type Element = { name: string; text: string; attributes: Record<string, string>; children: Element[] }

const child = (of: Element | undefined, ...path: string[]): Element | undefined =>
  path.reduce<Element | undefined>((at, name) => at?.children.find((c) => c.name === name), of)
const textAt = (of: Element | undefined, ...path: string[]): string => child(of, ...path)?.text.trim() ?? ''
const all = (of: Element | undefined, name: string): Element[] => of?.children.filter((c) => c.name === name) ?? []

function tree(xml: string): Element {
  const root: Element = { name: '', text: '', attributes: {}, children: [] }
  const path = [root]
  const parser = new SaxesParser()
  const refuse = (zh: string, en: string): never => {
    throw new StatementProblem(zh, en)
  }
  parser.on('error', (e) => refuse(`不是完整的 XML：${e.message}`, `It is not well-formed XML: ${e.message}`))
  parser.on('doctype', () =>
    refuse('里面有 DOCTYPE，出于安全不接收。', 'It declares a document type, which is refused for safety.'),
  )
  parser.on('opentag', (tag) => {
    if (path.length > 40) refuse('层次太深。', 'It is nested too deep.')
    const made = {
      name: tag.name.replace(/^.*:/, ''),
      text: '',
      attributes: tag.attributes as Record<string, string>,
      children: [],
    }
    path.at(-1)!.children.push(made)
    path.push(made)
  })
  parser.on('text', (t) => {
    path.at(-1)!.text += t
  })
  parser.on('cdata', (t) => {
    path.at(-1)!.text += t
  })
  parser.on('closetag', () => void path.pop())
  parser.write(xml).close()
  return root
}

/**
 * The booked entries of ISO 20022 bank-to-customer messages: camt.053 (statement) and camt.054 (notification), any version. Of an
 * entry with several transactions each is a line of its own; a reversed entry is a line in the other direction. Pending entries are
 * not booked and left out. @throws StatementProblem
 */
export function readCamt(xml: string): Line[] {
  const document = child(tree(xml), 'Document')
  const message = child(document, 'BkToCstmrStmt') ?? child(document, 'BkToCstmrDbtCdtNtfctn')
  if (!message) throw new StatementProblem('不是 camt.053 或 camt.054。', 'It is neither camt.053 nor camt.054.')
  return [...all(message, 'Stmt'), ...all(message, 'Ntfctn')].flatMap((statement) => {
    const id = child(statement, 'Acct', 'Id')
    const account = textAt(id, 'IBAN') || textAt(id, 'Othr', 'Id')
    if (!account) throw new StatementProblem('没有写账号。', 'It names no account.')
    return all(statement, 'Ntry').flatMap((entry, i) => linesOf(entry, account, `${i + 1}`))
  })
}

function linesOf(entry: Element, account: string, n: string): Line[] {
  const status = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts')
  if (status !== '' && status !== 'BOOK') return []
  const where = `Ntry ${n}`
  const credit = textAt(entry, 'CdtDbtInd')
  if (credit !== 'CRDT' && credit !== 'DBIT')
    throw new StatementProblem(`${where} 没有写收付方向。`, `${where} does not say its direction.`)
  const reversed = textAt(entry, 'RvslInd') === 'true'
  const direction = (credit === 'CRDT') !== reversed ? 'in' : 'out'
  const booked = child(entry, 'BookgDt') ?? child(entry, 'ValDt')
  const day = dayIn(textAt(booked, 'Dt') || textAt(booked, 'DtTm'), where)
  const total = amountOf(child(entry, 'Amt'), where)
  const parts = all(entry, 'NtryDtls').flatMap((d) => all(d, 'TxDtls'))
  const base = { account, direction, day } as const
  const serial = textAt(entry, 'AcctSvcrRef') || textAt(entry, 'NtryRef')
  if (parts.length <= 1)
    return [
      {
        ...base,
        amount: total,
        serial: named(serial || serialOf(parts[0]), where),
        ...party(parts[0], entry, direction),
      },
    ]
  const lines = parts.map((p, i) => ({
    ...base,
    amount: amountOf(child(p, 'Amt') ?? child(p, 'AmtDtls', 'TxAmt', 'Amt'), `${where}.${i + 1}`),
    serial: named(serialOf(p) || (serial && `${serial}/${i + 1}`), where),
    ...party(p, entry, direction),
  }))
  if (lines.reduce((sum, l) => sum + l.amount, 0) !== total)
    throw new StatementProblem(`${where} 各笔之和不等于总额。`, `The parts of ${where} do not add up to it.`)
  return lines
}

const serialOf = (details: Element | undefined) =>
  textAt(details, 'Refs', 'AcctSvcrRef') || textAt(details, 'Refs', 'TxId')
function named(serial: string, where: string): string {
  if (serial === '')
    throw new StatementProblem(
      `${where} 没有银行流水号，无法防止重复入账。`,
      `${where} has no reference of the bank, so it could be counted twice.`,
    )
  return serial
}

function amountOf(amount: Element | undefined, where: string): number {
  const currency = amount?.attributes.Ccy
  if (currency !== 'CNY') throw new StatementProblem(`${where} 不是人民币。`, `${where} is not in CNY.`)
  return fenOf(amount!.text, where)
}

/** Who paid in, or was paid, and what was written with it. */
function party(details: Element | undefined, entry: Element, direction: 'in' | 'out') {
  const side = direction === 'in' ? 'Dbtr' : 'Cdtr'
  const parties = child(details, 'RltdPties')
  const account = child(parties, `${side}Acct`, 'Id')
  return {
    name: (textAt(parties, side, 'Pty', 'Nm') || textAt(parties, side, 'Nm')).slice(0, 200),
    counterAccount: (textAt(account, 'IBAN') || textAt(account, 'Othr', 'Id')).slice(0, 60),
    reference: [
      ...all(child(details, 'RmtInf'), 'Ustrd').map((u) => u.text.trim()),
      textAt(details, 'Refs', 'EndToEndId'),
      textAt(entry, 'AddtlNtryInf'),
    ]
      .filter((s) => s !== '' && s !== 'NOTPROVIDED')
      .join(' ')
      .slice(0, 500),
  }
}
