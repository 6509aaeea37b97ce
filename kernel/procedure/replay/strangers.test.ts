import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replay } from '../index.ts'
import { LogWatch, parseTime } from './findings.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-logs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(content: string | Buffer, kind = 'csv', map = {}) {
  const path = join(folder, `log.${kind}`)
  writeFileSync(path, content)
  const watch = new LogWatch()
  const traces: string[] = []
  const all = kind === 'csv' ? replay.readCsv(path, watch, map) : replay.readXes(path, watch, map)
  for await (const t of all) traces.push(`${t.case}: ${t.activities.join(' ')}`)
  return {
    traces,
    events: watch.events,
    skipped: watch.skipped,
    found: watch.findings().map((f) => `${f.code} ${f.count}`),
  }
}
const xes = (life: (string | undefined)[]) =>
  `<log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="c1"/>${life
    .map(
      (l, i) =>
        `<event><string key="concept:name" value="${'ABC'[i]}"/>${l === undefined ? '' : `<string key="lifecycle:transition" value="${l}"/>`}</event>`,
    )
    .join('')}</trace></log>`

describe('nothing is left out without being counted', () => {
  test('a life cycle of another model', async () => {
    expect(await read(xes(['In Progress', 'In Progress', 'Closed']), 'xes')).toEqual({
      traces: ['c1: '],
      events: 0,
      skipped: 1,
      found: ['LIFECYCLE 2', 'EMPTY_TRACE 1', 'EMPTY 1'],
    })
    expect(await read('case,activity,time,lifecycle\n1,A,2026-01-01,已办\n1,C,2026-01-02,已办\n')).toMatchObject({
      traces: ['1: '],
      found: ['LIFECYCLE 2', 'EMPTY_TRACE 1', 'EMPTY 1'],
    })
  })
  test('of the standard’s, starts are counted and the completion is replayed, however it is written', async () => {
    expect(await read(xes(['start', ' Complete ', 'COMPLETE']), 'xes')).toEqual({
      traces: ['c1: B C'],
      events: 2,
      skipped: 1,
      found: [],
    })
  })
  test('an empty log, and a log of cases without events', async () => {
    expect((await read('case,activity\n')).found).toEqual(['EMPTY 1'])
    expect((await read('<log/>', 'xes')).found).toEqual(['EMPTY 1'])
    expect((await read('<log><trace/><trace/></log>', 'xes')).found).toEqual(['EMPTY_TRACE 2', 'EMPTY 1'])
  })
  test('cells too many, and cases that a spreadsheet rounded', async () => {
    expect(await read('case,activity,note\n1,审查,x,多\n1,决定,y,,\n')).toMatchObject({
      traces: ['1: 审查 决定'],
      found: ['EXTRA_CELLS 1'],
    })
    expect((await read('case,activity\n3.50203E+17,A\n3.50203E+17,B\n')).found).toEqual(['ROUNDED_CASE 2'])
  })
})

describe('CSV as the programs of offices write it', () => {
  const plain = 'case,activity,time\n1,A,2026-01-01\n1,C,2026-01-02\n'
  test.each([
    ['rows ended by CR alone', plain.replaceAll('\n', '\r')],
    ['CR LF, the last row without', plain.replaceAll('\n', '\r\n').trimEnd()],
    ['a line that names the delimiter', `sep=;\r\n${plain.replaceAll(',', ';').replaceAll('\n', '\r\n')}`],
    ['tabs in UTF-16 with its mark', Buffer.from(`\ufeff${plain.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(plain, 'utf16le')],
    ['cells as formulas, so that they stay text', plain.replaceAll(/^1,/gm, '"=""1""",')],
    ['Chinese headings', plain.replace('case,activity,time', '办件编号,环节,办理时间')],
    ['empty rows at the end', `${plain},,\n,,\n\n`],
    ['quotes and spaces around', 'case,activity,time\n"1" ,"A" ,"2026-01-01"\n"1","C","2026-01-02"\n'],
  ])('%s', async (_, content) =>
    expect(await read(content)).toEqual({ traces: ['1: A C'], events: 2, skipped: 0, found: [] }),
  )
  test('a CR at the end of one piece of the file and its LF at the start of the next', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},A`)
    const { traces, found } = await read(['case,activity', ...rows].join('\r\n'))
    expect([traces.length, found]).toEqual([20_000, []])
  })
  test('line breaks within quotes stay; text behind a closing quote is refused with its line', async () => {
    expect((await read('case,activity\n1,"A\r\nB"\n')).traces).toEqual(['1: A B'])
    await expect(read('case,activity\n1,"A" B\n')).rejects.toThrow(/Line 2/)
    await expect(read('case,activity\n1,"A"B"\n')).rejects.toThrow(/Line 2/)
  })
  test('an encoding that contradicts the bytes is told', async () => {
    await expect(read('case,activity\n1,受理申请\n', 'csv', { encoding: 'gb18030' })).rejects.toThrow(/UTF-8/)
    const gbk = Buffer.from([...Buffer.from('case,activity\n1,'), 0xca, 0xdc, 0xc0, 0xed, 0x0a])
    expect((await read(gbk, 'csv', { encoding: 'gbk' })).traces).toEqual(['1: 受理'])
    await expect(read(gbk)).rejects.toThrow(/encoding/)
    const said = `<?xml version="1.0" encoding="ISO-8859-1"?>${xes([undefined]).replace('"A"', '"受理申请"')}`
    await expect(read(said, 'xes')).rejects.toThrow(/UTF-8/)
  })
})

test.each([
  ['2026/1/2 8:30', '2026-01-02T08:30:00Z'],
  ['2026/1/2 下午 3:05', '2026-01-02T15:05:00Z'],
  ['2026-01-02 12:30 AM', '2026-01-02T00:30:00Z'],
  ['2026-01-02 03:30:05 PM', '2026-01-02T15:30:05Z'],
  ['46024.5', '2026-01-02T12:00:00Z'],
  ['2026年1月2日 8时30分', '2026-01-02T08:30:00Z'],
  ['2026-02-30', undefined],
  ['2026-01-02 24:30', undefined],
  ['1/2/2026', undefined],
])('the time %s is %s', (written, iso) =>
  expect(parseTime(written)).toBe(iso === undefined ? Number.NaN : Date.parse(iso)),
)
