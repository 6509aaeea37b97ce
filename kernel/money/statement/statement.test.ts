import { describe, expect, test } from 'vitest'
import { readStatement } from './read-statement.ts'
import { StatementProblem } from './statement-problem.ts'

const bytes = (s: string) => new TextEncoder().encode(s)
const read = (s: string) => readStatement(bytes(s))
const refusal = (s: string) => {
  try {
    read(s)
  } catch (error) {
    if (error instanceof StatementProblem) return error.said.en
    throw error
  }
  return 'OK'
}

const entry = (inner: string, more = '<AcctSvcrRef>S1</AcctSvcrRef>', amount = '100.50', ccy = 'CNY') => `
  <Ntry><Amt Ccy="${ccy}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2026-03-05</Dt></BookgDt>${more}<NtryDtls>${inner}</NtryDtls></Ntry>`
const details = `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>鹭岛建设有限公司</Nm></Pty></Dbtr>
  <DbtrAcct><Id><Othr><Id>6222000011112222</Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>罚款 350200-JK2026</Ustrd><Ustrd>-000123</Ustrd></RmtInf></TxDtls>`
const camt = (entries: string, message = 'BkToCstmrStmt', group = 'Stmt') => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><${message}><GrpHdr/><${group}><Acct><Id><Othr><Id>35020012345678</Id></Othr></Id></Acct>${entries}</${group}></${message}></Document>`

describe('ISO 20022', () => {
  test('a booked entry of a statement, and of a notification', () => {
    const expected = {
      account: '35020012345678',
      serial: 'S1',
      direction: 'in',
      amount: 10_050,
      day: '2026-03-05',
      name: '鹭岛建设有限公司',
      counterAccount: '6222000011112222',
      reference: '罚款 350200-JK2026 -000123',
    }
    expect(read(camt(entry(details)))).toEqual([expected])
    expect(read(camt(entry(details), 'BkToCstmrDbtCdtNtfctn', 'Ntfctn'))).toEqual([expected])
  })
  test('older versions write the name without Pty, and the status as text', () => {
    const old = entry(details.replace('<Pty>', '').replace('</Pty>', '')).replace('<Cd>BOOK</Cd>', 'BOOK')
    expect(read(camt(old))[0]).toMatchObject({ name: '鹭岛建设有限公司', amount: 10_050 })
  })
  test('a batch is its parts, each with a serial number of its own; parts that do not add up are refused', () => {
    const part = (n: number, amount: string) =>
      `<TxDtls><Refs><AcctSvcrRef>P${n}</AcctSvcrRef></Refs><Amt Ccy="CNY">${amount}</Amt></TxDtls>`
    expect(read(camt(entry(part(1, '60.25') + part(2, '40.25')))).map((l) => [l.serial, l.amount])).toEqual([
      ['P1', 6025],
      ['P2', 4025],
    ])
    expect(refusal(camt(entry(part(1, '60.25') + part(2, '40.24'))))).toContain('add up')
  })
  test('a reversal goes the other way; what is pending is not booked', () => {
    expect(read(camt(entry(details, '<AcctSvcrRef>S1</AcctSvcrRef><RvslInd>true</RvslInd>')))[0]!.direction).toBe('out')
    const both = entry(details) + entry(details).replace('<Cd>BOOK</Cd>', '<Cd>PDNG</Cd>')
    expect(read(camt(both)).length).toBe(1)
  })
  test.each([
    ['no serial number', camt(entry(details, '')), 'counted twice'],
    ['dollars', camt(entry(details, undefined, '100.50', 'USD')), 'not in CNY'],
    ['a part of a 分', camt(entry(details, undefined, '100.505')), 'not right'],
    ['nothing', camt(entry(details, undefined, '0.00')), 'not right'],
    ['a negative amount', camt(entry(details, undefined, '-5.00')), 'not right'],
    ['no such day', camt(entry(details)).replace('2026-03-05', '2026-02-30'), 'not right'],
    ['no account', camt(entry(details)).replace('<Acct>', '<Acct2>').replace('</Acct>', '</Acct2>'), 'no account'],
    ['another message', camt(entry(details), 'pain001'), 'neither'],
    ['cut off', camt(entry(details)).slice(0, -60), 'well-formed'],
    ['a document type', camt('').replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'document type'],
    ['no entries', camt(''), 'no booked line'],
  ])('%s is refused', (_, xml, said) => expect(refusal(xml)).toContain(said))
})

describe('CSV', () => {
  const head = '账号,交易流水号,交易日期,借贷标志,交易金额,对方户名,对方账号,摘要'
  test('columns by name, quotes, formulas that keep digits, thousands', () => {
    const csv = `\ufeff${head}\r\n="35020012345678",S1,2026/03/05,贷,"1,234.50","甲, ""乙""",'6222,"第一行\n第二行"\r\n\r\n`
    expect(read(csv)).toEqual([
      {
        account: '35020012345678',
        serial: 'S1',
        direction: 'in',
        amount: 123_450,
        day: '2026-03-05',
        name: '甲, "乙"',
        counterAccount: '6222',
        reference: '第一行\n第二行',
      },
    ])
  })
  test('as spreadsheets in Chinese write it (GB 18030)', () => {
    // 账号,流水号,日期,收付,金额 in GB 18030
    const gb = [
      0xd5, 0xcb, 0xba, 0xc5, 0x2c, 0xc1, 0xf7, 0xcb, 0xae, 0xba, 0xc5, 0x2c, 0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xca, 0xd5,
      0xb8, 0xb6, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a,
    ]
    const row = [...bytes('35020012345678,S2,20260305,'), 0xca, 0xd5, ...bytes(',5\n')]
    expect(readStatement(new Uint8Array([...gb, ...row]))[0]).toMatchObject({
      direction: 'in',
      amount: 500,
      day: '2026-03-05',
    })
  })
  test.each([
    ['a missing column', '账号,流水号,日期,收付\n1,2,2026-03-05,收', 'no column'],
    ['an open quote', `${head}\n"35020012345678,S1`, 'quote'],
    ['no direction', `${head}\n35020012345678,S1,2026-03-05,?,5,,,`, 'Row 2'],
    ['no serial number', `${head}\n35020012345678,,2026-03-05,贷,5,,,`, 'Row 2'],
    ['only a head', head, 'no booked line'],
    ['no text at all', '', 'no column'],
  ])('%s is refused', (_, csv, said) => expect(refusal(csv)).toContain(said))
})
