import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogError, LogWatch, Replayer, readColumnMap, readCsv, readPnml, readXes, type Trace } from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-logs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let serial = 0
const file = (content: string | Buffer, ending: string) => {
  const path = join(folder, `${++serial}.${ending}`)
  writeFileSync(path, content)
  return path
}
const stats = () => new LogWatch()
const found = (watch: LogWatch) => watch.findings().map((f) => [f.code, f.count, f.first.en])
const all = async (log: AsyncGenerator<Trace>) => {
  const traces: Trace[] = []
  for await (const t of log) traces.push(t)
  return traces
}
const event = (name: string, time?: string, life?: string) =>
  `<event><string key="concept:name" value="${name}"/>${time ? `<date key="time:timestamp" value="${time}"/>` : ''}${life ? `<string key="lifecycle:transition" value="${life}"/>` : ''}</event>`
const XES = `<?xml version="1.0" encoding="UTF-8"?><log><string key="concept:name" value="L"/><trace><string key="concept:name" value="c1"/>${event('受理', '2026-01-02T00:00:00Z')}${event('决定', '2026-01-01T00:00:00Z')}</trace>
<trace><string key="concept:name" value="c2"/>${event('受理', undefined, 'start')}${event('受理', undefined, 'COMPLETE')}</trace></log>`

describe('logs', () => {
  const expected = [
    { case: 'c1', activities: ['受理', '决定'] },
    { case: 'c2', activities: ['受理'] },
  ]
  test.each([
    ['plain', XES],
    ['gzip', gzipSync(XES)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(XES.replace('UTF-8', 'UTF-16'), 'utf16le')])],
  ])('XES %s; the life cycle counts complete events, order and time are watched', async (_, content) => {
    const s = stats()
    expect(await all(readXes(file(content, 'xes'), s))).toEqual(expected)
    expect([s.traces, s.events, found(s)]).toEqual([
      2,
      3,
      [
        ['OUT_OF_ORDER', 1, 'trace 1 “c1”, event 2'],
        ['NO_TIMESTAMP', 1, 'trace 2 “c2”, event 2'],
      ],
    ])
  })
  test('CSV: quotes, usual headers, a map, semicolons, interleaved cases', async () => {
    const usual =
      'case:concept:name,concept:name,time:timestamp\r\nc1,"受理, ""甲""",2026-01-01\r\nc2,受理,\r\nc1,决定,2026-01-02\r\n'
    expect(await all(readCsv(file(usual, 'csv'), stats()))).toEqual([
      { case: 'c1', activities: ['受理, "甲"', '决定'] },
      { case: 'c2', activities: ['受理'] },
    ])
    expect(await all(readCsv(file('办件;步骤\nx;a\n', 'csv'), stats(), { case: '办件', activity: '步骤' }))).toEqual([
      { case: 'x', activities: ['a'] },
    ])
  })
  test('CSV: a mark, tabs, a quote within a cell, a line break within quotes, a life cycle', async () => {
    const rows =
      '\ufeffcase\tactivity\tlifecycle:transition\nc1\t5" pipe\tstart\nc1\t5" pipe\tcomplete\nc1\t"two\nlines"\tCOMPLETE'
    expect(await all(readCsv(file(rows, 'csv'), stats()))).toEqual([
      { case: 'c1', activities: ['5" pipe', 'two lines'] },
    ])
  })
  test('CSV: rows are put in the order of their times, the file’s order among equals; one without keeps its place', async () => {
    const rows = ['c,c,2026/1/1 8:00', 'c,a,2025年12月31日 9:00', 'c,d,2026-01-01T08:00:00', 'c,b,', 'c,x,1/2/2026']
    const watch = stats()
    const path = file(`case,activity,time\n${rows.join('\n')}\n`, 'csv')
    expect(await all(readCsv(path, watch))).toEqual([{ case: 'c', activities: ['a', 'c', 'd', 'b', 'x'] }])
    expect(found(watch)).toEqual([
      ['OUT_OF_ORDER', 1, 'line 3'],
      ['NO_TIMESTAMP', 1, 'line 5'],
      ['BAD_TIMESTAMP', 1, 'line 6'],
    ])
  })
  test('a log without any time is in the order of its file, and nothing is missing', async () => {
    const watch = stats()
    await all(readCsv(file('case,activity,time\nc,a,\nc,b,\n', 'csv'), watch))
    expect(watch.findings()).toEqual([])
  })
  test('CSV in GB18030: named where it is read as UTF-8, read where the map says so', async () => {
    const gb = Buffer.concat([Buffer.from('case,activity\nc1,'), Buffer.from([0xca, 0xdc, 0xc0, 0xed, 0x0a])])
    const path = file(gb, 'csv')
    expect(String(await all(readCsv(path, stats())).catch((e) => e.message))).toMatch(/not valid utf-8.*gb18030/)
    expect(await all(readCsv(path, stats(), { encoding: 'gb18030' }))).toEqual([{ case: 'c1', activities: ['受理'] }])
  })
  test('CSV with the rows of each case together is given case by case; one that is not says so', async () => {
    const rows = 'case,activity\nc1,a\nc1,b\nc2,a\n'
    expect(await all(readCsv(file(rows, 'csv'), stats(), { grouped: true }))).toEqual([
      { case: 'c1', activities: ['a', 'b'] },
      { case: 'c2', activities: ['a'] },
    ])
    const mixed = all(readCsv(file(`${rows}c1,c\n`, 'csv'), stats(), { grouped: true }))
    expect(String(await mixed.catch((e) => e.message))).toMatch(/Line 5.*grouped/)
  })
  test('XES: attributes of attributes, globals, prefixes, a trace without a name, events without one or outside', async () => {
    const xes = `<x:log xmlns:x="http://www.xes-standard.org/"><x:extension name="Concept" prefix="concept" uri="u"/><x:global scope="event"><x:string key="concept:name" value="G"/></x:global><x:classifier name="A" keys="concept:name"/>
<x:event><x:string key="concept:name" value="stray"/></x:event>
<x:trace><x:event><x:string key="concept:name" value="a&#10;b"><x:string key="concept:name" value="inner"/></x:string></x:event><x:event><x:string key="org:resource" value="r"/></x:event></x:trace></x:log>`
    const watch = stats()
    expect(await all(readXes(file(xes, 'xes'), watch))).toEqual([{ case: '#1', activities: ['a b'] }])
    expect(found(watch)).toEqual([
      ['OUTSIDE_TRACE', 1, 'directly in the log'],
      ['NO_ACTIVITY', 1, 'trace 1, event 2'],
    ])
  })
  test.each([
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /JSON object/],
    ['an unknown key', '{"aktivity": "x"}', /unknown key “aktivity”/],
    ['a number', '{"case": 1}', /has to be a text/],
    ['two characters', '{"delimiter": ";;"}', /one character/],
  ])('a map with %s is refused by name', (_, json, message) => expect(() => readColumnMap(json)).toThrow(message))
  test.each([
    ['a truncated gzip', () => readXes(file(gzipSync(XES).subarray(0, 120), 'xes.gz'), stats()), /truncated/],
    ['broken XML', () => readXes(file(XES.slice(0, -20), 'xes'), stats()), /well-formed/],
    ['another XML', () => readXes(file('<x/>', 'xes'), stats()), /no XES/],
    [
      'an XML bomb',
      () => readXes(file(`<!DOCTYPE x [<!ENTITY a "b">]>${XES}`, 'xes'), stats()),
      /document type|well-formed/,
    ],
    [
      'an unknown encoding',
      () => readXes(file('<?xml version="1.0" encoding="none-such"?><log/>', 'xes'), stats()),
      /encoding/,
    ],
    ['an empty CSV', () => readCsv(file('', 'csv'), stats()), /empty/],
    ['a CSV without the columns', () => readCsv(file('x,y\n1,2\n', 'csv'), stats()), /--map/],
    [
      'a column that the map names and is not there',
      () => readCsv(file('case,activity\n', 'csv'), stats(), { timestamp: 'when' }),
      /“when” for “timestamp”/,
    ],
    ['an endless quote', () => readCsv(file('case,activity\n1,"a\n', 'csv'), stats()), /never ends/],
    ['no file', () => readXes(join(folder, 'none.xes'), stats()), /Cannot read/],
  ])('%s is named in both languages', async (_, read, message) => {
    const error = await all(read()).catch((e) => e)
    expect(error).toBeInstanceOf(LogError)
    expect(error.message).toMatch(message)
    expect(error.said.zh).toMatch(/[一-鿿]/)
  })
})

describe('PNML', () => {
  const arc = (source: string, target: string, more = '') =>
    `<arc id="${source}-${target}" source="${source}" target="${target}">${more}</arc>`
  const node = (kind: string, id: string, more = '') => `<${kind} id="${id}">${more}</${kind}>`
  const named = (name: string) => `<name><text>${name}</text></name>`
  const weight = (n: string) => `<inscription><text>${n}</text></inscription>`
  const tokens = (n: number) => `<initialMarking><text>${n}</text></initialMarking>`
  const wrap = (body: string, more = '') =>
    `<?xml version="1.0"?><pnml><net id="n" type="http://www.pnml.org/version-2009/grammar/ptnet">${body}${more}</net></pnml>`
  const final = (...places: [string, number][]) =>
    `<marking>${places.map(([p, n]) => `<place idref="${p}"><text>${n}</text></place>`).join('')}</marking>`
  const SKIP = '<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID="x"/>'
  const pnml = wrap(
    `<page id="g">${node('place', 'p0', named('start') + tokens(1))}${node('place', 'p1')}${node('place', 'p2')}
${node('transition', 'a', named('a\n b'))}${node('transition', 's', named('skip') + SKIP)}${node('transition', 'b', named('b'))}
${arc('p0', 'a', weight('1'))}${arc('a', 'p1')}${arc('p1', 'b')}${arc('b', 'p2')}${arc('p1', 's')}${arc('s', 'p2')}</page>`,
    `<finalmarkings>${final(['p0', 0], ['p2', 1])}</finalmarkings>`,
  )
  const replays = (xml: string) => {
    const { net, ...markings } = readPnml(xml)
    return new Replayer(net, markings)
  }
  test('places, invisible transitions, names over two lines, initial and final marking', () => {
    const replayer = replays(pnml)
    expect([['a b'], ['a b', 'b'], ['b']].map((t) => replayer.replay(t).fit)).toEqual([true, true, false])
  })
  test('several tokens at the start and at the end, counted each', () => {
    // Two tokens in p; each a takes one on to q; b takes two of q at once and puts one into r and one into s.
    const net = node('place', 'p', tokens(2)) + ['q', 'r', 's'].map((p) => node('place', p)).join('')
    const steps = node('transition', 'a', named('a')) + node('transition', 'b', named('b'))
    const arcs = arc('p', 'a') + arc('a', 'q') + arc('q', 'b', weight('2')) + arc('b', 'r') + arc('b', 's')
    const replayer = replays(wrap(net + steps + arcs, `<finalmarkings>${final(['r', 1], ['s', 1])}</finalmarkings>`))
    const counts = (trace: string) => {
      const { fit, produced, consumed, missing, remaining, missingAt } = replayer.replay([...trace])
      return [fit, produced, consumed, missing, remaining, missingAt.join(' ')]
    }
    expect(counts('aab')).toEqual([true, 6, 6, 0, 0, ''])
    // One token of q is missing, the second of p is left.
    expect(counts('ab')).toEqual([false, 5, 5, 1, 1, 'q'])
    // Both ends are missing, both tokens of q are left.
    expect(counts('aa')).toEqual([false, 4, 4, 2, 2, 'r s'])
    expect(counts('')).toEqual([false, 2, 2, 2, 2, 'r s'])
  })
  test('several final markings: any of them is an end', () => {
    const net = node('place', 'p', tokens(1)) + node('place', 'q') + node('place', 'r')
    const steps = node('transition', 'a', named('a')) + node('transition', 'b', named('b'))
    const arcs = arc('p', 'a') + arc('a', 'q') + arc('q', 'b') + arc('b', 'r')
    const replayer = replays(
      wrap(net + steps + arcs, `<finalmarkings>${final(['q', 1])}${final(['r', 1])}</finalmarkings>`),
    )
    expect(['', 'a', 'ab'].map((t) => replayer.replay([...t]).fit)).toEqual([false, true, true])
  })
  test('pages within pages and reference nodes stand for what they refer to', () => {
    const inner = `<page id="g2">${node('place', 'q')}<referencePlace id="rp" ref="rq"/>${node('transition', 'b', named('b'))}${arc('rp', 'b')}${arc('b', 'q')}</page>`
    const outer = `<page id="g1">${node('place', 'p', tokens(1))}<referencePlace id="rq" ref="p"/>${inner}</page>`
    expect(replays(wrap(outer)).replay(['b']).fit).toBe(true)
  })
  test.each([
    ['weights that are no number', pnml.replace(weight('1'), weight('x')), /weight/],
    ['nothing', '<pnml/>', /no Petri net/],
    ['an arc to nothing', pnml.replace('target="p2"', 'target="none"'), /nothing/],
    ['an arc between places', pnml.replace('target="b"', 'target="p2"'), /two nodes of one kind/],
    ['an inhibitor arc', pnml.replace(weight('1'), '<type value="inhibitor"/>'), /inhibitor/],
    ['one id twice', pnml.replace('id="p1"', 'id="p2"'), /used twice/],
    ['a final marking of nothing', pnml.replace('idref="p2"', 'idref="none"'), /final marking/],
    ['a coloured net', pnml.replace('ptnet', 'symmetricnet'), /symmetricnet/],
    ['two nets', pnml.replace('</pnml>', '<net id="m"/></pnml>'), /2 nets/],
    ['entities', `<!DOCTYPE x>${pnml}`, /document type/],
    ['a cut file', pnml.slice(0, 900), /well-formed/],
    ['elements nested without end', `<pnml>${'<a>'.repeat(1_000_000)}`, /too deep/],
  ])('%s are refused by name', (_, xml, message) => expect(() => readPnml(xml)).toThrow(message))
})
